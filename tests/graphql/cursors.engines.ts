// A cursor tells a place in one sort of list. In another it would silently be some other place, so it is refused there.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
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

/** Lists of different rows, or in a different order. Lists of facts share one order, so they may share cursors. */
const LISTS: readonly [name: string, field: string][] = [
  ['facts', 'facts(ARGS)'],
  ['claims', 'claims(ARGS)'],
  ['entities', 'entities(ARGS)'],
  ['agreements', 'agreements(ARGS)'],
  ['agreements by name', 'agreements(orderBy: NAME_ASC, ARGS)'],
  ['sources', 'sources(ARGS)'],
];
const list = (field: string, args: string) => ask(`{ list: ${field.replace('ARGS', args)} { edges { cursor } } }`);
const firstCursor = async (field: string): Promise<string> =>
  (await dataOf(list(field, 'first: 1'))).list.edges[0].cursor as string;

describe.each(LISTS)('a page of %s', (name, field) => {
  test.each(LISTS.filter(([other]) => other !== name))('refuses a cursor of %s', async (_, other) => {
    const cursor = await firstCursor(other);
    for (const [argument, size] of [
      ['after', 'first'],
      ['before', 'last'],
    ]) {
      const { errors = [] } = await list(field, `${size}: 1, ${argument}: "${cursor}"`);
      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
    }
  });

  test('takes its own', async () => {
    const cursor = await firstCursor(field);
    const { list: rest } = await dataOf(list(field, `first: 100, after: "${cursor}"`));
    const { list: whole } = await dataOf(list(field, 'first: 100'));
    expect(rest.edges).toEqual(whole.edges.slice(1));
  });
});
