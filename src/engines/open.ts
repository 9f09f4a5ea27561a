import type { GraphStore } from '../store/port.ts';
import { openEmbedded } from './embedded/embedded.store.ts';
import { openNeo4j } from './neo4j/neo4j.store.ts';

/** Where the graph is kept: a Neo4j server when it is named, the folder otherwise; without one in memory, while it is open. */
export interface EngineSettings {
  readonly folder?: string;
  readonly neo4j?: {
    readonly uri: string;
    readonly username?: string;
    readonly password?: string;
    readonly database?: string;
  };
  readonly timeout: number;
}

/** Opens the one engine the settings name. The only place that chooses. */
export function openStore(settings: EngineSettings): GraphStore {
  if (settings.neo4j) return openNeo4j({ ...settings.neo4j, timeout: settings.timeout });
  return openEmbedded(settings.folder === undefined ? {} : { folder: settings.folder });
}
