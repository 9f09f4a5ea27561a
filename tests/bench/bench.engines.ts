// The benchmark in its short form, to keep it running. No figure of it is looked at: how fast it is depends on the machine.
import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../support/checkout.ts';

const CONTENDERS = ['raw', 'peer', 'neo4j', 'embedded'];

interface Run {
  readonly sets: Readonly<
    Record<string, { readonly results: readonly { variant: string; name: string; rounds: { p50: number }[] }[] }>
  >;
}

test('all contenders give the same rows of a made-up graph, and each operation is measured', () => {
  // Differing rows end it with an error; so does a graph loaded in bulk that is not the one recording makes.
  const args = ['--short', '--size', '2k', '--ms', '1', '--no-at', '--no-rest', '--json'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/bench.mjs', ...args, '--contenders', CONTENDERS.join(',')],
    { cwd: fileURLToPath(root), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  expect({ status, said: status === 0 ? '' : stderr.slice(-3000) }).toEqual({ status: 0, said: '' });
  const { results } = (JSON.parse(stdout) as Run).sets['2k'] ?? { results: [] };
  const measured = new Map<string, Set<string>>();
  for (const { variant, name, rounds } of results) {
    expect(rounds[0]?.p50).toBeGreaterThan(0);
    measured.set(variant, (measured.get(variant) ?? new Set()).add(name));
  }
  expect([...measured.keys()].toSorted()).toEqual([
    'agreements',
    'claims',
    'code',
    'entity',
    'filter',
    'grouped',
    'members',
    'neighborhood',
    'page2',
    'pair',
    'paths',
    'search',
  ]);
  for (const names of measured.values()) for (const name of CONTENDERS) expect(names).toContain(name);
}, 900_000);
