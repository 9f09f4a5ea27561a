// Rows a second into Neo4j: a file of rows through `entente import`, and as many nodes and relationships by a bare UNWIND.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { startOver } from '../graphs/neo4j.mjs';
import { runEntente } from '../graphs/sets.mjs';
import { progressLine } from './progress.mjs';

/** Rows of a statement: what the driver loads fastest in. */
const BATCH = 5000;
const COUNTRIES = 200;

/** Memberships: which state, which organization, since when. */
const rowsOf = (n) =>
  Array.from({ length: n }, (_, index) => ({
    state: `s${index % COUNTRIES}`,
    organization: `o${Math.floor(index / COUNTRIES)}`,
    year: 1950 + (index % 60),
  }));

const MAPPING = `dataset: bench-memberships
title: Made-up memberships
publisher: Entente
citation: Made up by the benchmark of Entente.
licence: Free to use.
release: '1'
published: '2020'
files:
  rows: { format: csv, tellBy: [state, organization, year] }
records:
  - title: A membership
    from: rows
    dates:
      from: { year: '{year}' }
    entities:
      state: { kind: COUNTRY, create: { key: 'bench-{state}', name: 'State {state}' } }
      organization: { kind: ORGANIZATION, create: { key: 'bench-{organization}', name: 'Organization {organization}' } }
    facts:
      - { type: MEMBER_OF, subject: state, object: organization, from: from }
`;

/** Lays so many rows and their mapping down in a folder; returns the paths, the mapping's first. */
export function filesOfRows(place, n) {
  const files = [join(place, 'mapping.yaml'), join(place, 'rows.csv')];
  writeFileSync(files[0], MAPPING);
  writeFileSync(
    files[1],
    ['state,organization,year', ...rowsOf(n).map((row) => Object.values(row).join(','))].join('\n'),
  );
  return files;
}

/** Loads so many rows both ways into an empty Neo4j, in each round a new one; resolves with rows a second, by way and round. */
export async function measureImports(build, { rows: n, rounds }) {
  const rows = rowsOf(n);
  const rates = { unwind: [], entente: [] };
  const progress = progressLine('importing');
  for (let round = 0; round < rounds; round++) {
    const place = mkdtempSync(join(tmpdir(), 'entente-bench-'));
    const files = filesOfRows(place, n);
    const database = await startOver(join(place, 'neo4j'));
    const ways = {
      unwind: () => byUnwind(database.uri, rows),
      entente: () => runEntente(build, ['import', ...files, '--json'], { NEO4J_URI: database.uri }),
    };
    const order = round % 2 === 0 ? ['unwind', 'entente'] : ['entente', 'unwind'];
    try {
      for (const way of order) {
        const started = performance.now();
        await ways[way]();
        rates[way].push((n * 1000) / (performance.now() - started));
        await mustHold(database.uri, way, n);
      }
    } finally {
      await database.stop();
      rmSync(place, { recursive: true, force: true });
    }
    progress.update(round + 1, rounds);
  }
  progress.stop();
  return rates;
}

/** Relationships with a key and their dates, and for each a node that tells its source, as a script would load them. */
async function byUnwind(uri, rows) {
  const driver = neo4j.driver(uri);
  const session = driver.session();
  const run = (text, params) => session.executeWrite((transaction) => transaction.run(text, params));
  try {
    for (const label of ['State', 'Body', 'Said'])
      await session.run(`CREATE CONSTRAINT bare_${label} IF NOT EXISTS FOR (n:${label}) REQUIRE n.key IS UNIQUE`);
    for (const [label, name] of Object.entries({ State: 'state', Body: 'organization' })) {
      const keys = [...new Set(rows.map((row) => row[name]))];
      await run(`UNWIND $keys AS key CREATE (n:${label} {key: key, name: key})`, { keys });
    }
    for (let at = 0; at < rows.length; at += BATCH)
      await run(
        `UNWIND $rows AS row MATCH (s:State {key: row.state}) MATCH (o:Body {key: row.organization})
         CREATE (s)-[r:BELONGS_TO {from1: row.year * 10000 + 101, from2: row.year * 10000 + 1231, status: 1, key: row.state + row.organization}]->(o)`,
        { rows: rows.slice(at, at + BATCH).map((row) => ({ ...row, year: neo4j.int(row.year) })) },
      );
    for (let at = 0; at < rows.length; at += BATCH)
      await run(
        `UNWIND $rows AS row CREATE (:Said {key: row.key, source: 'bench-memberships', locator: row.locator, from: row.year, mood: 1})`,
        {
          rows: rows.slice(at, at + BATCH).map(({ state, organization, year }, index) => ({
            key: state + organization,
            year: neo4j.int(year),
            locator: `rows.csv, row ${at + index + 1}`,
          })),
        },
      );
  } finally {
    await session.close();
    await driver.close();
  }
}

/** A load that was fast because it did nothing is not one. */
async function mustHold(uri, way, n) {
  const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
  try {
    const [type, label] = way === 'unwind' ? ['BELONGS_TO', 'Said'] : ['MEMBER_OF', 'Claim'];
    const { records } = await driver.executeQuery(
      `CALL { MATCH ()-[r:${type}]->() RETURN count(r) AS facts } CALL { MATCH (c:${label}) RETURN count(c) AS claims } RETURN facts, claims`,
    );
    const [facts, claims] = [records[0].get('facts'), records[0].get('claims')];
    if (facts !== n || claims !== n)
      throw new Error(`${way} made ${facts} relationships and ${claims} nodes of ${n} rows.`);
  } finally {
    await driver.close();
  }
}
