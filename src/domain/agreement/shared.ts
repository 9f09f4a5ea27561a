import type { View } from '../../model/view.ts';
import { intersect, type Window } from '../../model/windows.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import type { Body } from '../body/body.service.ts';
import { inView } from '../fact/evaluate.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { partyFacts } from './agreement.cypher.ts';

/** Keys of agreements that an entity, or a body, of every side is a party to on a day that all the facts share. */
export async function sharedAgreements(
  reading: Reading,
  sides: readonly (readonly Body[])[],
  view: View,
): Promise<ReadonlySet<string>> {
  const heldBy = await Promise.all(sides.map((side) => partyWindows(reading, side, view)));
  const [first, ...others] = heldBy;
  const shared = new Set<string>();
  for (const [key, windows] of first ?? []) {
    const common = others.reduce<readonly Window[]>((held, other) => intersect(held, other.get(key) ?? []), windows);
    if (common.length > 0) shared.add(key);
  }
  return shared;
}

/** When an entity or a body of it may have been a party, by agreement. */
async function partyWindows(reading: Reading, side: readonly Body[], view: View): Promise<Map<string, Window[]>> {
  const rows = await reading.read(partyFacts(counts('r', view)), {
    keys: [...new Set(side.map(({ key }) => key))],
    ...viewParams(view, await knowledge(reading, view)),
  });
  const facts = await inView(
    reading,
    rows.map(([columns]) => factFromRow(columns as Row)),
    view,
  );
  const held = new Map<string, Window[]>();
  for (const { subject, object, bounds } of facts) {
    const bodies = side.filter(({ key }) => key === subject);
    const windows = intersect(bodies, [{ first: bounds.from1, last: bounds.to2 }]);
    if (windows.length > 0) held.set(object, [...(held.get(object) ?? []), ...windows]);
  }
  return held;
}
