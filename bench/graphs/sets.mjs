// The graphs that are measured on.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startOver } from './neo4j.mjs';

/** Memory of the Neo4j server, by the size of the graph; the same for all who ask it. */
const SMALL = { heap: '1g', pageCache: '512m' };

/** Runs a command of the build to its end. */
export function runEntente(build, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(build, 'dist', 'cli', 'main.js'), ...args], {
      cwd: build,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    child.once('exit', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`entente ${args.join(' ')} ended with code ${code}.`)),
    );
  });
}

/** Runs commands on both engines: the same graph twice. */
async function onBoth(place, build, memory, run) {
  const folder = join(place, 'embedded');
  const home = join(place, 'neo4j');
  mkdirSync(home, { recursive: true });
  await run({ ENTENTE_DATA: folder });
  const neo4j = await startOver(home, memory);
  try {
    await run({ NEO4J_URI: neo4j.uri });
  } finally {
    await neo4j.stop();
  }
}

export const SETS = {
  seed: {
    says: 'the curated graph',
    memory: SMALL,
    isReal: true,
    madeBy: ['seed', 'src/importers/seed'],
    make: async (place, build) => {
      const snapshots = [];
      await onBoth(place, build, SMALL, async (environment) => {
        snapshots.push(JSON.parse(await runEntente(build, ['seed', '--json'], environment)).snapshot);
      });
      mustBeEqual(snapshots);
      return snapshots[0];
    },
  },
};

/** Both engines hold the same. */
export function mustBeEqual([a, b]) {
  if (a.id !== b.id || a.facts !== b.facts || a.claims !== b.claims)
    throw new Error(`The engines hold different graphs: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}
