import { when, type When } from '../../../model/edtf.ts';
import { addDays, isoFromDay, LAST_DAY } from '../../../model/day.ts';
import type { CollapseRule, RecordRule, WideRule } from '../mapping/records.ts';
import { type Cell, listIn, type Row, RowProblem, standingFor, type Told, withCells } from '../row.ts';

/** What a file of joined rows says, by the join's key. */
export type Joined = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/** The rows a record makes of one row of its file, before several become one. */
export function expand(
  record: RecordRule,
  row: Row,
  columns: readonly string[],
  joined: ReadonlyMap<string, Joined>,
): Row[] {
  let rows = record.wide ? long(record.wide, row, columns) : [row];
  const { each } = record;
  if (each)
    rows = rows.flatMap((one) => {
      const cell = one.cell(each.column);
      const list =
        each.split !== undefined && typeof cell === 'string'
          ? cell
              .split(each.split)
              .map((text) => text.trim())
              .filter((text) => text !== '')
          : listIn(one, each.column);
      return list.map((text) => withCells(one, new Map([[each.as, text]]), new Map([[each.as, each.column]])));
    });
  for (const { name, equals, lower, at } of record.joins)
    rows = rows.map((one) => {
      const text = equals(one);
      const found = text === undefined ? undefined : joined.get(name)?.get(lower ? text.toLowerCase() : text);
      if (!found && text !== undefined)
        throw new RowProblem(`No row of the file "${at.get('file').string()}" has ${at.get('by').string()} "${text}".`);
      return found ? withCells(one, found) : one;
    });
  return record.when ? rows.filter((one) => record.when?.(one)) : rows;
}

interface Planned {
  /** The cell of the new column that tells which it was. */
  readonly told: string;
  readonly from: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
}

const plans = new WeakMap<readonly string[], Map<WideRule, Planned[]>>();

/** Which columns a wide table's rows are made of. */
function planOf(wide: WideRule, columns: readonly string[]): Planned[] {
  const known = plans.get(columns) ?? new Map<WideRule, Planned[]>();
  plans.set(columns, known);
  let plan = known.get(wide);
  if (!plan) {
    plan = columns.flatMap((column) => {
      const match = wide.except.has(column) ? null : wide.match.exec(column);
      if (!match) return [];
      const told = match[1] ?? match[0];
      const from = wide.columns.map((each) => each.from.replaceAll('$1', told));
      const aliases = wide.columns.map(({ name }, index) => [name, from[index] as string] as const);
      return [{ told, from, aliases: new Map([[wide.as, from[0] as string], ...aliases]) }];
    });
    known.set(wide, plan);
  }
  return plan;
}

function long(wide: WideRule, row: Row, columns: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const { told, from, aliases } of planOf(wide, columns)) {
    const first = row.cell(from[0] as string);
    if (first === undefined || first === '') continue;
    if (typeof first === 'string' && (wide.ignore.has(first) || wide.ignore.has(first.trim()))) continue;
    const cells = new Map<string, Cell>([[wide.as, told]]);
    for (const [index, { name }] of wide.columns.entries())
      cells.set(name, index === 0 ? first : row.cell(from[index] as string));
    rows.push(withCells(row, cells, aliases));
  }
  return rows;
}

/** Rows of a series that tell one spell, in the order of time. */
interface Spell {
  readonly rows: Row[];
  readonly same: string;
  readonly first: Told;
  last: Told;
  /** The latest day so far. */
  until: number;
  /** When what nothing is known of began, directly before. */
  readonly unknownFrom?: When;
}

/**
 * Makes one row of the rows that tell one spell: those of a series whose spans touch (or are at most `gap` days apart) and that
 * are the same. Where rows that only say that nothing is known stand directly before or after, the beginning or the end may lie
 * among them; where they go on to the coverage's end, the end is where coverage stops.
 */
export function collapse(
  rule: CollapseRule,
  rows: readonly Row[],
  coverageEnd: number | undefined,
): { spells: Row[]; missing: Row[] } {
  const series = new Map<
    string,
    { row: Row; from: Told; to: Told; first: number; last: number; isMissing: boolean }[]
  >();
  for (const row of rows) {
    const key = JSON.stringify(rule.by.map(({ text }) => text(row) ?? ''));
    const [from, to] = [rule.from.date(row), rule.to.date(row)];
    const begin = from.when === undefined || from.when === 'open' ? undefined : from.when;
    if (!begin) throw new RowProblem('This row has no beginning, so it cannot be joined with others of its series.');
    const last = to.when === 'open' || to.when === undefined ? LAST_DAY : to.when.latest;
    const one = { row, from, to, first: begin.earliest, last, isMissing: rule.missing?.(row) ?? false };
    const list = series.get(key);
    if (list) list.push(one);
    else series.set(key, [one]);
  }
  const made: Row[] = [];
  const missing: Row[] = [];
  for (const list of series.values()) {
    list.sort((a, b) => a.first - b.first || b.last - a.last);
    let spell: Spell | undefined;
    let unknown: { from: When; until: number } | undefined;
    const close = (unknownUntil?: When): void => {
      if (spell) made.push(rowOfSpell(rule, spell, unknownUntil, coverageEnd));
      spell = undefined;
    };
    for (const { row, from, to, first, last, isMissing } of list) {
      const touches = (until: number): boolean => rule.gap === Infinity || first <= addDays(until, rule.gap);
      if (isMissing) {
        const edge = unknown?.until ?? spell?.until;
        if (edge !== undefined && !touches(edge)) {
          close(unknown && { text: '', earliest: 0, latest: unknown.until });
          unknown = undefined;
        }
        unknown = { from: unknown?.from ?? (from.when as When), until: last };
        missing.push(standingFor(row, row.numbers, datesOf(rule, from, to)));
        continue;
      }
      const same = JSON.stringify(rule.same.map((text) => text(row) ?? ''));
      if (spell && unknown) close({ text: '', earliest: 0, latest: unknown.until });
      else if (spell && !(same === spell.same && touches(spell.until))) close();
      if (spell) {
        spell.rows.push(row);
        if (last > spell.until) {
          spell.until = last;
          spell.last = to;
        }
      } else {
        const before = unknown && touches(unknown.until) ? unknown.from : undefined;
        spell = { rows: [row], same, first: from, last: to, until: last, unknownFrom: before };
      }
      unknown = undefined;
    }
    close(unknown && { text: '', earliest: 0, latest: unknown.until });
  }
  return { spells: made, missing };
}

const datesOf = (rule: CollapseRule, from: Told, to: Told): ReadonlyMap<string, Told> =>
  new Map([
    [rule.from.name, from],
    [rule.to.name, to],
  ]);

/** Rows of a series that stand for the spans it covers, whatever they say in them: consecutive rows are one span. */
export function spansOf(rule: CollapseRule, rows: readonly Row[]): Row[] {
  const all = { ...rule, by: [], same: [], missing: undefined };
  return collapse(all, rows, undefined).spells;
}

function rowOfSpell(
  rule: CollapseRule,
  spell: Spell,
  unknownUntil: When | undefined,
  coverageEnd: number | undefined,
): Row {
  const row = spell.rows[0] as Row;
  let { first, last } = spell;
  if (spell.unknownFrom) first = { when: between(spell.unknownFrom, first.when as When) };
  if (unknownUntil && last.when !== 'open' && last.when !== undefined) {
    const endsWithCoverage = coverageEnd !== undefined && unknownUntil.latest >= coverageEnd;
    last = endsWithCoverage
      ? { when: last.when, censored: true }
      : {
          when: {
            text: `${last.when.text}/${isoFromDay(unknownUntil.latest)}`,
            earliest: last.when.earliest,
            latest: unknownUntil.latest,
          },
        };
    if (!endsWithCoverage && last.when !== 'open' && last.when !== undefined)
      last = { when: when(yearsOnly(last.when.text)) };
  }
  return standingFor(
    row,
    spell.rows.flatMap((each) => each.numbers),
    datesOf(rule, first, last),
  );
}

/** Some day between two dates. */
function between(from: When, to: When): When {
  const text = `${from.text}/${to.text}`;
  return from.text.includes('/') || to.text.includes('/')
    ? { text: to.text, earliest: from.earliest, latest: to.latest }
    : when(text);
}

/** An interval whose end is the last day of a year says the year, where its beginning does. */
const yearsOnly = (text: string): string => text.replace(/^(\d{4})\/(\d{4})-12-31$/, '$1/$2');
