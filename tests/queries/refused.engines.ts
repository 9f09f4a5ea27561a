// What exploring refuses, and how it says so; what is merely empty is no error. Days, spans and sources: tests/graphql/input.engines.ts.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { record } from '../../src/domain/record/record.service.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type Ask, asking, dataOf } from '../support/ask.ts';
import { claim } from '../support/graph.ts';
import { openSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(60_000);

let store: GraphStore;
let ask: Ask;
beforeAll(async () => {
  store = await openSmall();
  const indicator = claim({
    type: 'VALUE',
    subject: 'agreement:older',
    source: 'dataset:d@2',
    amount: { value: '120', unit: 'TIV', basis: 'INDICATOR' },
  });
  await record(store, { claims: [indicator] }, Date.now());
  ask = asking(store);
});
afterAll(() => store.close());

const TUR = '{ id: "country:tur" }';
const RUS = '{ id: "country:rus" }';
const many = (n: number): string => `[${Array.from({ length: n }, () => TUR).join(', ')}]`;
const deep = (levels: number): string =>
  levels === 0 ? 'types: [MEMBER_OF]' : `subject: { with: [{ fact: { ${deep(levels - 1)} } }] }`;
const beside = (levels: number): string => (levels === 0 ? 'types: [MEMBER_OF]' : `has: [{ ${beside(levels - 1)} }]`);

describe('out of bounds', () => {
  test.each([
    ['maxLength', `{ paths(from: ${TUR}, to: ${RUS}, maxLength: 11) { complete } }`, '1 to 10'],
    ['maxLength', `{ paths(from: ${TUR}, to: ${RUS}, maxLength: 0) { complete } }`, '1 to 10'],
    ['first', `{ paths(from: ${TUR}, to: ${RUS}, first: 51) { complete } }`, '1 to 50'],
    ['maxDegree', `{ paths(from: ${TUR}, to: ${RUS}, maxDegree: 0) { complete } }`, '1 to '],
    ['of', `{ neighborhood(of: ${many(51)}) { truncated } }`, '1 to 50'],
    ['of', '{ neighborhood(of: []) { truncated } }', '1 to 50'],
    ['depth', `{ neighborhood(of: [${TUR}], depth: 7) { truncated } }`, '1 to 6'],
    ['limitPerType', `{ neighborhood(of: [${TUR}], limitPerType: 101) { truncated } }`, '1 to 100'],
    ['after', `{ neighborhood(of: [${TUR}], after: "no cursor") { truncated } }`, 'as an answer gave it'],
    ['limit', '{ network(limit: 5001) { truncated } }', '1 to 5000'],
    ['limit', '{ network(limit: 0) { truncated } }', '1 to 5000'],
    ['of', `{ commonNeighbors(of: ${many(11)}) { totalCount } }`, 'at most 10'],
    ['b', `{ dyad(a: ${TUR}, b: { name: "Türkiye" }) { a { key } } }`, 'two entities'],
    ['groupBy', '{ aggregate(groupBy: []) { totalCount } }', '1 to 3'],
    ['groupBy', '{ aggregate(groupBy: [TYPE, VALUE, STATUS, SUBJECT]) { totalCount } }', '1 to 3'],
    ['groupBy', '{ aggregate(groupBy: [YEAR]) { totalCount } }', 'validDuring'],
    ['sum', '{ aggregate(where: { types: [MEMBER_OF] }, groupBy: [TYPE], sum: MEMBER_OF) { totalCount } }', 'VALUE'],
    ['where.withinMonths', '{ facts(where: { withinMonths: 3 }) { totalCount } }', 'has or lacks'],
    [
      'where.has[0].withinMonths',
      '{ facts(where: { types: [BORDERS], has: [{ types: [SANCTIONS], withinMonths: -1 }] }) { totalCount } }',
      '0 to ',
    ],
    ['text', `{ search(text: "${'x'.repeat(201)}") { totalCount } }`, 'at most 200'],
  ])('%s: %s', async (argument, query, hint) => {
    const { errors = [] } = await ask(query);
    expect(errors.map(({ extensions }) => [extensions.code, extensions['argument']])).toEqual([
      ['BAD_USER_INPUT', argument],
    ]);
    expect(errors[0]?.message).toContain(`${argument}: `);
    expect(errors[0]?.message).toContain(hint);
  });
});

describe('conditions in each other', () => {
  test.each([
    ['with', deep],
    ['has', beside],
  ])('%s may stand two deep, not three', async (_, nest) => {
    expect((await ask(`{ facts(where: { ${nest(2)} }) { totalCount } }`)).errors).toBeUndefined();
    const { errors = [] } = await ask(`{ facts(where: { ${nest(3)} }) { totalCount } }`);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toMatch(/at most 2 deep in each other\. Ask in two steps\.$/);
  });
});

describe('money and indicators', () => {
  const total = (where: string): string =>
    `{ aggregate(where: { types: [VALUE]${where} }, groupBy: [TYPE], sum: VALUE) { nodes { sums { value unit } } } }`;

  test('are not put together', async () => {
    const { errors = [] } = await ask(total(''));
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'sum' });
    expect(errors[0]?.message).toMatch(/NOMINAL and INDICATOR|INDICATOR and NOMINAL/);
  });

  test('each is summed by itself', async () => {
    expect(await dataOf(ask(total(', subject: { in: [{ id: "agreement:older" }] }')))).toEqual({
      aggregate: { nodes: [{ sums: [{ value: '120', unit: 'TIV' }] }] },
    });
  });
});

describe('a reference to nothing', () => {
  test.each([
    ['from', `{ paths(from: { name: "Turky" }, to: ${RUS}) { complete } }`, 'country:tur'],
    ['b', `{ dyad(a: ${RUS}, b: { id: "country:tru" }) { a { key } } }`, 'country:tur'],
    ['of[1]', `{ neighborhood(of: [${RUS}, { id: "agreement:dael" }]) { truncated } }`, 'agreement:deal'],
    ['of[0]', '{ commonNeighbors(of: [{ name: "Prusia" }]) { totalCount } }', 'country:prussia'],
  ])('%s is told with at most three of the nearest: %s', async (argument, query, nearest) => {
    const { errors = [] } = await ask(query);
    expect(errors).toHaveLength(1);
    const { code, argument: told, nearest: keys } = errors[0]?.extensions ?? { code: '' };
    expect([code, told]).toEqual(['NOT_FOUND', argument]);
    expect((keys as string[])[0]).toBe(nearest);
    expect((keys as string[]).length).toBeLessThanOrEqual(3);
    expect(errors[0]?.message).toContain(`(${nearest})`);
  });
});

describe('what is empty is no error', () => {
  test('a path from a node to itself', async () => {
    expect(await dataOf(ask(`{ paths(from: ${TUR}, to: { name: "Türkiye" }) { complete paths { length } } }`))).toEqual(
      {
        paths: { complete: true, paths: [] },
      },
    );
  });

  test('what nobody has in common, and what nothing is named', async () => {
    const query = `{ commonNeighbors(of: [${TUR}, { id: "country:prussia" }]) { totalCount nodes { key } }
      search(text: "") { totalCount } network(where: { types: [DISPUTE_WITH] }, limit: 5) { nodes { key } truncated } }`;
    expect(await dataOf(ask(query))).toEqual({
      commonNeighbors: { totalCount: 0, nodes: [] },
      search: { totalCount: 0 },
      network: { nodes: [], truncated: false },
    });
  });
});
