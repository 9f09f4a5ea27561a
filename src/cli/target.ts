import { importCommand } from '../exporters/bulk/arguments.ts';
import { gathering } from '../exporters/bulk/gather.ts';
import { BulkLoad } from '../exporters/bulk/load.ts';
import { Reading } from '../domain/reading.ts';
import { snapshot, snapshotId } from '../domain/snapshot/snapshot.service.ts';
import { openStore } from '../engines/open.ts';
import { readSettings } from '../server/settings.ts';
import type { GraphStore } from '../store/port.ts';
import { loadCurated } from './load-seed.ts';
import { seedFolder } from './paths.ts';
import { progressBar } from './progress.ts';
import { withStore } from './store.ts';

/** Work that records into a store; `finish` ends it, and resolves with the id of the snapshot it makes. */
type Work = (store: GraphStore, finish: () => Promise<string>) => Promise<void>;

/** Does the work on the graph the environment names; given a folder, on the files of a first load instead. */
export function withTarget(bulk: string | undefined, work: Work): Promise<void> {
  if (bulk !== undefined) return withFiles(bulk, work);
  return withStore((store) => work(store, async () => (await snapshot(new Reading(store))).id));
}

/** The files hold the curated graph and what the work records, which finds names and codes in the curated graph. */
async function withFiles(folder: string, work: Work): Promise<void> {
  const load = new BulkLoad(folder, { now: Date.now() });
  const curated = await openStore({ timeout: readSettings(process.env).timeout });
  let isWhole = false;
  try {
    await curated.ensureSchema();
    const store = gathering(curated, load);
    const both: GraphStore = { ...store, write: async (task) => (await curated.write(task), store.write(task)) };
    await loadCurated(both, seedFolder());
    await work(store, async () => {
      const bar = progressBar('Writing the files');
      try {
        const { content } = await load.finish(bar.update);
        isWhole = true;
        return snapshotId(content);
      } finally {
        bar.stop();
      }
    });
    process.stderr.write(`Written to ${folder}. Into a new, stopped Neo4j:\n`);
    process.stderr.write(importCommand(folder, 'neo4j'));
  } catch (error) {
    if (!isWhole) load.abandon();
    throw error;
  } finally {
    await curated.close();
  }
}
