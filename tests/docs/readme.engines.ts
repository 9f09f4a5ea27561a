// What README.md shows is what happens: in a checkout of its own its commands are run, its questions asked in the order they
// stand, and what comes back held against what it shows. Then what it says of settings, limits and folders.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SIZE, MAX_SIZE } from '../../src/domain/page.ts';
import { DEFAULT_LIMITS } from '../../src/graphql/server.ts';
import { copyCheckout, root } from '../support/checkout.ts';
import { Running } from '../support/cli.ts';
import { blocksOf, type Code } from '../support/markdown.ts';

const ADDRESS = 'http://127.0.0.1:4000';
const page = readFileSync(new URL('README.md', root), 'utf8');
const blocks = blocksOf('README.md');
const codes = blocks.filter((block): block is Code => block.kind === 'code');
const commands = codes.filter(({ language }) => ['sh', 'graphql', 'python', 'r'].includes(language));
/** What stands right after a command, if it is an answer. */
const shownAfter = (command: Code): Code | undefined => {
  const next = codes[codes.indexOf(command) + 1];
  return next && ['json', 'text'].includes(next.language) ? next : undefined;
};
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

let folder: string;
let checkout: string;
let running: Running | undefined;
let url = '';
const settings = (): Record<string, string> => ({ PORT: '0', ENTENTE_DATA: join(folder, 'data') });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entente-readme-'));
  checkout = join(folder, 'entente');
  copyCheckout(checkout);
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function stop(): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
  running = undefined;
}

/** Runs a program in the checkout to its end; what it prints. The address is that of the server started. */
async function output(program: string, args: string[], input: string): Promise<string> {
  const ran = new Running(program, args, { cwd: checkout, env: settings() });
  ran.child.stdin?.end(input.replaceAll(ADDRESS, url));
  const { code, out, err } = await ran.ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${out}${err}`);
  return out;
}

async function ask(query: string): Promise<unknown> {
  const answer = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** The value with lists cut off where the page's shown value says "…" in theirs; there must be more of them. */
function shortened(value: unknown, shown: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(shown)) {
    const isCut = shown.at(-1) === '…';
    const kept = isCut && value.length >= shown.length ? value.slice(0, shown.length - 1) : value;
    return [...kept.map((each, index) => shortened(each, shown[index])), ...(isCut ? ['…'] : [])];
  }
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, shortened(each, (shown as Record<string, unknown>)[name])]),
  );
}

const RUN: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  graphql: ask,
  sh: (text) => output('sh', [], text),
  python: (text) => output('python3', ['-'], text),
  r: (text) => output('Rscript', ['-e', text.replaceAll(ADDRESS, url)], ''),
};
const NEEDS: Readonly<Record<string, readonly [found: boolean, what: string]>> = {
  sh: [has('sh', '-c', 'curl --version'), 'a shell with curl'],
  python: [has('python3', '--version'), 'python3'],
  r: [has('Rscript', '-e', 'library(jsonlite)'), 'Rscript with jsonlite (Debian: r-base-core, r-cran-jsonlite)'],
};
for (const language of new Set(commands.map((each) => each.language))) {
  const [found, what] = NEEDS[language] ?? [true, ''];
  if (!found) process.stderr.write(`Left out: the examples of README.md in ${language}, for there is no ${what}.\n`);
}

describe('what README.md shows', () => {
  test('`npm start` starts it', async () => {
    expect(commands[0]?.text).toBe('npm start\n');
    running = new Running('npm', ['start'], { cwd: checkout, env: settings() });
    url = (await running.says(/Entente answers at (\S+?)\/? /))[1] as string;
    expect(await (await fetch(url)).text()).toContain('Entente');
  });

  test('`npm test` is there', () => {
    expect(commands[1]?.text).toBe('npm test\n');
    const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts: object };
    expect(scripts).toHaveProperty('test');
  });

  const examples = commands.slice(2).map((command, index) => [`${index + 1}, ${command.language}`, command] as const);
  test('has examples in every language it speaks of, each with its answer', () => {
    expect(new Set(commands.map(({ language }) => language))).toEqual(new Set(['sh', 'graphql', 'python', 'r']));
    for (const [, command] of examples) expect(shownAfter(command)).toBeDefined();
  });

  for (const [name, command] of examples) {
    const [found] = NEEDS[command.language] ?? [true];
    (found ? test : test.skip)(`example ${name}`, async () => {
      if (command.text.includes('bin/entente.mjs')) await stop();
      const shown = shownAfter(command) as Code;
      const came = await (RUN[command.language] as (text: string) => Promise<unknown>)(command.text);
      if (shown.language === 'text') expect(came).toBe(shown.text);
      else {
        const value: unknown = typeof came === 'string' ? JSON.parse(came) : came;
        const expected: unknown = JSON.parse(shown.text);
        expect(shortened(value, expected)).toEqual(expected);
      }
    });
  }
});

describe('what README.md says', () => {
  const rows = (first: string): (readonly string[])[] =>
    blocks.flatMap((block) => (block.kind === 'table' && block.head[0] === first ? [...block.rows] : []));

  test('of settings is every one there is, with what holds if it is not set', () => {
    const source = readFileSync(new URL('src/server/settings.ts', root), 'utf8');
    const environment = source.slice(source.indexOf('const ENVIRONMENT'), source.indexOf('\n});'));
    const had = environment
      .split(/\n {2}(?=[A-Z])/)
      .slice(1)
      .map((entry) => {
        const name = /^\w+/.exec(entry)?.[0] as string;
        return [name, /\.default\('?([^')]*)'?\)/.exec(entry)?.[1]?.replaceAll('_', '')] as const;
      });
    expect(had.length).toBeGreaterThan(8);
    const named = new Set(rows('setting').map(([name]) => name));
    expect(named).toEqual(new Set(had.map(([name]) => name)));
    expect(named.size).toBe(rows('setting').length);
    for (const [name, otherwise] of had)
      if (otherwise !== undefined)
        expect([name, rows('setting').find(([each]) => each === name)?.[2]]).toEqual([name, otherwise]);
  });

  test('of limits are the limits', () => {
    const { depth, aliases, tokens, cost } = DEFAULT_LIMITS;
    const limits = page.slice(page.indexOf('## Limits')).replaceAll(/\s+/g, ' ');
    expect(limits).toContain(`${DEFAULT_SIZE} rows unless you say`);
    expect(limits).toContain(`at most ${MAX_SIZE};`);
    expect(limits).toContain(`nested ${depth} deep, have ${aliases} aliases and ${tokens} tokens`);
    expect(limits).toContain(`over ${cost} it is refused`);
  });

  test('of folders and pages is there', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path as string);
    const folders = rows('folder').map(([path]) => path as string);
    expect(folders.length).toBeGreaterThan(10);
    for (const path of [...links, ...folders]) expect([path, existsSync(new URL(path, root))]).toEqual([path, true]);
  });
});
