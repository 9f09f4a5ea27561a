// Where things are: the checkout, this package, the cache that outlives a run.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** This package. */
export const bench = join(root, 'bench');
/** Graphs and builds that are made once. */
export const cache = join(
  process.env.ENTENTE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'entente'),
  'bench',
);

export const say = (text) => process.stderr.write(`${text}\n`);
