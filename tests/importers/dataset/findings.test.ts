import { expect, it } from '@jest/globals';
import { Findings, rejectedText } from '../../../src/importers/dataset/run/report.ts';
import { type Row, RowProblem } from '../../../src/importers/dataset/row.ts';

const row = (line: number): Row => ({
  file: 'a.csv',
  numbers: [line - 1],
  line,
  cell: () => undefined,
  placeOf: (column) => ({ line, column: column === 'b' ? 2 : 1 }),
});

it('mistakes are counted, each once, and the rows that have them', () => {
  const findings = new Findings();
  expect(rejectedText(findings)).toBe('0');
  findings.reject(row(2), new RowProblem('no day', 'a'));
  // Another fact of the row meets the same mistake.
  findings.reject(row(2), new RowProblem('no day', 'a'));
  expect(rejectedText(findings)).toBe('1 mistake in 1 row');
  findings.reject(row(2), new RowProblem('no number', 'b'));
  findings.reject(row(3), new RowProblem('no day', 'a'));
  expect(rejectedText(findings)).toBe('3 mistakes in 2 rows');
  expect(findings.rejected.map(({ line, column }) => `${line}:${column}`)).toEqual(['2:1', '2:2', '3:1']);
});
