// What every script of the project does first: install what is missing, write generated code, build. Uses nothing that has
// to be installed, and skips what is up to date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program in the project's folder; ends this one with its code where it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.error) {
    say(`${command} could not be run: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Installs the packages of the lock file: those serving needs, or, with `all`, the tools of tests as well. Where the tools
 * are there already they stay.
 */
export function install({ all = false, folder = '.' } = {}) {
  const place = join(root, folder);
  const lock = hashOf([join(place, 'package-lock.json'), join(place, 'package.json')]);
  const stamp = join(place, 'node_modules', '.entente-installed');
  const [have, extent] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  if (have === lock && (!all || extent === 'all')) return;
  const wanted = all || extent === 'all' ? 'all' : 'lean';
  const what = wanted === 'all' ? 'packages' : 'the packages serving needs';
  say(`Installing ${what}${folder === '.' ? '' : ` of ${folder}`} ...`);
  const started = Date.now();
  const omit = wanted === 'all' ? [] : ['--omit=dev'];
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...omit], {
    cwd: place,
    shell: process.platform === 'win32',
    // What the script itself prints may be read by a program.
    stdio: ['ignore', 2, 2],
  });
  writeFileSync(stamp, `${lock} ${wanted}`);
  say(`Installed in ${seconds(started)}.`);
}

/** Bundles the command into dist/, unless nothing it depends on has changed. */
export function build() {
  const state = hashOf([
    ...filesBelow('src'),
    ...filesBelow('schema'),
    ...filesBelow('scripts'),
    join(root, 'package-lock.json'),
  ]);
  const stamp = join(root, 'dist', '.entente-built');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  say('Building ...');
  const started = Date.now();
  run(process.execPath, ['scripts/generate.mjs']);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(process.execPath, ['scripts/bundle.mjs', 'dist', 'src/cli/main.ts']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
  say(`Built in ${seconds(started)}.`);
}

const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(root, folder, name))
    .filter((path) => statSync(path).isFile() && !path.includes('generated'))
    .toSorted();
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) if (existsSync(path)) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
}
