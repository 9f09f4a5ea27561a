import { openStore } from '../engines/open.ts';
import { EntenteError } from '../model/errors.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { GraphStore } from '../store/port.ts';

/** Opens the graph the environment names, does the work, closes it. */
export async function withStore<T>(work: (store: GraphStore, settings: Settings) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const store = await openStore({ folder: settings.data, neo4j: settings.neo4j, timeout: settings.timeout });
  try {
    await store.ping();
    await store.ensureSchema();
    return await work(store, settings);
  } finally {
    await store.close();
  }
}

/** Where the graph is kept, in words. */
export const placeOf = (settings: Settings): string =>
  settings.neo4j ? `Neo4j at ${settings.neo4j.uri}` : `the embedded engine in ${settings.data}/`;

/** The exit code an error stands for: 2 where the caller can mend it. */
export const exitCode = (error: unknown): number => (error instanceof EntenteError ? 2 : 1);
