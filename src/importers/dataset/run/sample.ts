import type { DataFile } from '../input/identify.ts';
import { rowsIn } from '../input/table.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { DateOf } from '../mapping/dates.ts';
import { RowProblem } from '../row.ts';
import { expand } from './expand.ts';

/** Rows tried of each file. */
const ROWS = 1000;

/** Tries the dates of a mapping on the first rows: one that no row fits is a mistake of the mapping, noted there. */
export async function trySamples(mapping: Mapping, files: readonly DataFile[]): Promise<void> {
  for (const file of files) {
    const dates = new Map<DateOf, { fits: number; fails: number; message: string }>();
    const records = mapping.records.filter((record) => record.file === file.rule.name && record.joins.length === 0);
    let rows = 0;
    for await (const taken of rowsIn(file.path, file.rule, file.header)) {
      for (const { row, broken } of taken) {
        rows++;
        if (broken !== undefined || rows > ROWS) continue;
        for (const record of records) {
          const made = attempt(() => expand(record, row, file.header.columns, new Map())) ?? [];
          for (const each of made.slice(0, 5))
            for (const date of record.scope.dates.values()) {
              const known = dates.get(date) ?? { fits: 0, fails: 0, message: '' };
              dates.set(date, known);
              try {
                if (date(each).when !== undefined) known.fits++;
              } catch (error) {
                if (!(error instanceof RowProblem)) throw error;
                known.fails++;
                known.message = error.message;
              }
            }
        }
      }
      if (rows > ROWS) break;
    }
    for (const [date, { fits, fails, message }] of dates)
      if (fits === 0 && fails > 0) date.at.problem(`No row fits this date: ${message}`);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowProblem) return undefined;
    throw error;
  }
}
