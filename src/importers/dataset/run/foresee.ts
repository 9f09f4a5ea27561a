import { EXISTING_ENTITIES } from '../../../domain/record/record.cypher.ts';
import { indexNumber } from '../../../model/hash.ts';
import type { GraphStore } from '../../../store/port.ts';
import { compare, datesOf } from './compare.ts';
import { KEYS_OF_GROUPS } from './compare.cypher.ts';
import type { Evaluated } from './evaluate.ts';
import { type ClaimGroup, groupsOf, type Told, toldGroups } from './groups.ts';
import { type Counts, NOTHING } from './mark.ts';
import { mergedEntities, type RecordedAll } from './record.ts';
import { Sorter } from './sorter.ts';

/** Groups looked up at once. */
const STEP = 2000;

/** What recording what was evaluated would do; writes nothing. Facts are told by groups: spells are not formed. */
export async function foresee(
  store: GraphStore,
  evaluated: Evaluated,
  source: string,
  other: string | undefined,
): Promise<RecordedAll> {
  const counts: Counts = { ...NOTHING };
  await foreseeEntities(store, evaluated, counts);
  const all = new Sorter<Told>();
  let facts = 0;
  let waiting: ClaimGroup[] = [];
  const look = async (): Promise<void> => {
    const known = await standing(
      store,
      waiting.map(({ group }) => group),
    );
    for (const { group, claims } of waiting) {
      const fresh = claims.filter(({ key }) => !known.get(group)?.has(key)).length;
      counts.claims += claims.length;
      counts.claimsAdded += fresh;
      if (!known.has(group)) counts.factsAdded++;
      else if (fresh > 0) counts.factsChanged++;
    }
    facts += waiting.length;
    waiting = [];
  };
  for await (const told of groupsOf(evaluated.claims)) {
    waiting.push(told);
    for (const { key, claim } of told.claims) await all.add(told.group, { key, dates: datesOf(claim) });
    if (waiting.length >= STEP) await look();
  }
  await look();
  const comparison = compare(store, source, toldGroups(all), other);
  let stale = new Map<string, number>();
  const lookAtStale = async (): Promise<void> => {
    for (const [group, keys] of await standing(store, [...stale.keys()]))
      if (keys.size === stale.get(group)) counts.factsRemoved++;
    stale = new Map();
  };
  for await (const claims of comparison.stale) {
    counts.claimsRetracted += claims.length;
    for (const { key } of claims.slice(0, 1)) stale.set(groupIn(key), claims.length);
    if (stale.size >= STEP) await lookAtStale();
  }
  await lookAtStale();
  all.drop();
  return { counts, facts, compared: comparison.compared() };
}

async function foreseeEntities(store: GraphStore, evaluated: Evaluated, counts: Counts): Promise<void> {
  let keys: string[] = [];
  const look = async (): Promise<void> => {
    counts.entitiesDescribed += keys.length;
    counts.entitiesAdded += keys.length - (await store.read(EXISTING_ENTITIES, { keys })).length;
    keys = [];
  };
  for await (const { key } of mergedEntities(evaluated)) {
    keys.push(key);
    if (keys.length >= STEP) await look();
  }
  await look();
}

const groupIn = (key: string): string => key.slice('claim:'.length, 'claim:'.length + 16);

/** Keys of the standing claims of groups, by group. */
async function standing(store: GraphStore, groups: readonly string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  if (groups.length === 0) return found;
  for (const [key] of await store.read(KEYS_OF_GROUPS, { gs: [...new Set(groups.map(indexNumber))] })) {
    const claim = `claim:${key as string}`;
    const group = groupIn(claim);
    found.set(group, (found.get(group) ?? new Set()).add(claim));
  }
  return found;
}
