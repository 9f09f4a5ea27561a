import { record } from '../../../domain/record/record.service.ts';
import { EntenteError } from '../../../model/errors.ts';
import type { GraphStore } from '../../../store/port.ts';
import { claimsByParts } from './compare.ts';
import { DATASET_SOURCES } from './datasets.cypher.ts';
import { markKey, readImportMark } from './mark.ts';
import { Retraction } from './retraction.ts';

/** A release of a data set in the graph. */
export interface ImportedDataset {
  readonly source: string;
  readonly dataset: string;
  readonly title: string;
  /** complete; unfinished: its import was cut off and goes on when done again; dropped; cited: only named as a source. */
  readonly state: 'complete' | 'unfinished' | 'dropped' | 'cited';
  /** When its import was finished, an instant in UTC. */
  readonly since?: string;
  readonly claims: number;
}

/** The releases of data sets the graph has, by name. */
export async function datasetsIn(store: GraphStore): Promise<ImportedDataset[]> {
  const rows = await store.read(DATASET_SOURCES);
  return Promise.all(
    rows.map(async ([key, dataset, title]) => {
      const mark = await readImportMark(store, key as string);
      const stage = mark?.stage;
      return {
        source: key as string,
        dataset: dataset as string,
        title: title as string,
        state:
          stage === undefined
            ? 'cited'
            : stage === 'done'
              ? 'complete'
              : stage === 'dropped'
                ? 'dropped'
                : 'unfinished',
        since: mark?.finishedAt === undefined ? undefined : new Date(mark.finishedAt).toISOString(),
        claims: mark?.counts.claims ?? 0,
      };
    }),
  );
}

/** Retracts all claims of a data set, or of one release (`name@release`). Rejects with NOT_FOUND where there is none. */
export async function dropDataset(
  store: GraphStore,
  name: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<{ sources: string[]; claimsRetracted: number }> {
  const wanted = name.startsWith('dataset:') ? name : `dataset:${name}`;
  const all = await datasetsIn(store);
  const sources = all
    .filter(({ source, dataset, state }) => state !== 'cited' && (source === wanted || dataset === wanted))
    .map(({ source }) => source);
  if (sources.length === 0) {
    const known = all.filter(({ state }) => state !== 'cited').map(({ source }) => source);
    throw new EntenteError(
      'NOT_FOUND',
      `"${name}" is no data set that was imported. Imported are: ${known.join(', ') || 'none'}.`,
    );
  }
  const retraction = new Retraction();
  let retracted = 0;
  try {
    for await (const { claims } of claimsByParts(store, sources))
      for (const claim of claims) if (claim.retractedAt === undefined) await retraction.add(claim);
    for await (const retract of retraction.steps()) {
      retracted += (await record(store, { retract }, Date.now())).claimsRetracted;
      progress(retracted, retraction.count);
    }
  } finally {
    retraction.drop();
  }
  for (const source of sources) {
    const mark = await readImportMark(store, source);
    if (mark)
      await record(
        store,
        {
          mark: {
            key: markKey(source),
            value: JSON.stringify({ ...mark, stage: 'dropped', inputs: '', counts: { ...mark.counts, claims: 0 } }),
          },
        },
        Date.now(),
      );
  }
  return { sources, claimsRetracted: retracted };
}
