import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, LAST_DAY } from '../../src/model/day.ts';
import { intersect, joined, subtract, type Window } from '../../src/model/windows.ts';

/** Days of one month and the next, so that windows meet across its end. */
const DAYS = Array.from({ length: 40 }, (_, index) => addDays(20200115, index));
const window = fc
  .tuple(fc.nat({ max: 39 }), fc.nat({ max: 39 }))
  .map(([a, b]): Window => ({ first: DAYS[Math.min(a, b)] ?? 0, last: DAYS[Math.max(a, b)] ?? 0 }));
const windows = fc.array(window, { maxLength: 5 });

const days = (list: readonly Window[]): number[] =>
  DAYS.filter((day) => list.some(({ first, last }) => first <= day && day <= last));

const january = (first: number, last: number): Window => ({ first: 20200100 + first, last: 20200100 + last });

describe('windows', () => {
  it.each<[string, Window[], Window[]]>([
    ['that overlap are one', [january(1, 10), january(5, 20)], [january(1, 20)]],
    ['that follow each other are one', [january(11, 20), january(1, 10)], [january(1, 20)]],
    [
      'across the end of a month are one',
      [january(1, 31), { first: 20200201, last: 20200229 }],
      [{ first: 20200101, last: 20200229 }],
    ],
    ['with a day between them are two', [january(1, 10), january(12, 20)], [january(1, 10), january(12, 20)]],
    ['one within the other are the longer', [january(1, 31), january(5, 6)], [january(1, 31)]],
    ['of none are none', [], []],
  ])('%s', (_, list, result) => {
    expect(joined(list)).toEqual(result);
  });

  it('share the days of both', () => {
    expect(intersect([january(1, 10), january(20, 31)], [january(5, 25)])).toEqual([january(5, 10), january(20, 25)]);
    expect(intersect([january(1, 10)], [january(11, 20)])).toEqual([]);
  });

  it('taken out leave what is before and after', () => {
    expect(subtract([january(1, 31)], [january(10, 20)])).toEqual([january(1, 9), january(21, 31)]);
    expect(subtract([january(1, 31)], [january(1, 31)])).toEqual([]);
    expect(subtract([{ first: 20200101, last: LAST_DAY }], [{ first: 20200131, last: LAST_DAY }])).toEqual([
      january(1, 30),
    ]);
  });

  it('hold, day by day, what the words say', () => {
    fc.assert(
      fc.property(windows, windows, (a, b) => {
        const [inA, inB] = [new Set(days(a)), new Set(days(b))];
        expect(days(joined(a))).toEqual(days(a));
        expect(days(intersect(a, b))).toEqual(DAYS.filter((day) => inA.has(day) && inB.has(day)));
        expect(days(subtract(a, b))).toEqual(DAYS.filter((day) => inA.has(day) && !inB.has(day)));
      }),
    );
  });

  it('joined are in order, with a day between each two', () => {
    fc.assert(
      fc.property(windows, (list) => {
        const made = joined(list);
        made.slice(1).forEach(({ first }, index) => expect(first).toBeGreaterThan(addDays(made[index]?.last ?? 0, 1)));
      }),
    );
  });
});
