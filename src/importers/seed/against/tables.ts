import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EntenteError } from '../../../model/errors.ts';
import { rowsOf } from '../../dataset/input/delimited.ts';
import { textOf } from '../../dataset/input/text.ts';
import { REFERENCES, type ReferenceName } from './references.ts';

/** A row of a data set: its cells by column (blank where there is none), and where it stands. */
export interface DataRow {
  cell(column: string): string;
  /** `file:line`, the file without its folder. */
  readonly place: string;
}

/** A file of a data set that was found. */
export interface DataTable {
  readonly path: string;
  readonly columns: readonly string[];
  rows(): AsyncGenerator<DataRow>;
}

/** The files found of each data set, by the names the set gives them. */
export type Found = ReadonlyMap<ReferenceName, ReadonlyMap<string, DataTable>>;

/**
 * Finds the files of the data sets under a folder, in whatever folders below it, by the columns of their first line. A data
 * set of which a file is missing is left out. Rejects with BAD_USER_INPUT where the folder cannot be read.
 */
export async function findTables(folder: string): Promise<Found> {
  const found = new Map<ReferenceName, Map<string, DataTable>>();
  for (const path of filesUnder(folder)) {
    const columns = await headerOf(path);
    for (const [name, { files }] of Object.entries(REFERENCES))
      for (const [file, sign] of Object.entries(files) as [string, { columns: string[]; encoding?: 'cp1252' }][]) {
        if (!sign.columns.every((column) => columns.includes(column))) continue;
        const tables = found.get(name as ReferenceName) ?? new Map<string, DataTable>();
        found.set(name as ReferenceName, tables);
        if (!tables.has(file)) tables.set(file, tableAt(path, columns, sign.encoding ?? 'utf-8'));
      }
  }
  return new Map(
    [...found].filter(([name, tables]) => Object.keys(REFERENCES[name].files).every((file) => tables.has(file))),
  );
}

/** Text files only: what data sets come in. In the order of their paths, so that the same folder gives the same answer. */
function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(csv|txt|tab|tsv)(\.gz)?$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch {
    throw new EntenteError(
      'BAD_USER_INPUT',
      `${folder} is no folder that can be read. Give the folder the data sets are in.`,
    );
  }
}

const COMMAS = { delimiter: ',', quotes: true };

/** The columns a file begins with; none where it is no table. */
async function headerOf(path: string): Promise<string[]> {
  try {
    for await (const [first] of rowsOf(textOf(path, basename(path), 'cp1252'), basename(path), COMMAS))
      if (first) return first.cells.map((cell) => String(cell).replace(/^\W+/, '').trim());
  } catch (error) {
    if (!(error instanceof EntenteError)) throw error;
  }
  return [];
}

function tableAt(path: string, columns: readonly string[], encoding: 'utf-8' | 'cp1252'): DataTable {
  const file = basename(path);
  const index = new Map(columns.map((column, at) => [column, at] as const));
  return {
    path,
    columns,
    async *rows() {
      let isHeader = true;
      for await (const batch of rowsOf(textOf(path, file, encoding), file, COMMAS))
        for (const { cells, line } of batch) {
          if (!isHeader)
            yield {
              cell: (column) => String(cells[index.get(column) ?? -1] ?? '').trim(),
              place: `${file}:${line}`,
            };
          isHeader = false;
        }
    },
  };
}
