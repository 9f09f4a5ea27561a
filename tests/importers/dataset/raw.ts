// The raw files of the data sets, read by other means than the importer's: papaparse, and a plain count.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';

export type RawRow = Readonly<Record<string, string>>;

/** The rows of a delimited file with a header. */
export function rawRows(folder: string, name: string, { latin = false, delimiter = ',' } = {}): RawRow[] {
  const bytes = readFileSync(join(folder, name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString(latin ? 'latin1' : 'utf8')
    .replace(/^\uFEFF/, '');
  const { data } = Papa.parse<RawRow>(text, {
    header: true,
    delimiter,
    skipEmptyLines: true,
    ...(delimiter === '\t' && { quoteChar: '\0' }),
  });
  return data;
}

export interface RawObject {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** The objects of all files of a folder that have one a line. */
export const rawObjects = (folder: string): RawObject[] =>
  readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as RawObject),
  );

export const count = <T>(rows: readonly T[], is: (row: T) => boolean): number => rows.filter(is).length;
export const distinct = <T>(rows: readonly T[], by: (row: T) => unknown): number =>
  new Set(rows.map((row) => JSON.stringify(by(row)))).size;
export const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** A day, or the first or last of the month or year where less is told, as milliseconds. */
export function dayOf(year: string | undefined, month = '', day = '', end = false): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m === 0) return end ? Date.UTC(y, 11, 31) : Date.UTC(y, 0, 1);
  if (d === 0) return end ? Date.UTC(y, m, 0) : Date.UTC(y, m - 1, 1);
  return Date.UTC(y, m - 1, d);
}

export const DAY = 86_400_000;

/** The numbers of rows that locators such as `members.csv, rows 1-2, 7` name. */
export function rowsNamed(locators: Iterable<string>): Set<number> {
  const named = new Set<number>();
  for (const locator of locators) {
    const told = /, rows? ([\d, -]+)$/.exec(locator)?.[1] ?? '';
    for (const part of told.split(', ')) {
      const [first = 0, last = first] = part.split('-').map(Number);
      for (let row = first; row <= last; row++) named.add(row);
    }
  }
  return named;
}

/** Rows by what they have in common. */
export function grouped<T>(rows: readonly T[], by: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const list = groups.get(by(row));
    if (list) list.push(row);
    else groups.set(by(row), [row]);
  }
  return [...groups.values()];
}
