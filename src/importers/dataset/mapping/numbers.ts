import { decimal } from '../../../model/amount.ts';
import type { Cursor } from '../../seed/cursor.ts';
import { RowProblem } from '../row.ts';
import { namesBelow, type Scope, type Text } from './scope.ts';
import { readValue } from './values.ts';

/** How a number may be written, each named by an example: what parts its groups of three digits, and what its fraction. */
const FORMATS: Readonly<Record<string, { readonly group?: string; readonly point: string }>> = {
  '1234.5': { point: '.' },
  '1234,5': { point: ',' },
  '1,234.5': { group: ',', point: '.' },
  '1.234,5': { group: '.', point: ',' },
  "1'234.5": { group: "'", point: '.' },
  '1 234,5': { group: ' ', point: ',' },
  '1 234.5': { group: ' ', point: '.' },
};

/** The name of a format under which numbers are read; a problem where it is none. */
export function readNumberFormat(at: Cursor): string {
  const name = at.string() ?? '1234.5';
  if (FORMATS[name]) return name;
  at.problem(
    `"${name}" is no format of numbers. Formats are: ${Object.keys(FORMATS)
      .map((each) => JSON.stringify(each))
      .join(', ')}.`,
  );
  return '1234.5';
}

/** A value that is a decimal number written in a format; the text is the number as `decimal` writes it. Throws RowProblem. */
export function readNumber(at: Cursor, format: string, scope: Scope): Text | undefined {
  const value = readValue(at, scope)?.text;
  const column = namesBelow(at)[0];
  return (
    value &&
    ((row) => {
      const text = value(row);
      if (text === undefined) return undefined;
      const written = plain(text, format);
      const number = written === undefined ? undefined : decimal(written);
      if (number === undefined) throw new RowProblem(`"${text}" is no number written as ${format}.`, column);
      return number;
    })
  );
}

/** The number with a point and no groups; undefined where the text is not written so. */
function plain(text: string, format: string): string | undefined {
  const { group, point } = FORMATS[format] as (typeof FORMATS)[string];
  const [whole = '', ...fraction] = text.split(point);
  // Spaces between groups are often ones at which lines do not break.
  const groups = group === undefined ? [whole] : (group === ' ' ? whole.replaceAll(/\s/g, ' ') : whole).split(group);
  const isGrouped = groups.slice(1).every((each) => /^\d{3}$/.test(each));
  const first = groups.length === 1 ? /^[+-]?\d+$/ : /^[+-]?\d{1,3}$/;
  return isGrouped && first.test(groups[0] as string) ? [groups.join(''), ...fraction].join('.') : undefined;
}
