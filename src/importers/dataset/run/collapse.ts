import { addDays, isoFromDay, LAST_DAY } from '../../../model/day.ts';
import { when, type When } from '../../../model/edtf.ts';
import type { CollapseRule } from '../mapping/records.ts';
import { type Row, RowProblem, standingFor, type Told } from '../row.ts';

/** A row that cannot be taken, and why. */
export interface Refused {
  readonly row: Row;
  readonly problem: RowProblem;
}

export interface Collapsed {
  readonly spells: readonly Row[];
  /** Spans of which the rows say only that nothing is known. */
  readonly missing: readonly Row[];
  readonly problems: readonly Refused[];
}

/** A row of a series and the time it speaks of. */
interface Timed {
  readonly row: Row;
  readonly from: Told;
  readonly to: Told;
  readonly first: number;
  readonly last: number;
}

/** Rows that follow each other and say the same. */
interface Run {
  readonly rows: Row[];
  readonly same: string;
  readonly from: Told;
  to: Told;
  /** The latest day so far. */
  until: number;
  /** The rows say only that nothing is known. */
  readonly isMissing: boolean;
  /** Runs that touch this one. */
  before?: Run;
  after?: Run;
}

/** No text of a row holds it, so it parts texts. */
const SEPARATOR = '\0';

/**
 * Makes one row of the rows that tell one spell: those of a series whose spans touch (or are at most `gap` days apart) and that
 * are the same. A row that closes a spell gives it its end; without one to close, its beginning is not known. Where rows that only say that nothing is known stand directly before or after, the beginning or the end may lie
 * among them; where they go on to the coverage's end, the end is where coverage stops.
 */
export function collapse(rule: CollapseRule, rows: readonly Row[], coverageEnd: number | undefined): Collapsed {
  const [spells, missing, problems]: [Row[], Row[], Refused[]] = [[], [], []];
  for (const list of seriesAmong(rule, rows, problems).values())
    for (const run of runsOf(rule, list)) {
      if (run.isMissing) missing.push(rowOf(rule, run, run.from, run.to));
      else spells.push(rowOfSpell(rule, run, coverageEnd));
    }
  return { spells, missing, problems };
}

/** Rows of a series that stand for the spans it covers, whatever they say in them: consecutive rows are one span. */
export function spansOf(rule: CollapseRule, rows: readonly Row[]): readonly Row[] {
  return collapse({ ...rule, by: [], same: [], missing: undefined }, rows, undefined).spells;
}

/** The rows by series, each in the order of time. */
function seriesAmong(rule: CollapseRule, rows: readonly Row[], problems: Refused[]): Map<string, Timed[]> {
  const series = new Map<string, Timed[]>();
  for (const row of rows)
    try {
      const timed = timedRow(rule, row);
      const key = joined(rule.by, row);
      const list = series.get(key);
      if (list) list.push(timed);
      else series.set(key, [timed]);
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      problems.push({ row, problem });
    }
  for (const list of series.values()) list.sort((a, b) => a.first - b.first || b.last - a.last);
  return series;
}

function joined(texts: CollapseRule['by'], row: Row): string {
  let key = '';
  for (const { text } of texts) key += `${text(row) ?? ''}${SEPARATOR}`;
  return key;
}

function timedRow(rule: CollapseRule, row: Row): Timed {
  const [from, to] = [rule.from.date(row), rule.to.date(row)];
  if (from.when === undefined || from.when === 'open')
    throw new RowProblem('This row has no beginning, so it cannot be joined with others of its series.');
  // Rows follow each other by their dates as they stand, however inexact the source says they are.
  const last = to.when === 'open' || to.when === undefined ? LAST_DAY : when(to.when.text).latest;
  return { row, from, to, first: when(from.when.text).earliest, last };
}

function runsOf(rule: CollapseRule, list: readonly Timed[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const { row, from, to, first, last } of list) {
    if (rule.closes?.(row)) {
      if (run && !run.isMissing) {
        run.rows.push(row);
        run.to = to;
      } else runs.push({ rows: [row], same: '', from: {}, to, until: last, isMissing: false });
      run = undefined;
      continue;
    }
    const isMissing = rule.missing?.(row) ?? false;
    const same = isMissing ? '' : sameOf(rule, row);
    const touches = run !== undefined && (rule.gap === Infinity || first <= addDays(run.until, rule.gap));
    if (run && touches && run.isMissing === isMissing && run.same === same) {
      run.rows.push(row);
      if (last > run.until) {
        run.until = last;
        run.to = to;
      }
      continue;
    }
    const next: Run = { rows: [row], same, from, to, until: last, isMissing };
    if (run && touches) {
      next.before = run;
      run.after = next;
    }
    runs.push(next);
    run = next;
  }
  return runs;
}

function sameOf(rule: CollapseRule, row: Row): string {
  let same = '';
  for (const text of rule.same) same += `${text(row) ?? ''}${SEPARATOR}`;
  return same;
}

/** The row of a spell: its ends may lie among rows beside it that say only that nothing is known. */
function rowOfSpell(rule: CollapseRule, run: Run, coverageEnd: number | undefined): Row {
  const { before, after } = run;
  const from = before?.isMissing
    ? { ...run.from, when: between(before.from.when as When, run.from.when as When) }
    : run.from;
  const to = after?.isMissing ? endAmong(run.to, after.until, coverageEnd) : run.to;
  return rowOf(rule, run, from, to);
}

function rowOf(rule: CollapseRule, run: Run, from: Told, to: Told): Row {
  return standingFor(
    run.rows[0] as Row,
    run.rows.flatMap((row) => row.numbers),
    new Map([
      [rule.from.name, from],
      [rule.to.name, to],
    ]),
  );
}

/** The end of a spell after which nothing is known until a day. */
function endAmong(to: Told, until: number, coverageEnd: number | undefined): Told {
  if (to.when === undefined || to.when === 'open') return to;
  if (coverageEnd !== undefined && until >= coverageEnd) return { when: to.when, censored: true };
  const last = { text: isoFromDay(until), earliest: until, latest: until };
  return { when: between(to.when, last) };
}

/** Some day between two dates. An interval whose ends are whole years says the years. */
function between(from: When, to: When): When {
  const isPlain = /^\d{4}(?:-\d\d){0,2}[~?%]?$/;
  const bounds = { earliest: from.earliest, latest: to.latest };
  if (!isPlain.test(from.text) || !isPlain.test(to.text)) return { text: to.text, ...bounds };
  return { text: `${from.text}/${to.text}`.replace(/^(\d{4}[~?%]?)\/(\d{4})-12-31$/, '$1/$2'), ...bounds };
}
