import type { Amount } from '../../model/amount.ts';
import type { Bounds } from '../../model/bounds.ts';
import type { End } from '../../model/claim.ts';
import { type Day, FIRST_DAY, isoFromDay, LAST_DAY } from '../../model/day.ts';
import { exactDay, type When, when } from '../../model/edtf.ts';
import type { FactStatus } from '../../model/fact.ts';
import type { DerivedEntry, DerivedType } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { type DerivedInView, positionOf, type RecordedInView } from '../fact/fact-view.ts';

/** One way in which a derived fact follows. */
export interface Derivation {
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
export interface Timed {
  readonly bounds: Bounds;
  readonly from?: When;
  readonly to?: End;
}

/** The days all of them may have held, and how they are told: the latest beginning and the earliest end. Undefined where there are none. */
export function overlap(spans: readonly Timed[]): Timed | undefined {
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
export function gathered(rule: DerivedEntry, derivations: readonly Derivation[], view: View): DerivedInView[] {
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
