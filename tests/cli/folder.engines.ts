// A data folder that is not to be used: every command says so, ends with 2 and leaves it as it is.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/checkout.ts';
import { entente, type Running, start } from '../support/cli.ts';

let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'entente-folder-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SNAPSHOT = '{ snapshot { id entities } }';
const COMMANDS = [['serve', '--no-seed'], ['seed'], ['query', '-']];

/** Every file below a folder, with its bytes and the time it was written. */
const stateOf = (at: string): unknown =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(at, name);
      const { mtimeMs } = statSync(path);
      return [name, mtimeMs, statSync(path).isFile() ? readFileSync(path, 'base64') : ''];
    });

async function refused(data: string, command: readonly string[], told: readonly RegExp[]): Promise<void> {
  const { code, out, err } = await entente(command, { env: { ENTENTE_DATA: data, PORT: '0' }, input: SNAPSHOT });
  for (const pattern of told) expect(err).toMatch(pattern);
  expect(err).not.toMatch(/\bat \S+ \(/);
  expect([code, out]).toEqual([2, '']);
}

describe('held by another process', () => {
  let data: string;
  let server: Running;
  let url: string;
  beforeAll(async () => {
    data = join(folder, 'held');
    server = start(['serve', '--no-seed'], { env: { ENTENTE_DATA: data, PORT: '0' } });
    [, url = ''] = await server.says(/Entente answers at (\S+)/);
  });
  afterAll(async () => {
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  test.each(COMMANDS)('%s', async (...command) => {
    await refused(data, command, [/^entente: /, /held/, /another process|in use/, /ENTENTE_DATA/]);
    const answer = await fetch(new URL(`/graphql?query=${encodeURIComponent(SNAPSHOT)}`, url));
    expect(await answer.json()).toMatchObject({ data: { snapshot: { entities: 0 } } });
  });
});

describe('written by a newer version', () => {
  test.each(COMMANDS)('%s', async (...command) => {
    const data = join(folder, `newer-${command[0]}`);
    mkdirSync(data);
    writeFileSync(join(data, 'entente.json'), '{"format": 1000}\n');
    writeFileSync(join(data, 'graph.grafeo'), 'bytes of a later form');
    const before = stateOf(data);
    await refused(data, command, [/^entente: /, /newer/, /1000/, /ENTENTE_DATA/]);
    expect(stateOf(data)).toEqual(before);
  });
});
