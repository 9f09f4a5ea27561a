import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EntenteError } from '../../../model/errors.ts';
import type { Cursor } from '../../seed/cursor.ts';
import type { FileRule, Mapping } from '../mapping/mapping.ts';
import { jsonFiles } from './json.ts';
import { type Header, HEADER_WITHIN, headerOf } from './table.ts';

/** A file that was given, and which of the mapping's files it is. */
export interface DataFile {
  readonly path: string;
  readonly rule: FileRule;
  readonly header: Header;
  readonly bytes: number;
}

/** A file that is none of the mapping's, and what was found in it instead, in words. */
interface Stray {
  readonly path: string;
  readonly found?: string;
}

/** The files of a data set, in the order of the mapping and their names, and those of a folder that are none. */
export interface Identified {
  readonly files: DataFile[];
  readonly ignored: string[];
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

/** Of how many files that are none of the data set's it is told what they hold. */
const MOST_TOLD = 5;

/** How well a file fits one of the mapping's. */
interface Fit {
  readonly file: DataFile;
  /** Columns the mapping names that it does not have. */
  readonly missing: readonly string[];
  /** The part, from 0 to 1, of the columns by which the file is told that it has. */
  readonly share: number;
}

/**
 * Tells which of the mapping's files each path is, by its header. Columns that are missing in a file that is otherwise the
 * one meant are noted in the mapping, where they are named. What is none of them is left alone, and listed, as long as the
 * data set is complete without it; else it rejects with BAD_USER_INPUT, and with BAD_DATA for a file that cannot be read.
 */
export async function identify(mapping: Mapping, paths: readonly string[]): Promise<Identified> {
  const named = columnsNamed(mapping);
  const fits: Fit[] = [];
  const strays: Stray[] = [];
  for (const { path, isOwn } of paths.flatMap((each) => filesAt(each, mapping))) {
    const { fit, refused, found } = await fitOf(path, mapping, named);
    if (fit) fits.push(fit);
    else if (refused && isOwn) throw refused;
    else strays.push({ path, found });
  }
  const chosen = fits.filter((fit) => {
    const { rule, path } = fit.file;
    const isOutdone = !rule.several && fits.some((other) => other.file.rule === rule && other.share > fit.share);
    if (isOutdone) strays.push({ path });
    return !isOutdone;
  });
  mustBeComplete(mapping, chosen, strays, named);
  for (const { file, missing } of chosen) {
    const columns = named.get(file.rule.name);
    for (const column of missing)
      for (const at of columns?.get(column) ?? [])
        at.problem(`"${column}" is no column of ${basename(file.path)}. ${nearest(column, file.header.columns)}`);
    for (const column of new Set(file.header.columns.filter((each, index, all) => all.indexOf(each) !== index)))
      for (const at of columns?.get(column) ?? [])
        at.problem(
          `"${column}" stands more than once in the header of ${basename(file.path)}. Give its columns different names.`,
        );
  }
  const files = mapping.files.flatMap((rule) =>
    chosen
      .map(({ file }) => file)
      .filter((file) => file.rule === rule)
      .toSorted((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1)),
  );
  return { files, ignored: strays.map(({ path }) => path).toSorted() };
}

/** The mapping's file a path fits best, having at least half of the columns it is told by; or why it cannot be read, or what it holds. */
async function fitOf(
  path: string,
  mapping: Mapping,
  named: ReturnType<typeof columnsNamed>,
): Promise<{ fit?: Fit; refused?: EntenteError; found?: string }> {
  const fits: Fit[] = [];
  let refused: EntenteError | undefined;
  let first: { readonly rule: FileRule; readonly header: Header | undefined } | undefined;
  for (const rule of mapping.files) {
    if (statSync(path).isDirectory() && rule.format !== 'json') continue;
    try {
      const header = await headerOf(path, rule);
      if (header) fits.push(fitTo(path, rule, header, [...(named.get(rule.name)?.keys() ?? [])]));
      first ??= { rule, header };
    } catch (error) {
      if (!(error instanceof EntenteError)) throw error;
      refused ??= error;
    }
  }
  const columns = (fit: Fit): number => named.get(fit.file.rule.name)?.size ?? 0;
  const fit = fits
    .filter(({ share }) => share >= 0.5)
    .toSorted((a, b) => b.share - a.share || columns(b) - columns(a))[0];
  return {
    fit,
    refused: fits.length === 0 ? refused : undefined,
    found: !fit && first ? contentOf(path, first.rule, first.header) : undefined,
  };
}

/** What a file holds, as read by a rule it does not fit, in words. */
function contentOf(path: string, rule: FileRule, header: Header | undefined): string {
  const { format, headerHas, delimiter } = rule;
  if (bytesOf(path) === 0) return 'is empty';
  if (!header)
    return headerHas.length > 0
      ? `has no line with the cells ${headerHas.join(', ')} among its first ${HEADER_WITHIN}`
      : 'holds no row';
  const [only = ''] = header.columns;
  const isDelimited = format === 'csv' || format === 'tsv';
  const other = [';', ',', '\t', '|'].find((each) => each !== delimiter && only.split(each).length > 2);
  if (isDelimited && header.columns.length === 1 && other)
    return `has one column, "${short(only)}", when it is read with the delimiter ${JSON.stringify(delimiter)}; ${JSON.stringify(other)} may be meant`;
  return `has the columns ${short(listed(header.columns, 8))}`;
}

/** The first of some columns, and whether there are more. */
const listed = (columns: readonly string[], most: number): string =>
  `${columns.slice(0, most).join(', ')}${columns.length > most ? ' ...' : ''}`;

/** As much of a text of a file as fits a message. */
const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)} ...` : text);

function fitTo(path: string, rule: FileRule, header: Header, columns: readonly string[]): Fit {
  const has = new Set(header.columns);
  const lacks = (column: string): boolean => !has.has(column) && !rule.mayLack.has(column);
  const telling = rule.tellBy.length > 0 ? rule.tellBy : columns;
  const told = telling.filter((column) => !lacks(column)).length;
  // Objects of JSON need not have all members.
  const isOpen = rule.format === 'json' || rule.format === 'jsonl';
  return {
    file: { path, rule, header, bytes: bytesOf(path) },
    missing: isOpen ? [] : columns.filter(lacks),
    share: telling.length === 0 ? 1 : told / telling.length,
  };
}

/** A folder stands for the files in it, which need not all be of the data set; where it is a file of the mapping, for itself. */
function filesAt(path: string, mapping: Mapping): { path: string; isOwn: boolean }[] {
  if (!existsSync(path))
    throw new EntenteError(
      'BAD_USER_INPUT',
      `${path} is not there. Give the files of the data set, or the folder they are in.`,
    );
  const isWhole = (): boolean => mapping.files.some(({ format }) => format === 'json') && jsonFiles(path).length > 0;
  if (!statSync(path).isDirectory() || isWhole()) return [{ path, isOwn: true }];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => ({ path: join(path, entry.name), isOwn: false }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const bytesOf = (path: string): number =>
  statSync(path).isDirectory()
    ? jsonFiles(path).reduce((total, each) => total + statSync(each).size, 0)
    : statSync(path).size;

function expected(mapping: Mapping, named: ReadonlyMap<string, ReadonlyMap<string, unknown>>): string {
  return mapping.files
    .map((rule) => {
      const columns = rule.tellBy.length > 0 ? rule.tellBy : [...(named.get(rule.name)?.keys() ?? [])];
      return `Its file "${rule.name}" (${rule.format}) has the columns ${listed(columns, 8)}.`;
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
  return near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : `Its columns are: ${listed(columns, 20)}.`;
}

function mustBeComplete(
  mapping: Mapping,
  fits: readonly Fit[],
  strays: readonly Stray[],
  named: ReturnType<typeof columnsNamed>,
): void {
  for (const rule of mapping.files) {
    const given = fits.filter(({ file }) => file.rule === rule).map(({ file }) => file.path);
    if (given.length === 0 && !rule.optional) {
      const others = strays
        .slice(0, MOST_TOLD)
        .map(({ path, found = 'fits less well than another' }) => ` ${basename(path)} ${found}.`)
        .join('');
      throw new EntenteError(
        'BAD_USER_INPUT',
        `The file "${rule.name}" of ${mapping.name} is not among those given.${others} ${expected(mapping, named)}`,
      );
    }
    if (given.length > 1 && !rule.several)
      throw new EntenteError(
        'BAD_USER_INPUT',
        `${given.join(' and ')} are both the file "${rule.name}" of ${mapping.name}. Give one, or say \`several: true\` in the mapping.`,
      );
  }
  if (fits.length === 0)
    throw new EntenteError('BAD_USER_INPUT', `No file of ${mapping.name} was given. ${expected(mapping, named)}`);
}
