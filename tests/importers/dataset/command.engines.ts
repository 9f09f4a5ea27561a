// `entente import`, `datasets` and `drop` as a person runs them: real processes, killed with SIGKILL, on large files in little memory.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createWriteStream, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, root } from '../../support/checkout.ts';
import { type Ended, entente, Running } from '../../support/cli.ts';

const main = fileURLToPath(new URL('dist/cli/main.js', root));

const SEED = `title: A small world
entities:
${Array.from({ length: 40 }, (_, at) => `  country:x${at}: { kind: COUNTRY, name: State ${at}, codes: { COW: '${at + 1}' } }`).join('\n')}
${Array.from({ length: 250 }, (_, at) => `  org:known${at}: { kind: ORGANIZATION, name: Known ${at}, category: IGO, codes: { COWIGO: '${at}' } }`).join('\n')}
`;

const MAPPING = `dataset: bodies
title: Bodies
citation: Nobody. 2024. Bodies.
licence: CC0 1.0
release: '1'
published: 2024-01-01
coverage: { from: 1900-01-01, to: 1999-12-31 }
files:
  rows: { format: csv }
records:
  - from: rows
    dates: { from: '{year}', to: { year: '{year}', atEnd: censored } }
    collapse: { by: [state, body], from: from, to: to }
    entities:
      state: { kind: COUNTRY, code: { COW: '{state}' }, on: from }
      body:
        kind: ORGANIZATION
        code: { BODY: '{body}' }
        create: { key: 'body-{body}', name: 'Body {body}', category: IGO }
    facts:
      - { type: MEMBER_OF, subject: state, object: body, from: from, to: to }
`;

/** The same of bodies that are known: so the file is read once, not twice. */
const OF_KNOWN = MAPPING.replace(
  / {6}body:\n[^]*? {4}facts/,
  "      body: { kind: ORGANIZATION, code: { COWIGO: '{body}' } }\n    facts",
);

let place: string;
beforeAll(async () => {
  build();
  place = mkdtempSync(join(tmpdir(), 'entente-import-'));
  writeFileSync(join(place, 'world.yaml'), SEED);
  writeFileSync(join(place, 'mapping.yaml'), MAPPING);
  const { code, err } = await run(['seed', 'world.yaml'], 'begun');
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const run = (args: readonly string[], data: string): Promise<Ended> =>
  entente(args, { cwd: place, env: { ENTENTE_DATA: join(place, data) } });
/** A graph that has the small world and nothing else. */
const fresh = (name: string): string => {
  cpSync(join(place, 'begun'), join(place, name), { recursive: true });
  return name;
};

/** State-years: states in bodies, so many rows. Every third body is left for a year. */
async function writeRows(name: string, rows: number): Promise<void> {
  const file = createWriteStream(join(place, name));
  file.write('state,body,year\n');
  let text = '';
  for (let row = 0; row < rows; row++) {
    const [state, year, body] = [row % 40, 1900 + (Math.floor(row / 40) % 100), Math.floor(row / 4000)];
    text += `${state + 1},${body},${body % 3 === 0 && year === 1950 ? 1949 : year}\n`;
    if (text.length < 65_536) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'finish');
}

interface Told {
  readonly snapshot: string;
  readonly claims: number;
  readonly rowsRead: number;
  readonly facts: { readonly added: number };
}

describe('entente import', () => {
  test('lists what comes with the program, and says what it does not know', async () => {
    const { out } = await run(['import', '--list'], 'begun');
    const names = readdirSync(new URL('datasets', root)).toSorted();
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(names);
    const unknown = await run(['import', 'cow-things', 'x.csv'], 'begun');
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringMatching(/"cow-things" is no mapping.*atop, cow-alliances/),
    ]);
    const none = await run(['import', 'mapping.yaml', 'nowhere.csv'], 'begun');
    expect([none.code, none.err]).toEqual([2, expect.stringMatching(/nowhere.csv is not there/)]);
  });

  test('killed at any moment, it goes on and ends as if it had not been; writes nothing beside what is asked', async () => {
    // 20 bodies of 40 states each; every third is left for the year 1950 and counts twice.
    await writeRows('rows.csv', 80_000);
    const undisturbed = await run(['import', 'mapping.yaml', 'rows.csv', '--json'], fresh('undisturbed'));
    expect([undisturbed.code, undisturbed.code === 0 ? '' : undisturbed.err]).toEqual([0, '']);
    const expected = JSON.parse(undisturbed.out) as Told;
    expect([expected.claims, expected.facts.added]).toEqual([20 * 40 + 7 * 40, 20 * 40 + 7 * 40]);
    const data = fresh('killed');
    let kills = 0;
    for (let delay = 500; ; delay = Math.round(delay * 1.35)) {
      const running = new Running(
        process.execPath,
        [main, 'import', 'mapping.yaml', 'rows.csv', '--json', '--report', 'report.json'],
        {
          cwd: place,
          env: { ENTENTE_DATA: join(place, data) },
        },
      );
      const timer = setTimeout(() => running.child.kill('SIGKILL'), delay);
      const { code, out } = await running.ended;
      clearTimeout(timer);
      if (code === null) {
        kills++;
        continue;
      }
      const told = JSON.parse(out) as Told;
      expect([code, told.snapshot, told.claims]).toEqual([0, expected.snapshot, expected.claims]);
      expect(JSON.parse(readFileSync(join(place, 'report.json'), 'utf8'))).toEqual(told);
      break;
    }
    expect(kills).toBeGreaterThan(0);
    expect(readdirSync(place).filter((name) => /review|\.report$/.test(name))).toEqual([]);

    const listed = await run(['datasets'], data);
    expect(listed.out).toMatch(/^dataset:bodies@1 +complete +\d{4}-\d\d-\d\dT.* +1080 claims +Bodies\n$/);
    const dropped = await run(['drop', 'bodies'], data);
    expect(dropped.out).toBe('dataset:bodies@1: 1080 claims taken back.\n');
    expect((await run(['datasets', '--json'], data)).out).toMatch(/"state": "dropped"/);
  }, 600_000);

  test('a million rows stream: in 160 megabytes of memory for objects, most of which the program takes', async () => {
    writeFileSync(join(place, 'known.yaml'), OF_KNOWN);
    await writeRows('million.csv', 1_000_000);
    const running = new Running(
      process.execPath,
      ['--max-old-space-size=160', main, 'import', 'known.yaml', 'million.csv', '--dry-run', '--json'],
      { cwd: place, env: { ENTENTE_DATA: join(place, fresh('large')) } },
    );
    const { code, out, err } = await running.ended;
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const told = JSON.parse(out) as Told;
    // 250 bodies, 84 of them left for a year.
    expect([told.rowsRead, told.claims]).toEqual([1_000_000, 250 * 40 + 84 * 40]);
  }, 600_000);
});
