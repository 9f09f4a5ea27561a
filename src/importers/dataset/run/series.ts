import { basename } from 'node:path';
import type { DataFile } from '../input/identify.ts';
import type { CollapseRule, RecordRule } from '../mapping/records.ts';
import { type Cell, type Row, RowProblem } from '../row.ts';
import { collapse, type Refused, spansOf } from './collapse.ts';
import { expand } from './expand.ts';
import type { Joins } from './joins.ts';
import { Sorter } from './sorter.ts';

/** A row as it waits for the others of its series: the columns its record may read. */
interface Packed {
  readonly number: number;
  readonly line: number;
  /** Column, cell, column, cell ... */
  readonly cells: readonly Cell[];
}

/** What the rows of one series come to. */
export interface Series {
  /** A row for each spell. */
  readonly spells: readonly Row[];
  /** Spans of which the source says that it does not know. */
  readonly missing: readonly Row[];
  /** Spans it speaks of at all. */
  readonly covered: readonly Row[];
  /** Rows that cannot be taken; the others of the series are. */
  readonly problems: readonly Refused[];
}

/** The rows of a file, brought together by series: in whatever order they stand, one series at a time is in memory. */
export class SeriesSorter {
  readonly #record: RecordRule;
  readonly #rule: CollapseRule;
  readonly #file: DataFile;
  readonly #wanted: readonly string[];
  readonly #sorter = new Sorter<Packed>();

  constructor(record: RecordRule, rule: CollapseRule, file: DataFile) {
    this.#record = record;
    this.#rule = rule;
    this.#file = file;
    this.#wanted = record.wide ? file.header.columns : [...record.scope.columns.keys()];
  }

  add(row: Row, place: string): Promise<void> | undefined {
    const series = this.#rule.by.flatMap(({ isColumn, text }) => (isColumn ? [text(row) ?? ''] : []));
    return this.#sorter.add(`${JSON.stringify(series)} ${place}`, this.#packed(row));
  }

  #packed(row: Row): Packed {
    const { wide, scope } = this.#record;
    const cells: Cell[] = [];
    for (const column of this.#wanted) {
      const cell = row.cell(column);
      if (cell === undefined || cell === '') continue;
      if (wide && typeof cell === 'string' && wide.ignore.has(cell) && !scope.columns.has(column)) continue;
      cells.push(column, cell);
    }
    return { number: row.numbers[0] ?? 0, line: row.line, cells };
  }

  #unpacked({ number, line, cells }: Packed): Row {
    const byColumn = new Map<string, Cell>();
    for (let at = 0; at < cells.length; at += 2) byColumn.set(cells[at] as string, cells[at + 1]);
    return {
      file: basename(this.#file.path),
      numbers: [number],
      line,
      cell: (column) => byColumn.get(column),
      placeOf: () => ({ line, column: 1 }),
    };
  }

  /** Series by series, in the order of their names. */
  async *all(joins: Joins, coverageEnd: number | undefined): AsyncGenerator<Series> {
    let raw: Row[] = [];
    let series = '';
    for await (const { key, value } of this.#sorter.sorted()) {
      const name = key.slice(0, key.lastIndexOf(' '));
      if (name !== series && raw.length > 0) {
        yield this.#made(raw, joins, coverageEnd);
        raw = [];
      }
      series = name;
      raw.push(this.#unpacked(value));
    }
    if (raw.length > 0) yield this.#made(raw, joins, coverageEnd);
  }

  #made(raw: readonly Row[], joins: Joins, coverageEnd: number | undefined): Series {
    const problems: Refused[] = [];
    const expanded: Row[] = [];
    for (const row of raw)
      try {
        expanded.push(...expand(this.#record, row, this.#file.header.columns, joins));
      } catch (problem) {
        if (!(problem instanceof RowProblem)) throw problem;
        problems.push({ row, problem });
      }
    const made = collapse(this.#rule, expanded, coverageEnd);
    return {
      spells: made.spells,
      missing: made.missing,
      covered: this.#rule.missing ? spansOf(this.#rule, raw) : [],
      problems: [...problems, ...made.problems],
    };
  }

  drop(): void {
    this.#sorter.drop();
  }
}
