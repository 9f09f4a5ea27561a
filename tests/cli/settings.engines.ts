// A wrong setting ends `entente serve` with 2 before anything is begun: which, why it will not do, and what would.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/checkout.ts';
import { entente } from '../support/cli.ts';

let folder: string;
let taken: Server;
beforeAll(async () => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'entente-settings-'));
  writeFileSync(join(folder, 'file'), '');
  taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

const INSIDE = /\bat \S+ \(|node_modules|\.(js|ts):\d+:\d+|Error:|Warning/;

/** Serves with these settings, which must not do: each name, its value where it may be shown, and what to do are told. */
async function refused(settings: Record<string, string>, told: readonly RegExp[]): Promise<void> {
  const data = join(folder, 'data');
  const { code, out, err } = await entente(['serve', '--no-seed'], {
    env: { PORT: '0', ENTENTE_DATA: data, ...settings },
  });
  expect(out).toBe('');
  for (const pattern of told) expect(err).toMatch(pattern);
  expect(err).toMatch(/^entente: /);
  expect(err).not.toMatch(INSIDE);
  expect(code).toBe(2);
}

test.each<[Record<string, string>, ...RegExp[]]>([
  [{ PORT: 'http' }, /PORT must be a whole number from 0 to 65535; it is "http"/, /Set PORT/],
  [{ PORT: '-1' }, /PORT must be .*; it is "-1"/, /Set PORT/],
  [{ PORT: '65536' }, /PORT must be .*; it is "65536"/, /Set PORT/],
  [{ PORT: '80.5' }, /PORT must be .*; it is "80.5"/, /Set PORT/],
  [{ ENTENTE_MAX_COST: '99' }, /ENTENTE_MAX_COST must be a whole number from 100 /, /"99"/],
  [{ ENTENTE_MAX_COST: '1e6' }, /ENTENTE_MAX_COST must be /, /"1e6"/],
  [{ ENTENTE_TIMEOUT_MS: '20s' }, /ENTENTE_TIMEOUT_MS must be a whole number from 100 to 600000/, /"20s"/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent/, /"loud"/],
  [
    { NEO4J_URI: 'localhost:7687' },
    /NEO4J_URI must be an address such as neo4j:\/\/localhost:7687/,
    /"localhost:7687"/,
  ],
  [{ NEO4J_URI: 'http://localhost:7474' }, /NEO4J_URI must be an address/, /"http:/],
  [{ NEO4J_URI: 'bolt://' }, /NEO4J_URI must be an address/, /"bolt:\/\/"/],
  [{ NEO4J_USERNAME: 'neo4j', NEO4J_PASSWORD: 'secret' }, /NEO4J_URI is not/, /Set NEO4J_URI/],
  [
    { NEO4J_DATABASE: 'neo4j' },
    /NEO4J_DATABASE is set, but NEO4J_URI is not|NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_DATABASE is set/,
    /leave the others out/,
  ],
  [
    { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'secret' },
    /NEO4J_PASSWORD is set, but NEO4J_USERNAME is not/,
    /Set both/,
  ],
  [{ NEO4J_URI: 'bolt://127.0.0.1:1' }, /Neo4j cannot be used/, /Check NEO4J_URI/],
])('%j', async (settings, ...told) => {
  await refused(settings, told);
  // Nothing is made where nothing is begun.
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('a password is never shown', async () => {
  const { err } = await entente(['serve'], { env: { NEO4J_USERNAME: 'neo4j', NEO4J_PASSWORD: 'hunter2', PORT: 'x' } });
  expect(err).not.toContain('hunter2');
});

test('all wrong ones are told at once', () =>
  refused({ PORT: 'a', LOG_LEVEL: 'b', ENTENTE_MAX_COST: 'c' }, [/PORT/, /LOG_LEVEL/, /ENTENTE_MAX_COST/]));

test('a folder that cannot be', () =>
  refused({ ENTENTE_DATA: join(folder, 'file', 'data') }, [/file.*data/, /ENTENTE_DATA/]));

test('a port that is taken', async () => {
  const { port } = taken.address() as { port: number };
  await refused({ PORT: String(port), ENTENTE_DATA: join(folder, 'taken') }, [/PORT/, new RegExp(String(port))]);
});

test('a host that is none of this machine', () =>
  refused({ HOST: '203.0.113.7', ENTENTE_DATA: join(folder, 'host') }, [/HOST/, /203\.0\.113\.7/]));
