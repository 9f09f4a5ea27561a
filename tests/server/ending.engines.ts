// A server that is told to close finishes what it was asked, and takes nothing new.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type GraphStore, statement } from '../../src/store/port.ts';
import { putSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(20_000);

let store: GraphStore;
let server: Running;
let open: Socket[] = [];
beforeEach(async () => {
  store = openEmbedded({});
  await store.ensureSchema();
  await putSmall(store);
  server = await startServer(store, readSettings({ PORT: '0', LOG_LEVEL: 'silent' }));
});
afterEach(async () => {
  for (const socket of open) socket.destroy();
  open = [];
  await server.close();
  await store.close();
});

/** A request of which half is on the wire: it is under way until the rest is sent, whatever the timing. */
async function begin(): Promise<{ socket: Socket; finish: () => void; received: () => string }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  const body = JSON.stringify({ query: '{ node(id: "country:tur") { id } }' });
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  await new Promise<void>((resolve) => {
    socket.write(head + body.slice(0, 10), () => resolve());
  });
  // An answer to a later one tells that the server has taken up what was sent before.
  expect((await fetch(new URL('/health/live', server.url))).status).toBe(200);
  return { socket, finish: () => socket.write(body.slice(10)), received: () => text };
}

test('a request under way is answered in full, and then the server is closed', async () => {
  const { socket, finish, received } = await begin();
  const ended = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  const closing = server.close();
  finish();
  // The client hangs up as soon as it has its answer.
  socket.on('data', () => socket.end());
  await Promise.all([closing, ended]);
  expect(received()).toMatch(/^HTTP\/1\.1 200 /);
  expect(received()).toContain('{"data":{"node":{"id":"country:tur"}}');
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a client that keeps its connection does not hold up the end once it is answered', async () => {
  const { socket, finish, received } = await begin();
  const ended = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  const closing = server.close();
  finish();
  await Promise.all([closing, ended]);
  expect(received()).toMatch(/^connection: close\r$/im);
  expect(received()).toContain('{"data":{"node":{"id":"country:tur"}}');
});

test('what is asked at the moment of closing is answered whole or not at all', async () => {
  const asked = Array.from({ length: 10 }, async (_, index) => {
    const answer = await fetch(new URL('/graphql', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({
        query: `{ facts(first: 100) { totalCount nodes { key claims { key fact { key } } } } } # ${index}`,
      }),
    });
    return { status: answer.status, text: await answer.text() };
  });
  const settled = Promise.allSettled(asked);
  await Promise.any(asked);
  await server.close();
  const answers = (await settled).flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(answers.length).toBeGreaterThan(0);
  for (const { status, text } of answers) {
    expect([200, 503]).toContain(status);
    if (status === 200) expect(JSON.parse(text)).toMatchObject({ data: { facts: { totalCount: 14 } } });
  }
});

test('the store stays open: who opened it closes it', async () => {
  await server.close();
  expect(await store.read(statement('test-after', 'MATCH (e:Entity {key: "country:tur"}) RETURN e.name'))).toEqual([
    ['Turkey'],
  ]);
});

test('a connection that was opened and never used does not hold up the end', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  const ended = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  await new Promise((resolve) => {
    socket.once('connect', resolve);
  });
  // An answer to a later one tells that the server has taken up this one.
  expect((await fetch(new URL('/health/live', server.url))).status).toBe(200);
  await Promise.all([server.close(), ended]);
});

test('a request that is never sent to its end does not hold up the end for good', async () => {
  await begin();
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a connection kept alive without a request does not hold up the end', async () => {
  expect((await fetch(new URL('/health/live', server.url), { keepalive: true })).status).toBe(200);
  await server.close();
  await expect(fetch(new URL('/health/live', server.url))).rejects.toThrow();
});
