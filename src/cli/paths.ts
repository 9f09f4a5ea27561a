import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder of the program, as seen from here. */
export const fromRoot = (name: string): string =>
  relative(process.cwd(), fileURLToPath(new URL(`../../${name}`, import.meta.url))) || '.';

/** The curated graph that comes with the program. */
export const seedFolder = (): string => fromRoot('seed');
