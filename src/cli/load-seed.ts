import type { Recorded } from '../domain/record/ledger.ts';
import { checkSeed } from '../importers/seed/check.ts';
import { isLoaded, loadSeed, seedHash } from '../importers/seed/load.ts';
import { problemText } from '../importers/problem.ts';
import { problemsOf, readSeed, seedFiles } from '../importers/seed/read.ts';
import { EntenteError } from '../model/errors.ts';
import type { GraphStore } from '../store/port.ts';
import { progressBar } from './progress.ts';

/** Loads the curated files into a store, with progress; undefined where it holds them already. Refuses files with problems. */
export async function loadCurated(store: GraphStore, folder: string): Promise<Recorded | undefined> {
  const seed = readSeed(seedFiles(folder));
  const hash = seedHash(seed);
  if (await isLoaded(store, hash)) return undefined;
  const checked = checkSeed(seed);
  const problems = problemsOf(seed);
  if (problems.length > 0) {
    const shown = problems.slice(0, 10).map(problemText).join('\n');
    throw new EntenteError(
      'BAD_DATA',
      `${problems.length} problems in ${folder}; nothing was loaded. \`entente check ${folder}\` lists all.\n${shown}`,
    );
  }
  const bar = progressBar('Loading the curated graph');
  try {
    return await loadSeed(store, checked, hash, bar.update);
  } finally {
    bar.stop();
  }
}
