import { jest } from '@jest/globals';
import { build as buildDist, root as rootPath } from '../../scripts/steps.mjs';
import { pathToFileURL } from 'node:url';

// Processes of a busy machine take their time; a limit only ends what hangs.
jest.setTimeout(180_000);

/** The folder of the checkout, as a URL that ends with a slash. */
export const root: URL = pathToFileURL(rootPath);

/** Builds dist/ where it is out of date; does nothing otherwise. */
export const build = (): void => buildDist();
