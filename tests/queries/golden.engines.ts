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
const engines = testEngines();
/** Numbers of the curated graph, the same whatever the engine. */
let snapshot: string | undefined;

test('the curated graph has no problems, and every question has an answer', () => {
  expect(problemsOf(seed)).toEqual([]);
  expect(questions.length).toBeGreaterThan(70);
  const answers = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(answers.toSorted()).toEqual(questions.map((name) => `${name}.json`));
});

/** Every engine with the curated graph, all loaded at once: while one server writes, another is given its share. */
const loaded = new Map<string, Promise<GraphStore>>();
beforeAll(() => {
  for (const { name, open } of engines) {
    const loading = open().then(async (store) => {
      await loadSeed(store, checked, seedHash(seed), () => undefined);
      return store;
    });
    // Whoever waits for it is told.
    loading.catch(() => undefined);
    loaded.set(name, loading);
  }
});

describe.each(engines.map(({ name }) => name))('on %s', (name) => {
  let store: GraphStore;
  let ask: Ask;
  beforeAll(async () => {
    store = await (loaded.get(name) as Promise<GraphStore>);
    ask = asking(store);
  });
  afterAll(() => store.close());

  test('the graph is the same as on the other engines', async () => {
    const { id } = (await dataOf(ask('{ snapshot { id } }'))).snapshot as { id: string };
    expect(id).toBe((snapshot ??= id));
  });

  test.each(questions)('%s', async (question) => {
    expect(await dataOf(ask(read(`${question}.graphql`)))).toEqual(JSON.parse(read(`${question}.json`)));
  });

  test('a neighbourhood goes on by its cursor: nothing lost, nothing twice', async () => {
    const whole = await pieces(ask, 100);
    expect(whole).toHaveLength(1);
    const edges = whole.flat();
    expect(edges.length).toBeGreaterThan(50);
    const parts = await pieces(ask, 7);
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.flat().toSorted()).toEqual(edges.toSorted());
  });

  test('a drawing is the same every time, and another for another seed', async () => {
    const query = `{ network(where: { types: [MEMBER_OF], object: { in: [{ id: "org:csto" }] } }, limit: 20) {
      one: layout(seed: 1) { key x y } again: layout { key x y } two: layout(seed: 2) { key x y } } }`;
    const { network } = await dataOf(ask(query));
    expect(network.one).toEqual(network.again);
    expect(network.two).not.toEqual(network.one);
    drawing ??= network.one;
    expect(network.one).toEqual(drawing);
  });
});

/** Positions, the same whatever the engine. */
let drawing: unknown;

/** Keys of the facts around Turkey by membership and agreements, piece by piece, so many of each type at a time. */
async function pieces(ask: Ask, limitPerType: number): Promise<string[][]> {
  const found: string[][] = [];
  let after: string | null = null;
  do {
    const query = `query ($after: String) { neighborhood(of: [{ id: "country:tur" }], types: [MEMBER_OF, BORDERS],
      limitPerType: ${limitPerType}, after: $after) { cursor truncated edges { key } } }`;
    const { neighborhood } = await dataOf(ask(query, { after }));
    found.push((neighborhood.edges as { key: string }[]).map(({ key }) => key));
    after = neighborhood.cursor as string | null;
    expect(neighborhood.truncated).toBe(after !== null);
  } while (after !== null);
  return found;
}
