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
import { partsOf, wholesOf } from './body.cypher.ts';

/** An entity reached from another by PART_OF facts, itself at no step; the days on which all of them may have held. */
export interface Body {
  readonly key: string;
  readonly first: Day;
  readonly last: Day;
  /** The facts, from the body up. */
  readonly hops: readonly RecordedInView[];
}

/** How many steps of PART_OF lead from a body to its state at most. */
const MOST_STEPS = 3;
/** And how many bodies of one entity are followed; a state has dozens. */
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
  const start: Body = { key, first: view.valid?.first ?? FIRST_DAY, last: view.valid?.last ?? LAST_DAY, hops: [] };
  const reached: Body[] = [start];
  let frontier: readonly Body[] = [start];
  for (let step = 0; step < MOST_STEPS && frontier.length > 0 && reached.length < MOST_BODIES; step++) {
    const next: Body[] = [];
    const hops = await Promise.all(frontier.map((body) => hopsOf(reading, body.key, view, way)));
    frontier.forEach((body, index) => {
      for (const hop of hops[index] ?? []) {
        const other = way === 'down' ? hop.subject : hop.object;
        const first = Math.max(body.first, hop.bounds.from1);
        const last = Math.min(body.last, hop.bounds.to2);
        const met = other === key || body.hops.some((each) => each.subject === other || each.object === other);
        if (first <= last && !met)
          next.push({ key: other, first, last, hops: way === 'down' ? [hop, ...body.hops] : [...body.hops, hop] });
      }
    });
    reached.push(...next);
    frontier = next;
  }
  return reached;
}

async function hopsOf(
  reading: Reading,
  key: string,
  view: View,
  way: 'up' | 'down',
): Promise<readonly RecordedInView[]> {
  const found = await reading.batched(`part-of ${way} ${viewText(view)}`, key, async (keys) => {
    const text = (way === 'down' ? partsOf : wholesOf)(counts('r', view));
    const rows = await reading.read(text, { keys, ...viewParams(view, await knowledge(reading, view)) });
    const byKey = new Map<string, RecordedInView[]>();
    const facts = await inView(
      reading,
      rows.map(([, columns]) => factFromRow(columns as Row)),
      view,
    );
    for (const fact of facts) {
      const end = way === 'down' ? fact.object : fact.subject;
      byKey.set(end, [...(byKey.get(end) ?? []), fact]);
    }
    return byKey;
  });
  return found ?? [];
}
