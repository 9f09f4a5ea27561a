import { type Cell, type Row } from '../row.ts';
import type { FileRule } from '../mapping/mapping.ts';
import { type RawRow, rowsOf } from './delimited.ts';
import { jsonFile, jsonFiles, jsonLines, type JsonRow } from './json.ts';
import { textOf } from './text.ts';
import { sheetRows } from './xlsx.ts';
import { basename } from 'node:path';

/** A row as it came, or why it cannot be taken. */
export interface Taken {
  readonly row: Row;
  readonly broken?: string;
}

/** The header of a table: names of columns, and how to find them in a row. */
export interface Header {
  readonly columns: readonly string[];
  readonly line: number;
}

/** Among how many rows the header is looked for. */
export const HEADER_WITHIN = 1000;

/** Rows of a delimited text or a sheet, from the first line on. */
function rawRows(path: string, rule: FileRule, read?: (bytes: number) => void): AsyncGenerator<RawRow[]> {
  const name = basename(path);
  if (rule.format === 'xlsx') return sheetRows(path, name, rule.sheet);
  return rowsOf(textOf(path, name, rule.encoding, read), name, rule);
}

const isTable = (rule: FileRule): boolean => rule.format !== 'json' && rule.format !== 'jsonl';

/** The header of a file read by a rule; of JSON, the columns of its first rows. Undefined where it has none. */
export async function headerOf(path: string, rule: FileRule): Promise<Header | undefined> {
  if (!isTable(rule)) {
    const columns = new Set<string>();
    let rows = 0;
    for await (const batch of jsonRows(path, rule)) {
      for (const { values } of batch) for (const column of values.keys()) columns.add(column);
      rows += batch.length;
      if (rows >= HEADER_WITHIN) break;
    }
    return columns.size > 0 ? { columns: [...columns], line: 0 } : undefined;
  }
  let seen = 0;
  for await (const batch of rawRows(path, rule))
    for (const raw of batch) {
      if (isHeader(raw, rule)) return { columns: raw.cells.map((cell) => String(cell).trim()), line: raw.line };
      if (++seen >= HEADER_WITHIN) return undefined;
    }
  return undefined;
}

function isHeader(raw: RawRow, rule: FileRule): boolean {
  if (raw.line <= rule.skip) return false;
  return rule.headerHas.every((name) => raw.cells.some((cell) => String(cell).trim() === name));
}

/** The rows of a file, with the header's columns. Row 1 is the first after the header. */
export async function* rowsIn(
  path: string,
  rule: FileRule,
  header: Header,
  read?: (bytes: number) => void,
): AsyncGenerator<Taken[]> {
  const file = basename(path);
  let number = 0;
  if (!isTable(rule)) {
    for await (const batch of jsonRows(path, rule, read))
      yield batch.map((each) => ({ row: jsonRow(each, each.file ?? file, ++number), broken: each.broken }));
    return;
  }
  const index = new Map(header.columns.map((column, at) => [column, at] as const).toReversed());
  for await (const batch of rawRows(path, rule, read)) {
    const taken: Taken[] = [];
    for (const raw of batch) {
      if (raw.line <= header.line) continue;
      taken.push({
        row: tableRow(raw, file, ++number, index),
        broken: raw.broken ?? wrongWidth(raw, header.columns, rule),
      });
    }
    yield taken;
  }
}

function tableRow(raw: RawRow, file: string, number: number, index: ReadonlyMap<string, number>): Row {
  return {
    file,
    numbers: [number],
    line: raw.line,
    cell: (column): Cell => {
      const at = index.get(column);
      return at === undefined ? undefined : raw.cells[at];
    },
    placeOf: (column) => {
      const at = column === undefined ? undefined : index.get(column);
      return at === undefined ? { line: raw.line, column: 1 } : raw.placeOf(at);
    },
  };
}

/** More or fewer cells than the header has columns; blank ones at the end do not count, which a sheet does not hold at all. */
function wrongWidth(raw: RawRow, columns: readonly string[], { format }: FileRule): string | undefined {
  const { cells } = raw;
  if (cells.length === columns.length || (format === 'xlsx' && cells.length < columns.length)) return undefined;
  const rest = cells.length > columns.length ? cells.slice(columns.length) : columns.slice(cells.length);
  if (rest.every((cell) => cell === '')) return undefined;
  return `This row has ${cells.length} cells, the header ${columns.length} columns.`;
}

function jsonRow({ values, line }: JsonRow, file: string, number: number): Row {
  return {
    file,
    numbers: [number],
    line,
    cell: (column) => values.get(column),
    placeOf: () => ({ line, column: 1 }),
  };
}

async function* jsonRows(
  path: string,
  rule: FileRule,
  read?: (bytes: number) => void,
): AsyncGenerator<(JsonRow & { file?: string })[]> {
  if (rule.format === 'jsonl') {
    yield* jsonLines(textOf(path, basename(path), rule.encoding, read), basename(path));
    return;
  }
  for (const each of jsonFiles(path)) {
    const file = basename(each);
    yield jsonFile(each, file).map((row) => Object.assign(row, { file }));
  }
}
