import type { Contradiction } from '../../model/contradiction.ts';
import { badInput } from '../../model/errors.ts';
import type { Fact } from '../../model/fact.ts';
import { preferredOrder } from '../../model/preference.ts';
import type { ContradictionReason } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { entityByKey } from '../entity/entity.service.ts';
import { countsIn } from '../fact/counts-in.ts';
import { arenaOf } from '../fact/evaluate.ts';
import { asComputed, type FactInView, type RecordedInView } from '../fact/fact-view.ts';
import type { Conditions } from '../fact/filter.ts';
import type { Narrowed } from '../fact/match.ts';
import { matches } from '../fact/search.service.ts';
import { type Connection, type Page, pageThrough, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { allOf } from '../soon.ts';
import { knowledge, sourcesByKey } from '../source/source.service.ts';
import { explain } from './explain.ts';

/** A contradiction as a view shows it. */
export interface ContradictionInView {
  readonly contradiction: Contradiction;
  readonly view: View;
  /** The facts of its sides, by key. */
  readonly facts: ReadonlyMap<string, FactInView>;
  readonly position: Position;
}

/** What a fact is at odds with, in its view; in the order of keys. */
export async function contradictionsOf(reading: Reading, fact: FactInView): Promise<ContradictionInView[]> {
  if (!fact.contradicted || fact.hops) return [];
  const found = await inArena(reading, fact);
  return found.filter(({ contradiction }) => contradiction.sides.some((side) => side.fact.key === fact.key));
}

/** All contradictions among a fact and its rivals whose sides count in the view. */
async function inArena(reading: Reading, fact: RecordedInView): Promise<ContradictionInView[]> {
  const { view } = fact;
  const { facts, contradictions } = await arenaOf(reading, fact, await knowledge(reading, view));
  const settled = new Map(facts.map((each) => [each.key, each]));
  const shown = (each: Fact): RecordedInView =>
    asComputed(
      { ...fact, ...each, object: each.object ?? each.subject, varies: true, contradicted: true },
      each,
      true,
      view,
    );
  return contradictions.flatMap((contradiction) => {
    const sides = contradiction.sides.map((side) => settled.get(side.fact.key) ?? side.fact);
    if (!sides.every((side) => countsIn(side, view))) return [];
    const inView = sides.map(shown);
    const position = inView.map((each) => each.position).toSorted(([a], [b]) => Number(a) - Number(b))[0] as Position;
    return [
      {
        contradiction,
        view,
        facts: new Map(inView.map((each) => [each.key, each])),
        position: [position[0], contradiction.key],
      },
    ];
  });
}

/** The most contradictions put in order at once. */
const MOST = 20_000;

/** Contradictions among the facts that fit, by the beginning of the earlier fact, then by key. */
export async function listContradictions(
  reading: Reading,
  conditions: Conditions,
  reasons: ReadonlySet<ContradictionReason> | undefined,
  view: View,
  page: Page,
  narrowed: Narrowed = {},
): Promise<Connection<ContradictionInView>> {
  const found = new Map<string, ContradictionInView>();
  let pending: Promise<ContradictionInView[]>[] = [];
  const gather = async (): Promise<void> => {
    for (const each of (await Promise.all(pending)).flat())
      if (!reasons || reasons.has(each.contradiction.reason)) found.set(each.contradiction.key, each);
    pending = [];
    if (found.size > MOST)
      throw badInput('contradictions', `there are more than ${MOST}. Narrow them by about, between or types.`);
  };
  const every = { size: 1000, backwards: false };
  for await (const { fact } of matches(reading, { ...conditions, contradicted: true }, view, every, narrowed)) {
    pending.push(contradictionsOf(reading, fact));
    if (pending.length >= 500) await gather();
  }
  await gather();
  const list = [...found.values()].toSorted(
    (a, b) => Number(a.position[0]) - Number(b.position[0]) || (a.position[1] < b.position[1] ? -1 : 1),
  );
  return pageThrough(page, list, ({ position }) => position);
}

/** The fact of the side that goes first by the policy of a view. */
export async function preferredFact(
  reading: Reading,
  { contradiction, facts }: ContradictionInView,
  view: View,
): Promise<FactInView | undefined> {
  const known = await knowledge(reading, view);
  const claims = contradiction.sides.map((side) => side.claims);
  const sources = await sourcesByKey(
    reading,
    claims.flat().map(({ source }) => source),
  );
  const [first] = preferredOrder(claims, sources, known);
  const side = contradiction.sides[first ?? 0];
  if (!side || side.claims.every((claim) => claim.mood === 'DENIED')) return undefined;
  return facts.get(side.fact.key);
}

/** What is at odds, in one sentence. */
export async function explanationOf(reading: Reading, { contradiction }: ContradictionInView): Promise<string> {
  const keys = contradiction.sides.flatMap(({ fact, claims }) => [
    fact.subject,
    fact.object,
    ...Object.values(fact.qualifiers),
    ...claims.map(({ speaker }) => speaker),
  ]);
  const named = [...new Set(keys.filter((key) => key !== undefined && key.includes(':')))];
  const rows = await allOf(named.map((key) => entityByKey(reading, key as string)));
  const names = new Map(rows.flatMap((row) => (row ? [[row.key, row.name]] : [])));
  return explain(contradiction, (key) => names.get(key) ?? key);
}
