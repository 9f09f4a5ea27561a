import type { GraphStore } from '../../../store/port.ts';
import { readMark } from '../../../domain/record/record.service.ts';

/** How far the import of a release has come. Kept in the graph, in the same transaction as what it tells of. */
export interface Mark {
  /** Hash of the files, the mapping, and what was wished for. */
  readonly inputs: string;
  readonly stage: 'entities' | 'claims' | 'done' | 'dropped';
  /** The last entity, or group of claims, that is in. */
  readonly at: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly counts: Counts;
}

/** What was recorded so far, over all its runs. */
export interface Counts {
  entitiesDescribed: number;
  entitiesAdded: number;
  claims: number;
  claimsAdded: number;
  claimsRetracted: number;
  factsAdded: number;
  factsChanged: number;
  factsRemoved: number;
}

export const NOTHING: Counts = {
  entitiesDescribed: 0,
  entitiesAdded: 0,
  claims: 0,
  claimsAdded: 0,
  claimsRetracted: 0,
  factsAdded: 0,
  factsChanged: 0,
  factsRemoved: 0,
};

/** Under which name the mark of a release is kept. */
export const markKey = (source: string): string => `import:${source}`;

export async function readImportMark(store: GraphStore, source: string): Promise<Mark | undefined> {
  const text = await readMark(store, markKey(source));
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Mark);
}
