import { badInput } from '../../model/errors.ts';
import { isRecordedType, RELATION_TYPES, type FactType } from '../../model/registry.ts';
import type { Day } from '../../model/day.ts';
import type { View } from '../../model/view.ts';
import { sharedAgreements } from '../agreement/shared.ts';
import { bodiesOf } from '../body/body.service.ts';
import { type ContradictionInView, listContradictions } from '../contradiction/contradiction.service.ts';
import { entityByKey } from '../entity/entity.service.ts';
import type { FactInView } from '../fact/fact-view.ts';
import { type Conditions, NO_CONDITIONS } from '../fact/filter.ts';
import { type Narrowed, pairOf } from '../fact/match.ts';
import { EVERY, matches, searchFacts } from '../fact/search.service.ts';
import { type CommonNeighbor, commonNeighbors } from '../neighbor/neighbor.service.ts';
import { type Connection, type Page, pageThrough } from '../page.ts';
import type { Reading } from '../reading.ts';
import { allOf } from '../soon.ts';
import { type Happening, happenings } from './timeline.ts';

/** Two entities in a view. */
export interface Dyad {
  readonly a: string;
  readonly b: string;
  readonly view: View;
}

/** The pairs between one side and the other, bodies included. */
async function pairsOf(reading: Reading, { a, b, view }: Dyad): Promise<Narrowed> {
  const [ones, others] = await Promise.all([bodiesOf(reading, a, view), bodiesOf(reading, b, view)]);
  const pairs = new Set<string>();
  for (const one of ones)
    for (const other of others) if (one.key !== other.key) pairs.add(pairOf({ subject: one.key, object: other.key }));
  return { pairs };
}

/** What holds between the two directly, or between bodies of them. */
export async function factsBetween(
  reading: Reading,
  dyad: Dyad,
  types: readonly FactType[] | undefined,
  page: Page,
): Promise<Connection<FactInView>> {
  const conditions: Conditions = {
    ...NO_CONDITIONS,
    types: types ? types.filter(isRecordedType) : RELATION_TYPES,
    derived: types?.filter((type) => !isRecordedType(type)) ?? [],
  };
  return searchFacts(reading, conditions, dyad.view, page, await pairsOf(reading, dyad));
}

/** SANCTIONS facts either way. */
export function sanctionsBetween(reading: Reading, { a, b, view }: Dyad, page: Page): Promise<Connection<FactInView>> {
  const pairs = new Set([pairOf({ subject: a, object: b })]);
  return searchFacts(reading, { ...NO_CONDITIONS, types: [], derived: ['SANCTIONS'] }, view, page, { pairs });
}

/** Organizations both belong to on a same day. */
export function sharedMemberships(
  reading: Reading,
  { a, b, view }: Dyad,
  page: Page,
): Promise<Connection<CommonNeighbor>> {
  return commonNeighbors(reading, [a, b], { ...NO_CONDITIONS, types: ['MEMBER_OF'] }, ['ORGANIZATION'], view, page);
}

/** Keys of the agreements both are parties to, themselves or through bodies. */
async function agreementsOfBoth(reading: Reading, { a, b, view }: Dyad): Promise<ReadonlySet<string>> {
  return sharedAgreements(reading, await Promise.all([bodiesOf(reading, a, view), bodiesOf(reading, b, view)]), view);
}

/** What is at odds among the facts between them, and of and towards their agreements. */
export async function contradictionsBetween(
  reading: Reading,
  dyad: Dyad,
  page: Page,
): Promise<Connection<ContradictionInView>> {
  const { a, b, view } = dyad;
  const [ones, others, agreements] = await Promise.all([
    bodiesOf(reading, a, view),
    bodiesOf(reading, b, view),
    agreementsOfBoth(reading, dyad),
  ]);
  const keys = new Set([...ones, ...others].map(({ key }) => key));
  const both: Conditions = { ...NO_CONDITIONS, between: [a, b] };
  const touching = new Set([...keys, ...agreements]);
  return listContradictions(reading, both, undefined, view, page, { touching: { keys: touching, direction: 'BOTH' } });
}

/** The most happenings put in order at once. */
const MOST = 20_000;

/** Dated happenings between the two, oldest first. */
export async function timelineOf(
  reading: Reading,
  dyad: Dyad,
  span: { first: Day; last: Day },
  page: Page,
): Promise<Connection<Happening>> {
  const facts = new Map<string, FactInView>();
  const take = async (conditions: Conditions, narrowed: Narrowed): Promise<void> => {
    for await (const { fact } of matches(reading, conditions, dyad.view, EVERY, narrowed)) {
      facts.set(fact.key, fact);
      if (facts.size > MOST)
        throw badInput(
          'timeline',
          `more than ${MOST} facts lie between the two. Narrow it by from and to, or by validDuring.`,
        );
    }
  };
  const { a, b } = dyad;
  const [agreements, shared, direct] = await Promise.all([
    agreementsOfBoth(reading, dyad),
    sharedWith(reading, dyad, ['MEMBER_OF', 'INVOLVED_IN']),
    pairsOf(reading, dyad),
  ]);
  for (const fact of shared) facts.set(fact.key, fact);
  const ofAgreements = { touching: { keys: agreements, direction: 'BOTH' as const } };
  if (agreements.size > 0) {
    await take({ ...NO_CONDITIONS, types: ['MILESTONE'] }, ofAgreements);
    await take({ ...NO_CONDITIONS, types: ['PARTY_ACTION'], between: [a, b] }, ofAgreements);
  }
  await take({ ...NO_CONDITIONS, types: RELATION_TYPES }, direct);
  await take(
    { ...NO_CONDITIONS, types: [], derived: ['SANCTIONS'] },
    { pairs: new Set([pairOf({ subject: a, object: b })]) },
  );
  const names = await namesOf(reading, [...facts.values()]);
  const list = [...facts.values()]
    .flatMap((fact) => happenings(fact, (key) => names.get(key) ?? key, span))
    .toSorted((x, y) => x.earliest - y.earliest || (x.key < y.key ? -1 : 1));
  return pageThrough(page, list, ({ earliest, key }) => [earliest, key]);
}

/** The facts by which both are tied to the same organizations and events. */
async function sharedWith(
  reading: Reading,
  { a, b, view }: Dyad,
  types: readonly ('MEMBER_OF' | 'INVOLVED_IN')[],
): Promise<FactInView[]> {
  const found = await commonNeighbors(reading, [a, b], { ...NO_CONDITIONS, types }, undefined, view, {
    size: MOST,
    backwards: false,
  });
  return found.rows.flatMap(({ node }) => node.because);
}

async function namesOf(reading: Reading, facts: readonly FactInView[]): Promise<ReadonlyMap<string, string>> {
  // What a derived fact goes through is named too.
  const told = facts.flatMap((fact) => [fact, ...(fact.hops ?? [])]);
  const keys = [...new Set(told.flatMap(({ subject, object }) => [subject, object]))];
  const rows = await allOf(keys.map((key) => entityByKey(reading, key)));
  return new Map(rows.flatMap((row) => (row ? [[row.key, row.name] as const] : [])));
}
