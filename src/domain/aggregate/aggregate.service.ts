import { type Amount, sum as exactSum } from '../../model/amount.ts';
import { badInput } from '../../model/errors.ts';
import { FACT_STATUSES } from '../../model/fact.ts';
import { kindOfKey, type FactType, RELATION_TYPES } from '../../model/registry.ts';
import { isPartial, type View } from '../../model/view.ts';
import type { Window } from '../../model/windows.ts';
import { everyFactOf } from '../agreement/agreement.service.ts';
import { claimsThatCount } from '../fact/evaluate.ts';
import type { FactInView } from '../fact/fact-view.ts';
import type { Conditions } from '../fact/filter.ts';
import type { Match } from '../fact/match.ts';
import { factSearch } from '../fact/search.cypher.ts';
import { EVERY, isSifted, matches } from '../fact/search.service.ts';
import { viewParams } from '../fact/view.cypher.ts';
import { worthOf } from '../fact/worth.ts';
import { type Connection, connect, type Page, pageThrough, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { AGREEMENT_KINDS, groupsOfFacts, type Part } from './aggregate.cypher.ts';
import { combinations, entitiesIn, type Grouped, type GroupKey, type GroupText, isPlain } from './keys.ts';

/** What is grouped and how. */
export interface Aggregation {
  readonly conditions: Conditions;
  readonly groupBy: readonly GroupKey[];
  readonly sum?: FactType;
  readonly largestFirst: boolean;
  readonly view: View;
  /** Whether claims, and different ends, are counted as well. */
  readonly counts: { readonly claims: boolean; readonly ends: boolean };
}

/** A group of facts. */
export interface Group {
  readonly of: Aggregation;
  readonly values: readonly GroupText[];
  readonly count: number;
  readonly claimCount: number;
  readonly subjects: number;
  readonly objects: number;
  readonly sums: readonly Amount[];
  readonly withoutAmount: number;
}

/** The most groups, and the most facts that are put into them one by one. */
const MOST_GROUPS = 100_000;
const MOST_FACTS = 500_000;

/** Groups in the order of their keys, or the largest first. */
export async function aggregate(reading: Reading, of: Aggregation, page: Page): Promise<Connection<Group>> {
  const span = spanOf(of);
  const needsSpan = of.groupBy.some((by) => by === 'YEAR' || by === 'MONTH');
  if (needsSpan && !span)
    throw badInput(
      'groupBy',
      'years and months need bounds. Give at.validDuring or where.during, with both from and to.',
    );
  const groups = isCountable(of) ? await counted(reading, of, span) : await gathered(reading, of, span);
  const placed = groups.map((group) => ({ group, position: positionOf(group) }));
  const ordered = placed.toSorted(
    (a, b) => Number(a.position[0]) - Number(b.position[0]) || (a.position[1] < b.position[1] ? -1 : 1),
  );
  const { rows, ...rest } = pageThrough(page, ordered, ({ position }) => position);
  return { ...rest, rows: rows.map(({ node, position }) => ({ node: node.group, position })) };
}

/** The facts of a group, by beginning. */
export async function factsIn(reading: Reading, group: Group, page: Page): Promise<Connection<FactInView>> {
  const { of, values } = group;
  const found: FactInView[] = [];
  for await (const fact of membersOf(reading, group, page)) {
    found.push(fact);
    if (found.length > page.size) break;
  }
  const { groupBy } = of;
  return connect(
    page,
    found,
    ({ position }) => position,
    async () => (groupBy.length === values.length ? group.count : 0),
  );
}

/** The days years and months are counted in. */
function spanOf({ conditions, view }: Aggregation): Window | undefined {
  const { during } = conditions;
  const { valid } = view;
  const span =
    during && valid
      ? { first: Math.max(during.first, valid.first), last: Math.min(during.last, valid.last) }
      : (during ?? valid);
  return span && span.first > 10_101 && span.last < 99_991_231 ? span : undefined;
}

/** Whether the engine can do it alone. */
const isCountable = ({ conditions, view, sum, groupBy }: Aggregation): boolean =>
  sum === undefined &&
  conditions.derived.length === 0 &&
  !isPartial(view) &&
  !isSifted(conditions, view) &&
  groupBy.every(isPlain) &&
  groupBy.filter((by) => by === 'YEAR' || by === 'MONTH').length < 2;

/** Types that are counted apart at most. */
const MOST_APART = 8;

/** Where facts are grouped by type those of each are counted by themselves: to tell their types apart takes longer than all else. */
function partsOf({ conditions, view, groupBy }: Aggregation): readonly Part[] {
  const types = [...new Set(conditions.types)];
  if (!groupBy.includes('TYPE') || types.length === 0 || types.length > MOST_APART)
    return [{ search: factSearch(conditions, {}, view) }];
  return types.map((type) => ({ type, search: factSearch({ ...conditions, types: [type] }, {}, view) }));
}

async function counted(reading: Reading, of: Aggregation, span: Window | undefined): Promise<Group[]> {
  const { conditions, view, groupBy } = of;
  if (conditions.types?.length === 0) return [];
  const parts = partsOf(of);
  const relations = conditions.types?.every((type) => RELATION_TYPES.includes(type)) ?? false;
  const rows = await reading.read(groupsOfFacts(parts, groupBy, { ...of.counts, relations }), {
    ...parts[0]?.search.params,
    ...viewParams(view, await knowledge(reading, view)),
    spanFirst: span?.first ?? 0,
    spanLast: span?.last ?? 0,
    limit: MOST_GROUPS + 1,
  });
  mustBeFew(rows.length);
  return rows.map((row) => ({
    of,
    values: groupBy.map((by, index) => asText(by, row[index] as string | number | null)),
    count: row[groupBy.length] as number,
    claimCount: row[groupBy.length + 1] as number,
    subjects: row[groupBy.length + 2] as number,
    objects: row[groupBy.length + 3] as number,
    sums: [],
    withoutAmount: 0,
  }));
}

/** The text of a value as `valuesOf` gives it. */
function asText(by: GroupKey, value: string | number | null): GroupText {
  if (value === null || typeof value === 'string') return value;
  if (by === 'STATUS') return FACT_STATUSES[value - 1] ?? null;
  const year = String(by === 'MONTH' ? Math.floor(value / 12) : value).padStart(4, '0');
  return by === 'MONTH' ? `${year}-${String((value % 12) + 1).padStart(2, '0')}` : year;
}

interface Tally {
  readonly values: readonly GroupText[];
  count: number;
  claimCount: number;
  readonly subjects: Set<string>;
  readonly objects: Set<string>;
  readonly amounts: Map<string, { amount: Amount; values: string[] }>;
  withoutAmount: number;
}

/** Puts facts into groups one by one. */
async function gathered(reading: Reading, of: Aggregation, span: Window | undefined): Promise<Group[]> {
  const tallies = new Map<string, Tally>();
  let n = 0;
  let chunk: Match[] = [];
  const take = async (): Promise<void> => {
    const grouped = await Promise.all(chunk.map(({ fact }) => describe(reading, fact, of, span)));
    for (const each of grouped) tally(tallies, of, each);
    chunk = [];
    mustBeFew(tallies.size);
  };
  for await (const match of matches(reading, of.conditions, of.view, EVERY)) {
    if (++n > MOST_FACTS) throw badInput('where', `more than ${MOST_FACTS} facts fit. Narrow it.`);
    chunk.push(match);
    if (chunk.length >= 1000) await take();
  }
  await take();
  return [...tallies.values()].map((each) => ({
    of,
    values: each.values,
    count: each.count,
    claimCount: each.claimCount,
    subjects: each.subjects.size,
    objects: each.objects.size,
    sums: [...each.amounts.values()].map(({ amount, values }) => ({
      unit: amount.unit,
      basis: amount.basis,
      value: exactSum(values),
    })),
    withoutAmount: each.withoutAmount,
  }));
}

function mustBeFew(groups: number): void {
  if (groups > MOST_GROUPS)
    throw badInput('groupBy', `there are more than ${MOST_GROUPS} groups. Narrow the facts, or group by less.`);
}

interface Described extends Grouped {
  readonly amount?: Amount;
}

/** All of a fact that its groups and sums depend on. */
async function describe(
  reading: Reading,
  fact: FactInView,
  of: Aggregation,
  span: Window | undefined,
): Promise<Described> {
  const { groupBy, sum, view } = of;
  const [claims, agreementKind, amount] = await Promise.all([
    groupBy.includes('SOURCE') ? claimsThatCount(reading, fact, await knowledge(reading, view)) : [],
    groupBy.includes('AGREEMENT_KIND') ? kindBehind(reading, fact) : undefined,
    sum ? amountOf(reading, fact, sum, view) : undefined,
  ]);
  return { fact, span, claims, agreementKind, amount };
}

const agreementBehind = (fact: FactInView): string | undefined =>
  [fact.subject, fact.object].find((key) => kindOfKey(key) === 'AGREEMENT');

async function kindBehind(reading: Reading, fact: FactInView): Promise<string | undefined> {
  if (fact.hops) return fact.pivotKind;
  const key = agreementBehind(fact);
  if (key === undefined) return undefined;
  return reading.batched('agreement-kind', key, async (keys) => {
    const rows = await reading.read(AGREEMENT_KINDS, { keys });
    return new Map(rows.map(([each, kind]) => [each as string, kind as string]));
  });
}

/** The amount of a fact of the type, or of the agreement behind it. */
async function amountOf(reading: Reading, fact: FactInView, sum: FactType, view: View): Promise<Amount | undefined> {
  if (fact.type === sum || fact.hops) return fact.amount;
  const key = agreementBehind(fact);
  if (key === undefined || sum !== 'VALUE') return undefined;
  return worthOf(await everyFactOf(reading, key, ['VALUE'], view))?.amount;
}

function tally(tallies: Map<string, Tally>, of: Aggregation, described: Described): void {
  const { fact, amount } = described;
  for (const values of combinations(of.groupBy, described)) {
    const name = JSON.stringify(values);
    let group = tallies.get(name);
    if (!group) {
      group = {
        values,
        count: 0,
        claimCount: 0,
        subjects: new Set(),
        objects: new Set(),
        amounts: new Map(),
        withoutAmount: 0,
      };
      tallies.set(name, group);
    }
    group.count++;
    group.claimCount += fact.claimCount;
    group.subjects.add(fact.subject);
    group.objects.add(fact.object);
    if (of.sum) addAmount(group, amount);
  }
}

function addAmount(group: Tally, amount: Amount | undefined): void {
  if (amount?.value === undefined) {
    group.withoutAmount++;
    return;
  }
  const kind = `${amount.basis} ${amount.unit}`;
  const known = group.amounts.get(kind);
  if (known) known.values.push(amount.value);
  else group.amounts.set(kind, { amount, values: [amount.value] });
  const bases = new Set([...group.amounts.values()].map(({ amount: each }) => each.basis));
  if (bases.size > 1)
    throw badInput(
      'sum',
      `the amounts are ${[...bases].join(' and ')}, which cannot be put together. Narrow the facts to one of them.`,
    );
}

/** The facts of a group, found again: from its ends where it has them, sifted by its values. */
async function* membersOf(reading: Reading, { of, values }: Group, page: Page): AsyncGenerator<FactInView> {
  const span = spanOf(of);
  const ends = of.groupBy.flatMap((by, index) => entitiesIn(by, values[index] ?? null));
  const narrowed = ends[0] === undefined ? {} : { touching: { keys: new Set([ends[0]]), direction: 'BOTH' as const } };
  const wide = { ...page, size: Math.max(page.size, 200) };
  const name = JSON.stringify(values);
  for await (const { fact } of matches(reading, of.conditions, of.view, wide, narrowed)) {
    const described = await describe(reading, fact, { ...of, sum: undefined }, span);
    if (combinations(of.groupBy, described).some((each) => JSON.stringify(each) === name)) yield fact;
  }
}

const positionOf = ({ of, values, count }: Group): Position => [
  of.largestFirst ? -count : 0,
  values.map((value) => (value === null ? '\uFFFF' : value)).join('\u0001'),
];
