// The data folder of the embedded engine: one process at a time, kept over a restart, and never touched when it is not ours.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../../src/engines/embedded/embedded.store.ts';
import { statement } from '../../../src/store/port.ts';
import { bundled } from '../../support/checkout.ts';

const PUT = statement('test-put', 'CREATE (m:Meta {key: $key}) RETURN m.key');
const ALL = statement('test-all', 'MATCH (m:Meta) RETURN m.key ORDER BY m.key');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entente-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Everything in a folder: names, contents and times of change. */
const stateOf = (path: string): unknown =>
  readdirSync(path)
    .toSorted()
    .map((name) => [name, readFileSync(join(path, name), 'utf8'), statSync(join(path, name)).mtimeMs]);

/** The error opening a folder ends with. */
function refusal(path: string): unknown {
  try {
    openEmbedded({ folder: path });
  } catch (error) {
    return error;
  }
  return 'it was opened';
}

test('what was written is there after closing and opening again; a missing folder is made', async () => {
  const path = join(folder, 'not', 'yet');
  const store = openEmbedded({ folder: path });
  await store.ensureSchema();
  await store.write((writer) => writer.run(PUT, { key: 'Ä' }));
  await store.close();
  const again = openEmbedded({ folder: path });
  expect(await again.read(ALL)).toEqual([['Ä']]);
  await again.ensureSchema();
  await again.close();
});

test('a second process is told that the folder is in use, and the first goes on', async () => {
  // The second opener is this process: what is held is held by a real other one.
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { openEmbedded } from ${JSON.stringify(bundled('engines/embedded/embedded.store'))};
       const store = openEmbedded({ folder: process.argv[1] });
       await store.write((writer) => writer.run({ name: 'hold', text: "CREATE (m:Meta {key: 'held'}) RETURN m.key" }));
       process.stdout.write('open');
       process.stdin.once('end', async () => { await store.close(); process.stdout.write(' closed'); });
       process.stdin.resume();`,
      folder,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let said = '';
  const opened = new Promise<void>((resolve) => {
    holder.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      resolve();
    });
  });
  const ended = new Promise((resolve) => {
    holder.once('close', resolve);
  });
  await opened;
  expect(refusal(folder)).toMatchObject({
    code: 'STORE_LOCKED',
    message: expect.stringMatching(/in use by another process.*ENTENTE_DATA/) as unknown,
  });
  holder.stdin.end();
  await ended;
  expect(said).toBe('open closed');
  const store = openEmbedded({ folder });
  expect(await store.read(ALL)).toEqual([['held']]);
  await store.close();
});

test('a folder of a newer form is left as it is', () => {
  writeFileSync(join(folder, 'entente.json'), '{"format": 3, "more": "of a later version"}\n');
  writeFileSync(join(folder, 'graph.grafeo'), 'bytes of a later form');
  const before = stateOf(folder);
  expect(refusal(folder)).toMatchObject({
    code: 'STORE_NEWER',
    message: expect.stringContaining('form 3, this version reads 2') as unknown,
  });
  expect(stateOf(folder)).toEqual(before);
});

test('a folder of the first form is brought to this one, with its claims', async () => {
  const marker = join(folder, 'entente.json');
  const make = statement('test-claims', "UNWIND ['a.b', 'c.d'] AS key CREATE (c:Claim {key: key, g: 1}) RETURN c.key");
  const claims = statement('test-all-claims', 'MATCH (c:Claim) RETURN c.id, c.key ORDER BY c.id');
  const store = openEmbedded({ folder });
  await store.write((writer) => writer.run(make));
  await store.close();
  writeFileSync(marker, '{"format":1}\n');
  for (let time = 0; time < 2; time++) {
    const again = openEmbedded({ folder });
    await again.ensureSchema();
    expect(await again.read(claims)).toEqual([
      ['a.b', null],
      ['c.d', null],
    ]);
    await again.close();
    expect(readFileSync(marker, 'utf8')).toBe('{"format":2}\n');
  }
});

test.each([
  ['is no JSON', 'format = 1\n'],
  ['is null', 'null\n'],
  ['has no form', '{}\n'],
  ['has a form that is no number', '{"format": "1"}\n'],
  ['has a form there never was', '{"format": 0}\n'],
  ['is empty', ''],
])('a marker that %s is not guessed at', (_, text) => {
  writeFileSync(join(folder, 'entente.json'), text);
  const before = stateOf(folder);
  expect(refusal(folder)).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('entente.json') as unknown,
  });
  expect(stateOf(folder)).toEqual(before);
});

test('a graph that is none says so, by name of the folder', () => {
  writeFileSync(join(folder, 'entente.json'), '{"format": 1}\n');
  writeFileSync(join(folder, 'graph.grafeo'), 'no graph at all');
  expect(refusal(folder)).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining(folder) as unknown,
  });
});

test('a folder that cannot be made says what to do', () => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'sub'));
  expect(refusal(join(folder, 'file', 'data'))).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('ENTENTE_DATA') as unknown,
  });
});

test('a closed store refuses everything, and closing it twice is no harm', async () => {
  const store = openEmbedded({ folder });
  await store.write((writer) => writer.run(PUT, { key: 'a' }));
  await Promise.all([store.close(), store.close()]);
  const closed = { code: 'STORE_UNAVAILABLE' };
  await expect(store.read(ALL)).rejects.toMatchObject(closed);
  await expect(store.write((writer) => writer.run(PUT, { key: 'b' }))).rejects.toMatchObject(closed);
  await expect(store.ping()).rejects.toMatchObject(closed);
  await expect(store.ensureSchema()).rejects.toMatchObject(closed);
});

test('closing waits for the writers in the queue: what was begun is kept', async () => {
  const store = openEmbedded({ folder });
  const writes = Array.from({ length: 10 }, (_, index) =>
    store.write((writer) => writer.run(PUT, { key: `k${index}` })),
  );
  await store.close();
  await Promise.all(writes);
  const again = openEmbedded({ folder });
  expect(await again.read(ALL)).toHaveLength(10);
  await again.close();
});

test('reads under way when it is closed end as answers or as STORE_UNAVAILABLE', async () => {
  const store = openEmbedded({ folder });
  await store.write((writer) => writer.run(PUT, { key: 'a' }));
  const reads = Array.from({ length: 20 }, () => store.read(ALL));
  await store.close();
  for (const outcome of await Promise.allSettled(reads))
    if (outcome.status === 'fulfilled') expect(outcome.value).toEqual([['a']]);
    else expect(outcome.reason).toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
