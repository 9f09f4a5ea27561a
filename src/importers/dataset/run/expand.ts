import type { RecordRule, WideRule } from '../mapping/records.ts';
import { listIn, ofWide, type Row, RowProblem, type WideCells, withCells } from '../row.ts';
import type { Joins } from './joins.ts';

/** The rows a record makes of one row of its file, before several become one. Throws RowProblem. */
export function expand(record: RecordRule, row: Row, columns: readonly string[], joins: Joins): Row[] {
  let rows = record.wide ? long(record.wide, row, columns) : [row];
  const { each } = record;
  if (each) rows = rows.flatMap((one) => ofList(each, one));
  for (const { name, equals, lower, at } of record.joins)
    rows = rows.map((one) => {
      const text = equals(one);
      const found = text === undefined ? undefined : joins.get(name)?.get(lower ? text.toLowerCase() : text);
      if (!found && text !== undefined)
        throw new RowProblem(`No row of the file "${at.get('file').string()}" has ${at.get('by').string()} "${text}".`);
      return found ? withCells(one, found) : one;
    });
  return record.when ? rows.filter((one) => record.when?.(one)) : rows;
}

/** A row for each element of a list in a cell. */
function ofList({ column, split, as }: NonNullable<RecordRule['each']>, row: Row): Row[] {
  const cell = row.cell(column);
  const list =
    split !== undefined && typeof cell === 'string'
      ? cell
          .split(split)
          .map((text) => text.trim())
          .filter((text) => text !== '')
      : listIn(row, column);
  return list.map((text) => withCells(row, new Map([[as, text]]), new Map([[as, column]])));
}

const plans = new WeakMap<readonly string[], Map<WideRule, WideCells[]>>();

/** Which columns a wide table's rows are made of. */
function planOf(wide: WideRule, columns: readonly string[]): WideCells[] {
  const known = plans.get(columns) ?? new Map<WideRule, WideCells[]>();
  plans.set(columns, known);
  let plan = known.get(wide);
  if (!plan) {
    plan = columns.flatMap((column) => {
      const match = wide.except.has(column) ? null : wide.match.exec(column);
      if (!match) return [];
      const told = match[1] ?? match[0];
      const names = wide.columns.map(({ name }) => name);
      return [{ as: wide.as, told, names, from: wide.columns.map((each) => each.from.replaceAll('$1', told)) }];
    });
    known.set(wide, plan);
  }
  return plan;
}

/** A row for each of a wide table's columns that holds something. */
function long(wide: WideRule, row: Row, columns: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const cells of planOf(wide, columns)) {
    const first = row.cell(cells.from[0] as string);
    if (first === undefined || first === '') continue;
    if (typeof first === 'string' && (wide.ignore.has(first) || wide.ignore.has(first.trim()))) continue;
    rows.push(ofWide(row, cells));
  }
  return rows;
}
