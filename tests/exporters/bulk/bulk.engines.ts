// The curated graph, loaded in bulk into each release of Neo4j there is: what recording it would have made.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Batch, record } from '../../../src/domain/record/record.service.ts';
import { Reading } from '../../../src/domain/reading.ts';
import { snapshot } from '../../../src/domain/snapshot/snapshot.service.ts';
import { openEmbedded } from '../../../src/engines/embedded/embedded.store.ts';
import { openNeo4j } from '../../../src/engines/neo4j/neo4j.store.ts';
import { ARGUMENTS } from '../../../src/exporters/bulk/arguments.ts';
import { exportStore } from '../../../src/exporters/bulk/from-store.ts';
import { BulkLoad } from '../../../src/exporters/bulk/load.ts';
import { checkSeed } from '../../../src/importers/seed/check.ts';
import { readSeed, seedFiles } from '../../../src/importers/seed/read.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { asking } from '../../support/ask.ts';
import { testEngines } from '../../support/engines.ts';
import { claim, entity, source } from '../../support/graph.ts';
import { importFiles, RELEASES, startOver } from '../../support/neo4j.mjs';
import { dump, indexesOf } from './dump.ts';
import { contentIn } from './files.ts';

const NOW = Date.UTC(2026, 10, 1);

/**
 * Texts that a CSV file could mistake, a number that is whole here and not there, a day told by an agreement's stages, and
 * a text longer than what neo4j-admin reads at once.
 */
const TRICKY: Batch = {
  sources: [source('source:tricky', { title: 'A "title", with, commas\nand lines', kind: 'PRIMARY' })],
  entities: [
    entity('country:tricky-whole', {
      name: 'Whole ',
      latitude: 41,
      longitude: -3,
      description: ' "quoted", \\ and\r\nlines ',
    }),
    entity('country:tricky-half', {
      name: '"',
      latitude: 41.5,
      longitude: -3,
      aliases: ["O'Half", 'Ha\tlf', '漢字 𐐷', '\\', '\\"'],
    }),
    entity('country:tricky-mixed', { name: ',', latitude: 1e-7, longitude: 179.999_999, description: '' }),
    entity('agreement:tricky', { name: 'Tricky', agreementKind: 'LOAN' }),
  ],
  claims: [
    claim({ type: 'PARTY_TO', subject: 'country:tricky-whole', object: 'agreement:tricky', source: 'source:tricky' }),
    claim({
      type: 'MILESTONE',
      subject: 'agreement:tricky',
      value: 'SIGNED',
      source: 'source:tricky',
      from: '2001-02',
    }),
    claim({
      type: 'MILESTONE',
      subject: 'agreement:tricky',
      value: 'TERMINATED',
      source: 'source:tricky',
      from: '2003-04-05',
      note: 'a note\nof "two" lines',
    }),
    claim({
      type: 'BORDERS',
      subject: 'country:tricky-whole',
      object: 'country:tricky-half',
      source: 'source:tricky',
      to: '..',
    }),
    claim({
      type: 'EXISTENCE',
      subject: 'country:tricky-half',
      source: 'source:tricky',
      from: '1900',
      to: '1950',
      censored: true,
    }),
  ],
  mark: { key: 'tricky', value: `${'漢'.repeat(1_500_000)}\n` },
};

/** Something new about what is there: a claim of a group that has others, and one of an agreement's stages. */
const FURTHER: Batch = {
  sources: [source('source:further')],
  claims: [
    claim({
      type: 'MEMBER_OF',
      subject: 'country:tur',
      object: 'org:nato',
      source: 'source:further',
      from: '1952-02-19',
      to: '..',
    }),
    claim({
      type: 'MILESTONE',
      subject: 'agreement:tricky',
      value: 'TERMINATED',
      source: 'source:further',
      from: '2004',
    }),
  ],
};

const curated = checkSeed(readSeed(seedFiles('seed')));
/** All that is loaded, a few thousand at once; claims come in the order of the files, so groups come in parts. */
const BATCHES: readonly Batch[] = [
  { sources: curated.sources },
  ...slices(curated.entities, 2000).map((entities) => ({ entities })),
  ...slices(curated.claims, 2000).map((claims) => ({ claims })),
  TRICKY,
];

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** Golden questions, and some whose answers lean on what is kept beside facts and claims. */
const QUESTIONS = [
  ...['seed-01', 'seed-02', 'seed-09'].map((name) =>
    readFileSync(new URL(`../../queries/${name}.graphql`, import.meta.url), 'utf8'),
  ),
  '{ snapshot { id facts entities claims } }',
  '{ agreement(ref: { id: "agreement:tricky" }) { name signedOn status parties { edges { role fact { validFrom validTo claims { locator recordedAt } } } } } }',
  '{ country(ref: { code: { scheme: "COW", value: "255", on: "1860-01-01" } }) { key name latitude codes { scheme value } } }',
  '{ contradictions(first: 20) { totalCount nodes { key reason explanation } } }',
];

async function answersOf(store: GraphStore): Promise<string[]> {
  const ask = asking(store);
  const given: string[] = [];
  for (const question of QUESTIONS) given.push(JSON.stringify(await ask(question), null, 1));
  return given;
}

const root = mkdtempSync(join(tmpdir(), 'entente-bulk-'));
const cleanups: (() => unknown)[] = [() => rmSync(root, { recursive: true, force: true })];
afterAll(async () => {
  for (const clean of cleanups.toReversed()) await clean();
});

const files = join(root, 'files');
const recorded = openEmbedded({ shuffle: true });
cleanups.push(() => recorded.close());

// They run for seconds: compiling what they do as well as can be would take longer than doing it.
process.env['JDK_JAVA_OPTIONS'] = '-XX:TieredStopAtLevel=1';

const servers = testEngines().flatMap(({ name, uri, open }) => {
  const release = RELEASES.find((each) => each.name === name);
  return uri !== undefined && release ? [{ name, uri, open, release, home: join(root, name) }] : [];
});
const started = new Map<string, { uri: string; store: GraphStore }>();
let answers: readonly string[];

beforeAll(async () => {
  await recorded.ensureSchema();
  for (const batch of BATCHES) await record(recorded, batch, NOW);
  const load = new BulkLoad(files, { now: NOW, parts: 3 });
  for (const batch of BATCHES) await load.add(batch);
  await load.finish();
  answers = await answersOf(recorded);
  await Promise.all(
    servers.map(async ({ name, release, home }) => {
      await importFiles(home, release, files, ARGUMENTS, { more: ['--max-off-heap-memory=512m'] });
      const { uri, kill, reason } = await startOver(home, release);
      if (uri === undefined || kill === undefined) throw new Error(reason);
      cleanups.push(kill);
      const store = openNeo4j({ uri, timeout: 30_000 });
      cleanups.push(() => store.close());
      await store.ensureSchema();
      started.set(name, { uri, store });
    }),
  );
}, 600_000);

test('the files of the recorded graph hold the same', async () => {
  await exportStore(recorded, join(root, 'recorded'));
  expect(contentIn(join(root, 'recorded'))).toEqual(contentIn(files));
});

describe.each(servers)('loaded in bulk into $name', ({ name, uri, open }) => {
  const server = () => started.get(name) as { uri: string; store: GraphStore };

  test('the snapshot and the answers are those of the recorded graph', async () => {
    const { store } = server();
    expect((await snapshot(new Reading(store))).id).toBe((await snapshot(new Reading(recorded))).id);
    expect(answers.filter((answer) => answer.includes('"errors"'))).toEqual([]);
    expect(await answersOf(store)).toEqual(answers);
  });

  test('all there is in it is what the files hold', async () => {
    const again = join(root, `again-${name}`);
    await exportStore(server().store, again);
    expect(contentIn(again)).toEqual(contentIn(files));
  });

  test('labels, properties, types of values, indexes and constraints are those of a graph recorded there', async () => {
    const store = await open();
    cleanups.push(() => store.close());
    await record(store, TRICKY, NOW);
    const lines = await dump(uri, 'tricky');
    expect(lines.length).toBeGreaterThan(12);
    expect(await dump(server().uri, 'tricky')).toEqual(lines);
    expect(await indexesOf(server().uri)).toEqual(await indexesOf(uri));
  });
});

test('all can be gone on with', async () => {
  await record(recorded, FURTHER, NOW);
  const { id } = await snapshot(new Reading(recorded));
  for (const { store } of started.values()) {
    expect(await record(store, TRICKY, NOW + 1000)).toMatchObject({
      claimsAdded: 0,
      factsChanged: 0,
      entitiesAdded: 0,
    });
    // The membership, the end of the agreement, and its signature beside an end that has two dates now.
    expect(await record(store, FURTHER, NOW)).toMatchObject({ claimsAdded: 2, factsChanged: 3 });
    expect((await snapshot(new Reading(store))).id).toBe(id);
  }
});
