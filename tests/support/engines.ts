import { jest } from '@jest/globals';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { openNeo4j } from '../../src/engines/neo4j/neo4j.store.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { statement } from '../../src/store/port.ts';

// A limit only ends what hangs: a server on a busy machine takes its time, and no test is about how much.
jest.setTimeout(600_000 * Number(process.env['ENTENTE_TEST_RUNS'] ?? 1));

/** An engine under test: opens it empty. */
export interface TestEngine {
  readonly name: string;
  /** Address of its server; absent: it is inside this process. */
  readonly uri?: string;
  /** Process of its server, where this run started it and may hold it. */
  readonly pid?: number;
  readonly open: () => Promise<GraphStore>;
}

/** Every engine there is on this machine: the embedded one, rows without order at random, and each real Neo4j started. */
export function testEngines(): TestEngine[] {
  const servers = JSON.parse(process.env['ENTENTE_TEST_NEO4J'] ?? '[]') as {
    name: string;
    uri: string;
    pid?: number;
  }[];
  return [
    {
      name: 'embedded',
      open: async () => {
        const store = openEmbedded({ shuffle: true });
        await store.ensureSchema();
        return store;
      },
    },
    ...servers.map(({ name, uri, pid }) => ({
      name,
      uri,
      pid,
      open: async () => {
        const store = openNeo4j({ uri, timeout: 30_000 });
        await empty(store);
        await store.ensureSchema();
        return store;
      },
    })),
  ];
}

/** Removes everything from a store. */
export async function empty(store: GraphStore): Promise<void> {
  for (;;) {
    const rows = await store.write((writer) =>
      writer.run(statement('empty', 'MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)')),
    );
    if ((rows[0]?.[0] as number) < 10_000) return;
  }
}
