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
import { bodiesBelow, ownersAbove } from './body.cypher.ts';

/** An entity reached from another by PART_OF facts, itself at no step; the days on which all of them may have held. */
export interface Body {
  readonly key: string;
  readonly first: Day;
  readonly last: Day;
  /** The facts, from the body up. */
  readonly hops: readonly RecordedInView[];
  /** How many facts make it a party to agreements, whatever the view; 0 on the way up, where it is not asked. */
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

async function climb(reading: Reading, key: string, view: View, way: 'up' | 'down'): Promise<readonly Body[]> {
  const first = view.valid?.first ?? FIRST_DAY;
  const last = view.valid?.last ?? LAST_DAY;
  const chains = await chainsOf(reading, key, view, way);
  const itself = chains.find(({ chain }) => chain.length === 0);
  const reached: Body[] = [{ key, first, last, hops: [], signs: itself?.signs ?? 0 }];
  for (const { chain, signs } of chains) {
    if (chain.length === 0) continue;
    const from = Math.max(first, ...chain.map(({ bounds }) => bounds.from1));
    const to = Math.min(last, ...chain.map(({ bounds }) => bounds.to2));
    const keys = chain.map(({ subject, object }) => (way === 'down' ? subject : object));
    if (from > to || keys.includes(key) || new Set(keys).size < keys.length) continue;
    const hops = way === 'down' ? chain.toReversed() : chain;
    reached.push({ key: keys.at(-1) as string, first: from, last: to, hops, signs });
  }
  return reached.slice(0, MOST_BODIES);
}

/** Facts that lead from an entity to a body of it, or to what it is a body of. */
interface Chain {
  readonly chain: readonly RecordedInView[];
  readonly signs: number;
}

/** The chains from an entity, shortest first, as far as all facts of a chain count. */
async function chainsOf(reading: Reading, key: string, view: View, way: 'up' | 'down'): Promise<readonly Chain[]> {
  const found = await reading.batched(`bodies ${way} ${viewText(view)}`, key, async (keys) => {
    const text = (way === 'down' ? bodiesBelow : ownersAbove)(counts('r', view));
    const rows = await reading.read(text, { keys, ...viewParams(view, await knowledge(reading, view)) });
    const chains = rows.map(([each, chain, signs]) => ({
      key: each as string,
      signs: (signs as number | undefined) ?? 0,
      chain: (chain as readonly Row[]).map((row) => factFromRow(row)),
    }));
    const facts = new Map(chains.flatMap(({ chain }) => chain).map((fact) => [fact.key, fact]));
    const counted = new Map((await inView(reading, [...facts.values()], view)).map((fact) => [fact.key, fact]));
    const byKey = new Map<string, Chain[]>();
    for (const { key: each, chain, signs } of chains) {
      const shown = chain.map((fact) => counted.get(fact.key)).filter((fact) => fact !== undefined);
      if (shown.length === chain.length) byKey.set(each, [...(byKey.get(each) ?? []), { chain: shown, signs }]);
    }
    return new Map([...byKey].map(([each, list]) => [each, list.toSorted(shortestFirst)]));
  });
  return found ?? [];
}

const textOf = ({ chain }: Chain): string => chain.map(({ key }) => key).join(' ');
const shortestFirst = (a: Chain, b: Chain): number =>
  a.chain.length - b.chain.length || (textOf(a) < textOf(b) ? -1 : 1);
