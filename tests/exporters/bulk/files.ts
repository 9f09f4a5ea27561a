// The files of a first load, read back: what `neo4j-admin` would make of them, without it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARGUMENTS } from '../../../src/exporters/bulk/arguments.ts';

/** A text in quotes, or anything without a comma, quote or line end; then what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^,"\n\r]*))(,|\n)/gy;

function rowsIn(text: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const at = CELL.lastIndex;
    const match = CELL.exec(text);
    if (!match) throw new Error(`no cell at ${at}: ${text.slice(at, at + 80)}`);
    const [, quoted, plain, end] = match;
    row.push(quoted === undefined ? plain || undefined : JSON.stringify(quoted.replaceAll('""', '"')));
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** A line for each node and relationship: labels or type, and its properties by name with the types of their columns. */
export function recordsIn(folder: string): string[] {
  const options = readFileSync(join(folder, ARGUMENTS), 'utf8').split('\n');
  return options
    .flatMap((option) => {
      const [, sort, labels, header, data] = /^--(nodes|relationships)=([^=]+)=([^,]+),(.+)$/.exec(option) ?? [];
      if (header === undefined || data === undefined) return [];
      const [columns = []] = rowsIn(readFileSync(join(folder, header), 'utf8'));
      return rowsIn(readFileSync(join(folder, data), 'utf8')).map((row) => {
        if (row.length !== columns.length)
          throw new Error(`${data}: ${row.length} cells for ${columns.length} columns`);
        const cells = columns.map((column, index) => [column, row[index]]).filter(([, cell]) => cell !== undefined);
        return `${sort} ${labels} ${cells
          .map(([column, cell]) => `${column} ${cell}`)
          .toSorted()
          .join(' ')}`;
      });
    })
    .toSorted();
}

/** The same but for when the last change was recorded: batches recorded one after another have a moment each. */
export const contentIn = (folder: string): string[] =>
  recordsIn(folder).map((line) => line.replace(/ recordedUpTo:long \d+/, ''));
