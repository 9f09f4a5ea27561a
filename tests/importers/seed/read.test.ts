import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EntenteError } from '../../../src/model/errors.ts';
import { seedFiles } from '../../../src/importers/seed/read.ts';
import { checkFile, checkFiles } from '../../support/seed-files.ts';

/** The one problem of a file, which the text must have. */
function problem(text: string): string {
  const { problems } = checkFile(text);
  expect(problems).toHaveLength(1);
  return problems[0] as string;
}

describe('a file', () => {
  it('that is right has no problem, and gives sources, entities and claims', () => {
    const { problems, seed, checked } = checkFile(`title: NATO
notes: |
  Nothing is in doubt.
sources:
  source:nato: { kind: PRIMARY, title: Treaty, publisher: UN, publishedOn: 1949-04-04 }
entities:
  org:nato: { kind: ORGANIZATION, name: NATO }
tables:
  - type: MEMBER_OF
    object: org:nato
    source: source:nato
    checked: unchecked
    rows: |
      subject      from        to
      country:aaa  1949-08-24  ..
facts:
  - { subject: org:nato, type: EXISTENCE, checked: cow, claims: [{ source: source:nato, from: 1949-08-24, to: .. }] }
`);
    expect(problems).toEqual([]);
    expect(seed.files.map(({ path }) => path.split('/').at(-1))).toEqual(['other.yaml', 'x.yaml']);
    expect(checked.sources).toHaveLength(3);
    expect(checked.entities.map(({ key }) => key)).toContain('org:nato');
    expect(checked.claims.map(({ type, subject }) => `${type} ${subject}`).toSorted()).toEqual([
      'EXISTENCE org:nato',
      'MEMBER_OF country:aaa',
    ]);
  });

  it.each([
    ['no title', 'notes: x\n', 'x.yaml:1:1  A file needs a `title`.'],
    ['nothing in it', '', 'x.yaml:1:1  A file needs a `title`.'],
    ['an empty title', 'title:\n', 'x.yaml:1:1  A file needs a `title`.'],
    [
      'a part that is not known',
      'title: x\nfact:\n',
      'x.yaml:2:1  "fact" is not known here. Known are: title, notes, sources',
    ],
    ['no YAML', 'title: x\ntitle: y\n', 'x.yaml:2:1  This is no YAML'],
    ['sources that are a text', 'title: x\nsources: none\n', 'x.yaml:2:10  A map (name: value) is expected here.'],
    [
      'entities that are a list',
      'title: x\nentities:\n  - country:aaa\n',
      'x.yaml:3:3  A map (name: value) is expected here.',
    ],
    [
      'a table of nothing',
      'title: x\ntables:\n  - rows: |\n      a\n',
      'x.yaml:3:5  A table needs `type` (facts), `kind` (entities) or `codes`',
    ],
    [
      'a table of no type',
      'title: x\ntables:\n  - type: LIKES\n    rows: |\n      subject\n',
      'x.yaml:3:11  "LIKES" is no type of fact. See schema/registry/facts.',
    ],
    [
      'a table of no kind',
      'title: x\ntables:\n  - kind: STATE\n    rows: |\n      key\n',
      'x.yaml:3:11  "STATE" is no kind of entity. Kinds are: COUNTRY, ORGANIZATION',
    ],
    [
      'a table of a derived type',
      'title: x\ntables:\n  - type: ALLY_OF\n    rows: |\n      subject\n',
      'x.yaml:3:11  "ALLY_OF" is no type of fact',
    ],
  ])('with a mistake: %s', (_, text, told) => {
    expect(problem(text)).toContain(told);
  });

  it('that is no YAML keeps no other from being read', () => {
    const { problems, seed } = checkFiles({ 'a.yaml': 'title: [x\n', 'b.yaml': 'titel: x\n' });
    expect(problems.map((each) => each.split(' ')[0])).toEqual(['a.yaml:2:1', 'b.yaml:1:1', 'b.yaml:1:1']);
    expect(seed.files).toHaveLength(2);
  });
});

describe('the problems of all files', () => {
  it('are in the order of files, lines and columns', () => {
    const { problems } = checkFiles({
      'b.yaml': 'title: x\nfoo: 1\nbar: 2\n',
      'a.yaml': 'title: x\nentities:\n  x: { kind: ITEM, name: I, latitude: far, longitude: far }\n',
    });
    expect(problems.map((each) => each.split(' ')[0])).toEqual([
      'a.yaml:3:3',
      'a.yaml:3:39',
      'a.yaml:3:55',
      'b.yaml:2:1',
      'b.yaml:3:1',
    ]);
  });
});

describe('the files of a folder', () => {
  it('are all YAML files in it and below, in the order of their paths', () => {
    const folder = mkdtempSync(join(tmpdir(), 'entente-seed-'));
    try {
      mkdirSync(join(folder, 'b'));
      for (const name of ['c.yaml', 'a.yml', 'b/x.yaml', 'notes.md', 'd.yaml.bak'])
        writeFileSync(join(folder, name), '');
      expect(seedFiles(folder).map((path) => path.slice(folder.length + 1))).toEqual(['a.yml', 'b/x.yaml', 'c.yaml']);
      expect(seedFiles(join(folder, 'notes.md'))).toEqual([join(folder, 'notes.md')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['that is not there', 'no-such-folder', 'no-such-folder is no folder or file that can be read. Give the folder'],
    ['without one', '.github', ''],
  ])('%s is an error that says what to give', (_, name, told) => {
    const folder = mkdtempSync(join(tmpdir(), 'entente-seed-'));
    try {
      let thrown: unknown;
      try {
        seedFiles(told === '' ? folder : join(folder, name));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(EntenteError);
      expect((thrown as EntenteError).code).toBe('BAD_DATA');
      expect((thrown as EntenteError).message).toContain(told === '' ? 'holds no .yaml file. Give the folder' : told);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
