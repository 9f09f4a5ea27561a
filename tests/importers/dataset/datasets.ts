// Imports of the mappings that come with the program, from their samples or, where they are, from the real files.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importDataset, type ImportWish } from '../../../src/importers/dataset/run/import.ts';
import type { Report } from '../../../src/importers/dataset/run/report.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { root } from '../../support/checkout.ts';

const folder = fileURLToPath(new URL('datasets', root));

/** The mapping of a data set: its path and text. */
export function mappingOf(name: string): ImportWish['mapping'] {
  const path = join(folder, name, 'mapping.yaml');
  return { path, text: readFileSync(path, 'utf8') };
}

/** The sample files of a data set. */
export const samplesOf = (name: string): string[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.startsWith('sample'))
    .map((file) => join(folder, name, file));

/** Data sets that have no releases: a day of the tests' own. */
const DAYS: Readonly<Record<string, string>> = {
  'wikidata-missions': '2024-05-01',
  ftm: '2024-05-01',
  'sipri-register': '2024-05-01',
};

/** What is wished for where a data set that comes with the program is imported from these files. */
export const wishFor = (name: string, files: readonly string[], more: Partial<ImportWish> = {}): ImportWish => ({
  mapping: mappingOf(name),
  files,
  release: DAYS[name],
  ...more,
});

export const importSample = (store: GraphStore, name: string, more: Partial<ImportWish> = {}): Promise<Report> =>
  importDataset(store, wishFor(name, samplesOf(name), more));

const data = process.env['ENTENTE_TEST_DATA'];

/** The folder with the real files of a data set, where they are on this machine. */
export function realFiles(name: string): string | undefined {
  const path = data === undefined ? undefined : join(data, name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

export const NO_DATA = 'the real files are not here: give their folder in ENTENTE_TEST_DATA';

/** Writes files to a folder of their own, does the work with their paths, and removes them. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (paths: string[], place: string) => Promise<T> | T,
): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'entente-dataset-'));
  try {
    const paths = Object.entries(files).map(([name, content]) => {
      writeFileSync(join(place, name), content);
      return join(place, name);
    });
    return await work(paths, place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
