import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import type { Params } from '../../store/port.ts';
import { cell, type CellType, cellType } from './cell.ts';
import type { Columns } from './columns.ts';
import { Output } from './output.ts';

/** A data file with its header file, as the import takes them. */
export interface TableFile {
  readonly header: string;
  readonly data: string;
}

/** One data file while it is written: every row has all its columns, or the import would read on in the next line. */
interface Part {
  readonly name: string;
  readonly output: Output;
  readonly columns: ReadonlyMap<string, CellType>;
}

/**
 * Nodes of the same labels, or relationships of one type, in as few files as can be. A column has one type, and they are
 * settled when the file is begun: rows in which a property has another type (a latitude of 41, after one of 41.5), or that
 * have one more, go to a further file.
 */
export class Table {
  readonly #folder: string;
  readonly #name: string;
  readonly #fixed: readonly string[];
  readonly #usual: Columns;
  readonly #parts: Part[] = [];
  /** Whether a text has a line end in it, and characters of the longest row: the import must be told. */
  hasLines = false;
  longest = 0;

  /** `fixed` are columns that are no properties, as the header names them: `key:ID(Entity)`, `:START_ID(Entity)`. */
  constructor(folder: string, name: string, fixed: readonly string[], usual: Columns) {
    this.#folder = folder;
    this.#name = name;
    this.#fixed = fixed;
    this.#usual = usual;
  }

  /** Adds a row: the cells of the fixed columns, and the properties; null is no property. */
  add(fixed: readonly string[], properties: Params): void {
    const part = this.#partFor(properties);
    let line = fixed.map(cell).join(',');
    let isFirst = fixed.length === 0;
    for (const name of part.columns.keys()) {
      if (isFirst) isFirst = false;
      else line += ',';
      const value = properties[name];
      if (value !== undefined && value !== null) line += cell(value);
    }
    if (line.includes('\n') || line.includes('\r')) this.hasLines = true;
    if (line.length > this.longest) this.longest = line.length;
    part.output.write(`${line}\n`);
  }

  /** The first file whose columns the properties fit, or a new one with columns for them beside those files begin with. */
  #partFor(properties: Params): Part {
    const known = this.#parts.find(({ columns }) => fits(properties, columns));
    if (known) return known;
    const columns = new Map([...Object.entries(this.#usual), ...(this.#parts.at(-1)?.columns ?? [])]);
    for (const [name, value] of Object.entries(properties))
      if (value !== undefined && value !== null) columns.set(name, cellType(value));
    const name = this.#parts.length === 0 ? this.#name : `${this.#name}-${this.#parts.length + 1}`;
    const part: Part = { name, output: new Output(join(this.#folder, `${name}.csv`)), columns };
    this.#parts.push(part);
    return part;
  }

  /** Closes the files, and writes their headers. */
  close(): TableFile[] {
    return this.#parts.map(({ name, output, columns }) => {
      output.flush();
      const header = [...this.#fixed, ...[...columns].map(([property, type]) => `${property}:${type}`)];
      writeFileSync(join(this.#folder, `${name}-header.csv`), `${header.join(',')}\n`);
      return { header: `${name}-header.csv`, data: `${name}.csv` };
    });
  }
}

function fits(properties: Params, columns: ReadonlyMap<string, CellType>): boolean {
  for (const name in properties) {
    const value = properties[name];
    if (value !== undefined && value !== null && columns.get(name) !== cellType(value)) return false;
  }
  return true;
}
