// Rows a second and peak memory of importing COW IGO and ATOP, beside a bare `UNWIND $rows` load of the same nodes and relationships
// with the same properties. Each way runs in a process of its own, over a graph that holds the curated one. Part of a whole run;
// by itself: node bench/measure/datasets.mjs FOLDER, which holds the files of the data sets, in cow-igo/ and atop/.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startOver } from '../graphs/neo4j.mjs';
import { runEntente, runProgram } from '../graphs/sets.mjs';
import { buildServer } from '../support/build.mjs';
import { say } from '../support/places.mjs';
import { progressLine } from './progress.mjs';

const NAMES = ['cow-igo', 'atop'];
const ENGINES = ['embedded', 'neo4j'];

const loader = fileURLToPath(new URL('dataset.load.mjs', import.meta.url));

/** A graph that holds the curated one, for one run; resolves with where it is and how to end it. */
async function graphFor(engine, place, build, number) {
  if (engine === 'embedded') {
    const begun = join(place, 'begun');
    if (!existsSync(begun)) await runEntente(build, ['seed'], { ENTENTE_DATA: begun });
    const target = join(place, `graph-${number}`);
    cpSync(begun, target, { recursive: true });
    return { target, end: async () => rmSync(target, { recursive: true }) };
  }
  const database = await startOver(join(place, `neo4j-${number}`));
  await runEntente(build, ['seed'], { NEO4J_URI: database.uri });
  return { target: database.uri, end: () => database.stop() };
}

/**
 * Imports the data sets of a folder, and loads bare what that created; resolves with a list of { engine, name, rows } and of each
 * way, `entente` and `bare`, rows a second (`rate`) and peak memory of the process (`megabytes`).
 */
export async function measureDatasets(build, folder) {
  const place = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  const rowsFile = join(place, 'rows.json');
  const names = NAMES.filter((name) => existsSync(join(folder, name)));
  const found = [];
  const progress = progressLine('importing data sets');
  let number = 0;
  try {
    for (const engine of ENGINES)
      for (const name of names) {
        const results = {};
        for (const way of ['watched', 'entente', 'bare']) {
          const { target, end } = await graphFor(engine, place, build, number++);
          try {
            results[way] = JSON.parse(
              await runProgram(build, [loader, build, way, name, resolve(folder, name), target, rowsFile]),
            );
          } finally {
            await end();
          }
          progress.update(number, ENGINES.length * names.length * 3);
        }
        const { rows } = results.entente;
        const figuresOf = ({ seconds, megabytes }) => ({ rate: rows / seconds, megabytes });
        found.push({ engine, name, rows, entente: figuresOf(results.entente), bare: figuresOf(results.bare) });
      }
  } finally {
    progress.stop();
    rmSync(place, { recursive: true, force: true });
  }
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined || !existsSync(folder)) {
    say('Give the folder with the files of the data sets: node bench/measure/datasets.mjs FOLDER');
    process.exitCode = 2;
  } else
    for (const { engine, name, entente, bare } of await measureDatasets(buildServer().place, folder)) {
      const told = ({ rate, megabytes }) => `${Math.round(rate)} rows/s, ${Math.round(megabytes)} MB`;
      say(
        `${engine} ${name}: ${told(entente)}; bare UNWIND ${told(bare)}; ratio ${(entente.rate / bare.rate).toFixed(2)}`,
      );
    }
}
