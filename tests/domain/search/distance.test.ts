import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { distance } from '../../../src/domain/search/distance.ts';

/** Optimal string alignment as the textbooks have it: the whole table, nothing left out. */
function textbook(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i + j));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Number.NaN;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (table[i] as number[])[j] = least;
    }
  return at(a.length, b.length);
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'я'), maxLength: 12 });
/** Two texts that have much in common, some longer than the rows first kept. */
const alike = fc
  .tuple(fc.nat({ max: 80 }), few, few, few, few)
  .map(([times, before, one, other, after]): [string, string] => {
    const long = 'ab'.repeat(times);
    return [before + one + long + after, before + other + long + after];
  });

test('it is the textbook distance, or undefined where that is more than asked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(few, few), alike), fc.nat({ max: 14 }), ([a, b], most) => {
      const apart = textbook(a, b);
      expect(distance(a, b, most)).toBe(apart <= most ? apart : undefined);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['iran', 'iarn', 1],
  ['turkey', 'turky', 1],
  ['s400', 's 400', 1],
  // A letter that was swapped is not touched again: "ca" to "ac" to "abc" would be two.
  ['ca', 'abc', 3],
  ['', 'abc', 3],
])('"%s" and "%s" are %i apart', (a, b, apart) => {
  expect(distance(a, b, 3)).toBe(apart);
  expect(distance(a, b, apart - 1)).toBeUndefined();
});
