// Takes Neo4j away in the middle of an import, with SIGKILL, and gives it back after a time; tells whether the import ended the
// same as one that was not disturbed: node bench/measure/outage.mjs [ROWS] [SECONDS]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startOver } from '../graphs/neo4j.mjs';
import { runEntente } from '../graphs/sets.mjs';
import { buildServer } from '../support/build.mjs';
import { say } from '../support/places.mjs';
import { filesOfRows } from './imports.mjs';

const [rows, seconds] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 60)];
/** When the server is taken away, seconds after the import began: it records then. */
const AFTER = 15;

const place = mkdtempSync(join(tmpdir(), 'entente-outage-'));
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time * 1000));

/** An address that stays while the server behind it comes and goes. */
async function address() {
  const sockets = new Set();
  let target;
  const server = createServer((socket) => {
    const there = target === undefined ? undefined : connect(target, '127.0.0.1');
    for (const each of [socket, there])
      each?.on('error', () => undefined).on('close', () => (socket.destroy(), there?.destroy()));
    sockets.add(socket);
    if (there) socket.pipe(there).pipe(socket);
    else socket.destroy();
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${port}`,
    leadTo: (uri) => (target = uri && Number(new URL(uri).port)),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Imports into a Neo4j of its own; `disturb` is done meanwhile. Resolves with the snapshot and the time it took. */
async function imported(build, name, disturb) {
  const home = join(place, name);
  const through = await address();
  let database = await startOver(home);
  through.leadTo(database.uri);
  const began = performance.now();
  const away = async () => {
    await pause(AFTER);
    process.kill(database.pid, 'SIGKILL');
    through.leadTo(undefined);
    say(`Neo4j is gone, after ${AFTER} s.`);
    await pause(seconds);
    database = await startOver(home);
    through.leadTo(database.uri);
    say('Neo4j is back.');
  };
  try {
    const [told] = await Promise.all([
      runEntente(build, ['import', ...filesOfRows(place, rows), '--json'], { NEO4J_URI: through.uri }),
      disturb && away(),
    ]);
    const report = JSON.parse(told);
    return { snapshot: report.snapshot, claims: report.claimsAdded, seconds: (performance.now() - began) / 1000 };
  } finally {
    await database.stop();
    through.close();
  }
}

const { place: build } = buildServer();
try {
  const plain = await imported(build, 'plain', false);
  const disturbed = await imported(build, 'disturbed', true);
  for (const [name, { snapshot, claims, seconds: took }] of Object.entries({ plain, disturbed }))
    process.stdout.write(`${name.padEnd(10)} ${took.toFixed(1).padStart(7)} s  ${claims} claims added  ${snapshot}\n`);
  if (plain.snapshot !== disturbed.snapshot) throw new Error('The import that was disturbed ended otherwise.');
} finally {
  rmSync(place, { recursive: true, force: true });
}
