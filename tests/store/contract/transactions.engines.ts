// A write transaction is all or nothing, and writers of one process queue: none is lost.
import { afterAll, beforeEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphStore, statement } from '../../../src/store/port.ts';
import { empty, testEngines } from '../../support/engines.ts';

const PUT = statement('test-put', 'MERGE (m:Meta {key: $key}) SET m.value = $value RETURN m.value');
const GET = statement('test-get', 'MATCH (m:Meta {key: $key}) RETURN m.value');
const COUNT = statement('test-count', 'MATCH (m:Meta) RETURN count(m)');
const INCREMENT = statement(
  'test-increment',
  "MERGE (m:Meta {key: 'counter'}) ON CREATE SET m.n = 0 SET m.n = m.n + 1 RETURN m.n",
);
const BROKEN = statement('test-broken', 'MATCH (m:Meta RETURN m');

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(() => empty(store));
  afterAll(() => store.close());

  const count = async (): Promise<unknown> => (await store.read(COUNT))[0]?.[0];
  const value = async (key: string): Promise<unknown> => (await store.read(GET, { key }))[0]?.[0];

  test('what a transaction returns is returned, and what it wrote is there', async () => {
    const result = await store.write(async (writer) => {
      await writer.run(PUT, { key: 'a', value: 1 });
      const [row] = await writer.run(GET, { key: 'a' });
      return { seenInside: row?.[0] };
    });
    expect(result).toEqual({ seenInside: 1 });
    expect(await value('a')).toBe(1);
  });

  test('an error of the work undoes all of it, what it changed included, and is passed on as it is', async () => {
    await store.write((writer) => writer.run(PUT, { key: 'old', value: 'before' }));
    const failure = new Error('the work fails');
    const attempt = store.write(async (writer) => {
      await writer.run(PUT, { key: 'old', value: 'after' });
      await writer.run(PUT, { key: 'new', value: 1 });
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await value('old')).toBe('before');
    expect(await count()).toBe(1);
  });

  test('a statement that fails undoes what was written before it', async () => {
    const attempt = store.write(async (writer) => {
      await writer.run(PUT, { key: 'a', value: 1 });
      await writer.run(BROKEN);
    });
    await expect(attempt).rejects.toThrow();
    expect(await count()).toBe(0);
  });

  // Grafeo undoes a failed statement alone and would let the rest be committed; Neo4j ends the transaction.
  test('work that catches the error of a statement does not get half of it written', async () => {
    await store
      .write(async (writer) => {
        await writer.run(PUT, { key: 'a', value: 1 });
        await writer.run(BROKEN).catch(() => undefined);
        await writer.run(PUT, { key: 'b', value: 2 });
      })
      .catch(() => undefined);
    expect([0, 2]).toContain(await count());
  });

  test('others see nothing of a transaction before it has ended', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let wrote: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      wrote = resolve;
    });
    const writing = store.write(async (writer) => {
      await writer.run(PUT, { key: 'a', value: 1 });
      wrote();
      await held;
    });
    await written;
    expect(await count()).toBe(0);
    release();
    await writing;
    expect(await count()).toBe(1);
  });

  test('of forty increments at once none is lost', async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, () => store.write(async (writer) => (await writer.run(INCREMENT))[0]?.[0] as number)),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test('writers that fail do not hold up or harm those that queue behind them', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        store.write(async (writer) => {
          const [row] = await writer.run(INCREMENT);
          if (index % 2 === 1) throw new Error('odd ones fail');
          return row?.[0];
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect((await store.read(statement('test-n', "MATCH (m:Meta {key: 'counter'}) RETURN m.n")))[0]?.[0]).toBe(10);
  });

  test('readers go on while a writer holds its transaction open', async () => {
    await store.write((writer) => writer.run(PUT, { key: 'a', value: 1 }));
    const during = await store.write(async (writer) => {
      await writer.run(PUT, { key: 'b', value: 2 });
      return Promise.all(Array.from({ length: 10 }, () => value('a')));
    });
    expect(during).toEqual(Array.from({ length: 10 }, () => 1));
  });
});
