import { describe, expect, it } from '@jest/globals';
import { keyset, type Page, type Position } from '../../src/domain/page.ts';

/** Rows in the list's own order: by number, turned round where descending, then by key. */
const ASCENDING: readonly Position[] = [
  [1, 'a'],
  [1, 'b'],
  [2, 'a'],
  [3, 'c'],
];
const DESCENDING: readonly Position[] = [
  [3, 'c'],
  [2, 'a'],
  [1, 'a'],
  [1, 'b'],
];

/** Answers the condition for one row as an engine would: its own small reading of `=`, `<`, `>`, AND, OR and brackets. */
function holds(where: string, params: Readonly<Record<string, string | number>>, [order, key]: Position): boolean {
  const tokens = where.match(/[()]|[<>=]|\$?\w+/g) ?? [];
  let next = 0;
  const value = (token: string | undefined): string | number => {
    if (token === 'o') return order;
    if (token === 'k') return key;
    const given = params[(token ?? '').slice(1)];
    if (given === undefined) throw new Error(`${token} has no value`);
    return given;
  };
  const one = (): boolean => {
    const token = tokens[next++];
    if (token === 'true') return true;
    if (token === '(') {
      const inside = any();
      next++;
      return inside;
    }
    const [operator, right] = [tokens[next++], value(tokens[next++])];
    const left = value(token);
    return operator === '=' ? left === right : operator === '<' ? left < right : left > right;
  };
  const all = (): boolean => {
    let met = one();
    while (tokens[next] === 'AND') {
      next++;
      met = one() && met;
    }
    return met;
  };
  const any = (): boolean => {
    let met = all();
    while (tokens[next] === 'OR') {
      next++;
      met = all() || met;
    }
    return met;
  };
  return any();
}

describe('the condition of a page', () => {
  it.each<[string, boolean, Partial<Page>, string]>([
    ['all', false, {}, '1a 1b 2a 3c'],
    ['after', false, { beyond: [1, 'a'] }, '1b 2a 3c'],
    ['after, up to', false, { beyond: [1, 'a'], upTo: [3, 'c'] }, '1b 2a'],
    ['backwards before', false, { backwards: true, beyond: [2, 'a'] }, '1a 1b'],
    ['backwards before, up to', false, { backwards: true, beyond: [3, 'c'], upTo: [1, 'a'] }, '1b 2a'],
    ['descending after', true, { beyond: [2, 'a'] }, '1a 1b'],
    ['descending after, of rows alike by key', true, { beyond: [1, 'a'] }, '1b'],
    ['descending after, up to', true, { beyond: [3, 'c'], upTo: [1, 'b'] }, '2a 1a'],
    ['descending backwards before', true, { backwards: true, beyond: [1, 'b'] }, '3c 2a 1a'],
    ['descending backwards before, up to', true, { backwards: true, beyond: [1, 'b'], upTo: [3, 'c'] }, '2a 1a'],
  ])('%s', (_, descending, page, rows) => {
    const { where, params } = keyset('o', 'k', { size: 9, backwards: false, ...page }, descending);
    const list = descending ? DESCENDING : ASCENDING;
    expect(
      list
        .filter((row) => holds(where, params, row))
        .map((row) => row.join(''))
        .join(' '),
    ).toBe(rows);
  });

  it.each([
    [false, false, 'o ASC, k ASC'],
    [false, true, 'o DESC, k DESC'],
    [true, false, 'o DESC, k ASC'],
    [true, true, 'o ASC, k DESC'],
  ])('descending %j, backwards %j: rows are fetched by %s', (descending, backwards, orderBy) => {
    expect(keyset('o', 'k', { size: 1, backwards }, descending).orderBy).toBe(orderBy);
  });

  it('gives values as parameters only', () => {
    const { where, params } = keyset('o', 'k', {
      size: 1,
      backwards: false,
      beyond: ["'", '" OR true'],
      upTo: ['z', 'y'],
    });
    expect(where).not.toContain("'");
    expect(where).not.toContain('true');
    expect(params).toEqual({ beyondOrder: "'", beyondKey: '" OR true', upToOrder: 'z', upToKey: 'y' });
  });
});
