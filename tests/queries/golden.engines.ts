// Real questions with answers worked out by hand from the curated graph: seed-NN.graphql beside seed-NN.json, the same on every
// engine, to the letter and in order. A file's first lines say how its answer follows.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkSeed } from '../../src/importers/seed/check.ts';
import { loadSeed, seedHash } from '../../src/importers/seed/load.ts';
import { problemsOf, readSeed, seedFiles } from '../../src/importers/seed/read.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type Ask, asking, dataOf } from '../support/ask.ts';
import { root } from '../support/checkout.ts';
import { testEngines } from '../support/engines.ts';

const FOLDER = new URL('./', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const questions = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.slice(0, -'.graphql'.length))
  .toSorted();

const seed = readSeed(seedFiles(fileURLToPath(new URL('seed', root))));
const checked = checkSeed(seed);
/** Numbers of the curated graph, the same whatever the engine. */
let snapshot: string | undefined;

test('the curated graph has no problems, and every question has an answer', () => {
  expect(problemsOf(seed)).toEqual([]);
  expect(questions.length).toBeGreaterThan(30);
  const answers = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(answers.toSorted()).toEqual(questions.map((name) => `${name}.json`));
});

describe.each(testEngines().map((engine) => [engine.name, engine] as const))('on %s', (_, engine) => {
  let store: GraphStore;
  let ask: Ask;
  beforeAll(async () => {
    store = await engine.open();
    await loadSeed(store, checked, seedHash(seed), () => undefined);
    ask = asking(store);
  });
  afterAll(() => store.close());

  test('the graph is the same as on the other engines', async () => {
    const { id } = (await dataOf(ask('{ snapshot { id } }'))).snapshot as { id: string };
    expect(id).toBe((snapshot ??= id));
  });

  test.each(questions)('%s', async (name) => {
    expect(await dataOf(ask(read(`${name}.graphql`)))).toEqual(JSON.parse(read(`${name}.json`)));
  });
});
