// The graphs that are measured on.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moduleOf } from '../support/build.mjs';
import { loadEmbedded, loadNeo4j, writeFiles } from './bulk.mjs';
import { mustBeAsRecorded } from './verify.mjs';

/** Memory of the Neo4j server, by the size of the graph; the same for all who ask it. */
const SMALL = { heap: '1g', pageCache: '512m' };
const LARGE = { heap: '4g', pageCache: '2g' };

/** Runs a command of the build to its end. */
export const runEntente = (build, args, environment) =>
  runProgram(build, [join(build, 'dist', 'cli', 'main.js'), ...args], environment);

/** Runs a program of node to its end; resolves with what it printed. */
export function runProgram(cwd, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    child.once('exit', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${args.join(' ')} ended with code ${code}.`)),
    );
  });
}

/** A graph that is recorded: into the embedded engine by commands, from that into Neo4j by files of all there is in it. */
async function recorded(place, build, commands) {
  const environment = { ENTENTE_DATA: join(place, 'embedded') };
  for (const command of commands) await runEntente(build, command, environment);
  const files = join(place, 'files');
  await runEntente(build, ['export-bulk', files], environment);
  const home = join(place, 'neo4j');
  await loadNeo4j(files, home, SMALL);
  rmSync(files, { recursive: true });
  return stateOf(build, environment.ENTENTE_DATA);
}

/** What the embedded engine's graph holds, in figures. */
async function stateOf(build, folder) {
  const { openEmbedded } = await moduleOf(build, 'engines/embedded/embedded.store');
  const { GRAPH_STATE } = await moduleOf(build, 'domain/snapshot/snapshot.cypher');
  const store = openEmbedded({ folder });
  try {
    const [[content, facts, entities, claims]] = await store.read(GRAPH_STATE);
    return { content, facts, entities, claims };
  } finally {
    await store.close();
  }
}

/** Data sets of the shape researchers use, by the name of their mapping: folder of their files, and a release where they have none. */
const DATA = process.env.ENTENTE_TEST_DATA;
const DATASETS = {
  'cow-states': ['cow-states'],
  'gw-states': ['gw-states'],
  'cow-contiguity': ['cow-contiguity'],
  'cow-alliances': ['cow-alliances'],
  atop: ['atop'],
  desta: ['desta'],
  'cow-igo': ['cow-igo'],
  'wikidata-missions': ['wikidata-embassies', '2024-05-01'],
};

const imports = () =>
  Object.entries(DATASETS)
    .filter(([, [folder]]) => existsSync(join(DATA, folder)))
    .map(([name, [folder, release]]) => [
      'import',
      name,
      join(DATA, folder),
      ...(release ? ['--release', release] : []),
      '--json',
    ]);

/** Graphs of so many facts and fewer are recorded as well, and compared with what was loaded. */
const CHECKED = 20_000;

/**
 * A made-up graph: written to files, loaded from them into both. `share`: of the time that is
 * measured on the others; `many`: whether sixteen clients are measured as well, or only let loose once.
 */
const synthetic = (facts, memory, { share = 1, many = true } = {}) => ({
  says: `${facts.toLocaleString('en')} made-up facts`,
  memory,
  share,
  many,
  madeBy: ['src/exporters/bulk'],
  make: async (place, build) => {
    const files = join(place, 'files');
    const home = join(place, 'neo4j');
    mkdirSync(home, { recursive: true });
    const written = await writeFiles(build, files, facts);
    await loadNeo4j(files, home, memory);
    await loadEmbedded(build, files, join(place, 'embedded'));
    rmSync(files, { recursive: true });
    const state = await stateOf(build, join(place, 'embedded'));
    if (state.content !== written.content) throw new Error('The embedded engine holds another graph than was written.');
    if (facts <= CHECKED) await mustBeAsRecorded(build, place, facts);
    return state;
  },
});

export const SETS = {
  seed: {
    says: 'the curated graph',
    memory: SMALL,
    madeBy: ['seed', 'src/importers/seed'],
    make: (place, build) => recorded(place, build, [['seed']]),
  },
  ...(DATA && {
    real: {
      says: `the curated graph and ${Object.keys(DATASETS).join(', ')}`,
      memory: SMALL,
      madeBy: ['seed', 'src/importers', 'datasets'],
      make: (place, build) => recorded(place, build, [['seed'], ...imports()]),
    },
  }),
  '2k': synthetic(2000, SMALL),
  '20k': synthetic(20_000, SMALL, { share: 0.4, many: false }),
  '200k': synthetic(200_000, SMALL, { share: 0.4 }),
  '2m': synthetic(2_000_000, LARGE, { many: false }),
};

/** What a whole run measures; the small one is for the tests. */
export const WHOLE = Object.keys(SETS).filter((name) => name !== '2k' && !(name === 'seed' && DATA));

/** The graph of real size that ratios are told of. */
export const PRIMARY = DATA ? 'real' : 'seed';
