import { mayHold, mayMeet } from '../../model/bounds.ts';
import { type Day, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import type { DerivedEntry } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { bodiesOf, type Body } from '../body/body.service.ts';
import { inView } from '../fact/evaluate.ts';
import type { RecordedInView } from '../fact/fact-view.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { type Anchor, legFacts, tiedPairs } from './derived.cypher.ts';

/** Between which ends derived facts are wanted; absent: any. `about`: either end is among these. */
export interface Ends {
  readonly subjects?: ReadonlySet<string>;
  readonly objects?: ReadonlySet<string>;
  readonly about?: ReadonlySet<string>;
  /** Only what may have held on one of these days. */
  readonly during?: { readonly first: Day; readonly last: Day };
  /** The two sets stand for either end: subjects may be among `objects` and the other way round. */
  readonly eitherWay?: boolean;
}

/** The most pairs of facts a rule is followed over at once. */
export const MOST_PAIRS = 60_000;

export interface Pair {
  readonly pivot: string;
  readonly pivotKind?: string;
  readonly subject: RecordedInView;
  readonly object: RecordedInView;
}

/** The pairs of facts by which ends are tied to pivots. */
export async function tied(reading: Reading, rule: DerivedEntry, ends: Ends, view: View): Promise<Pair[]> {
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
  return tiedAnywhere(reading, rule, ends, view);
}

const tooMany = (rule: DerivedEntry): Error =>
  badInput(
    'types',
    `${rule.name} follows here from more than ${MOST_PAIRS} pairs of facts. Narrow it by its subject, its object or a span.`,
  );

/** The facts of all legs, paired here by their pivots: an engine would hand over every fact once for each of its pairs. */
async function tiedAnywhere(reading: Reading, rule: DerivedEntry, { during }: Ends, view: View): Promise<Pair[]> {
  const params = { ...viewParams(view, await knowledge(reading, view)), limit: MOST_PAIRS + 1 };
  const isOneLeg = rule.symmetric === true && JSON.stringify(rule.legs.subject) === JSON.stringify(rule.legs.object);
  const read = async (end: 'subject' | 'object'): Promise<Map<string, Tied>> => {
    const rows = await reading.read(
      legFacts(rule, end, (r) => counts(r, view)),
      params,
    );
    if (rows.length > MOST_PAIRS) throw tooMany(rule);
    const facts = await counted(
      reading,
      rows.map(([, , fact]) => fact as Row),
      view,
    );
    const byPivot = new Map<string, Tied>();
    for (const [pivot, kind, columns] of rows) {
      const fact = facts.get(factFromRow(columns as Row).key);
      if (!fact) continue;
      const known = byPivot.get(pivot as string);
      if (known) known.facts.push(fact);
      else byPivot.set(pivot as string, { kind: (kind as string | null) ?? undefined, facts: [fact] });
    }
    return byPivot;
  };
  const subjects = await read('subject');
  const objects = isOneLeg ? subjects : await read('object');
  for (const [end, legs] of [
    ['subject', subjects],
    ['object', objects],
  ] as const)
    for (const tiedTo of legs.values()) tiedTo.facts = inTime(rule, end, tiedTo.facts, during);
  const pairs: Pair[] = [];
  for (const [pivot, { kind, facts }] of subjects)
    for (const subject of facts)
      for (const object of objects.get(pivot)?.facts ?? []) {
        // Of two like legs each pair is wanted once, not from either side.
        if (isOneLeg ? subject.key >= object.key : subject.key === object.key) continue;
        if (!mayMeet(subject.bounds, object.bounds)) continue;
        if (pairs.length >= MOST_PAIRS) throw tooMany(rule);
        pairs.push({ pivot, pivotKind: kind, subject, object });
      }
  return pairs;
}

interface Tied {
  readonly kind?: string;
  facts: RecordedInView[];
}

/**
 * The facts of ends that were tied to a pivot on one of the days. All facts of such an end stay, for which stretch of its time a
 * derived fact is depends on the others; and what is rolled up to others stays whole.
 */
function inTime(
  rule: DerivedEntry,
  end: 'subject' | 'object',
  facts: RecordedInView[],
  during: Ends['during'],
): RecordedInView[] {
  if (!during || rule.legs[end].rollUp) return facts;
  const held = new Set(
    facts.filter(({ bounds }) => mayHold(bounds, during.first, during.last)).map((fact) => endOfLeg(rule, fact, end)),
  );
  return facts.filter((fact) => held.has(endOfLeg(rule, fact, end)));
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
      : [...set].map((key) => ({ key, first: FIRST_DAY, last: LAST_DAY, hops: [] }));
  const anchors = keys ? await below(keys, anchor) : [];
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
  if (rows.length > MOST_PAIRS) throw tooMany(rule);
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

export const endOfLeg = (rule: DerivedEntry, fact: RecordedInView, end: 'subject' | 'object'): string =>
  rule.legs[end].from === 'end' ? fact.subject : fact.object;
