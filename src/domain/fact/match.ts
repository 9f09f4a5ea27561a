import { kindOfKey, type EntityKind } from '../../model/registry.ts';
import { intersect, joined, subtract, type Window } from '../../model/windows.ts';
import { addMonths, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { beginning } from '../../model/fact.ts';
import type { View } from '../../model/view.ts';
import { claimFits } from '../claim/filter.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { claimsThatCount } from './evaluate.ts';
import type { FactInView } from './fact-view.ts';
import type { Beside, Conditions, End, Having } from './filter.ts';

/** A fact that fits, and the days on which it and all it was asked with may have held together. */
export interface Match {
  readonly fact: FactInView;
  readonly windows: readonly Window[];
}

/** Facts a search is narrowed to: those that touch these entities, or lie between these pairs. */
export interface Narrowed {
  readonly touching?: { readonly keys: ReadonlySet<string>; readonly direction: 'OUT' | 'IN' | 'BOTH' };
  readonly pairs?: ReadonlySet<string>;
}

/** Searches for further facts, as `matches` (search.service.ts) does. */
export type Find = (conditions: Conditions, narrowed: Narrowed) => AsyncIterable<Match>;

/** A pair of ends in either order. */
export const pairOf = ({ subject, object }: { subject: string; object: string }): string =>
  subject <= object ? `${subject} ${object}` : `${object} ${subject}`;

/**
 * Of facts that count in the view, those that fit what the engine was not asked, with the days on which all conditions may
 * hold together. `allowed`: the entities `between` allows.
 */
export async function sift(
  reading: Reading,
  facts: readonly FactInView[],
  conditions: Conditions,
  view: View,
  allowed: ReadonlySet<string> | undefined,
  find: Find,
): Promise<Match[]> {
  const { claim } = conditions;
  const span = view.valid ?? { first: FIRST_DAY, last: LAST_DAY };
  let left: Match[] = facts
    .filter((fact) => (!fact.varies && !fact.hops) || stateFits(fact, conditions))
    .filter((fact) => !fact.hops || endsFit(fact, conditions))
    .filter((fact) => !allowed || (allowed.has(fact.subject) && allowed.has(fact.object)))
    .map((fact) => ({
      fact,
      windows: intersect([{ first: fact.bounds.from1, last: fact.bounds.to2 }], [span]),
    }));
  if (claim) {
    const known = await knowledge(reading, view);
    const fitting = await Promise.all(
      left.map(async ({ fact }) =>
        (await claimsThatCount(reading, fact, known)).some((each) => claimFits(each, claim)),
      ),
    );
    left = left.filter((_, index) => fitting[index]);
  }
  for (const end of ['subject', 'object', 'about'] as const) {
    const asked = conditions[end];
    if (asked && asked.with.length + asked.without.length > 0) left = await siftByEnd(left, asked, end, find);
  }
  for (const beside of conditions.has) left = await siftByHas(left, beside, find);
  for (const beside of conditions.lacks) left = await siftByLacks(left, beside, view, find);
  return left.filter(({ windows }) => windows.length > 0);
}

/** The conditions of `factSearch` on what follows from claims, on a computed fact. */
function stateFits(fact: FactInView, conditions: Conditions): boolean {
  const { status, during, began, sourceCountMax, contradicted, qualifiers } = conditions;
  if (status && !status.includes(fact.status)) return false;
  if (during && !(fact.bounds.from1 <= during.last && fact.bounds.to2 >= during.first)) return false;
  if (began && !(beginning(fact) <= began.last && lastStart(fact) >= began.first)) return false;
  if (sourceCountMax !== undefined && fact.sourceCount > sourceCountMax) return false;
  if (contradicted !== undefined && fact.contradicted !== contradicted) return false;
  return qualifiers.every(({ name, values }) => {
    const value = fact.qualifiers[name];
    return value !== undefined && (values === undefined || values.has(value));
  });
}

/** The conditions of `factSearch` on the ends of a derived fact, which no engine has judged. */
function endsFit(fact: FactInView, { subject, object, about, values }: Conditions): boolean {
  if (values && (fact.value === undefined || !values.has(fact.value))) return false;
  return (
    isEnd(fact.subject, subject) &&
    isEnd(fact.object, object) &&
    (isEnd(fact.subject, about) || isEnd(fact.object, about))
  );
}

/** Whether an entity is among the keys or of the kinds of an end. */
const isEnd = (key: string, end: End | undefined): boolean =>
  (!end?.keys || end.keys.has(key)) && (!end?.kinds || end.kinds.includes(kindOfKey(key) as EntityKind));

async function siftByEnd(
  matches: readonly Match[],
  end: End,
  which: 'subject' | 'object' | 'about',
  find: Find,
): Promise<Match[]> {
  const keys = new Set(
    matches.flatMap(({ fact }) => (which === 'about' ? [fact.subject, fact.object] : [fact[which]])),
  );
  const narrow = await endWindows(keys, end, find);
  // What is asked `about` an end is asked of one end: that it is of the kinds, and that it has the facts.
  const held = (key: string, windows: readonly Window[]): Window[] => (isEnd(key, end) ? narrow(key, windows) : []);
  return matches.map(({ fact, windows }) => ({
    fact,
    windows:
      which === 'about'
        ? joined([...held(fact.subject, windows), ...held(fact.object, windows)])
        : held(fact[which], windows),
  }));
}

/** Narrows the days of something about an entity to those on which it has, and has not, what an end asks for. */
export async function endWindows(
  keys: ReadonlySet<string>,
  end: End,
  find: Find,
): Promise<(key: string, windows: readonly Window[]) => Window[]> {
  const [having, lacking] = await Promise.all([
    Promise.all(end.with.map((each) => havingWindows(keys, each, find))),
    Promise.all(end.without.map((each) => havingWindows(keys, each, find))),
  ]);
  return (key, windows) => {
    let left = [...windows];
    for (const held of having) left = intersect(left, held.get(key) ?? []);
    for (const held of lacking) left = subtract(left, held.get(key) ?? []);
    return left;
  };
}

/** When each of the entities may have had such a fact. */
async function havingWindows(
  keys: ReadonlySet<string>,
  { conditions, direction }: Having,
  find: Find,
): Promise<Map<string, Window[]>> {
  const held = new Map<string, Window[]>();
  if (keys.size === 0) return held;
  const add = (key: string, windows: readonly Window[]): void => {
    if (keys.has(key)) held.set(key, [...(held.get(key) ?? []), ...windows]);
  };
  for await (const { fact, windows } of find(conditions, { touching: { keys, direction } })) {
    if (direction !== 'IN') add(fact.subject, windows);
    if (direction !== 'OUT' && fact.object !== fact.subject) add(fact.object, windows);
  }
  for (const [key, windows] of held) held.set(key, joined(windows));
  return held;
}

/** Other facts between the same ends, by pair. */
async function besides(matches: readonly Match[], { conditions }: Beside, find: Find): Promise<Map<string, Match[]>> {
  const found = new Map<string, Match[]>();
  const pairs = new Set(matches.map(({ fact }) => pairOf(fact)));
  if (pairs.size === 0) return found;
  for await (const match of find(conditions, { pairs })) {
    const pair = pairOf(match.fact);
    const list = found.get(pair);
    if (list) list.push(match);
    else found.set(pair, [match]);
  }
  return found;
}

/**
 * The last day a fact may have begun on; a derived one by its date, as hops of which it is not known since when they hold, such
 * as a body's belonging to its state, would leave it open for ever.
 */
const lastStart = (fact: FactInView): number => (fact.hops && fact.from ? fact.from.latest : fact.bounds.from2);

/** Whether another fact began at most so many months after this one, and not before it, as far as both are dated. */
function isWithin(other: FactInView, fact: FactInView, months: number): boolean {
  if (other.from === undefined || fact.from === undefined) return false;
  return lastStart(other) >= fact.bounds.from1 && other.bounds.from1 <= addMonths(lastStart(fact), months);
}

async function siftByHas(matches: readonly Match[], beside: Beside, find: Find): Promise<Match[]> {
  const found = await besides(matches, beside, find);
  const { withinMonths } = beside;
  return matches.flatMap(({ fact, windows }) => {
    const others = (found.get(pairOf(fact)) ?? []).filter((other) => other.fact.key !== fact.key);
    if (withinMonths !== undefined)
      return others.some((other) => isWithin(other.fact, fact, withinMonths)) ? [{ fact, windows }] : [];
    return [{ fact, windows: intersect(windows, joined(others.flatMap((other) => other.windows))) }];
  });
}

/**
 * Without days in the view, what is lacked must not be at any time: "not signed" is not made true by the days before the
 * signature. With days, it must not be on them.
 */
async function siftByLacks(matches: readonly Match[], beside: Beside, view: View, find: Find): Promise<Match[]> {
  const found = await besides(matches, beside, find);
  const { withinMonths } = beside;
  return matches.flatMap(({ fact, windows }) => {
    const others = (found.get(pairOf(fact)) ?? []).filter((other) => other.fact.key !== fact.key);
    if (withinMonths !== undefined)
      return others.some((other) => isWithin(other.fact, fact, withinMonths)) ? [] : [{ fact, windows }];
    if (!view.valid) return others.length > 0 ? [] : [{ fact, windows }];
    return [{ fact, windows: subtract(windows, joined(others.flatMap((other) => other.windows))) }];
  });
}
