// How amounts are read from the ways numbers are written; what is written otherwise is told, not guessed.
import { describe, expect, test } from '@jest/globals';
import { YamlFile } from '../../../src/importers/seed/cursor.ts';
import { readNumber, readNumberFormat } from '../../../src/importers/dataset/mapping/numbers.ts';
import { Scope } from '../../../src/importers/dataset/mapping/scope.ts';
import type { Row } from '../../../src/importers/dataset/row.ts';

/** The number a cell holds, written so. */
function read(format: string | undefined, cell: string): string | undefined {
  const { root, problems } = new YamlFile(
    'm',
    `{ value: '{n}'${format === undefined ? '' : `, format: "${format}"`} }`,
  );
  const number = readNumber(root.get('value'), readNumberFormat(root.get('format')), new Scope({}, new Map()));
  expect(problems).toEqual([]);
  const row: Row = {
    file: 'f',
    numbers: [1],
    line: 1,
    cell: (column) => (column === 'n' ? cell : undefined),
    placeOf: () => ({ line: 1, column: 1 }),
  };
  return number?.(row);
}

describe('a number', () => {
  test.each([
    [undefined, '2500', '2500'],
    [undefined, '-2.50', '-2.5'],
    ['1,234.5', '2,500,000.25', '2500000.25'],
    ['1,234.5', '2500000', '2500000'],
    ['1.234,5', '2.500,25', '2500.25'],
    ['1.234,5', '1.234', '1234'],
    ['1234,5', '0,5', '0.5'],
    ["1'234.5", "1'000", '1000'],
    ['1 234,5', '2 500 000,5', '2500000.5'],
    ['1 234,5', '2\u00a0500\u202f000,5', '2500000.5'],
    ['1,234.5', '', undefined],
  ])('written as %s: %j is %j', (format, cell, number) => {
    expect(read(format, cell)).toBe(number);
  });

  test.each([
    [undefined, '2,500'],
    [undefined, '2 500'],
    ['1,234.5', '2,50'],
    ['1,234.5', '25,00,000'],
    ['1,234.5', '2.500,25'],
    ['1,234.5', ',500'],
    ['1.234,5', '2,5,0'],
    ['1 234,5', '2.5'],
    ['1234,5', '1.5'],
    ['1,234.5', '2.5bn'],
    ['1,234.5', '1.'],
  ])('written as %s is not %j', (format, cell) => {
    expect(() => read(format, cell)).toThrow(`"${cell}" is no number written as ${format ?? '1234.5'}.`);
  });
});
