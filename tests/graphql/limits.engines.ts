// What an operation may be at most: nested, aliased, long, costly. Refused before it runs, with the figure.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../src/graphql/server.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type Ask, asking, dataOf } from '../support/ask.ts';
import { openSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(30_000);

let store: GraphStore;
let ask: Ask;
beforeAll(async () => {
  store = await openSmall();
  ask = asking(store);
});
afterAll(() => store.close());

/** So many fields inside each other; each page is of one row, so that depth alone is too much. */
const nested = (depth: number): string => {
  // entity > (facts > nodes > subject)* > key
  const rounds = Math.floor((depth - 2) / 3);
  const rest = depth - 2 - rounds * 3;
  const last = ['key', 'degrees { count }', 'facts(first: 1) { nodes { key } }'][rest] as string;
  let inner = last;
  for (let round = 0; round < rounds; round++) inner = `facts(first: 1) { nodes { subject { ${inner} } } }`;
  return `{ entity(ref: {id: "country:tur"}) { ${inner} } }`;
};

describe('an operation', () => {
  test('as deep as allowed is answered, one level more is refused with both figures', async () => {
    const { depth } = DEFAULT_LIMITS;
    expect((await ask(nested(depth))).errors).toBeUndefined();
    const { data, errors = [] } = await ask(nested(depth + 1));
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(errors[0]?.message).toContain(String(depth));
    expect(errors[0]?.message).toContain(String(depth + 1));
  });

  test('deep through fragments is refused as well', async () => {
    const query = `${nested(11).replace('key', '...F')} fragment F on Entity { facts(first: 1) { nodes { object { facts(first: 1) { nodes { object { facts(first: 1) { nodes { key } } } } } } } } }`;
    const { errors = [] } = await ask(query);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('with as many aliases as allowed is answered, with more refused with the figure', async () => {
    const { aliases } = DEFAULT_LIMITS;
    const query = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: snapshot { id }`).join(' ')} }`;
    expect((await ask(query(aliases))).errors).toBeUndefined();
    const { errors = [] } = await ask(query(aliases + 1));
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(errors[0]?.message).toContain(String(aliases));
  });

  test('too long is refused before it is read to the end', async () => {
    const { tokens } = DEFAULT_LIMITS;
    const { errors = [], data } = await ask(`{ snapshot { ${'id '.repeat(tokens)} } }`);
    expect(data).toBeUndefined();
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    expect(errors[0]?.message).toContain(String(tokens));
  });

  test('that may fetch too much is refused with cost and limit, and nothing is fetched', async () => {
    const query =
      '{ facts(first: 100) { nodes { subject { facts(first: 100) { nodes { object { facts(first: 100) { nodes { key } } } } } } } } }';
    const { data, errors = [] } = await ask(query);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    const extensions: Readonly<Record<string, unknown>> | undefined = errors[0]?.extensions;
    expect(extensions?.['code']).toBe('OPERATION_TOO_COSTLY');
    expect(extensions?.['limit']).toBe(DEFAULT_LIMITS.cost);
    // A hundred facts, of each an entity with a hundred facts, of each an entity with a hundred: over a million.
    expect(extensions?.['cost']).toBeGreaterThan(1_000_000);
    expect(errors[0]?.message).toContain(JSON.stringify(extensions?.['cost']));
    expect(errors[0]?.message).toContain(String(DEFAULT_LIMITS.cost));
  });

  test('cannot hide its cost in a variable, an alias or a fragment', async () => {
    const hidden = `query ($n: Int) { x: facts(first: $n) { edges { node { ...F } } } }
      fragment F on Fact { subject { y: facts(first: $n) { nodes { object { facts(first: $n) { nodes { key } } } } } } }`;
    const { errors = [] } = await ask(hidden, { n: 100 });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_COSTLY']);
    expect((await ask(hidden, { n: 2 })).errors).toBeUndefined();
  });
});

describe('the cost of an operation', () => {
  test('stands in every answer, is the same every time, and grows with the pages', async () => {
    const query = 'query ($n: Int) { facts(first: $n) { nodes { key claims(first: 2) { key } } } }';
    const costs = await Promise.all(
      [10, 10, 20, 20, 100].map(async (n) => (await ask(query, { n })).extensions?.cost as number),
    );
    expect(costs[0]).toBe(costs[1]);
    expect(costs[2]).toBe(costs[3]);
    expect(costs[2]).toBeGreaterThan(costs[0] as number);
    expect(costs[4]).toBeGreaterThan(costs[2] as number);
    expect((await ask('{ snapshot { id } }')).extensions?.cost).toBe(
      (await ask('{ snapshot { id } }')).extensions?.cost,
    );
  });

  test('does not depend on what is found, and stands beside errors of single fields', async () => {
    const one = await ask('{ entity(ref: {id: "country:tur"}) { key } }');
    const none = await ask('{ entity(ref: {id: "country:nowhere"}) { key } }');
    const wrong = await ask('{ entity(ref: {name: "Georgia"}) { key } }');
    expect(wrong.errors).toHaveLength(1);
    expect(none.extensions?.cost).toBe(one.extensions?.cost);
    expect(wrong.extensions?.cost).toBe(one.extensions?.cost);
    expect(one.extensions?.cost).toBeGreaterThan(0);
  });

  test('an own limit is kept: a lower one refuses what the usual one lets through', async () => {
    const query = '{ facts(first: 50) { nodes { key } } }';
    const { cost } = (await ask(query)).extensions ?? {};
    const at = (limit: number) => asking(store, { limits: { ...DEFAULT_LIMITS, cost: limit } })(query);
    expect((await dataOf(at(cost as number))).facts.nodes.length).toBeGreaterThan(0);
    expect((await at((cost as number) - 1)).errors?.[0]?.extensions).toMatchObject({
      code: 'OPERATION_TOO_COSTLY',
      cost,
      limit: (cost as number) - 1,
    });
  });
});
