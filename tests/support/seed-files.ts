import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type CheckedSeed, checkSeed } from '../../src/importers/seed/check.ts';
import { problemsOf, readSeed, type Seed, seedFiles } from '../../src/importers/seed/read.ts';

/** What the file under test may refer to: sources, entities of most kinds, each described. */
export const OTHER = `title: What the other file speaks of
sources:
  source:t: { kind: PRIMARY, title: A treaty, publisher: UN, publishedOn: 1949-04-04 }
  source:n: { kind: REPORT, title: A report, publisher: A paper, publishedOn: 2020-12-07 }
entities:
  country:aaa: { kind: COUNTRY, name: A }
  country:bbb: { kind: COUNTRY, name: B }
  org:x: { kind: ORGANIZATION, name: X, category: IGO }
  org:y: { kind: ORGANIZATION, name: Y, category: COMPANY }
  agreement:k: { kind: AGREEMENT, name: K, agreementKind: ARMS_CONTRACT }
  item:i: { kind: ITEM, name: I }
  person:p: { kind: PERSON, name: P }
`;

/** What reading and checking made of files, and every problem as `file:line:column  message`. */
export interface Checked {
  readonly seed: Seed;
  readonly checked: CheckedSeed;
  readonly problems: readonly string[];
}

/** Reads and checks files that are written to a folder of their own and removed again. */
export function checkFiles(files: Readonly<Record<string, string>>): Checked {
  const folder = mkdtempSync(join(tmpdir(), 'entente-seed-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const seed = readSeed(seedFiles(folder));
    const checked = checkSeed(seed);
    const problems = problemsOf(seed).map(
      ({ file, line, column, message }) => `${basename(file)}:${line}:${column}  ${message}`,
    );
    return { seed, checked, problems };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checks one file beside OTHER. */
export const checkFile = (text: string): Checked => checkFiles({ 'other.yaml': OTHER, 'x.yaml': text });

/** A file in which `¦` marks where its problem stands: the file without the mark, and the place as `x.yaml:line:column`. */
export function marked(text: string): { text: string; place: string } {
  const before = text.slice(0, text.indexOf('¦')).split('\n');
  return { text: text.replace('¦', ''), place: `x.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}` };
}
