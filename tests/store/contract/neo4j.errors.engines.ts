// How a Neo4j that is gone, stopped or too slow is told to the caller. Needs a server of its own to stop.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { createServer } from 'node:net';
import { openNeo4j } from '../../../src/engines/neo4j/neo4j.store.ts';
import { type GraphStore, statement } from '../../../src/store/port.ts';
import { testEngines } from '../../support/engines.ts';

const ONE = statement('test-one', 'RETURN 1');
const SLOW = statement('test-slow', 'UNWIND range(1, 2000000000) AS x WITH x WHERE x % 2 = 0 RETURN count(x)');

/** A port nobody listens on: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

let store: GraphStore;
/** The driver tries for fifteen seconds before it gives a write up: begun first, asked for last. */
let written: Promise<unknown>;
beforeAll(async () => {
  store = openNeo4j({ uri: `bolt://127.0.0.1:${await closedPort()}`, timeout: 5000 });
  written = store.write((writer) => writer.run(ONE)).catch((error: unknown) => error);
});
afterAll(() => store.close());
const unavailable = expect.objectContaining({
  code: 'STORE_UNAVAILABLE',
  message: expect.stringMatching(/^Neo4j cannot be used .*NEO4J_URI.*running/) as unknown,
});

describe('a server that is not there', () => {
  test('reading says so', () => expect(store.read(ONE)).rejects.toEqual(unavailable));
  test('asking whether it answers says so', () => expect(store.ping()).rejects.toEqual(unavailable));
  test('making the schema says so', () => expect(store.ensureSchema()).rejects.toEqual(unavailable));
});

const servers = testEngines().filter(({ uri }) => uri !== undefined);
// Without a server there is nothing to ask; the run has said that it left them out.
(servers.length > 0 ? describe.each(servers) : describe.skip.each([{ name: 'no Neo4j', uri: '' }]))(
  '$name',
  ({ uri }) => {
    let hasty: GraphStore;
    beforeAll(() => {
      hasty = openNeo4j({ uri: uri as string, timeout: 200 });
    });
    afterAll(() => hasty.close());

    test('a graph of an earlier form is refused with what to run, and taken once that was run', async () => {
      const own = openNeo4j({ uri: uri as string, timeout: 10_000 });
      const driver = neo4j.driver(uri as string);
      try {
        await own.ensureSchema();
        await driver.executeQuery("MATCH (c:Claim) DELETE c UNION CREATE (c:Claim {key: 'a.b'})");
        const { message } = (await own.ensureSchema().catch((error: unknown) => error)) as Error;
        const [, command] = /then start again: (MATCH .*)$/.exec(message) ?? [];
        await driver.session().run(command as string);
        await own.ensureSchema();
        const { records } = await driver.executeQuery('MATCH (c:Claim) RETURN c.id, c.key');
        expect(records.map((record) => [record.get(0), record.get(1)])).toEqual([['a.b', null]]);
      } finally {
        await driver.executeQuery('MATCH (c:Claim) DELETE c');
        await driver.close();
        await own.close();
      }
    });

    test('a statement that takes longer than allowed ends as STORE_TIMEOUT, named, and the store goes on', async () => {
      await expect(hasty.read(SLOW)).rejects.toMatchObject({
        code: 'STORE_TIMEOUT',
        message: expect.stringContaining('test-slow took longer') as unknown,
      });
      expect(await hasty.read(ONE)).toEqual([[1]]);
    });

    test('so does a write, and nothing of it stays', async () => {
      const mark = statement('test-mark', "CREATE (m:Meta {key: 'late'}) RETURN m.key");
      const attempt = hasty.write(async (writer) => {
        await writer.run(mark);
        await writer.run(SLOW);
      });
      await expect(attempt).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
      expect(await hasty.read(statement('test-late', "MATCH (m:Meta {key: 'late'}) RETURN m.key"))).toEqual([]);
    });

    test('wrong Cypher is our own fault: it is passed on as it is, to be logged, not told', async () => {
      await expect(hasty.read(statement('test-wrong', 'RETURN nothing'))).rejects.toMatchObject({
        code: 'Neo.ClientError.Statement.SyntaxError',
      });
    });

    test('after close, a statement is refused', async () => {
      const closed = openNeo4j({ uri: uri as string, timeout: 5000 });
      expect(await closed.read(ONE)).toEqual([[1]]);
      await closed.close();
      await closed.close();
      await expect(closed.read(ONE)).rejects.toThrow();
    });
  },
);

describe('a server that was not there all the while', () => {
  test('writing says so as well', async () => expect(await written).toEqual(unavailable));
});
