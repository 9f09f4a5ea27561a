import type { Bounds } from '../../model/bounds.ts';
import { type Day, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import type { View } from '../../model/view.ts';
import { viewText } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { inView } from '../fact/evaluate.ts';
import type { RecordedInView } from '../fact/fact-view.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { bodiesBelow, ownersAbove, signersBelow } from './body.cypher.ts';

/** An entity reached from another by PART_OF facts, itself at no step; the days on which all of them may have held. */
export interface Body {
  readonly key: string;
  readonly first: Day;
  readonly last: Day;
  /** The facts, from the body up. */
  readonly hops: readonly RecordedInView[];
}

/** An entity or a body of it, the days on which it may have been one, and how many facts make it a party to agreements. */
export interface Signer {
  readonly key: string;
  readonly first: Day;
  readonly last: Day;
  readonly signs: number;
}

/** How many bodies of one entity are followed; a state has dozens. */
const MOST_BODIES = 2000;

/** The entity and its bodies, theirs too, as the view counts PART_OF facts. */
export function bodiesOf(reading: Reading, key: string, view: View): Promise<readonly Body[]> {
  return climb(reading, key, view, 'down');
}

/** The entity and what it is a body of, up to its state. */
export function ownersOf(reading: Reading, key: string, view: View): Promise<readonly Body[]> {
  return climb(reading, key, view, 'up');
}

/**
 * The entity and its bodies, theirs too, that are parties to agreements, in a view of all that is known: there the engine judges
 * the PART_OF facts, and little is fetched of them.
 */
export async function signersOf(reading: Reading, key: string, view: View): Promise<readonly Signer[]> {
  const found = await reading.batched(`signers ${viewText(view)}`, key, async (keys) => {
    const params = { keys, ...viewParams(view, await knowledge(reading, view)) };
    const byKey = new Map<string, Signer[]>();
    for (const [each, chain, signs] of await reading.read(signersBelow(counts('r', view)), params)) {
      const hops = chain as readonly (readonly [string, Day, Day])[];
      const below = hops.map(([body]) => body);
      const days = sharedDays(
        view,
        hops.map(([, from1, to2]) => ({ from1, to2 })),
      );
      if (!days || isRound(each as string, below)) continue;
      const signer = { key: below.at(-1) ?? (each as string), ...days, signs: signs as number };
      byKey.set(each as string, [...(byKey.get(each as string) ?? []), signer]);
    }
    return byKey;
  });
  // In an order of its own, so that every engine leaves out the same.
  return (found ?? []).toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, MOST_BODIES);
}

const daysOf = ({ valid }: View): { first: Day; last: Day } => ({
  first: valid?.first ?? FIRST_DAY,
  last: valid?.last ?? LAST_DAY,
});

/** The days of a view on which all facts of a chain may hold; undefined where there is none. */
function sharedDays(
  view: View,
  chain: readonly Pick<Bounds, 'from1' | 'to2'>[],
): { first: Day; last: Day } | undefined {
  const days = daysOf(view);
  const first = Math.max(days.first, ...chain.map(({ from1 }) => from1));
  const last = Math.min(days.last, ...chain.map(({ to2 }) => to2));
  return first > last ? undefined : { first, last };
}

/** Whether a chain of bodies comes back to where it was. */
const isRound = (key: string, below: readonly string[]): boolean =>
  below.includes(key) || new Set(below).size < below.length;

async function climb(reading: Reading, key: string, view: View, way: 'up' | 'down'): Promise<readonly Body[]> {
  const reached: Body[] = [{ key, ...daysOf(view), hops: [] }];
  for (const chain of await chainsOf(reading, key, view, way)) {
    const days = sharedDays(
      view,
      chain.map(({ bounds }) => bounds),
    );
    const keys = chain.map(({ subject, object }) => (way === 'down' ? subject : object));
    if (!days || isRound(key, keys)) continue;
    reached.push({ key: keys.at(-1) as string, ...days, hops: way === 'down' ? chain.toReversed() : chain });
  }
  return reached.slice(0, MOST_BODIES);
}

/** Facts that lead from an entity to a body of it, or to what it is a body of. */
type Chain = readonly RecordedInView[];

/** The chains from an entity, shortest first, as far as all facts of a chain count. */
async function chainsOf(reading: Reading, key: string, view: View, way: 'up' | 'down'): Promise<readonly Chain[]> {
  const found = await reading.batched(`bodies ${way} ${viewText(view)}`, key, async (keys) => {
    const text = (way === 'down' ? bodiesBelow : ownersAbove)(counts('r', view));
    const rows = await reading.read(text, { keys, ...viewParams(view, await knowledge(reading, view)) });
    const chains = rows.map(([each, chain]) => ({
      key: each as string,
      chain: (chain as readonly Row[]).map((row) => factFromRow(row)),
    }));
    const facts = new Map(chains.flatMap(({ chain }) => chain).map((fact) => [fact.key, fact]));
    const counted = new Map((await inView(reading, [...facts.values()], view)).map((fact) => [fact.key, fact]));
    const byKey = new Map<string, Chain[]>();
    for (const { key: each, chain } of chains) {
      const shown = chain.map((fact) => counted.get(fact.key)).filter((fact) => fact !== undefined);
      if (shown.length === chain.length) byKey.set(each, [...(byKey.get(each) ?? []), shown]);
    }
    return new Map([...byKey].map(([each, list]) => [each, list.toSorted(shortestFirst)]));
  });
  return found ?? [];
}

const textOf = (chain: Chain): string => chain.map(({ key }) => key).join(' ');
const shortestFirst = (a: Chain, b: Chain): number => a.length - b.length || (textOf(a) < textOf(b) ? -1 : 1);
