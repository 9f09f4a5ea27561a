import type { Cursor, YamlFile } from './cursor.ts';
import type { Place } from './place.ts';
import { told } from './told.ts';

/** A cell of a table, or a value given once for all its rows. */
export interface Cell extends Place {
  readonly text: string;
  /** Where it stands, counted in characters from the file's beginning. */
  readonly offset: number;
}

/** One row: its cells by column, with what is given once for all rows filled in. */
export type TableRow = ReadonlyMap<string, Cell>;

/** Reads a block of aligned lines. The first names the columns; two or more spaces part them; `-` is an empty cell. */
export function readTable(table: Cursor, columns: ReadonlySet<string>): TableRow[] {
  const { file } = table;
  const shared = new Map<string, Cell>();
  for (const [name, value] of table.entries()) {
    if (name === 'rows') continue;
    if (!isColumn(name, columns))
      value.problem(`"${name}" is no column of this table. Columns are: ${[...columns].join(', ')}.`);
    const cell = told(value);
    if (cell) shared.set(name, cell);
  }
  const lines = linesOf(file, table.get('rows'));
  const [header, ...rows] = lines;
  if (!header) {
    table.problem('A table needs `rows: |` with a first line that names the columns.');
    return [];
  }
  const names = header.cells.map(({ text }) => text);
  for (const cell of header.cells)
    if (!isColumn(cell.text, columns))
      cell.problem(`"${cell.text}" is no column of this table. Columns are: ${[...columns].join(', ')}.`);
  return rows.map((row) => {
    if (row.cells.length !== names.length)
      row.problem(
        `This row has ${row.cells.length} cells, the table ${names.length} columns (${names.join(', ')}). Part cells with two spaces; write - for an empty one.`,
      );
    const cells = new Map(shared);
    row.cells.slice(0, names.length).forEach((cell, index) => {
      if (cell.text !== '-') cells.set(names[index] as string, cell);
      else cells.delete(names[index] as string);
    });
    return cells;
  });
}

const isColumn = (name: string, columns: ReadonlySet<string>): boolean =>
  columns.has(name) || (columns.has('names.*') && /^names\.[a-z-]+$/.test(name));

interface Line {
  readonly cells: readonly Cell[];
  problem(message: string): void;
}

function linesOf(file: YamlFile, rows: Cursor): Line[] {
  if (rows.isMissing) return [];
  const begin = file.text.indexOf('\n', rows.offset) + 1;
  const block = rows.string() ?? '';
  const lines: Line[] = [];
  let offset = begin;
  for (const source of block.replace(/\n$/, '').split('\n')) {
    const end = file.text.indexOf('\n', offset);
    const raw = file.text.slice(offset, end === -1 ? undefined : end);
    const at = offset;
    offset += raw.length + 1;
    if (source.trim() === '' || source.trim().startsWith('#')) continue;
    const cells = [...raw.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
      text: match[0],
      offset: at + match.index,
      problem: (message: string) => file.problem(at + match.index, message),
      where: () => file.where(at + match.index),
    }));
    lines.push({ cells, problem: (message) => file.problem(at + (raw.length - raw.trimStart().length), message) });
  }
  return lines;
}
