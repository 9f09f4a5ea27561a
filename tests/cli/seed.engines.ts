// Loading the curated graph: once, again, and after the power went off in the middle.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/checkout.ts';
import { entente, start } from '../support/cli.ts';

let folder: string;
/** What loading without disturbance gives, and how long it took, to know when to disturb it. */
let undisturbed: { id: string; facts: number; entities: number; claims: number };
let duration: number;

const seed = async (data: string) => {
  const { code, out, err } = await entente(['seed', '--json'], { env: { ENTENTE_DATA: join(folder, data) } });
  expect([code, err.replaceAll(/^Loading the curated graph.*$/gm, '').trim()]).toEqual([0, '']);
  return JSON.parse(out) as {
    upToDate: boolean;
    claimsAdded?: number;
    entitiesAdded?: number;
    snapshot: typeof undisturbed;
  };
};

beforeAll(async () => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'entente-seed-'));
  const began = Date.now();
  const loaded = await seed('undisturbed');
  duration = Date.now() - began;
  undisturbed = loaded.snapshot;
  expect(loaded).toMatchObject({
    upToDate: false,
    claimsAdded: undisturbed.claims,
    entitiesAdded: undisturbed.entities,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the first time it loads everything; the second time it says that nothing is to do', async () => {
  expect(undisturbed.claims).toBeGreaterThan(10_000);
  expect(undisturbed.facts).toBeLessThanOrEqual(undisturbed.claims);
  expect(await seed('undisturbed')).toEqual({ upToDate: true, snapshot: undisturbed });
});

test('in words it says where, what was done, and what it holds', async () => {
  const { code, out } = await entente(['seed'], { env: { ENTENTE_DATA: join(folder, 'undisturbed') } });
  expect(code).toBe(0);
  expect(out).toContain(
    `up to date. It holds ${undisturbed.entities} entities, ${undisturbed.facts} facts, ${undisturbed.claims} claims: ${undisturbed.id}`,
  );
});

describe('killed in the middle', () => {
  // At a moment of each third, so that sources, entities and claims each have their turn; drawn anew every time.
  test.each([0, 1, 2])('at a random moment of third %i, done again it is the same graph', async (third) => {
    const moment = Math.floor(((third + Math.random()) / 3) * duration);
    const data = `killed-${third}`;
    const loading = start(['seed'], { env: { ENTENTE_DATA: join(folder, data) } });
    await new Promise((resolve) => setTimeout(resolve, moment));
    loading.child.kill('SIGKILL');
    await loading.ended;
    const { snapshot } = await seed(data);
    expect({ moment, ...snapshot, recordedUpTo: 0 }).toEqual({ moment, ...undisturbed, recordedUpTo: 0 });
  });
});

test('files with problems are refused as a whole, and nothing is loaded', async () => {
  const bad = join(folder, 'bad-seed');
  cpSync(new URL('../../seed/stories', import.meta.url), bad, { recursive: true });
  const data = join(folder, 'refused');
  // The stories name states that other files describe.
  const { code, err } = await entente(['seed', bad], { env: { ENTENTE_DATA: data } });
  expect(code).toBe(2);
  expect(err).toMatch(/problems in .*; nothing was loaded\. `entente check/);
  expect(err).toMatch(/\.yaml:\d+:\d+ /);
  const { out } = await entente(['query', '-'], {
    env: { ENTENTE_DATA: data },
    input: '{ snapshot { entities claims } }',
  });
  expect(JSON.parse(out)).toMatchObject({ data: { snapshot: { entities: 0, claims: 0 } } });
});
