import type { GraphStore } from '../store/port.ts';

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

/** Opens the one engine the settings name, and loads no other. The only place that chooses. */
export async function openStore(settings: EngineSettings): Promise<GraphStore> {
  if (settings.neo4j) {
    const { openNeo4j } = await import('./neo4j/neo4j.store.ts');
    return openNeo4j({ ...settings.neo4j, timeout: settings.timeout });
  }
  const { openEmbedded } = await import('./embedded/embedded.store.ts');
  return openEmbedded(settings.folder === undefined ? {} : { folder: settings.folder });
}
