import type { End } from '../../model/claim.ts';

/** What a cell holds: text, or a list of texts. Blank cells hold nothing. */
export type Cell = string | readonly string[] | undefined;

/** A date as a row tells it. */
export interface Told {
  readonly when?: End;
  /** The day is only where the source's coverage stops. */
  readonly censored?: boolean;
  readonly words?: string;
}

/** Why a row, or a fact of it, cannot be taken; the column it is about where it is one. */
export class RowProblem extends Error {
  readonly column: string | undefined;

  constructor(message: string, column?: string) {
    super(message);
    this.column = column;
  }
}

/** A row of a file, or what a rule made of one or several: cells by column, and where they came from. */
export interface Row {
  readonly file: string;
  /** Numbers of the rows it was made from, from 1, the header not counted. */
  readonly numbers: readonly number[];
  readonly line: number;
  cell(column: string): Cell;
  /** Line and column, from 1, of a cell, or of the row. */
  placeOf(column: string | undefined): { line: number; column: number };
  /** Dates worked out when several rows became one, by name. */
  readonly dates?: ReadonlyMap<string, Told>;
}

/** The text of a cell: of a list the first; undefined where it is blank. */
export function textIn(row: Row, column: string): string | undefined {
  const cell = row.cell(column);
  const text = typeof cell === 'string' ? cell.trim() : cell?.[0]?.trim();
  return text === '' ? undefined : text;
}

/** All texts of a cell. */
export function listIn(row: Row, column: string): readonly string[] {
  const cell = row.cell(column);
  return cell === undefined ? [] : typeof cell === 'string' ? (cell.trim() === '' ? [] : [cell.trim()]) : cell;
}

/** A row with further cells laid over it. A class, for there may be millions. */
class LaidOver implements Row {
  readonly #base: Row;
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #aliases: ReadonlyMap<string, string> | undefined;
  readonly #numbers: readonly number[] | undefined;
  readonly #dates: ReadonlyMap<string, Told> | undefined;

  constructor(
    base: Row,
    cells: ReadonlyMap<string, Cell>,
    aliases: ReadonlyMap<string, string> | undefined,
    numbers: readonly number[] | undefined,
    dates: ReadonlyMap<string, Told> | undefined,
  ) {
    this.#base = base;
    this.#cells = cells;
    this.#aliases = aliases;
    this.#numbers = numbers;
    this.#dates = dates;
  }

  get file(): string {
    return this.#base.file;
  }

  get line(): number {
    return this.#base.line;
  }

  get numbers(): readonly number[] {
    return this.#numbers ?? this.#base.numbers;
  }

  get dates(): ReadonlyMap<string, Told> | undefined {
    return this.#dates ?? this.#base.dates;
  }

  cell(column: string): Cell {
    return this.#cells.has(column) ? this.#cells.get(column) : this.#base.cell(column);
  }

  placeOf(column: string | undefined): { line: number; column: number } {
    return this.#base.placeOf(column === undefined ? undefined : (this.#aliases?.get(column) ?? column));
  }
}

/** Columns of a wide table as one row tells them: new names for them, and what tells which they are. */
export interface WideCells {
  readonly as: string;
  readonly told: string;
  readonly names: readonly string[];
  /** The columns of the file the names stand for. */
  readonly from: readonly string[];
}

/** A row made of some columns of a wide one. */
class WideRow implements Row {
  readonly #base: Row;
  readonly #wide: WideCells;

  constructor(base: Row, wide: WideCells) {
    this.#base = base;
    this.#wide = wide;
  }

  get file(): string {
    return this.#base.file;
  }

  get line(): number {
    return this.#base.line;
  }

  get numbers(): readonly number[] {
    return this.#base.numbers;
  }

  cell(column: string): Cell {
    const { as, told, names, from } = this.#wide;
    if (column === as) return told;
    const at = names.indexOf(column);
    return this.#base.cell(at === -1 ? column : (from[at] as string));
  }

  placeOf(column: string | undefined): { line: number; column: number } {
    const { as, names, from } = this.#wide;
    const at = column === undefined ? -1 : names.indexOf(column);
    return this.#base.placeOf(column === as ? from[0] : (from[at] ?? column));
  }
}

/** The row that some columns of a wide one make. */
export const ofWide = (row: Row, wide: WideCells): Row => new WideRow(row, wide);

/** The row with further cells; `aliases` tells from which columns of the file they were taken. */
export function withCells(row: Row, cells: ReadonlyMap<string, Cell>, aliases?: ReadonlyMap<string, string>): Row {
  return new LaidOver(row, cells, aliases, undefined, undefined);
}

/** The row that stands for several: their numbers, and the dates worked out from them. */
export function standingFor(row: Row, numbers: readonly number[], dates: ReadonlyMap<string, Told>): Row {
  return new LaidOver(row, new Map(), undefined, numbers, dates);
}

/** Where a claim stands in its file: `row 12`, `rows 12-14, 18`. */
export const locatorOf = (row: Row): string => `${row.file}, ${rowsText(row)}`;

/** The rows one was made from, in words. */
export function rowsText(row: Row): string {
  const parts: string[] = [];
  const numbers = [...new Set(row.numbers)].toSorted((a, b) => a - b);
  for (let at = 0; at < numbers.length;) {
    let last = at;
    while ((numbers[last + 1] ?? Infinity) === (numbers[last] as number) + 1) last++;
    parts.push(last === at ? `${numbers[at]}` : `${numbers[at]}-${numbers[last]}`);
    at = last + 1;
  }
  return `${numbers.length === 1 ? 'row' : 'rows'} ${parts.join(', ')}`;
}
