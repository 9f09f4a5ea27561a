import { FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import { type EntityKind, isRecordedType, kindOfKey, RELATION_TYPES } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { intersect, joined, type Window } from '../../model/windows.ts';
import { type FactInView, inTurn } from '../fact/fact-view.ts';
import { type Conditions, NO_CONDITIONS } from '../fact/filter.ts';
import { type Narrowed, pairOf } from '../fact/match.ts';
import { countOf } from '../fact/of-entity.service.ts';
import { EVERY, matches } from '../fact/search.service.ts';
import { type Connection, type Page, pageThrough } from '../page.ts';
import type { Reading } from '../reading.ts';

/** An entity tied to all that were asked about, and the facts that tie it. */
export interface CommonNeighbor {
  readonly key: string;
  readonly because: readonly FactInView[];
}

/** The most neighbours of one entity that are compared with those of others. */
const MOST_NEIGHBORS = 50_000;

/**
 * Entities tied to every one of the keys on a day all the ties share, by key. Starts from the one with fewest ties and asks
 * of its neighbours only how they are tied to the others, so a hub among the keys costs no more than the least of them.
 */
export async function commonNeighbors(
  reading: Reading,
  keys: readonly string[],
  conditions: Conditions,
  kinds: readonly EntityKind[] | undefined,
  view: View,
  page: Page,
): Promise<Connection<CommonNeighbor>> {
  const asked = [...new Set(keys)];
  const ordered = await byDegree(reading, asked, conditions, view);
  const [least, ...others] = ordered;
  if (least === undefined) return pageThrough(page, [], () => ['', '']);
  const isWanted = (key: string): boolean =>
    !asked.includes(key) && (kinds === undefined || kinds.includes(kindOfKey(key) as EntityKind));
  const ofLeast = await tiesOf(reading, least, conditions, view, {
    touching: { keys: new Set([least]), direction: 'BOTH' },
  });
  let found = new Map<string, SharedTie>();
  for (const [key, { windows, facts }] of ofLeast) if (isWanted(key)) found.set(key, { windows, facts: [facts] });
  if (found.size > MOST_NEIGHBORS)
    throw badInput('of', `${least} has more than ${MOST_NEIGHBORS} neighbours. Narrow the types or the days.`);
  for (const other of others) {
    const pairs = new Set([...found.keys()].map((key) => pairOf({ subject: key, object: other })));
    const ties = pairs.size === 0 ? new Map<string, Tie>() : await tiesOf(reading, other, conditions, view, { pairs });
    const both = new Map<string, SharedTie>();
    for (const [key, tie] of found) {
      const more = ties.get(key);
      const windows = more ? intersect(tie.windows, more.windows) : [];
      if (more && windows.length > 0) both.set(key, { windows, facts: [...tie.facts, more.facts] });
    }
    found = both;
  }
  const list = [...found]
    .map(([key, { facts }]) => ({ key, because: inTurn(facts) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return pageThrough(page, list, ({ key }) => [key, key]);
}

/** The conditions of ties: recorded facts between two entities, of these types or of all; derived ones where asked for. */
export function tieConditions(types: readonly string[] | null | undefined): Conditions {
  if (!types) return { ...NO_CONDITIONS, types: RELATION_TYPES };
  const recorded = types.filter(isRecordedType).filter((type) => RELATION_TYPES.includes(type));
  return {
    ...NO_CONDITIONS,
    types: recorded,
    derived: types.filter((type) => !isRecordedType(type)) as Conditions['derived'],
  };
}

interface Tie {
  readonly windows: readonly Window[];
  readonly facts: readonly FactInView[];
}

/** When an entity is tied to all looked at so far, and by which facts to each. */
interface SharedTie {
  readonly windows: readonly Window[];
  readonly facts: readonly (readonly FactInView[])[];
}

/** The entities one is tied to, when, and by which facts. */
async function tiesOf(
  reading: Reading,
  key: string,
  conditions: Conditions,
  view: View,
  narrowed: Narrowed,
): Promise<Map<string, Tie>> {
  const ties = new Map<string, { windows: Window[]; facts: FactInView[] }>();
  const span = [view.valid ?? { first: FIRST_DAY, last: LAST_DAY }];
  for await (const { fact, windows } of matches(reading, conditions, view, EVERY, narrowed)) {
    const other = fact.subject === key ? fact.object : fact.object === key ? fact.subject : undefined;
    if (other === undefined) continue;
    const tie = ties.get(other) ?? { windows: [], facts: [] };
    tie.windows.push(...intersect(windows, span));
    tie.facts.push(fact);
    ties.set(other, tie);
  }
  for (const tie of ties.values()) tie.windows = joined(tie.windows);
  return ties;
}

/** Keys by how many facts they have, fewest first. */
async function byDegree(
  reading: Reading,
  keys: readonly string[],
  conditions: Conditions,
  view: View,
): Promise<string[]> {
  if (keys.length < 2) return [...keys];
  const counts = await Promise.all(
    keys.map((key) => countOf(reading, key, { types: conditions.types, direction: 'BOTH' }, view)),
  );
  return keys.toSorted((a, b) => (counts[keys.indexOf(a)] ?? 0) - (counts[keys.indexOf(b)] ?? 0) || (a < b ? -1 : 1));
}
