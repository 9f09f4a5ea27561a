import type { SeedClaim } from '../claims.ts';
import { addDays } from '../../../model/day.ts';
import { firstOfYear, lastDayOf, lastOfYear, spanText, yearOf } from './dates.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';
import type { DataTable } from './tables.ts';

const { label } = REFERENCES.igo;
const [FIRST_YEAR, LAST_YEAR] = [1816, yearOf(REFERENCES.igo.lastDay)];

/** What a cell of the state-years says: 0 no member, 1 full, 2 associate, 3 observer; below 0 nothing. */
const CLASS: Readonly<Record<string, number>> = { FULL: 1, SUSPENDED: 1, ASSOCIATE: 2, OBSERVER: 3 };
/** In that year another state bears the code. */
const PASSED = -2;
const STANDING = ['', '', 'ASSOCIATE ', 'OBSERVER '];

interface YearSays {
  readonly year: number;
  readonly value: number;
  readonly row: string;
}

/** Memberships of one standing without a gap; a suspended member is a member still. */
interface Run {
  readonly standing: number;
  readonly claims: SeedClaim[];
  /** First year in which the data set may have it, first in which it must. */
  readonly first: number;
  readonly sureFrom: number;
  /** Last year in which the data set must have it, last in which it may. */
  sureTo: number;
  last: number;
  lastDay: number;
}

/** Years by which a beginning or end may differ: the data set is yearly, and counts now from signature, now from accession. */
const SLACK = 1;

/**
 * Compares memberships with the yearly membership of states in intergovernmental organizations (COW IGO v3, 1816-2014). A
 * beginning or end agrees within SLACK years; every year between must be the same. Years the data set does not code,
 * and years in which a code passes from one state to another, say nothing; nor does a 0 against an associate or observer of
 * an organization whose associates or observers it does not code at all.
 */
export async function compareMemberships(
  seed: SeedIndex,
  organizations: DataTable,
  years: DataTable,
): Promise<Finding[]> {
  const members = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('MEMBER_OF')) {
    const { subject, object = '' } = claim.content;
    if (seed.codesOf('COWIGO', object).length === 0) continue;
    put(members, `${object} ${subject}`, claim);
  }
  const says = await readYears(seed, organizations, years);
  const findings: Finding[] = [];
  for (const pair of new Set([...members.keys(), ...says.series.keys()])) {
    const [object = '', subject = ''] = pair.split(' ');
    const series = says.series.get(pair) ?? [];
    findings.push(...compare(subject, object, members.get(pair) ?? [], series, says.codes.get(object) ?? new Set()));
  }
  return findings;
}

interface Years {
  /** By organization and state, in order of years: those in which the data set says something. */
  readonly series: Map<string, YearSays[]>;
  /** Which standings it codes of an organization. */
  readonly codes: Map<string, Set<number>>;
}

async function readYears(seed: SeedIndex, organizations: DataTable, years: DataTable): Promise<Years> {
  const columns = new Map<string, { org: string; first: number; last: number }[]>();
  for await (const row of organizations.rows())
    for (const { entity, first, last } of seed.bearers('COWIGO', row.cell('ionum')))
      put(columns, row.cell('ioname').toLowerCase(), { org: entity, first, last });
  const series = new Map<string, YearSays[]>();
  const codes = new Map<string, Set<number>>();
  for await (const row of years.rows()) {
    const year = Number(row.cell('year'));
    const states = seed.bearersWithin('COW', row.cell('ccode'), firstOfYear(year), lastOfYear(year));
    const passed = seed
      .bearers('COW', row.cell('ccode'))
      .map(({ entity }) => entity)
      .filter((entity) => !states.includes(entity));
    for (const [column, bearers] of columns) {
      const value = Number(row.cell(column));
      for (const { org, first, last } of bearers) {
        if (first > lastOfYear(year) || last < firstOfYear(year)) continue;
        if (value > 0) codes.set(org, (codes.get(org) ?? new Set()).add(value));
        if (states.length === 1 && value >= 0) put(series, `${org} ${states[0]}`, { year, value, row: row.place });
        for (const other of passed) put(series, `${org} ${other}`, { year, value: PASSED, row: row.place });
      }
    }
  }
  return { series: new Map([...series].map(([pair, list]) => [pair, inOrder(list)])), codes };
}

/** An organization may be two of the data set's: of a year told twice, the higher standing counts. */
function inOrder(list: readonly YearSays[]): YearSays[] {
  const sorted = list.toSorted((a, b) => a.year - b.year || rank(b.value) - rank(a.value));
  return sorted.filter(({ year }, at) => year !== sorted[at - 1]?.year);
}

const rank = (value: number): number => (value <= 0 ? value : 4 - value);

function compare(
  subject: string,
  object: string,
  claims: readonly SeedClaim[],
  all: readonly YearSays[],
  codes: ReadonlySet<number>,
): Finding[] {
  const runs = runsOf(claims);
  const spells = spellsOf(all);
  const series = all.filter(({ value }) => value !== PASSED);
  const found = { label, type: 'MEMBER_OF' as const, subject, object };
  const findings: Finding[] = [];
  const told = new Set<YearSays[]>();
  for (const run of runs) {
    const own = spells.filter((spell) => spell[0]?.value === run.standing && touches(run, spell));
    for (const spell of own) told.add(spell);
    const within = series.filter(({ year }) => year >= run.first && year <= run.last);
    const speaks = within.some(({ value }) => value > 0 || run.standing === 1 || codes.has(run.standing));
    if (!speaks) continue;
    const missing = within.filter(
      ({ year, value }) =>
        value !== run.standing &&
        year >= run.sureFrom &&
        year <= run.sureTo &&
        (value > 0 || run.standing === 1 || codes.has(run.standing)),
    );
    const over = own
      .flat()
      .filter(({ year, value }) => !runs.some((each) => each.standing === value && isWithin(each, year)));
    const others = spells.filter((spell) => missing.some((year) => spell.includes(year)));
    for (const spell of others) told.add(spell);
    const shown = [...own, ...others].toSorted((a, b) => (a[0]?.year ?? 0) - (b[0]?.year ?? 0));
    findings.push({
      ...found,
      claims: run.claims,
      agrees: missing.length === 0 && over.length === 0,
      seedSays: run.claims.map(({ content }) => spanText(content.from, content.to)).join(', '),
      says: shown.length === 0 ? 'none' : shown.map(spellText).join(', '),
      row: (over[0] ?? missing[0] ?? within[0])?.row,
    });
  }
  for (const spell of spells)
    if (
      !told.has(spell) &&
      spell.some(({ year, value }) => !runs.some((run) => isSame(run, value) && isWithin(run, year)))
    )
      findings.push({
        ...found,
        claims: [],
        agrees: false,
        seedSays: 'none',
        says: spellText(spell),
        row: spell[0]?.row,
      });
  return findings;
}

const isWithin = (run: Run, year: number): boolean => year >= run.first && year <= run.last;
const isSame = (run: Run, value: number): boolean => run.standing === value;

/** Whether a spell belongs to a run: it meets it, or misses it by no more than the slack. */
const touches = (run: Run, spell: readonly YearSays[]): boolean =>
  (spell[0]?.year ?? 0) <= run.last && (spell.at(-1)?.year ?? 0) >= run.first;

const spellText = (spell: readonly YearSays[]): string =>
  `${STANDING[spell[0]?.value ?? 0]}${spell[0]?.year}/${spell.at(-1)?.year}`;

/** Years of one standing one after another; years that are not coded do not part them, another bearer of the code does. */
function spellsOf(series: readonly YearSays[]): YearSays[][] {
  const spells: YearSays[][] = [];
  let open: YearSays[] | undefined;
  for (const year of series) {
    if (year.value <= 0) open = undefined;
    else if (open && open[0]?.value === year.value) open.push(year);
    else spells.push((open = [year]));
  }
  return spells;
}

function runsOf(claims: readonly SeedClaim[]): Run[] {
  const runs: Run[] = [];
  for (const claim of claims.toSorted((a, b) => (a.content.from?.earliest ?? 0) - (b.content.from?.earliest ?? 0))) {
    const { from, to, qualifiers, censored } = claim.content;
    const standing = CLASS[qualifiers['standing'] ?? 'FULL'] ?? 1;
    const end = {
      sureTo: to === 'open' ? LAST_YEAR : to && !censored ? yearOf(to.earliest) - SLACK : FIRST_YEAR,
      last: to && to !== 'open' && !censored ? yearOf(to.latest) + SLACK : LAST_YEAR,
      lastDay: lastDayOf(to),
    };
    const before = runs.at(-1);
    if (before && before.standing === standing && (from?.earliest ?? 0) <= addDays(before.lastDay, 1)) {
      before.claims.push(claim);
      if (end.lastDay >= before.lastDay) Object.assign(before, end);
    } else
      runs.push({
        standing,
        claims: [claim],
        first: from ? yearOf(from.earliest) - SLACK : FIRST_YEAR,
        sureFrom: from ? yearOf(from.latest) + SLACK : LAST_YEAR + 1,
        ...end,
      });
  }
  return runs;
}
