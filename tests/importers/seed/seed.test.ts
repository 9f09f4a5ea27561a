import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { problemText } from '../../../src/importers/problem.ts';
import { checkSeed } from '../../../src/importers/seed/check.ts';
import { problemsOf, readSeed, seedFiles } from '../../../src/importers/seed/read.ts';

describe('the curated graph that is shipped', () => {
  const seed = readSeed(seedFiles(fileURLToPath(new URL('../../../seed/', import.meta.url))));
  const checked = checkSeed(seed);
  const problems = problemsOf(seed).map(problemText);

  it('has no problem', () => {
    // The first few say enough; a broken file may have hundreds.
    expect(problems.slice(0, 20)).toEqual([]);
    expect(problems).toHaveLength(0);
  });

  it('is all there', () => {
    expect(seed.files.length).toBeGreaterThan(50);
    expect(checked.entities.length).toBeGreaterThan(1000);
    expect(checked.claims.length).toBeGreaterThan(5000);
  });
});
