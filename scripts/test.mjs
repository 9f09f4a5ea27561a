// `npm test`: installs what is missing and runs everything: lint, types, format, rules, and the suites on every engine. Ends
// with one line, "N passed, N failed", and "N skipped" where something was left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, say } from './steps.mjs';

const only = process.argv.slice(2);
install({ all: true });
build();

const counts = { passed: 0, failed: 0, skipped: 0 };
const results = mkdtempSync(join(tmpdir(), 'entente-test-'));

step('lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', 'src', 'tests', 'scripts', 'bin']);
step('format', 'node_modules/oxfmt/bin/oxfmt', ['--check', 'src', 'tests', 'scripts', 'bin', 'jest.config.js']);
step('types', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.test.json']);
suites('rules', []);
suites('engines', ['--runInBand']);

rmSync(results, { recursive: true, force: true });
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exit(counts.failed > 0 ? 1 : 0);

function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
}

/** A check that passes or fails as a whole. */
function step(name, script, args) {
  if (only.length > 0 && !only.includes(name)) return;
  const { status } = node([script, ...args]);
  counts[status === 0 ? 'passed' : 'failed']++;
  say(`${name}: ${status === 0 ? 'passed' : 'failed'}`);
}

/** A project of jest: every test counts. A run that gives no result is a failure. */
function suites(project, args) {
  if (only.length > 0 && !only.includes(project)) return;
  const file = join(results, `${project}.json`);
  node([
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${file}`,
    ...args,
  ]);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites + (result.numTotalTests === 0 ? 1 : 0);
    counts.skipped += result.numPendingTests + result.numTodoTests;
  } catch {
    counts.failed++;
  }
}
