// What every command says of itself, and what it says and how it ends when it is used wrongly.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/checkout.ts';
import { entente } from '../support/cli.ts';

let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'entente-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commandsOf = (help: string): string[] =>
  [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+(?:-[a-z]+)*)\b/gm)]
    .map(([, name]) => name as string)
    .filter((name) => name !== 'help');

/** What must stand in nothing a person reads. */
const INSIDE = /\bat \S+ \(|node_modules|\.(js|ts):\d+:\d+|Error:|Warning/;

describe('help', () => {
  test('lists the commands; each has a help of its own, with an example of itself', async () => {
    const { code, out } = await entente(['--help']);
    expect(code).toBe(0);
    const commands = commandsOf(out);
    expect(commands).toEqual(expect.arrayContaining(['serve', 'seed', 'check', 'query']));
    const helps = await Promise.all(commands.map(async (name) => ({ name, ...(await entente([name, '--help'])) })));
    for (const help of helps) {
      expect(help.code).toBe(0);
      const example = /\nExamples?:\n((?: {2}.*\n)+)/.exec(help.out)?.[1] ?? '';
      expect([help.name, example]).toEqual([help.name, expect.stringContaining(`entente ${help.name}`)]);
    }
  });

  test('without a command, or with one there is not, it says what there is and does not end well', async () => {
    for (const args of [[], ['serv'], ['check', '--no-such-option']]) {
      const { code, err } = await entente(args);
      expect(code).not.toBe(0);
      expect(err).toMatch(/entente|unknown option '--no-such-option'/);
      expect(err).not.toMatch(INSIDE);
    }
    expect((await entente(['serv'])).err).toMatch(/serve/);
  });
});

describe('check', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const GOOD = 'title: One state\nentities:\n  country:aaa: { kind: COUNTRY, name: Aaa }\n';

  test('a good file is counted and ends with 0', async () => {
    const { code, out } = await entente(['check', write('good.yaml', GOOD)]);
    expect([code, out]).toEqual([0, '1 files, 0 sources, 1 entities, 0 claims: no problems\n']);
  });

  test('every problem is told as file:line:column, and it ends with 1', async () => {
    // Line 4 has another kind than the key; line 7 a type there is not.
    const bad = write(
      'bad.yaml',
      `${GOOD}  org:b: { kind: PERSON, name: B }\nfacts:\n  - subject: country:aaa\n    type: LOVES\n    claims: []\n`,
    );
    const { code, out } = await entente(['check', bad]);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/bad\.yaml:4:\d+ {2}.*ORGANIZATION.*PERSON/);
    expect(lines[1]).toMatch(/bad\.yaml:7:\d+ {2}.*LOVES/);
    expect(lines.at(-1)).toMatch(/: 2 problems$/);
    expect(lines).toHaveLength(3);
  });

  test('the problems come as JSON where that is asked', async () => {
    const bad = write('worse.yaml', 'title: [\n');
    const { code, out } = await entente(['check', '--json', bad]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      problems: [
        expect.objectContaining({
          file: expect.stringContaining('worse.yaml') as unknown,
          line: expect.any(Number) as unknown,
          column: expect.any(Number) as unknown,
          message: expect.any(String) as unknown,
        }),
      ],
      lists: [],
    });
  });

  test('a path that is not there, or holds nothing to check, ends with 2 and says what to give', async () => {
    for (const path of [join(folder, 'nowhere'), mkdtempSync(join(folder, 'empty-'))]) {
      const { code, err } = await entente(['check', path]);
      expect(code).toBe(2);
      expect(err).toContain(path);
      expect(err).toMatch(/such as seed\//);
      expect(err).not.toMatch(INSIDE);
    }
  });

  test('the shipped seed has no problems', async () => {
    const { code, out } = await entente(['check', 'seed/']);
    expect(out).toMatch(/no problems\n$/);
    expect(code).toBe(0);
  });
});

describe('query', () => {
  const env = () => ({ ENTENTE_DATA: join(folder, 'data') });
  const operation = '{ snapshot { facts entities claims } }';
  const nothing = { facts: 0, entities: 0, claims: 0 };

  test('an operation from a file and from standard input is answered alike, as JSON', async () => {
    const path = join(folder, 'q.graphql');
    writeFileSync(path, operation);
    const [file, input] = [
      await entente(['query', path], { env: env() }),
      await entente(['query', '-'], { env: env(), input: operation }),
    ];
    expect([file.code, input.code]).toEqual([0, 0]);
    expect(JSON.parse(file.out)).toMatchObject({ data: { snapshot: nothing } });
    expect(input.out).toBe(file.out);
    expect(file.err).toBe('');
  });

  test('variables and the name of the operation are passed on', async () => {
    const input = 'query A { snapshot { facts } } query B($id: ID!) { node(id: $id) { id } }';
    const { code, out } = await entente(['query', '-', '--operation', 'B', '--variables', '{"id": "country:tur"}'], {
      env: env(),
      input,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ data: { node: null } });
  });

  test('an answer with errors is printed and ends with 1', async () => {
    const { code, out } = await entente(['query', '-'], {
      env: env(),
      input: '{ facts(first: 0) { totalCount } nothing }',
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  test.each([
    ['a file that is not there', ['query', 'no-such.graphql'], /no-such\.graphql/],
    ['variables that are no JSON', ['query', '-', '--variables', '{id: 1}'], /--variables/],
    ['variables that are no object', ['query', '-', '--variables', '[1]'], /--variables/],
  ])('%s ends with 2 and says what to do', async (_, args, named) => {
    const { code, err } = await entente(args, { env: env(), input: operation });
    expect(code).toBe(2);
    expect(err).toMatch(named);
    expect(err).toMatch(/Give/);
    expect(err).not.toMatch(INSIDE);
  });
});
