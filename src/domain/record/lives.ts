import { factFromRow, type FactRow } from '../../store/fact-record.ts';
import { type Fact, STATUSES_THAT_COUNT } from '../../model/fact.ts';
import { lastsAsLongAs, lifeOf } from '../../model/life.ts';
import { kindOfKey } from '../../model/registry.ts';
import type { Row, Writer } from '../../store/port.ts';
import { HubRows } from './hub-rows.ts';
import { LIVES, SET_BOUNDS, UNDATED_FACTS } from './record.cypher.ts';

/** The entities whose life facts written now tell, or depend on: their undated facts have their days from it. */
export function livesTouched(facts: Iterable<Pick<Fact, 'type' | 'subject' | 'object' | 'from' | 'to'>>): Set<string> {
  const touched = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'MILESTONE' || fact.type === 'EXISTENCE') touched.add(fact.subject);
    const end = lastsAsLongAs(fact);
    if (end) touched.add(end === 'subject' ? fact.subject : (fact.object ?? fact.subject));
  }
  return new Set([...touched].filter((key) => LASTING.has(kindOfKey(key) ?? '')));
}

/** Kinds of entities that others' facts last as long as. */
const LASTING: ReadonlySet<string> = new Set(['AGREEMENT', 'EVENT']);

/** Gives undated facts of entities the days those last. */
export async function boundByLives(writer: Writer, keys: ReadonlySet<string>): Promise<void> {
  if (keys.size === 0) return;
  const undated = await writer.run(UNDATED_FACTS, { keys: [...keys] });
  if (undated.length === 0) return;
  const lives = new Map<string, FactRow[]>();
  for (const [key, columns] of await writer.run(LIVES, { keys: [...keys] })) {
    const row = factFromRow(columns as Row);
    if (STATUSES_THAT_COUNT.includes(row.status)) lives.set(key as string, [...(lives.get(key as string) ?? []), row]);
  }
  const changed = new HubRows(SET_BOUNDS);
  for (const [key, columns] of undated) {
    const row = factFromRow(columns as Row);
    const end = lastsAsLongAs(row);
    if (end === undefined || row[end] !== key) continue;
    const bounds = lifeOf(lives.get(key) ?? []);
    const { from1, from2, to1, to2 } = row.bounds;
    if (bounds.from1 === from1 && bounds.from2 === from2 && bounds.to1 === to1 && bounds.to2 === to2) continue;
    changed.add(row, row.key.slice('fact:'.length), { ...bounds });
  }
  for (const [text, params] of changed.all()) await writer.run(text, params);
}
