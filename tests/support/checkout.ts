import { jest } from '@jest/globals';
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as buildDist, root as rootPath, run } from '../../scripts/steps.mjs';

// Processes of a busy machine take their time; a limit only ends what hangs.
jest.setTimeout(180_000);

/** The folder of the checkout, as a URL that ends with a slash. */
export const root: URL = pathToFileURL(rootPath);

/** Builds dist/ where it is out of date; does nothing otherwise. */
export const build = (): void => buildDist();

/** Bundles a module of src/ for a process of its own; returns its URL. */
export function bundled(module: string): string {
  build();
  run(process.execPath, ['scripts/bundle.mjs', 'dist/tests', `src/${module}.ts`]);
  return new URL(`dist/tests/${module}.js`, root).href;
}

/**
 * Makes a checkout of its own: what a person has who has cloned it and installed its packages, without git, builds and data.
 * Packages are hard links, so that they take no time, and installing there again would not touch those here.
 */
export function copyCheckout(target: string): void {
  const left = new Set(['.git', 'node_modules', 'dist', 'data', 'tests']);
  cpSync(rootPath, target, {
    recursive: true,
    filter: (path) => !left.has(path.slice(rootPath.length).split(/[\\/]/)[0] ?? ''),
  });
  linkFolder(join(rootPath, 'node_modules'), join(target, 'node_modules'));
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, made] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(old, made);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(old), made);
    else
      try {
        linkSync(old, made);
      } catch {
        // Another file system: a copy does as well.
        copyFileSync(old, made);
      }
  }
}
