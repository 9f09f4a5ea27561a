// A Neo4j that stops answering, and comes back: /health/ready tells, requests are answered with a code, and nothing has to be
// started again. The server is held by SIGSTOP: the connection stays open and nothing is said on it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openNeo4j } from '../../src/engines/neo4j/neo4j.store.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import { readSettings } from '../../src/server/settings.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type TestEngine, testEngines } from '../support/engines.ts';
import { putSmall } from '../support/small.ts';

// One release is enough, and only one that this run has started: another address may be a server we must not hold.
const engine = testEngines().find(({ pid }) => pid !== undefined);
(engine ? describe : describe.skip)('Neo4j', () => {
  // Where it is left out, the names are only there to be named.
  const { uri = '', pid = 0, open }: Partial<TestEngine> = engine ?? {};
  let store: GraphStore;
  let server: Running;
  beforeAll(async () => {
    await (await open?.())?.close();
    store = openNeo4j({ uri, timeout: 2000 });
    await putSmall(store);
    server = await startServer(store, readSettings({ PORT: '0', LOG_LEVEL: 'silent' }));
  });
  afterAll(async () => {
    process.kill(pid, 'SIGCONT');
    await server.close();
    await store.close();
  });

  const ready = async (): Promise<number> => (await fetch(new URL('/health/ready', server.url))).status;
  const ask = async () => {
    const answer = await fetch(new URL('/graphql?query={snapshot{facts}}', server.url));
    return (await answer.json()) as {
      data?: { snapshot: { facts: number } };
      errors?: { extensions: { code: string } }[];
    };
  };
  /** Asks until it is so; what never comes about ends with the test's limit. */
  async function until(status: number): Promise<void> {
    while ((await ready()) !== status) await new Promise((resolve) => setTimeout(resolve, 200));
  }

  // The limit ends a probe that hangs: one that waits as long as the server is silent tells nobody anything.
  const LIMIT = 60_000;
  test(
    'is not ready while it does not answer, and ready again by itself',
    async () => {
      expect(await ready()).toBe(200);
      expect((await ask()).data).toEqual({ snapshot: { facts: 14 } });

      process.kill(pid, 'SIGSTOP');
      await until(503);
      expect((await fetch(new URL('/health/live', server.url))).status).toBe(200);
      const { errors = [] } = await ask();
      expect(errors).toHaveLength(1);
      expect(['STORE_UNAVAILABLE', 'STORE_TIMEOUT']).toContain(errors[0]?.extensions.code);

      process.kill(pid, 'SIGCONT');
      await until(200);
      expect((await ask()).data).toEqual({ snapshot: { facts: 14 } });
    },
    LIMIT,
  );
});
