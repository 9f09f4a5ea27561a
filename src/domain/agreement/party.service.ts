import type { RecordedInView } from '../fact/fact-view.ts';
import { factsOfPair, inView } from '../fact/evaluate.ts';
import type { Reading } from '../reading.ts';
import { countsIn } from '../fact/counts-in.ts';

/** What a party did towards its agreement, oldest first: the PARTY_ACTION facts between the two that count. */
export async function actionsOf(reading: Reading, party: RecordedInView): Promise<RecordedInView[]> {
  const rows = await factsOfPair(reading, 'PARTY_ACTION', party.subject, party.object);
  const shown = await inView(reading, rows, party.view);
  return shown
    .filter((fact) => countsIn(fact, party.view))
    .toSorted((a, b) => (a.position[0] as number) - (b.position[0] as number) || (a.key < b.key ? -1 : 1));
}
