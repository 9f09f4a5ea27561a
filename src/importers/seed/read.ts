import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { DatedCode, EntityPart } from '../../model/entity.ts';
import { EntenteError } from '../../model/errors.ts';
import { ENTITY_KINDS, isRecordedType } from '../../model/registry.ts';
import type { Source } from '../../model/source.ts';
import { inOrder, type Problem } from '../problem.ts';
import { readClaims, readFactRow, FACT_COLUMNS, FACT_FIELDS, type SeedClaim } from './claims.ts';
import { type Cursor, YamlFile } from './cursor.ts';
import { CODE_COLUMNS, ENTITY_COLUMNS, readCodeRow, readEntity, readEntityRow } from './entities.ts';
import { type LeftOut, readLeftOut } from './left-out.ts';
import type { Placed } from './place.ts';
import { readSource } from './sources.ts';
import { readTable } from './table.ts';

/** The curated graph as its files have it. */
export interface Seed {
  readonly files: readonly YamlFile[];
  readonly sources: readonly Placed<Source>[];
  /** What single places say of an entity; one entity may have several. */
  readonly entities: readonly (Placed<Partial<EntityPart>> & { readonly key: string; readonly kind?: string })[];
  readonly codes: readonly (Placed<DatedCode> & { readonly entity: string })[];
  readonly claims: readonly SeedClaim[];
  /** What data sets have and the files leave out. */
  readonly leftOut: readonly LeftOut[];
}

const TOP = new Set(['title', 'notes', 'sources', 'entities', 'tables', 'facts', 'leftOut']);

/** All YAML files under a folder, in the order of their paths. */
export function seedFiles(folder: string): string[] {
  const root = resolve(folder);
  let found: string[];
  try {
    found = statSync(root).isDirectory()
      ? readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
      : [root];
  } catch {
    throw new EntenteError(
      'BAD_DATA',
      `${folder} is no folder or file that can be read. Give the folder the curated graph is in, such as seed/.`,
    );
  }
  if (found.length === 0)
    throw new EntenteError(
      'BAD_DATA',
      `${folder} holds no .yaml file. Give the folder the curated graph is in, such as seed/.`,
    );
  return found.toSorted();
}

/** Reads every file. Mistakes of form are noted in the files; what spans files is for `checkSeed`. */
export function readSeed(paths: readonly string[]): Seed {
  const files = paths.map((path) => new YamlFile(relative(process.cwd(), path), readFileSync(path, 'utf8')));
  const seed = { files, sources: [], entities: [], codes: [], claims: [], leftOut: [] } as {
    files: YamlFile[];
    sources: Placed<Source>[];
    entities: (Placed<Partial<EntityPart>> & { key: string; kind?: string })[];
    codes: (Placed<DatedCode> & { entity: string })[];
    claims: SeedClaim[];
    leftOut: LeftOut[];
  };
  for (const file of files) {
    if (file.problems.length > 0) continue;
    const { root } = file;
    root.entries(TOP);
    if (root.get('title').string() === undefined) root.problem('A file needs a `title`.');
    for (const [key, value, at] of root.get('sources').entries()) {
      const source = readSource(key, value, at);
      if (source) seed.sources.push({ value: source, at });
    }
    for (const [key, value, at] of root.get('entities').entries()) {
      const { part, codes, kind } = readEntity(value);
      seed.entities.push({ key, kind, value: part, at });
      for (const code of codes) seed.codes.push({ entity: key, value: code, at });
    }
    for (const table of root.get('tables').list()) readAnyTable(table, seed);
    for (const fact of root.get('facts').list()) {
      fact.entries(FACT_FIELDS);
      seed.claims.push(...readClaims(fact));
    }
    for (const table of root.get('leftOut').list()) seed.leftOut.push(...readLeftOut(table));
  }
  return seed;
}

function readAnyTable(
  table: Cursor,
  seed: { entities: Seed['entities'][number][]; codes: Seed['codes'][number][]; claims: SeedClaim[] },
): void {
  const [type, kind, codes] = [table.get('type').string(), table.get('kind').string(), table.get('codes').string()];
  if (type !== undefined) {
    if (!isRecordedType(type))
      return table.get('type').problem(`"${type}" is no type of fact. See schema/registry/facts.`);
    for (const row of readTable(table, FACT_COLUMNS(type))) seed.claims.push(...readFactRow(type, row, table));
  } else if (kind !== undefined) {
    if (!(ENTITY_KINDS as readonly string[]).includes(kind))
      return table.get('kind').problem(`"${kind}" is no kind of entity. Kinds are: ${ENTITY_KINDS.join(', ')}.`);
    for (const row of readTable(table, ENTITY_COLUMNS)) {
      const entity = readEntityRow(row, table);
      if (!entity) continue;
      seed.entities.push({ key: entity.key, kind, value: entity.part, at: entity.at });
      for (const code of entity.codes) seed.codes.push({ entity: entity.key, value: code, at: entity.at });
    }
  } else if (codes !== undefined) {
    for (const row of readTable(table, CODE_COLUMNS)) {
      const code = readCodeRow(codes, row, table);
      if (code) seed.codes.push(code);
    }
  } else table.problem('A table needs `type` (facts), `kind` (entities) or `codes` (codes of a scheme).');
}

/** Problems of all files, in order. */
export function problemsOf(seed: Seed): Problem[] {
  return inOrder(seed.files.flatMap((file) => file.problems));
}
