// One load of a data set in a process of its own, over a graph that holds the curated one: by the import (`entente`), by the import
// while what it creates is noted (`watched`), or of what was noted by itself (`bare`). Started by datasets.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleOf } from '../support/build.mjs';
import { root } from '../support/places.mjs';

/** Rows of a statement of the bare load. */
const BATCH = 5000;

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
    hasOrderedIndexes: store.hasOrderedIndexes,
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

await work(...process.argv.slice(2));
