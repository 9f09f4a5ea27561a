import { digest } from '../../model/hash.ts';
import type { Reading } from '../reading.ts';
import { GRAPH_STATE } from './snapshot.cypher.ts';

/** What an answer was given from. */
export interface Snapshot {
  /** `snapshot:` and a hash of the content. */
  readonly id: string;
  /** Milliseconds since 1970 at which the last change was recorded. */
  readonly recordedUpTo: number;
  readonly facts: number;
  readonly entities: number;
  readonly claims: number;
}

/** What the graph holds now. */
export async function snapshot(reading: Reading): Promise<Snapshot> {
  const [row] = await reading.read(GRAPH_STATE);
  const [content, facts, entities, claims, recordedUpTo] = (row ?? ['0', 0, 0, 0, 0]) as [
    string,
    number,
    number,
    number,
    number,
  ];
  return { id: snapshotId(content), facts, entities, claims, recordedUpTo };
}

/** The id of a content sum. */
export const snapshotId = (content: string): string => `snapshot:${digest(content, 20)}`;
