import { badInput } from '../../model/errors.ts';
import { isPartial, type View } from '../../model/view.ts';
import type { Row } from '../../store/port.ts';
import { bodiesOf } from '../body/body.service.ts';
import { derivedFacts } from '../derived/derived.service.ts';
import type { Ends } from '../derived/pairs.ts';
import { comparePositions, type Connection, connect, isOnPage, keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { sharedAgreements } from '../agreement/shared.ts';
import { factsFetched, primeSources, wholly } from './along.ts';
import { inView } from './evaluate.ts';
import { type DerivedInView, type FactInView, positionOf } from './fact-view.ts';
import type { Conditions } from './filter.ts';
import { type Find, type Match, type Narrowed, pairOf, sift } from './match.ts';
import { countOfFacts, factSearch, pageOfFacts } from './search.cypher.ts';
import { viewParams } from './view.cypher.ts';

/** Facts that fit, by beginning, then by key. */
export async function searchFacts(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
  narrowed: Narrowed = {},
): Promise<Connection<FactInView>> {
  const found: FactInView[] = [];
  for await (const { fact } of matches(reading, conditions, view, page, narrowed)) {
    found.push(fact);
    if (found.length > page.size) break;
  }
  return connect(
    page,
    found,
    ({ position }) => position,
    () => countFacts(reading, conditions, view, narrowed),
  );
}

/** Facts that fit, without the days on which they do. */
export async function* matching(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
): AsyncGenerator<FactInView> {
  for await (const { fact } of matches(reading, conditions, view, page)) yield fact;
}

/** Every fact, from the first on, fetched many at a time. */
export const EVERY: Page = { size: 2000, backwards: false };

/**
 * All facts that fit from a place in the list on, fetched as they are consumed, in a page's direction; derived ones in their
 * place among the recorded.
 */
export async function* matches(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
  narrowed: Narrowed = {},
): AsyncGenerator<Match> {
  const find: Find = (further, to) => matches(reading, further, view, EVERY, to);
  const fewer = await narrowByHas(conditions, narrowed, find);
  const allowed = conditions.between && (await allowedBetween(reading, conditions.between, view));
  const derived = await derivedMatches(reading, conditions, view, page, fewer, allowed, find);
  const turn = page.backwards ? -1 : 1;
  let next = 0;
  for await (const match of recordedMatches(reading, conditions, view, page, fewer, allowed, find)) {
    for (; next < derived.length; next++) {
      const each = derived[next] as Match;
      if (turn * comparePositions(each.fact.position, match.fact.position) > 0) break;
      yield each;
    }
    yield match;
  }
  yield* derived.slice(next);
}

/** Number of rows fetched at once where some fall out after fetching. */
const CHUNK = 500;

async function* recordedMatches(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
  narrowed: Narrowed,
  allowed: ReadonlySet<string> | undefined,
  find: Find,
): AsyncGenerator<Match> {
  if (conditions.types?.length === 0) return;
  const known = await knowledge(reading, view);
  const search = factSearch(conditions, narrowed, view);
  const sifts = isSifted(conditions, view);
  const limit = sifts ? Math.max(CHUNK, page.size) : page.size + 1;
  let rest = page;
  for (;;) {
    const { where, orderBy, params } = keyset('r.begins', 'r.key', rest);
    const all = { ...params, ...search.params, ...viewParams(view, known), limit };
    const rows = await reading.read(pageOfFacts(search, where, orderBy, wholly(page)), all);
    for (const [, sources] of rows) primeSources(reading, sources);
    const facts = factsFetched(
      reading,
      rows.map(([fetched]) => fetched as Row),
      page,
    );
    yield* await sift(reading, await inView(reading, facts, view), conditions, view, allowed, find);
    const last = facts.at(-1);
    if (facts.length < limit || !last) return;
    rest = { ...rest, beyond: positionOf(last) };
  }
}

async function derivedMatches(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
  narrowed: Narrowed,
  allowed: ReadonlySet<string> | undefined,
  find: Find,
): Promise<Match[]> {
  if (conditions.derived.length === 0) return [];
  const ends = endsOf(conditions, narrowed, allowed);
  const lists = await Promise.all(conditions.derived.map((type) => derivedFacts(reading, type, ends, view)));
  const facts = lists.flat().filter((fact) => isNarrowed(fact, narrowed) && ofKind(fact, conditions));
  const found = await sift(reading, facts, conditions, view, allowed, find);
  const turn = page.backwards ? -1 : 1;
  return found
    .filter(({ fact }) => isOnPage(page, fact.position))
    .toSorted((a, b) => turn * comparePositions(a.fact.position, b.fact.position));
}

/** The ends among which derived facts are sought. */
function endsOf(
  { subject, object, about, during }: Conditions,
  { touching, pairs }: Narrowed,
  allowed: ReadonlySet<string> | undefined,
): Ends {
  const both = (
    a: ReadonlySet<string> | undefined,
    b: ReadonlySet<string> | undefined,
  ): ReadonlySet<string> | undefined => (a && b ? new Set([...a].filter((key) => b.has(key))) : (a ?? b));
  const { keys, direction } = touching ?? {};
  const side = pairs && coverOf(pairs);
  return {
    subjects: both(both(both(subject?.keys, direction === 'OUT' ? keys : undefined), side?.cover), allowed),
    objects: both(both(both(object?.keys, direction === 'IN' ? keys : undefined), side?.others), allowed),
    about: about?.keys ?? (direction === 'BOTH' ? keys : undefined),
    during,
    eitherWay: side !== undefined,
  };
}

/**
 * Few keys of which every pair has one, and the keys at the other ends: the pairs of a hub are sought from the hub. The most
 * frequent key is taken first, as long as pairs are left.
 */
function coverOf(pairs: ReadonlySet<string>): { cover: ReadonlySet<string>; others: ReadonlySet<string> } {
  const left = new Map<string, Set<string>>();
  const tie = (a: string, b: string): void => void left.set(a, (left.get(a) ?? new Set()).add(b));
  for (const pair of pairs) {
    const [a, b] = pair.split(' ') as [string, string];
    tie(a, b);
    tie(b, a);
  }
  const cover = new Set<string>();
  const others = new Set<string>();
  const byFrequency = [...left].toSorted(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  for (const [key, ties] of byFrequency) {
    const open = [...ties].filter((other) => !cover.has(other));
    if (open.length === 0) continue;
    cover.add(key);
    for (const other of open) others.add(other);
  }
  return { cover, others };
}

function isNarrowed(fact: DerivedInView, { touching, pairs }: Narrowed): boolean {
  if (pairs && !pairs.has(pairOf(fact))) return false;
  if (!touching) return true;
  const { keys, direction } = touching;
  return (direction !== 'IN' && keys.has(fact.subject)) || (direction !== 'OUT' && keys.has(fact.object));
}

/** Whether a derived fact goes through an agreement of the kinds asked for. */
function ofKind(fact: DerivedInView, { agreementKinds }: Conditions): boolean {
  return agreementKinds === undefined || fact.pivotKind === undefined || agreementKinds.includes(fact.pivotKind);
}

/**
 * Where only what stands beside narrows a search for derived facts, the pairs it stands between come first: allies that
 * sanction each other are sought among those who sanction.
 */
async function narrowByHas(conditions: Conditions, narrowed: Narrowed, find: Find): Promise<Narrowed> {
  const { subject, object, about, derived, has } = conditions;
  const first = has[0];
  const isAnchored = subject?.keys ?? object?.keys ?? about?.keys ?? narrowed.touching ?? narrowed.pairs;
  if (isAnchored || derived.length === 0 || !first) return narrowed;
  const pairs = new Set<string>();
  for await (const { fact } of find(first.conditions, {})) pairs.add(pairOf(fact));
  return { pairs };
}

/** The entities both ends may be: those asked for, bodies of them, and agreements all of them are parties to. */
async function allowedBetween(reading: Reading, keys: readonly string[], view: View): Promise<ReadonlySet<string>> {
  const sides = await Promise.all(keys.map((key) => bodiesOf(reading, key, view)));
  const agreements = keys.length > 1 ? await sharedAgreements(reading, sides, view) : [];
  return new Set([...sides.flat().map(({ key }) => key), ...agreements]);
}

/** Whether rows may fall out after they are fetched. */
export const isSifted = (conditions: Conditions, view: View): boolean =>
  isPartial(view) ||
  conditions.claim !== undefined ||
  conditions.between !== undefined ||
  conditions.has.length + conditions.lacks.length > 0 ||
  [conditions.subject, conditions.object, conditions.about].some(
    (end) => end && end.with.length + end.without.length > 0,
  );

/** The most facts that are counted one by one. */
const MOST_COUNTED = 500_000;

async function countFacts(reading: Reading, conditions: Conditions, view: View, narrowed: Narrowed): Promise<number> {
  if (isSifted(conditions, view) || conditions.derived.length > 0) {
    let n = 0;
    for await (const _ of matches(reading, conditions, view, EVERY, narrowed))
      if (++n > MOST_COUNTED)
        throw badInput('totalCount', `there are more than ${MOST_COUNTED}. Narrow the filter, or leave the total out.`);
    return n;
  }
  if (conditions.types?.length === 0) return 0;
  const search = factSearch(conditions, narrowed, view);
  const [row] = await reading.read(countOfFacts(search), {
    ...search.params,
    ...viewParams(view, await knowledge(reading, view)),
  });
  return row?.[0] as number;
}
