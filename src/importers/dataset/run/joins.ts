import type { DataFile } from '../input/identify.ts';
import { rowsIn } from '../input/table.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { JoinRule, RecordRule } from '../mapping/records.ts';
import { EntenteError } from '../../../model/errors.ts';
import type { Cell } from '../row.ts';

/** What a file of joined rows says, by the join's key. */
export type Joined = ReadonlyMap<string, ReadonlyMap<string, Cell>>;
/** The joined files of a record, by the names it gives them. */
export type Joins = ReadonlyMap<string, Joined>;

/** Rows a joined file may have: they are held in memory. */
const MOST_JOINED = 200_000;

/** Reads the files that records are joined with. Rejects with BAD_DATA where one is too long to be held. */
export async function readJoins(mapping: Mapping, files: readonly DataFile[]): Promise<ReadonlyMap<RecordRule, Joins>> {
  const all = new Map<RecordRule, Joins>();
  for (const record of mapping.records) {
    const joins = new Map<string, Joined>();
    for (const rule of record.joins) joins.set(rule.name, await readJoined(rule, files));
    all.set(record, joins);
  }
  return all;
}

async function readJoined({ name, file, by, lower, at }: JoinRule, files: readonly DataFile[]): Promise<Joined> {
  const table = new Map<string, ReadonlyMap<string, Cell>>();
  const columns = at.get('columns').strings();
  for (const each of files.filter(({ rule }) => rule.name === file))
    for await (const taken of rowsIn(each.path, each.rule, each.header))
      for (const { row, broken } of taken) {
        const key = row.cell(by);
        if (broken !== undefined || typeof key !== 'string') continue;
        if (table.size >= MOST_JOINED)
          throw new EntenteError(
            'BAD_DATA',
            `${each.path} has more than ${MOST_JOINED} rows: too many to join. Make the smaller file the joined one.`,
          );
        table.set(
          lower ? key.trim().toLowerCase() : key.trim(),
          new Map(columns.map((column) => [`${name}.${column}`, row.cell(column)])),
        );
      }
  return table;
}
