import { badInput } from '../../model/errors.ts';
import { type FactType, isRecordedType, RELATION_TYPES } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import type { FactInView } from '../fact/fact-view.ts';
import { NO_CONDITIONS } from '../fact/filter.ts';
import { factsOf, fetchByType } from '../fact/of-entity.service.ts';
import { searchFacts } from '../fact/search.service.ts';
import { type Page, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { inOrder, type Piece } from './network.ts';

/** What a neighbourhood takes in. */
export interface NeighborhoodBounds {
  readonly depth: number;
  readonly types?: readonly FactType[];
  readonly direction: 'OUT' | 'IN' | 'BOTH';
  readonly limitPerType: number;
  readonly exclude: ReadonlySet<string>;
}

/** How often a neighbourhood may be gone on with, and how many facts one answer may hold. */
const MOST_ROUNDS = 40;
const MOST_FACTS = 20_000;

/**
 * What surrounds the entities. Each answer is a round: of every entity reached and every type, the next so many facts. A
 * later round does the earlier ones again, without giving them, so that it neither loses nor repeats a fact, and goes on from
 * the entities they reached.
 */
export async function neighborhood(
  reading: Reading,
  starts: readonly string[],
  bounds: NeighborhoodBounds,
  view: View,
  round: number,
): Promise<Piece> {
  if (round >= MOST_ROUNDS)
    throw badInput(
      'after',
      `a neighbourhood can be gone on with ${MOST_ROUNDS} times. Raise limitPerType, or narrow it.`,
    );
  const lists = new Map<string, TypedList>();
  const depth = new Map<string, number>(starts.map((key) => [key, 0]));
  const given = new Set<string>();
  let fresh: FactInView[] = [];
  for (let current = 0; current <= round; current++) {
    fresh = [];
    // Entities reached anew in this round have their first facts looked at in it as well, layer by layer.
    const done = new Set<string>();
    for (;;) {
      const due = [...depth].filter(([key, steps]) => steps < bounds.depth && !done.has(key)).map(([key]) => key);
      if (due.length === 0) break;
      const types = (bounds.types ?? RELATION_TYPES).filter(isRecordedType);
      const first: Page = { size: bounds.limitPerType, backwards: false };
      const unseen = due.filter((key) => !lists.has(`${key} ${types[0] ?? ''}`));
      await fetchByType(reading, unseen, types, bounds.direction, view, first);
      for (const facts of await Promise.all(due.map((key) => nextFacts(reading, key, bounds, view, lists))))
        for (const fact of facts) {
          if (given.has(fact.key) || bounds.exclude.has(fact.key)) continue;
          if (bounds.exclude.has(fact.subject) || bounds.exclude.has(fact.object)) continue;
          given.add(fact.key);
          fresh.push(fact);
          reach(depth, fact);
        }
      for (const key of due) done.add(key);
      if (given.size > MOST_FACTS)
        throw badInput('depth', `the neighbourhood holds more than ${MOST_FACTS} facts. Lower depth or limitPerType.`);
    }
  }
  const truncated = [...lists.values()].some((list) => list.hasMore);
  return {
    view,
    keys: starts,
    facts: inOrder(fresh),
    types: bounds.types,
    cursor: truncated ? `round ${round + 1}` : undefined,
  };
}

/** Notes how far out the ends of a fact lie. */
function reach(depth: Map<string, number>, { subject, object }: FactInView): void {
  for (const [from, to] of [
    [subject, object],
    [object, subject],
  ] as const) {
    const steps = depth.get(from);
    if (steps !== undefined && (depth.get(to) ?? Number.MAX_SAFE_INTEGER) > steps + 1) depth.set(to, steps + 1);
  }
}

/** The facts of one type at one entity, and how far they were given. */
interface TypedList {
  beyond?: Position;
  hasMore: boolean;
}

/** The next facts of every type at an entity. */
async function nextFacts(
  reading: Reading,
  key: string,
  { types, direction, limitPerType }: NeighborhoodBounds,
  view: View,
  lists: Map<string, TypedList>,
): Promise<FactInView[]> {
  const found = await Promise.all(
    (types ?? RELATION_TYPES).map(async (type) => {
      const name = `${key} ${type}`;
      const list = lists.get(name) ?? { hasMore: true };
      lists.set(name, list);
      if (!list.hasMore) return [];
      const page: Page = { size: limitPerType, backwards: false, beyond: list.beyond };
      const { rows, hasNextPage } = await typedFacts(reading, key, type, direction, view, page);
      list.hasMore = hasNextPage;
      list.beyond = rows.at(-1)?.position ?? list.beyond;
      return rows.map(({ node }) => node);
    }),
  );
  return found.flat();
}

function typedFacts(
  reading: Reading,
  key: string,
  type: FactType,
  direction: 'OUT' | 'IN' | 'BOTH',
  view: View,
  page: Page,
) {
  if (isRecordedType(type)) return factsOf(reading, key, { types: [type], direction }, view, page);
  const narrowed = { touching: { keys: new Set([key]), direction } };
  return searchFacts(reading, { ...NO_CONDITIONS, types: [], derived: [type] }, view, page, narrowed);
}
