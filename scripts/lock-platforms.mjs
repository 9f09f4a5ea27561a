// Adds to the lock file the optional packages of other platforms that the registry it was written from did not serve, so
// that `npm ci` accepts it on macOS, Windows and ARM as well. Run after changing dependencies.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = [];

for (const [place, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isResolved(place, name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      process.stderr.write(`${name}: ${version} is a range; left out\n`);
      continue;
    }
    lock.packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev && { dev: true }),
      ...platformOf(name),
    };
    added.push(name);
  }

lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stderr.write(`${added.length} packages added\n`);

/** Whether a package is found from a place, its own node_modules first, then those above it. */
function isResolved(place, name) {
  for (let at = place; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

function platformOf(name) {
  const os = /darwin|win32|android|freebsd|openharmony|linux|aix|netbsd|openbsd|sunos/.exec(name)?.[0];
  const cpu = /arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32/.exec(name)?.[0];
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(name.includes('musl') && { libc: ['musl'] }) };
}
