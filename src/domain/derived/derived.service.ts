import { endOf } from '../../model/agreement.ts';
import type { Amount } from '../../model/amount.ts';
import { type Bounds } from '../../model/bounds.ts';
import type { End } from '../../model/claim.ts';
import { addDays, type Day, FIRST_DAY, isoFromDay, LAST_DAY } from '../../model/day.ts';
import { exactDay, type When, when } from '../../model/edtf.ts';
import { badInput } from '../../model/errors.ts';
import { FACT_STATUSES, type FactStatus } from '../../model/fact.ts';
import { type DerivedEntry, derivedType, type DerivedType, kindOfKey, type EntityKind } from '../../model/registry.ts';
import { type View, viewText } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { bodiesOf, type Body, ownersOf } from '../body/body.service.ts';
import { countsIn } from '../fact/counts-in.ts';
import { inView } from '../fact/evaluate.ts';
import { type DerivedInView, positionOf, type RecordedInView } from '../fact/fact-view.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import { worthOf } from '../fact/worth.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { alsoFacts, type Anchor, livesOf, tiedPairs } from './derived.cypher.ts';

/** Between which ends derived facts are wanted; absent: any. `about`: either end is among these. */
export interface Ends {
  readonly subjects?: ReadonlySet<string>;
  readonly objects?: ReadonlySet<string>;
  readonly about?: ReadonlySet<string>;
  /** The two sets stand for either end: subjects may be among `objects` and the other way round. */
  readonly eitherWay?: boolean;
}

/** The most pairs of facts a rule is followed over at once. */
const MOST_PAIRS = 60_000;

/** The facts of a derived type that count in the view, between the ends given; by beginning, then by key. */
export async function derivedFacts(
  reading: Reading,
  type: DerivedType,
  ends: Ends,
  view: View,
): Promise<DerivedInView[]> {
  const rule = derivedType(type);
  const derivations = [
    ...(await throughPivots(reading, rule, ends, view)),
    ...(await direct(reading, rule, ends, view)),
  ];
  return gathered(rule, derivations, view)
    .filter((fact) => fits(fact, ends) && countsIn(fact, view))
    .toSorted((a, b) => Number(a.position[0]) - Number(b.position[0]) || (a.position[1] < b.position[1] ? -1 : 1));
}

function fits({ subject, object }: DerivedInView, { subjects, objects, about, eitherWay }: Ends): boolean {
  const between = (a: string, b: string): boolean => (!subjects || subjects.has(a)) && (!objects || objects.has(b));
  if (about && !about.has(subject) && !about.has(object)) return false;
  return between(subject, object) || (eitherWay === true && between(object, subject));
}

/** One way in which a derived fact follows. */
interface Derivation {
  readonly subject: string;
  readonly object: string;
  /** The pivot, or the fact that counts as it is. */
  readonly through: string;
  readonly pivotKind?: string;
  /** The facts that tie the ends together: it is as well attested as the weakest of them. */
  readonly path: readonly RecordedInView[];
  /** The facts that tell since when, until when, and how much. */
  readonly dating: readonly RecordedInView[];
  readonly bounds: Bounds;
  readonly from?: When;
  readonly to?: End;
  readonly amount?: Amount;
}

/** A fact on which a derivation rests, or the life of its pivot: the days, and how they are told. */
interface Timed {
  readonly bounds: Bounds;
  readonly from?: When;
  readonly to?: End;
}

async function throughPivots(reading: Reading, rule: DerivedEntry, ends: Ends, view: View): Promise<Derivation[]> {
  const pairs = await tied(reading, rule, ends, view);
  if (pairs.length === 0) return [];
  const [lives, owners] = await Promise.all([
    pivotLives(reading, rule, [...new Set(pairs.map(({ pivot }) => pivot))], view),
    ownersOfAll(reading, rule, pairs, view),
  ]);
  return pairs.flatMap(({ pivot, pivotKind, subject, object }) => {
    const life = lives.get(pivot);
    if (life?.isInTalks) return [];
    const above = (fact: RecordedInView, end: 'subject' | 'object'): readonly Body[] => {
      const key = endOfLeg(rule, fact, end);
      return owners.get(key)?.filter((body) => rule[end].includes(kindOfKey(body.key) as EntityKind)) ?? [];
    };
    // A company bought after its contract was signed does not make the buyer's state a supplier.
    const belonged = ({ hops }: Body): boolean =>
      rule.pivot.bodiesAt === undefined || hops.every(({ bounds }) => bounds.from1 <= (life?.begunBy ?? LAST_DAY));
    const [ones, others] = [above(subject, 'subject').filter(belonged), above(object, 'object').filter(belonged)];
    return ones.flatMap((a) =>
      others.flatMap((b) => {
        if (a.key === b.key || isWithin(a, b, others) || isWithin(b, a, ones)) return [];
        const path = [...a.hops.toReversed(), subject, object, ...b.hops];
        const spans: Timed[] = [...path, ...(life ? [life.timed] : [])];
        const told = overlap(spans);
        // Still so only where every fact of the path is.
        const goesOn = path.every(({ to }) => to === 'open') ? 'open' : undefined;
        return told
          ? [
              {
                subject: a.key,
                object: b.key,
                through: pivot,
                pivotKind,
                path,
                dating: life?.facts ?? [],
                amount: life?.amount,
                ...told,
                to: told.bounds.to2 < LAST_DAY ? told.to : goesOn,
              },
            ]
          : [];
      }),
    );
  });
}

/** Whether one end is a body that the other's chain runs through, or what the other is a body of: they are one side, not two. */
const isWithin = (a: Body, b: Body, owners: readonly Body[]): boolean =>
  b.hops.some((hop) => hop.subject === a.key || hop.object === a.key) ||
  owners.some(({ key, hops }) => key === a.key && b.hops.every((hop, index) => hops[index]?.key === hop.key));

const endOfLeg = (rule: DerivedEntry, fact: RecordedInView, end: 'subject' | 'object'): string =>
  rule.legs[end].from === 'end' ? fact.subject : fact.object;

interface Pair {
  readonly pivot: string;
  readonly pivotKind?: string;
  readonly subject: RecordedInView;
  readonly object: RecordedInView;
}

/** The pairs of facts by which ends are tied to pivots. */
async function tied(reading: Reading, rule: DerivedEntry, ends: Ends, view: View): Promise<Pair[]> {
  const { subjects, objects, about } = ends;
  if (about && !subjects && !objects) {
    const [there, back] = await Promise.all([
      tiedFrom(reading, rule, 'subject', about, undefined, view),
      rule.symmetric ? [] : tiedFrom(reading, rule, 'object', about, undefined, view),
    ]);
    return [...there, ...back];
  }
  if (rule.symmetric && (subjects || objects)) {
    // The ends of a symmetric fact stand in the order of their keys: either set may hold either.
    return tiedFrom(reading, rule, 'subject', subjects ?? objects, subjects && objects, view);
  }
  if (ends.eitherWay && subjects && objects) {
    const [there, back] = await Promise.all([
      tiedFrom(reading, rule, 'subject', subjects, objects, view),
      tiedFrom(reading, rule, 'object', subjects, objects, view),
    ]);
    return [...there, ...back];
  }
  if (subjects) return tiedFrom(reading, rule, 'subject', subjects, objects, view);
  if (objects) return tiedFrom(reading, rule, 'object', objects, undefined, view);
  return tiedFrom(reading, rule, 'none', undefined, undefined, view);
}

async function tiedFrom(
  reading: Reading,
  rule: DerivedEntry,
  anchor: Anchor,
  keys: ReadonlySet<string> | undefined,
  others: ReadonlySet<string> | undefined,
  view: View,
): Promise<Pair[]> {
  const below = async (set: ReadonlySet<string>, leg: 'subject' | 'object'): Promise<Body[]> =>
    rule.legs[leg].rollUp
      ? (await Promise.all([...set].map((key) => bodiesOf(reading, key, view)))).flat()
      : [...set].map((key) => ({ key, first: FIRST_DAY, last: LAST_DAY, hops: [], signs: true }));
  const anchors = keys && anchor !== 'none' ? await below(keys, anchor) : [];
  const among = others && (await below(others, anchor === 'object' ? 'subject' : 'object')).map(({ key }) => key);
  const rows = await reading.read(
    tiedPairs(rule, anchor, among !== undefined, (r) => counts(r, view)),
    {
      ...viewParams(view, await knowledge(reading, view)),
      anchors: anchors.map(({ key, first, last }) => ({ key, first, last })),
      others: among ?? [],
      limit: MOST_PAIRS + 1,
    },
  );
  if (rows.length > MOST_PAIRS)
    throw badInput(
      'types',
      `${rule.name} follows here from more than ${MOST_PAIRS} pairs of facts. Narrow it by its subject or object.`,
    );
  const facts = await counted(
    reading,
    rows.flatMap(([, , subject, object]) => [subject as Row, object as Row]),
    view,
  );
  return rows.flatMap(([pivot, pivotKind, subject, object]) => {
    const [a, b] = [facts.get(factFromRow(subject as Row).key), facts.get(factFromRow(object as Row).key)];
    return a && b
      ? [{ pivot: pivot as string, pivotKind: (pivotKind as string | null) ?? undefined, subject: a, object: b }]
      : [];
  });
}

/** Of rows, those that count in the view, by key. */
async function counted(
  reading: Reading,
  rows: readonly Row[],
  view: View,
): Promise<ReadonlyMap<string, RecordedInView>> {
  const unique = new Map(rows.map((row) => factFromRow(row)).map((fact) => [fact.key, fact]));
  return new Map((await inView(reading, [...unique.values()], view)).map((fact) => [fact.key, fact]));
}

/** The ends of the legs, and what they are bodies of where the rule rolls them up. */
async function ownersOfAll(
  reading: Reading,
  rule: DerivedEntry,
  pairs: readonly Pair[],
  view: View,
): Promise<ReadonlyMap<string, readonly Body[]>> {
  const found = new Map<string, readonly Body[]>();
  const ask = new Map<string, boolean>();
  for (const pair of pairs)
    for (const end of ['subject', 'object'] as const) {
      const key = endOfLeg(rule, pair[end], end);
      ask.set(key, (ask.get(key) ?? false) || (rule.legs[end].rollUp ?? false));
    }
  await Promise.all(
    [...ask].map(async ([key, up]) => {
      const self: Body = { key, first: FIRST_DAY, last: LAST_DAY, hops: [], signs: true };
      found.set(key, up && kindOfKey(key) === 'ORGANIZATION' ? await ownersOf(reading, key, view) : [self]);
    }),
  );
  return found;
}

interface Life {
  readonly timed: Timed;
  /** The day by which it had begun, where its beginning is known. */
  readonly begunBy?: Day;
  /** It is negotiated, and nothing from which it counts was reached. */
  readonly isInTalks: boolean;
  readonly facts: readonly RecordedInView[];
  readonly amount?: Amount;
}

/** When pivots count, on which facts that rests, and what they are worth. */
async function pivotLives(
  reading: Reading,
  rule: DerivedEntry,
  keys: readonly string[],
  view: View,
): Promise<ReadonlyMap<string, Life>> {
  const anyDay: View = { ...view, valid: undefined, certain: false };
  const params = viewParams(anyDay, await knowledge(reading, anyDay));
  const statement = livesOf(counts('r', anyDay));
  const asked = await Promise.all(
    keys.map(async (key) => {
      const rows = await reading.batched(`lives ${viewText(anyDay)}`, key, async (several) => {
        const found = new Map<string, Row[]>();
        for (const [pivot, columns] of await reading.read(statement, { ...params, keys: several })) {
          const list = found.get(pivot as string);
          if (list) list.push(columns as Row);
          else found.set(pivot as string, [columns as Row]);
        }
        return found;
      });
      return [
        key,
        await inView(
          reading,
          (rows ?? []).map((row) => factFromRow(row)),
          anyDay,
        ),
      ] as const;
    }),
  );
  return new Map(asked.map(([key, facts]) => [key, lifeOf(rule, facts)]));
}

function lifeOf(rule: DerivedEntry, facts: readonly RecordedInView[]): Life {
  const begin = (rule.pivot.begins ?? [])
    .map((value) => facts.filter((fact) => fact.type === 'MILESTONE' && fact.value === value).toSorted(bySupport)[0])
    .find((fact) => fact !== undefined);
  const end = endOf(facts);
  const lastDay = (fact: RecordedInView): number => (fact.value === 'TERMINATED' ? fact.bounds.from2 : fact.bounds.to2);
  const ending = facts
    .filter(
      (fact) =>
        fact.value === 'TERMINATED' ||
        ((fact.type === 'EXISTENCE' || fact.value === 'IN_FORCE') && fact.bounds.to2 < LAST_DAY),
    )
    .toSorted((a, b) => lastDay(a) - lastDay(b) || (a.key < b.key ? -1 : 1));
  const worth = rule.pivot.amount ? worthOf(facts.filter((fact) => fact.type === rule.pivot.amount)) : undefined;
  const { from1, from2 } = begin?.bounds ?? { from1: FIRST_DAY, from2: FIRST_DAY };
  const last = ending[0];
  return {
    timed: {
      bounds: { from1, from2, to1: end.first, to2: end.last },
      from: begin?.from,
      to: last?.value === 'TERMINATED' ? dayBefore(last.from) : last?.to,
    },
    begunBy: begin?.from && begin.bounds.from2,
    isInTalks:
      rule.pivot.begins !== undefined &&
      begin === undefined &&
      facts.some((fact) => fact.type === 'MILESTONE' && fact.value === 'UNDER_NEGOTIATION'),
    facts: [...new Set([begin, ...ending, worth])].filter((fact) => fact !== undefined),
    amount: worth?.amount,
  };
}

/** What ends on a day lasts until the day before; a less exact date says as much as it is. */
const dayBefore = (date: When | undefined): When | undefined =>
  date && date.earliest === date.latest ? exactDay(addDays(date.earliest, -1)) : date;

const bySupport = (a: RecordedInView, b: RecordedInView): number =>
  b.sourceCount - a.sourceCount || (a.key < b.key ? -1 : 1);

/** Facts of the type that counts beside the rule, as derivations of one hop. */
async function direct(
  reading: Reading,
  rule: DerivedEntry,
  { subjects, objects, about }: Ends,
  view: View,
): Promise<Derivation[]> {
  if (!rule.also) return [];
  const anchors = subjects ?? objects ?? about;
  const rows = await reading.read(alsoFacts(rule, anchors !== undefined, counts('r', view)), {
    ...viewParams(view, await knowledge(reading, view)),
    anchors: [...(anchors ?? [])].map((key) => ({ key })),
    limit: MOST_PAIRS,
  });
  const facts = await inView(
    reading,
    rows.map(([columns]) => factFromRow(columns as Row)),
    view,
  );
  return facts.map((fact) => ({
    subject: fact.subject,
    object: fact.object,
    through: fact.key.slice('fact:'.length),
    path: [fact],
    dating: [],
    bounds: fact.bounds,
    from: fact.from,
    to: fact.to,
  }));
}

/** The days all of them may have held, and how they are told: the latest beginning and the earliest end. Undefined where there are none. */
function overlap(spans: readonly Timed[]): Timed | undefined {
  const starts = spans.toSorted((a, b) => b.bounds.from1 - a.bounds.from1);
  const stops = spans.toSorted((a, b) => a.bounds.to2 - b.bounds.to2);
  const [first, last] = [starts[0], stops[0]];
  if (!first || !last || first.bounds.from1 > last.bounds.to2) return undefined;
  // Of those that begin, or end, at once, one that says so in its own words tells.
  const from = starts.find((each) => each.bounds.from1 === first.bounds.from1 && each.from !== undefined)?.from;
  const to = stops.find((each) => each.bounds.to2 === last.bounds.to2 && each.to !== undefined)?.to;
  return {
    bounds: {
      from1: first.bounds.from1,
      from2: Math.max(...spans.map(({ bounds }) => bounds.from2)),
      to1: Math.min(...spans.map(({ bounds }) => bounds.to1)),
      to2: last.bounds.to2,
    },
    from:
      first.bounds.from1 > FIRST_DAY
        ? (from ?? asDate(first.bounds.from1, first.bounds.from2))
        : starts.find((each) => each.from !== undefined)?.from,
    to: last.bounds.to2 < LAST_DAY ? (to ?? asDate(last.bounds.to1, last.bounds.to2)) : undefined,
  };
}

/** Days between which something lies, as a date: a day, a year, or both days. */
function asDate(first: Day, last: Day): When {
  if (first === last) return exactDay(first);
  const year = isoFromDay(first).slice(0, 4);
  if (isoFromDay(first) === `${year}-01-01` && isoFromDay(last) === `${year}-12-31`) return when(year);
  const [from, to] = [first > FIRST_DAY ? isoFromDay(first) : '..', last < LAST_DAY ? isoFromDay(last) : '..'];
  return when(`${from}/${to}`);
}

/** One fact for each pair of ends and pivot, and each stretch of time without a gap; all derivations of it together. */
function gathered(rule: DerivedEntry, derivations: readonly Derivation[], view: View): DerivedInView[] {
  const groups = new Map<string, Derivation[]>();
  for (const each of derivations) {
    const turned = rule.symmetric === true && each.object < each.subject;
    const [subject, object] = turned ? [each.object, each.subject] : [each.subject, each.object];
    const key = `${rule.name}~${subject}~${object}~${each.through}`;
    const list = groups.get(key);
    const straight = { ...each, subject, object };
    if (list) list.push(straight);
    else groups.set(key, [straight]);
  }
  return [...groups].flatMap(([key, list]) => {
    const stretches: Derivation[][] = [];
    let reach = 0;
    for (const each of list.toSorted(
      (a, b) => a.bounds.from1 - b.bounds.from1 || a.bounds.to2 - b.bounds.to2 || (pathText(a) < pathText(b) ? -1 : 1),
    )) {
      const current = stretches.at(-1);
      if (current && each.bounds.from1 <= reach) current.push(each);
      else stretches.push([each]);
      reach = Math.max(reach, each.bounds.to2);
    }
    return stretches.map((stretch, index) =>
      asFact(rule.name, index === 0 ? key : `${key}.${index + 1}`, stretch, view),
    );
  });
}

/** A derivation is as weak as its weakest fact; of several, the strongest tells. */
function asFact(type: DerivedType, key: string, stretch: readonly Derivation[], view: View): DerivedInView {
  const [first] = stretch as [Derivation, ...Derivation[]];
  const shortest = stretch.toSorted((a, b) => a.path.length - b.path.length || (pathText(a) < pathText(b) ? -1 : 1));
  const hops = [
    ...new Map(shortest.flatMap(({ path, dating }) => [...path, ...dating]).map((hop) => [hop.key, hop])).values(),
  ];
  const chains = stretch.map(({ path }) => path);
  const status = Math.min(...chains.map((chain) => Math.max(...chain.map((hop) => strength(hop.status)))));
  const since = chains
    .map((chain) => chain.map((hop) => hop.knownSince).reduce((a, b) => (b.latest > a.latest ? b : a)))
    .reduce((a, b) => (b.latest < a.latest ? b : a));
  const last = stretch.reduce((a, b) => (b.bounds.to2 > a.bounds.to2 ? b : a));
  const fact = {
    key: `fact:${key}`,
    type,
    subject: first.subject,
    object: first.object,
    from: first.from,
    to: last.to,
    censored: false,
    bounds: {
      from1: first.bounds.from1,
      // What ended had begun by then.
      from2: Math.min(last.bounds.to2, ...stretch.map(({ bounds }) => bounds.from2)),
      to1: Math.max(...stretch.map(({ bounds }) => bounds.to1)),
      to2: last.bounds.to2,
    },
    status: ORDER[status] as FactStatus,
    knownSince: since,
    sourceCount: Math.max(...chains.map((chain) => Math.min(...chain.map((hop) => hop.sourceCount)))),
    claimCount: hops.reduce((total, hop) => total + hop.claimCount, 0),
    varies: true,
    undated: false,
    contradicted: hops.some((hop) => hop.contradicted),
    amount: first.amount,
    qualifiers: {},
    view,
    hops,
    pivotKind: first.pivotKind,
  };
  return { ...fact, position: positionOf(fact) };
}

const pathText = ({ path }: Derivation): string => path.map(({ key }) => key).join(' ');

/** Statuses from the strongest to the weakest. */
const ORDER: readonly FactStatus[] = ['ACCEPTED', 'REPORTED', 'DISPUTED', 'PROPOSED', 'DENIED', 'RETRACTED'];
const strength = (status: FactStatus): number => ORDER.indexOf(status);

/** A derived fact by its key: `fact:SUPPLIES~country:rus~country:tur~agreement:s-400-2017`. */
export async function derivedByKey(reading: Reading, key: string, view: View): Promise<DerivedInView | undefined> {
  const [name, subject, object] = key.slice('fact:'.length).split('~');
  if (name === undefined || subject === undefined || object === undefined) return undefined;
  const found = await derivedFacts(
    reading,
    name as DerivedType,
    { subjects: new Set([subject]), objects: new Set([object]) },
    {
      ...view,
      valid: undefined,
      certain: false,
      status: FACT_STATUSES,
    },
  );
  const fact = found.find((each) => each.key === key);
  return fact && { ...fact, view };
}
