// Whether a graph that was loaded in bulk is the graph recording makes: every node and every fact, on both engines.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { moduleOf } from '../support/build.mjs';
import { NOW } from './bulk.mjs';
import { startOver } from './neo4j.mjs';
import { batchesOf } from './synthetic.mjs';

const NODES = { name: 'bench-nodes', text: 'MATCH (n) RETURN labels(n), properties(n)' };
const FACTS = { name: 'bench-facts', text: 'MATCH (s)-[r]->(o) RETURN type(r), s.key, o.key, properties(r)' };

/** Records the graph one batch at a time, in memory, and compares it with what both engines were loaded with. */
export async function mustBeAsRecorded(build, place, facts) {
  const { openEmbedded } = await moduleOf(build, 'engines/embedded/embedded.store');
  const { openNeo4j } = await moduleOf(build, 'engines/neo4j/neo4j.store');
  const { record } = await moduleOf(build, 'domain/record/record.service');
  const neo4j = await startOver(join(place, 'neo4j'));
  const stores = [];
  try {
    stores.push(
      openEmbedded({}),
      openEmbedded({ folder: join(place, 'embedded') }),
      openNeo4j({ uri: neo4j.uri, timeout: 120_000 }),
    );
    const [recorded, embedded, inNeo4j] = stores;
    await recorded.ensureSchema();
    for (const batch of batchesOf(facts)) await record(recorded, batch, NOW);
    const wanted = await contentOf(recorded);
    for (const [name, store] of Object.entries({ embedded, neo4j: inNeo4j })) {
      const found = await contentOf(store);
      const what = Object.keys(wanted).find((each) => wanted[each] !== found[each]);
      if (what)
        throw new Error(
          `${name} was loaded with other ${what} than recording makes: ${found[what]}, not ${wanted[what]}.`,
        );
    }
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await neo4j.stop();
  }
}

async function contentOf(store) {
  const nodes = await store.read(NODES);
  const state = nodes.map(([, properties]) => properties).find(({ key }) => key === 'graph');
  return {
    'content sum': state.content,
    'number of claims': state.claims,
    nodes: digestOf(
      nodes
        .filter(([labels]) => !labels.includes('Meta'))
        .map(([labels, properties]) => [labels.toSorted(), inOrder(properties)]),
    ),
    facts: digestOf(
      (await store.read(FACTS)).map(([type, subject, object, properties]) => [
        type,
        subject,
        object,
        inOrder(properties),
      ]),
    ),
  };
}

const inOrder = (properties) =>
  Object.entries(properties)
    .filter(([, value]) => value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

function digestOf(rows) {
  const hash = createHash('sha256');
  for (const text of rows.map((row) => JSON.stringify(row)).toSorted()) hash.update(`${text}\n`);
  return `${rows.length} of hash ${hash.digest('hex').slice(0, 16)}`;
}
