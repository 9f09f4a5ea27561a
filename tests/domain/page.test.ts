import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  comparePositions,
  connect,
  cursorOf,
  type Page,
  type PageArgs,
  pageOf,
  pageThrough,
  type Position,
} from '../../src/domain/page.ts';
import { EntenteError } from '../../src/model/errors.ts';

const LIST: readonly Position[] = [
  [1, 'a'],
  [1, 'b'],
  [2, 'a'],
  [3, 'c'],
  [5, 'd'],
];
const names = (rows: readonly { node: Position }[]): string => rows.map(({ node }) => node.join('')).join(' ');
const page = (args: PageArgs): string => {
  const { rows, hasNextPage, hasPreviousPage } = pageThrough(pageOf(args, 'facts'), LIST, (row) => row);
  return `${hasPreviousPage ? '< ' : ''}${names(rows)}${hasNextPage ? ' >' : ''}`;
};
const at = (...position: Position): string => cursorOf('facts', position);

describe('a page of a list', () => {
  it.each<[string, PageArgs, string]>([
    ['the first rows', { first: 2 }, '1a 1b >'],
    ['what follows a row', { first: 2, after: at(1, 'b') }, '< 2a 3c >'],
    ['the rest', { first: 2, after: at(3, 'c') }, '< 5d'],
    ['as many as there are', { first: 5 }, '1a 1b 2a 3c 5d'],
    ['what follows a row that is gone', { first: 2, after: at(2, 'b') }, '< 3c 5d'],
    ['nothing after the last', { first: 2, after: at(5, 'd') }, '< '],
    ['the last rows, in the order of the list', { last: 2 }, '< 3c 5d'],
    ['what comes before a row', { last: 2, before: at(3, 'c') }, '< 1b 2a >'],
    ['the beginning, backwards', { last: 2, before: at(1, 'b') }, '1a >'],
    ['between two rows', { first: 9, after: at(1, 'a'), before: at(3, 'c') }, '< 1b 2a'],
    ['between two rows, backwards', { last: 1, after: at(1, 'a'), before: at(3, 'c') }, '< 2a >'],
    ['twenty where nothing is asked', {}, '1a 1b 2a 3c 5d'],
    ['the same with null', { first: null, last: null, after: null, before: null }, '1a 1b 2a 3c 5d'],
  ])('%s', (_, args, told) => {
    expect(page(args)).toBe(told);
  });

  it('counts the whole list, whatever the page', async () => {
    await expect(pageThrough(pageOf({ first: 1 }, 'facts'), LIST, (row) => row).count()).resolves.toBe(5);
  });

  it('has twenty rows unless asked otherwise', () => {
    expect(pageOf({}, 'facts')).toEqual({ list: 'facts', size: 20, backwards: false });
    expect(pageOf({ last: 100 }, 'facts')).toEqual({ list: 'facts', size: 100, backwards: true });
  });

  it('turns rows that were fetched backwards round, and drops the one too many', () => {
    const backwards: Page = { size: 2, backwards: true };
    const { rows, hasNextPage, hasPreviousPage } = connect<Position>(
      backwards,
      LIST.toReversed().slice(0, 3),
      (row) => row,
      async () => 5,
    );
    expect(names(rows)).toBe('3c 5d');
    expect([hasPreviousPage, hasNextPage]).toEqual([true, false]);
  });
});

describe('walking through', () => {
  const lists = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'b', 'c', 'd', 'e')), {
      maxLength: 20,
      selector: (position) => position.join(''),
    })
    .map((list) => list.toSorted(comparePositions));

  it('forwards or backwards, by whatever step, meets every row once, in order', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), fc.boolean(), (list, step, backwards) => {
        const met: Position[] = [];
        let cursor: string | undefined;
        for (;;) {
          const args = backwards ? { last: step, before: cursor } : { first: step, after: cursor };
          const { rows, ...more } = pageThrough(pageOf(args, 'facts'), list, (row) => row);
          const found = rows.map(({ node }) => node);
          if (backwards) met.unshift(...found);
          else met.push(...found);
          if (!(backwards ? more.hasPreviousPage : more.hasNextPage)) break;
          cursor = cursorOf('facts', (backwards ? found[0] : found.at(-1)) as Position);
        }
        expect(met).toEqual(list);
      }),
    );
  });
});

describe('the order of positions', () => {
  it('is by what the list is ordered by, then by key', () => {
    expect(comparePositions([2, 'a'], [10, 'a'])).toBeLessThan(0);
    expect(comparePositions(['b', 'a'], ['a', 'z'])).toBeGreaterThan(0);
    expect(comparePositions([1, 'b'], [1, 'a'])).toBeGreaterThan(0);
    expect(comparePositions([1, 'a'], [1, 'a'])).toBe(0);
  });
});

describe('a cursor', () => {
  it('is read back, whatever the texts in it', () => {
    const key = fc.string({ unit: 'grapheme', maxLength: 50 });
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), key), key, (order, name) => {
        const list = typeof order === 'number' ? 'facts' : 'entities';
        const cursor = cursorOf(list, [order, name]);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(pageOf({ after: cursor }, list).beyond).toEqual([order, name]);
        expect(pageOf({ last: 1, before: cursor }, list).beyond).toEqual([order, name]);
      }),
    );
  });

  it('is of one list, though another is ordered alike', () => {
    const ofClaims = cursorOf('claims', [20191023, 'a']);
    expect(() => pageOf({ after: ofClaims }, 'facts')).toThrow('is not a cursor of this list');
    expect(pageOf({ after: ofClaims }, 'claims').beyond).toEqual([20191023, 'a']);
  });
});

describe('arguments that are wrong', () => {
  const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each<[string, PageArgs, string, string]>([
    ['both directions', { first: 1, last: 1 }, 'last', 'first and last exclude each other'],
    ['no row', { first: 0 }, 'first', '0 rows cannot be given at once'],
    ['fewer than none', { last: -1 }, 'last', '-1 rows cannot be given at once'],
    ['too many', { first: 101 }, 'first', 'Ask for 1 to 100'],
    ['an empty cursor', { after: '' }, 'after', 'is not a cursor of this list'],
    ['no cursor', { after: 'x!' }, 'after', '"x!" is not a cursor of this list'],
    [
      'a cursor of a list ordered by texts',
      { before: written(['facts', 'a', 'a']) },
      'before',
      'is not a cursor of this list',
    ],
    ['a cursor without a key', { after: written(['facts', 1]) }, 'after', 'is not a cursor of this list'],
    ['a cursor whose key is none', { after: written(['facts', 1, 2]) }, 'after', 'is not a cursor of this list'],
    ['a cursor with more in it', { after: written(['facts', 1, 'a', 'b']) }, 'after', 'is not a cursor of this list'],
    ['a fraction', { after: written(['facts', 1.5, 'a']) }, 'after', 'is not a cursor of this list'],
    ['no number', { after: written(['facts', null, 'a']) }, 'after', 'is not a cursor of this list'],
    ['something else', { after: written({}) }, 'after', 'is not a cursor of this list'],
    ['a long text, shown in part', { after: 'A'.repeat(5000) }, 'after', `"${'A'.repeat(60)}" is not a cursor`],
  ])('%s', (_, args, argument, message) => {
    let thrown: unknown;
    try {
      pageOf(args, 'facts');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EntenteError);
    expect((thrown as EntenteError).code).toBe('BAD_USER_INPUT');
    expect((thrown as EntenteError).details['argument']).toBe(argument);
    expect((thrown as EntenteError).message).toContain(message);
  });
});
