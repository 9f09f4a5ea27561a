import type { DataFile } from '../input/identify.ts';
import { rowsIn } from '../input/table.ts';
import type { EntityRule } from '../mapping/entities.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { RecordRule } from '../mapping/records.ts';
import { type Row, RowProblem } from '../row.ts';
import { expand } from './expand.ts';
import type { Joins } from './joins.ts';
import { type FileCount, Findings } from './report.ts';
import { type Meant, NOT_READ, resolve, type Resolving } from './resolve.ts';
import { SeriesSorter } from './series.ts';

/** Rows whose codes and names are looked up together. */
const CHUNK = 2000;
/** Lines of unused rows that are told. */
const MOST_LINES = 50;

/** A row tells facts; or only that a span is covered, or that nothing is known in it. */
export type Sort = 'facts' | 'covered' | 'missing';

/** A row a record takes, with what its entities mean, or why that cannot be told. */
export interface Work {
  readonly record: RecordRule;
  readonly row: Row;
  /** Orders rows as they stand in the files. */
  readonly place: string;
  readonly sort: Sort;
  readonly meant: Map<EntityRule, Meant | undefined | RowProblem>;
}

/** What is read, and what it is looked up in. */
export interface Walk {
  readonly mapping: Mapping;
  readonly files: readonly DataFile[];
  readonly joins: ReadonlyMap<RecordRule, Joins>;
  readonly resolving: Resolving;
  readonly findings: Findings;
  /** Told of how many more bytes and rows have been read. */
  readonly pace: (bytes: number, rows: number) => void;
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

/** Takes all rows of all files through the records that `wanted` tells; `work` is done in order, row by row. */
export async function walk(
  { mapping, files, joins, resolving, findings, pace }: Walk,
  wanted: (record: RecordRule) => boolean,
  work: (row: Work) => Promise<void> | void,
): Promise<FileCount[]> {
  const counts: FileCount[] = [];
  for (const [index, file] of files.entries()) {
    const records = mapping.records.flatMap((record, at) =>
      record.file === file.rule.name && wanted(record)
        ? [{ record, at: pad(at, 3), joins: joins.get(record) ?? new Map() }]
        : [],
    );
    if (records.length === 0 && wanted !== everyRecord) continue;
    const sorters = new Map(
      records.flatMap(({ record, at }) =>
        record.collapse ? [[at, new SeriesSorter(record, record.collapse, file)] as const] : [],
      ),
    );
    const batch = new Batch(resolving, work);
    const unusedLines: number[] = [];
    let [rows, unused, bytes, told] = [0, 0, 0, 0];
    try {
      for await (const taken of rowsIn(file.path, file.rule, file.header, (read) => (bytes = read))) {
        for (const { row, broken } of taken) {
          rows++;
          if (broken !== undefined) {
            findings.broken(row, broken);
            continue;
          }
          let uses = 0;
          const place = `${pad(index, 3)}.${pad(row.numbers[0] ?? 0, 9)}`;
          for (const { record, at, joins: joined } of records) {
            const sorter = sorters.get(at);
            if (sorter) {
              // Whether the row is used at all is worked out only where nothing else uses it.
              uses += record.when && uses === 0 ? usesOf(record, row, file, joined) : 1;
              const full = sorter.add(row, `${place}.${at}`);
              if (full) await full;
              continue;
            }
            const made = findings.tried(row, () => expand(record, row, file.header.columns, joined));
            uses += made?.length ?? 1;
            for (const [part, each] of (made ?? []).entries()) {
              const full = batch.add(record, each, `${place}.${at}.${pad(part, 4)}`, 'facts');
              if (full) await full;
            }
          }
          if (uses > 0) continue;
          unused++;
          if (unusedLines.length < MOST_LINES) unusedLines.push(row.line);
        }
        pace(bytes - told, taken.length);
        told = bytes;
      }
      for (const { record, at, joins: joined } of records)
        await spellsInto(
          batch,
          record,
          sorters.get(at),
          joined,
          mapping.coverage.to,
          `${pad(index, 3)}.${at}`,
          findings,
        );
      await batch.finish();
    } finally {
      for (const sorter of sorters.values()) sorter.drop();
    }
    pace(file.bytes - told, 0);
    counts.push({ file: file.path, as: file.rule.name, rows, unused, unusedLines });
  }
  return counts;
}

/** How many rows a record makes of a row; one where that is a problem, which is told when its series is worked out. */
function usesOf(record: RecordRule, row: Row, file: DataFile, joins: Joins): number {
  return new Findings().tried(row, () => expand(record, row, file.header.columns, joins).length) ?? 1;
}

/** All records of a mapping. */
export const everyRecord = (): boolean => true;

async function spellsInto(
  batch: Batch,
  record: RecordRule,
  sorter: SeriesSorter | undefined,
  joins: Joins,
  coverageEnd: number | undefined,
  place: string,
  findings: Findings,
): Promise<void> {
  if (!sorter) return;
  let count = 0;
  for await (const { spells, missing, covered, problems } of sorter.all(joins, coverageEnd)) {
    for (const { row, problem } of problems) findings.reject(row, problem);
    for (const row of spells) await batch.add(record, row, `${place}.${pad(count++, 9)}`, 'facts');
    if (!record.collapse?.missing) continue;
    for (const row of missing) await batch.add(record, row, '', 'missing');
    for (const row of covered) await batch.add(record, row, '', 'covered');
  }
}

/** Rows worked on together: what they need is read at once, then they are done in their order. */
class Batch {
  readonly #resolving: Resolving;
  readonly #work: (row: Work) => Promise<void> | void;
  #rows: Work[] = [];

  constructor(resolving: Resolving, work: (row: Work) => Promise<void> | void) {
    this.#resolving = resolving;
    this.#work = work;
  }

  add(record: RecordRule, row: Row, place: string, sort: Sort): Promise<void> | undefined {
    this.#rows.push({ record, row, place, sort, meant: new Map() });
    return this.#rows.length >= CHUNK ? this.finish() : undefined;
  }

  async finish(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const { directory, own } = this.#resolving;
    for (let waiting = rows; waiting.length > 0;) {
      waiting = waiting.filter((row) => !isReady(row, this.#resolving));
      if (directory.isWaiting) await directory.load();
      if (own.isWaiting) await own.load();
    }
    for (const row of rows) {
      const done = this.#work(row);
      if (done) await done;
    }
    directory.trim();
  }
}

/** Works out what a row's entities mean, as far as what that needs has been read; whether all of it has. */
function isReady({ record, row, meant }: Work, resolving: Resolving): boolean {
  let ready = true;
  for (const rule of record.entities) {
    if (meant.has(rule)) continue;
    try {
      meant.set(rule, resolve(rule, row, resolving));
    } catch (error) {
      if (error === NOT_READ) ready = false;
      else if (error instanceof RowProblem) meant.set(rule, error);
      else throw error;
    }
  }
  return ready;
}
