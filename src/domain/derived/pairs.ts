import { FIRST_DAY, LAST_DAY } from '../../model/day.ts';
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
import { type Anchor, tiedPairs } from './derived.cypher.ts';

/** Between which ends derived facts are wanted; absent: any. `about`: either end is among these. */
export interface Ends {
  readonly subjects?: ReadonlySet<string>;
  readonly objects?: ReadonlySet<string>;
  readonly about?: ReadonlySet<string>;
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

export const endOfLeg = (rule: DerivedEntry, fact: RecordedInView, end: 'subject' | 'object'): string =>
  rule.legs[end].from === 'end' ? fact.subject : fact.object;
