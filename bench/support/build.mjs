// A build of the server of its own, in the cache: another build of the checkout during a run does not pull the files from
// under the servers that are measured.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, root, say } from './places.mjs';

/** How many builds are kept. */
const KEPT = 4;

/** What is measured, and what graphs are made and looked into with. */
const MODULES = [
  'cli/main',
  'domain/reading',
  'domain/record/record.service',
  'domain/snapshot/snapshot.cypher',
  'domain/snapshot/snapshot.service',
  'engines/embedded/embedded.store',
  'engines/neo4j/neo4j.store',
  'engines/open',
  'exporters/bulk/arguments',
  'exporters/bulk/load',
  'graphql/schema',
  'graphql/server',
  'importers/dataset/run/import',
];

/** A module of a build, of those of the list above. */
export const moduleOf = (build, name) => import(pathToFileURL(join(build, 'dist', `${name}.js`)).href);

/** Bundles src/, unless it was before just as it is; resolves with the folder that holds `dist/`, `seed/` and the packages. */
export function buildServer() {
  const id = hashOf(['src', 'schema', 'seed', 'datasets', 'scripts', 'package-lock.json']);
  const builds = join(cache, 'builds');
  const place = join(builds, id);
  if (existsSync(place)) return { place, id };
  say('Building the server ...');
  runNode(['scripts/generate.mjs']);
  const making = join(builds, `making-${process.pid}`);
  mkdirSync(making, { recursive: true });
  runNode(['scripts/bundle.mjs', join(making, 'dist'), ...MODULES.map((name) => `src/${name}.ts`)]);
  for (const name of ['seed', 'schema', 'datasets', 'package.json'])
    cpSync(join(root, name), join(making, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(making, 'node_modules'), 'junction');
  renameSync(making, place);
  prune(builds);
  return { place, id };
}

function runNode(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${args[0]} failed`);
}

function hashOf(paths) {
  // Of this checkout, whose packages it links to: another's may be gone tomorrow.
  const hash = createHash('sha256').update(root);
  for (const path of paths.flatMap(filesBelow)) hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(name) {
  const path = join(root, name);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((each) => join(path, each))
    .filter((each) => statSync(each).isFile() && !each.includes('generated'))
    .toSorted();
}

function prune(builds) {
  const old = readdirSync(builds)
    .map((name) => join(builds, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .slice(KEPT);
  for (const each of old) rmSync(each, { recursive: true, force: true });
}
