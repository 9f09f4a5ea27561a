// Rows a second and peak memory of importing COW IGO and ATOP, beside a bare `UNWIND $rows` load of the same nodes and relationships
// with the same properties: node bench/measure/datasets.mjs FOLDER [embedded|neo4j]. FOLDER holds the files of the data sets, in
// cow-igo/ and atop/. Each way runs in a process of its own, over a graph that holds the curated one.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOver } from '../graphs/neo4j.mjs';
import { buildServer, moduleOf } from '../support/build.mjs';
import { root, say } from '../support/places.mjs';

const NAMES = ['cow-igo', 'atop'];
/** Rows of a statement of the bare load. */
const BATCH = 5000;

const self = fileURLToPath(import.meta.url);

/** Does the work of one process, and prints seconds, rows and peak memory as JSON. */
async function work(build, way, name, files, target, rowsFile) {
  const store = await open(build, target);
  const rows = way === 'bare' ? JSON.parse(readFileSync(rowsFile, 'utf8')) : [];
  const started = performance.now();
  let count = 0;
  if (way === 'bare')
    for (const [text, list] of rows)
      for (let at = 0; at < list.length; at += BATCH)
        await store.write((writer) => writer.run({ name: 'bare', text }, { rows: list.slice(at, at + BATCH) }));
  else {
    const path = join(root, 'datasets', name, 'mapping.yaml');
    const { importDataset } = await moduleOf(build, 'importers/dataset/run/import');
    const wish = { mapping: { path, text: readFileSync(path, 'utf8') }, files: [files] };
    count = (await importDataset(way === 'watched' ? watched(store, rows) : store, wish)).rowsRead;
  }
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  if (way === 'watched') writeFileSync(rowsFile, JSON.stringify(inOrder(rows)));
  process.stdout.write(JSON.stringify({ seconds, rows: count, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

async function open(build, target) {
  const { openStore } = await moduleOf(build, 'engines/open');
  const neo4j = target.startsWith('bolt:') ? { uri: target } : undefined;
  const store = await openStore({ folder: target, neo4j, timeout: 60_000 });
  await store.ensureSchema();
  return store;
}

/** The store, noting every node and relationship that is created. */
function watched(store, rows) {
  const write = (doing) =>
    store.write((writer) =>
      doing({
        run: (statement, params) => {
          if (statement.name.startsWith('create-')) rows.push([statement, params.rows]);
          return writer.run(statement, params);
        },
      }),
    );
  return {
    engine: store.engine,
    read: (...all) => store.read(...all),
    write,
    ensureSchema: () => store.ensureSchema(),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

/** Rows by statement, entities first. */
function inOrder(rows) {
  const texts = new Map();
  for (const [{ name, text }, list] of rows)
    texts.set(text, { name, rows: [...(texts.get(text)?.rows ?? []), ...list] });
  return [...texts]
    .toSorted(([, a], [, b]) => b.name.startsWith('create-entities') - a.name.startsWith('create-entities'))
    .map(([text, each]) => [text, each.rows]);
}

const run = (args, env = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.once('exit', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${args.join(' ')} ended with code ${code}`)),
    );
  });

/** A graph that holds the curated one, for one run; resolves with where it is and how to end it. */
async function graphFor(engine, place, build, number) {
  const main = join(build, 'dist', 'cli', 'main.js');
  if (engine === 'embedded') {
    const begun = join(place, 'begun');
    if (!existsSync(begun)) await run([main, 'seed'], { ENTENTE_DATA: begun });
    const target = join(place, `graph-${number}`);
    cpSync(begun, target, { recursive: true });
    return { target, end: async () => rmSync(target, { recursive: true }) };
  }
  const database = await startOver(join(place, `neo4j-${number}`));
  await run([main, 'seed'], { NEO4J_URI: database.uri });
  return { target: database.uri, end: () => database.stop() };
}

async function measure(folder, engines) {
  const { place: build } = buildServer();
  const place = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  const rowsFile = join(place, 'rows.json');
  let number = 0;
  try {
    for (const engine of engines)
      for (const name of NAMES) {
        const results = {};
        for (const way of ['watched', 'entente', 'bare']) {
          const { target, end } = await graphFor(engine, place, build, number++);
          try {
            results[way] = JSON.parse(
              await run([self, '--work', build, way, name, join(folder, name), target, rowsFile]),
            );
          } finally {
            await end();
          }
        }
        const { entente, bare } = results;
        say(
          `${engine} ${name}: ${Math.round(entente.rows / entente.seconds)} rows/s (${entente.seconds.toFixed(1)} s, ${Math.round(entente.megabytes)} MB); ` +
            `bare UNWIND ${Math.round(entente.rows / bare.seconds)} rows/s (${bare.seconds.toFixed(1)} s, ${Math.round(bare.megabytes)} MB); ratio ${(bare.seconds / entente.seconds).toFixed(2)}`,
        );
      }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--work') await work(...rest);
else if (first === undefined || !existsSync(first)) {
  say('Give the folder with the files of the data sets: node bench/measure/datasets.mjs FOLDER [embedded|neo4j]');
  process.exitCode = 2;
} else await measure(first, rest.length > 0 ? rest : ['embedded', 'neo4j']);
