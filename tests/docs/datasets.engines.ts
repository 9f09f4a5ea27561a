// The example of docs/datasets.md, done word for word: its files written, its commands run, their output compared.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readMapping } from '../../src/importers/dataset/mapping/mapping.ts';
import { build, root } from '../support/checkout.ts';
import { entente } from '../support/cli.ts';

const page = readFileSync(new URL('docs/datasets.md', root), 'utf8');
/** The page's blocks: language, name of the file, text. */
const blocks = [...page.matchAll(/^```(\w+) ?(\S*)\n([^]*?)^```$/gm)].map(
  ([, language = '', name = '', text = '']) => ({ language, name, text }),
);
const named = (name: string): string =>
  blocks
    .filter((block) => block.name === name)
    .map(({ text }) => text)
    .join('');
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
const outputs = blocks.filter(({ language }) => language === 'text').map(({ text }) => text);

let place: string;
beforeAll(() => {
  build();
  place = mkdtempSync(join(tmpdir(), 'entente-page-'));
  for (const name of ['treaties.csv', 'mapping.yaml', 'ask.graphql']) writeFileSync(join(place, name), named(name));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const run = async (command: string): Promise<string> => {
  const { code, out, err } = await entente(command.split(' ').slice(1), {
    cwd: place,
    env: { ENTENTE_DATA: join(place, 'data') },
  });
  expect([command, code, code === 0 ? '' : err]).toEqual([command, 0, '']);
  return out;
};
/** Without what differs from run to run: how long it took, and the snapshot. */
const plain = (text: string): string => text.replaceAll(/read in .*/g, 'read').replaceAll(/ *snapshot:.*\n/g, '');

describe('the example of the page', () => {
  test('does what the page says', async () => {
    const [seed = '', tried = '', reviewed = '', again = '', asked = '', ...more] = commands;
    expect([seed, more]).toEqual(['entente seed', []]);
    await run(seed);
    expect(plain(await run(tried))).toBe(plain(outputs[0] ?? ''));
    await run(reviewed);
    const review = readFileSync(join(place, 'review.yaml'), 'utf8');
    expect(parse(review)).toEqual(parse(named('review.yaml')));
    const [, answer = ''] = /here `(use: \S+)`/.exec(page) ?? [];
    writeFileSync(join(place, 'review.yaml'), review.replace(/use:\s*$/, `${answer}\n`));
    const second = await run(again);
    for (const line of (outputs[1] ?? '').trimEnd().split('\n')) expect(second).toContain(`${line}\n`);
    const json = blocks.find(({ language }) => language === 'json')?.text ?? '';
    const answered = JSON.parse(await run(asked)) as { data?: unknown };
    expect(answered.data ?? answered).toEqual(JSON.parse(json));
  });

  test('its other pieces are read without a mistake', () => {
    const pieces = blocks.filter(({ language, name }) => language === 'yaml' && name === '').map(({ text }) => text);
    expect(pieces).toHaveLength(9);
    for (const piece of pieces) expect(() => parse(piece)).not.toThrow();
    expect(readMapping('mapping.yaml', named('mapping.yaml')).problems()).toEqual([]);
  });

  test('names every field there is', () => {
    const told = readMapping(
      'm',
      'x: 1\nfiles: { a: { x: 1 } }\nrecords: [{ from: a, x: 1, let: { v: { x: 1 } }, dates: { d: { x: 1 } }, entities: { e: { kind: COUNTRY, x: 1, create: { x: 1 } } }, facts: [{ x: 1, type: EXISTENCE }] }]\n',
    );
    const fields = told
      .problems()
      .flatMap(({ message }) => /^"x" is not known here. Known are: (.*)\.$/.exec(message)?.[1]?.split(', ') ?? []);
    expect(fields.length).toBeGreaterThan(60);
    expect(fields.filter((field) => !page.includes(`\`${field}\``) && !page.includes(`\`${field}:`))).toEqual([]);
  });
});
