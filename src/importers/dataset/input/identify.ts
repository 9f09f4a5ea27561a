import { existsSync, statSync } from 'node:fs';
import { EntenteError } from '../../../model/errors.ts';
import type { Cursor } from '../../seed/cursor.ts';
import type { FileRule, Mapping } from '../mapping/mapping.ts';
import { type Header, headerOf } from './table.ts';
import { jsonFiles } from './json.ts';
import { basename, join } from 'node:path';
import { readdirSync } from 'node:fs';

/** A file that was given, and which of the mapping's files it is. */
export interface DataFile {
  readonly path: string;
  readonly rule: FileRule;
  readonly header: Header;
  readonly bytes: number;
}

/** Columns the mapping names of each of its files, and where. */
export function columnsNamed(mapping: Mapping): Map<string, Map<string, Cursor[]>> {
  const named = new Map(mapping.files.map((file) => [file.name, new Map<string, Cursor[]>()]));
  const note = (file: string, column: string, at: readonly Cursor[]): void => {
    const columns = named.get(file);
    columns?.set(column, [...(columns.get(column) ?? []), ...at]);
  };
  for (const record of mapping.records) {
    for (const [column, at] of record.scope.columns) note(record.file, column, at);
    for (const { file, by, at } of record.joins) {
      note(file, by, [at.get('by')]);
      for (const column of at.get('columns').list()) note(file, column.string() ?? '', [column]);
    }
  }
  return named;
}

/**
 * Tells which of the mapping's files each path is, by its header. Columns that are missing in a file that is otherwise the
 * one meant are noted in the mapping, where they are named. Rejects with BAD_USER_INPUT for a path that is none of them.
 */
export async function identify(mapping: Mapping, paths: readonly string[]): Promise<DataFile[]> {
  const named = columnsNamed(mapping);
  const found: DataFile[] = [];
  for (const path of paths.flatMap(filesAt)) {
    const fits: { file: DataFile; missing: string[]; share: number }[] = [];
    const refused: string[] = [];
    for (const rule of mapping.files) {
      if (statSync(path).isDirectory() && rule.format !== 'json') continue;
      let header: Header | undefined;
      try {
        header = await headerOf(path, rule);
      } catch (error) {
        if (!(error instanceof EntenteError)) throw error;
        refused.push(error.message);
        continue;
      }
      if (!header) continue;
      const isOpen = rule.format === 'json' || rule.format === 'jsonl';
      const columns = [...(named.get(rule.name)?.keys() ?? [])];
      const telling = rule.tellBy.length > 0 ? rule.tellBy : columns;
      const has = new Set(header.columns);
      const missing = isOpen && rule.tellBy.length === 0 ? [] : columns.filter((column) => !has.has(column) && !rule.mayLack.has(column) && !isOpen);
      const told = telling.filter((column) => has.has(column) || rule.mayLack.has(column)).length / Math.max(telling.length, 1);
      fits.push({ file: { path, rule, header, bytes: bytesOf(path) }, missing, share: told });
    }
    const best = fits.toSorted((a, b) => b.share - a.share || b.missing.length - a.missing.length)[0];
    const rivals = fits.filter(({ share }) => share === best?.share);
    if (!best || best.share < 0.5)
      throw refused.length > 0 && fits.length === 0
        ? new EntenteError('BAD_DATA', refused[0] as string)
        : new EntenteError(
            'BAD_USER_INPUT',
            `${path} is none of the files of ${mapping.name}, as its header tells. ${expected(mapping, named)}`,
          );
    const chosen = rivals.toSorted((a, b) => (named.get(b.file.rule.name)?.size ?? 0) - (named.get(a.file.rule.name)?.size ?? 0))[0] as typeof best;
    for (const column of chosen.missing)
      for (const at of named.get(chosen.file.rule.name)?.get(column) ?? [])
        at.problem(`"${column}" is no column of ${basename(path)}. ${nearest(column, chosen.file.header.columns)}`);
    found.push(chosen.file);
  }
  mustBeComplete(mapping, found);
  return mapping.files.flatMap((rule) =>
    found.filter((file) => file.rule === rule).toSorted((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1)),
  );
}

/** A folder stands for the files in it; one of JSON files for itself. */
function filesAt(path: string): string[] {
  if (!existsSync(path))
    throw new EntenteError('BAD_USER_INPUT', `${path} is not there. Give the files of the data set, or the folder they are in.`);
  if (!statSync(path).isDirectory()) return [path];
  if (jsonFiles(path).length > 0) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(path, entry.name))
    .toSorted();
}

const bytesOf = (path: string): number =>
  statSync(path).isDirectory() ? jsonFiles(path).reduce((total, each) => total + statSync(each).size, 0) : statSync(path).size;

function expected(mapping: Mapping, named: ReadonlyMap<string, ReadonlyMap<string, unknown>>): string {
  return mapping.files
    .map((rule) => {
      const columns = rule.tellBy.length > 0 ? rule.tellBy : [...(named.get(rule.name)?.keys() ?? [])];
      return `Its file "${rule.name}" (${rule.format}) has the columns ${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ' ...' : ''}.`;
    })
    .join(' ');
}

/** The column that is written most like another. */
function nearest(column: string, columns: readonly string[]): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const near = columns.filter((each) => {
    const [a, b] = [plain(each), plain(column)];
    return a === b || (b.length > 2 && (a.includes(b) || b.includes(a)) && a !== '');
  });
  return near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : `Its columns are: ${columns.slice(0, 20).join(', ')}${columns.length > 20 ? ' ...' : ''}.`;
}

function mustBeComplete(mapping: Mapping, found: readonly DataFile[]): void {
  for (const rule of mapping.files) {
    const given = found.filter((file) => file.rule === rule);
    if (given.length === 0 && !rule.optional)
      throw new EntenteError('BAD_USER_INPUT', `The file "${rule.name}" of ${mapping.name} is not among those given. It is told by its header.`);
    if (given.length > 1 && !rule.several)
      throw new EntenteError(
        'BAD_USER_INPUT',
        `${given.map(({ path }) => path).join(' and ')} are both the file "${rule.name}" of ${mapping.name}. Give one, or say \`several: true\` in the mapping.`,
      );
  }
}
