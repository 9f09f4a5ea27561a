import { FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { FACT_STATUSES } from '../../model/fact.ts';
import { type DerivedEntry, derivedType, type DerivedType, kindOfKey, type EntityKind } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { type Body, ownersOf } from '../body/body.service.ts';
import { countsIn } from '../fact/counts-in.ts';
import { inView } from '../fact/evaluate.ts';
import type { DerivedInView, RecordedInView } from '../fact/fact-view.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { type Derivation, type Timed, overlap, gathered } from './derivation.ts';
import { alsoFacts } from './derived.cypher.ts';
import { pivotLives } from './life.ts';
import { type Ends, MOST_PAIRS, type Pair, tied, endOfLeg } from './pairs.ts';

/** The facts of a derived type that count in the view, between the ends given; by beginning, then by key. */
export async function derivedFacts(
  reading: Reading,
  type: DerivedType,
  ends: Ends,
  view: View,
): Promise<DerivedInView[]> {
  const rule = derivedType(type);
  const derivations = [
    ...(await throughPivots(reading, rule, ends, view)),
    ...(await direct(reading, rule, ends, view)),
  ];
  return gathered(rule, derivations, view)
    .filter((fact) => fits(fact, ends) && countsIn(fact, view))
    .toSorted((a, b) => Number(a.position[0]) - Number(b.position[0]) || (a.position[1] < b.position[1] ? -1 : 1));
}

function fits({ subject, object }: DerivedInView, { subjects, objects, about, eitherWay }: Ends): boolean {
  const between = (a: string, b: string): boolean => (!subjects || subjects.has(a)) && (!objects || objects.has(b));
  if (about && !about.has(subject) && !about.has(object)) return false;
  return between(subject, object) || (eitherWay === true && between(object, subject));
}

async function throughPivots(reading: Reading, rule: DerivedEntry, ends: Ends, view: View): Promise<Derivation[]> {
  const pairs = await tied(reading, rule, ends, view);
  if (pairs.length === 0) return [];
  const [lives, owners] = await Promise.all([
    pivotLives(reading, rule, [...new Set(pairs.map(({ pivot }) => pivot))], view),
    ownersOfAll(reading, rule, pairs, view),
  ]);
  return pairs.flatMap(({ pivot, pivotKind, subject, object }) => {
    const life = lives.get(pivot);
    if (life?.isInTalks) return [];
    const above = (fact: RecordedInView, end: 'subject' | 'object'): readonly Body[] => {
      const key = endOfLeg(rule, fact, end);
      return owners.get(key)?.filter((body) => rule[end].includes(kindOfKey(body.key) as EntityKind)) ?? [];
    };
    // A company bought after its contract was signed does not make the buyer's state a supplier.
    const belonged = ({ hops }: Body): boolean =>
      rule.pivot.bodiesAt === undefined || hops.every(({ bounds }) => bounds.from1 <= (life?.begunBy ?? LAST_DAY));
    const [ones, others] = [above(subject, 'subject').filter(belonged), above(object, 'object').filter(belonged)];
    return ones.flatMap((a) =>
      others.flatMap((b) => {
        if (a.key === b.key || isWithin(a, b, others) || isWithin(b, a, ones)) return [];
        const path = [...a.hops.toReversed(), subject, object, ...b.hops];
        const spans: Timed[] = [...path, ...(life ? [life.timed] : [])];
        const told = overlap(spans);
        // Still so only where every fact of the path is.
        const goesOn = path.every(({ to }) => to === 'open') ? 'open' : undefined;
        return told
          ? [
              {
                subject: a.key,
                object: b.key,
                through: pivot,
                pivotKind,
                path,
                dating: life?.facts ?? [],
                amount: life?.amount,
                ...told,
                to: told.bounds.to2 < LAST_DAY ? told.to : goesOn,
              },
            ]
          : [];
      }),
    );
  });
}

/** Whether one end is a body that the other's chain runs through, or what the other is a body of: they are one side, not two. */
const isWithin = (a: Body, b: Body, owners: readonly Body[]): boolean =>
  b.hops.some((hop) => hop.subject === a.key || hop.object === a.key) ||
  owners.some(({ key, hops }) => key === a.key && b.hops.every((hop, index) => hops[index]?.key === hop.key));

/** The ends of the legs, and what they are bodies of where the rule rolls them up. */
async function ownersOfAll(
  reading: Reading,
  rule: DerivedEntry,
  pairs: readonly Pair[],
  view: View,
): Promise<ReadonlyMap<string, readonly Body[]>> {
  const found = new Map<string, readonly Body[]>();
  const ask = new Map<string, boolean>();
  for (const pair of pairs)
    for (const end of ['subject', 'object'] as const) {
      const key = endOfLeg(rule, pair[end], end);
      ask.set(key, (ask.get(key) ?? false) || (rule.legs[end].rollUp ?? false));
    }
  await Promise.all(
    [...ask].map(async ([key, up]) => {
      const self: Body = { key, first: FIRST_DAY, last: LAST_DAY, hops: [] };
      found.set(key, up && kindOfKey(key) === 'ORGANIZATION' ? await ownersOf(reading, key, view) : [self]);
    }),
  );
  return found;
}

/** Facts of the type that counts beside the rule, as derivations of one hop. */
async function direct(
  reading: Reading,
  rule: DerivedEntry,
  { subjects, objects, about }: Ends,
  view: View,
): Promise<Derivation[]> {
  if (!rule.also) return [];
  const anchors = subjects ?? objects ?? about;
  const rows = await reading.read(alsoFacts(rule, anchors !== undefined, counts('r', view)), {
    ...viewParams(view, await knowledge(reading, view)),
    anchors: [...(anchors ?? [])].map((key) => ({ key })),
    limit: MOST_PAIRS,
  });
  const facts = await inView(
    reading,
    rows.map(([columns]) => factFromRow(columns as Row)),
    view,
  );
  return facts.map((fact) => ({
    subject: fact.subject,
    object: fact.object,
    through: fact.key.slice('fact:'.length),
    path: [fact],
    dating: [],
    bounds: fact.bounds,
    from: fact.from,
    to: fact.to,
  }));
}

/**
 * A derived fact by its key: `fact:SUPPLIES~country:rus~country:tur~agreement:s-400-2017`. As it follows from the facts that
 * count in the view, on whatever day; where it does not, from those of any status.
 */
export async function derivedByKey(reading: Reading, key: string, view: View): Promise<DerivedInView | undefined> {
  const [name, subject, object] = key.slice('fact:'.length).split('~');
  if (name === undefined || subject === undefined || object === undefined) return undefined;
  const ends = { subjects: new Set([subject]), objects: new Set([object]) };
  for (const status of [view.status, FACT_STATUSES]) {
    const among: View = { ...view, valid: undefined, certain: false, status };
    const fact = (await derivedFacts(reading, name as DerivedType, ends, among)).find((each) => each.key === key);
    if (fact) return { ...fact, view };
  }
  return undefined;
}
