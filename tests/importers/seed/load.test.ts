import { describe, expect, it } from '@jest/globals';
import { YamlFile } from '../../../src/importers/seed/cursor.ts';
import { seedHash } from '../../../src/importers/seed/load.ts';

const hash = (...files: [path: string, text: string][]): string =>
  seedHash({ files: files.map(([path, text]) => new YamlFile(path, text)) });

describe('the hash of the curated files', () => {
  const nato: [string, string] = ['seed/organizations/nato.yaml', 'title: NATO\n'];
  const un: [string, string] = ['seed/organizations/un.yaml', 'title: UN\n'];

  it('is the same wherever the folder lies, on either sort of system', () => {
    expect(hash(['/opt/entente/seed/organizations/nato.yaml', nato[1]])).toBe(hash(nato));
    expect(hash(['C:\\entente\\seed\\organizations\\nato.yaml', nato[1]])).toBe(hash(nato));
  });

  it('differs by a letter, a name, a file more or less', () => {
    const made = [
      hash(nato),
      hash([nato[0], 'title: Nato\n']),
      hash(['seed/organizations/otan.yaml', nato[1]]),
      hash(nato, un),
      hash(un),
      hash(),
    ];
    expect(new Set(made).size).toBe(made.length);
    for (const each of made) expect(each).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not mistake the end of one file for the beginning of the next', () => {
    expect(hash(['a/b/c.yaml', 'title: x\n'], ['a/b/d.yaml', ''])).not.toBe(
      hash(['a/b/c.yaml', 'title: x\na/b/d.yaml\n\n']),
    );
  });
});
