// What two parties with thousands of agreements share: found among the first of them, or the first of all, where it is there.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { record } from '../../src/domain/record/record.service.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type Ask, asking, dataOf } from '../support/ask.ts';
import { testEngines } from '../support/engines.ts';
import { claim, entity, source } from '../support/graph.ts';

jest.setTimeout(120_000);

/** More than are looked at first by so much that all are not looked at at once. */
const AGREEMENTS = 2100;
const SOURCE = 'source:register';

const agreement = (index: number): string => `agreement:number-${String(index).padStart(4, '0')}`;
/** Seven of them are of one day, so that pages and what is looked at end between such. */
const dayOf = (index: number): string => {
  const day = Math.floor(index / 7);
  return `${1900 + Math.floor(day / 28)}-02-${String((day % 28) + 1).padStart(2, '0')}`;
};

/** Whether an agreement is one of A's and B's: every third; of A's and C's: the 40 oldest alone. */
const isOfB = (index: number): boolean => index % 3 === 0;
const isOfC = (index: number): boolean => index < 40;

const sharedWith = (is: (index: number) => boolean): string[] =>
  Array.from({ length: AGREEMENTS }, (_, index) => index)
    .filter(is)
    .toSorted((a, b) => (dayOf(a) === dayOf(b) ? a - b : b - a))
    .map(agreement);

async function fill(store: GraphStore): Promise<void> {
  const countries = ['country:a', 'country:b', 'country:c'];
  const indexes = Array.from({ length: AGREEMENTS }, (_, index) => index);
  const entities = [...countries, ...indexes.map(agreement)].map((key) => entity(key, { agreementKind: 'TREATY' }));
  await record(store, { sources: [source(SOURCE)], entities }, 1);
  const party = (subject: string, index: number) =>
    claim({ type: 'PARTY_TO', subject, object: agreement(index), source: SOURCE, from: dayOf(index), to: '..' });
  // B has more than A, so that A's are those looked at; they are B's from beyond them on as well.
  const further = indexes.map((index) => `agreement:of-b-${index}`);
  await record(store, { entities: further.map((key) => entity(key)) }, 2);
  const claims = [
    ...indexes.flatMap((index) => [
      claim({ type: 'MILESTONE', value: 'SIGNED', subject: agreement(index), source: SOURCE, from: dayOf(index) }),
      party('country:a', index),
      ...(isOfB(index) ? [party('country:b', index)] : []),
      ...(isOfC(index) ? [party('country:c', index)] : []),
    ]),
    ...further.flatMap((object) =>
      ['country:b', 'country:c'].map((subject) =>
        claim({ type: 'PARTY_TO', subject, object, source: SOURCE, from: '1990', to: '..' }),
      ),
    ),
  ];
  for (let at = 0; at < claims.length; at += 4000) await record(store, { claims: claims.slice(at, at + 4000) }, 3);
}

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  let ask: Ask;
  beforeAll(async () => {
    store = await open();
    await fill(store);
    ask = asking(store);
  });
  afterAll(() => store.close());

  const page = async (
    other: string,
    more: string,
  ): Promise<{ keys: string[]; end: string; next: boolean; total?: number }> => {
    const { agreements } = await dataOf(
      ask(
        `{ agreements(between: [{id: "country:a"}, {id: "${other}"}], ${more}) { nodes { key } pageInfo { endCursor hasNextPage } } }`,
      ),
    );
    return {
      keys: agreements.nodes.map(({ key }: { key: string }) => key),
      end: agreements.pageInfo.endCursor,
      next: agreements.pageInfo.hasNextPage,
    };
  };

  test('the first page, and those after it, are those of the whole list', async () => {
    const expected = sharedWith(isOfB);
    const first = await page('country:b', 'first: 50');
    expect(first.keys).toEqual(expected.slice(0, 50));
    expect(first.next).toBe(true);
    const second = await page('country:b', `first: 50, after: "${first.end}"`);
    expect(second.keys).toEqual(expected.slice(50, 100));
  });

  test.each([
    ['SIGNED_ON_DESC', 'endCursor', 'after', 'first'],
    ['SIGNED_ON_ASC', 'startCursor', 'before', 'last'],
  ])('%s, page by page by %s, the whole list', async (orderBy, cursor, beyond, side) => {
    const whole: string[] = [];
    for (let from = ''; ;) {
      const { agreements } = await dataOf(
        ask(`{ agreements(between: [{id: "country:a"}, {id: "country:b"}], orderBy: ${orderBy}, ${side}: 97 ${from}) {
          nodes { key } pageInfo { ${cursor} hasNextPage hasPreviousPage } } }`),
      );
      const keys = agreements.nodes.map(({ key }: { key: string }) => key);
      if (side === 'first') whole.push(...keys);
      else whole.unshift(...keys);
      const { pageInfo } = agreements;
      if (!(side === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
      from = `, ${beyond}: "${pageInfo[cursor]}"`;
    }
    const day = (key: string): string => dayOf(Number(key.slice(-4)));
    const ascending = sharedWith(isOfB).toSorted((a, b) =>
      day(a) === day(b) ? (a < b ? -1 : 1) : day(a) < day(b) ? -1 : 1,
    );
    expect(whole).toEqual(orderBy === 'SIGNED_ON_ASC' ? ascending : sharedWith(isOfB));
  });

  test('from the end, the oldest come', async () => {
    expect((await page('country:b', 'last: 30')).keys).toEqual(sharedWith(isOfB).slice(-30));
  });

  test('what is not among the first is found all the same', async () => {
    const { keys, next } = await page('country:c', 'first: 50');
    expect(keys).toEqual(sharedWith(isOfC));
    expect(next).toBe(false);
  });

  test('the total counts all', async () => {
    const { agreements } = await dataOf(
      ask('{ agreements(between: [{id: "country:a"}, {id: "country:b"}], first: 5) { totalCount nodes { key } } }'),
    );
    expect(agreements.totalCount).toBe(AGREEMENTS / 3);
    expect(agreements.nodes.map(({ key }: { key: string }) => key)).toEqual(sharedWith(isOfB).slice(0, 5));
  });
});
