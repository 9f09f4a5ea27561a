import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_ROW, unreadable } from './limits.ts';

/** A row read from JSON: columns are paths such as `properties.name`; lists of plain values stay lists. */
export interface JsonRow {
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  readonly line: number;
  readonly broken?: string;
}

/** The rows of a JSON Lines text: one object a line. */
export async function* jsonLines(pieces: AsyncIterable<string>, name: string): AsyncGenerator<JsonRow[]> {
  let text = '';
  let line = 1;
  const take = (last: boolean): JsonRow[] => {
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = last ? '' : (lines.pop() ?? '');
    if (text.length > LONGEST_ROW)
      throw unreadable(name, line + lines.length, 1, `This line is longer than ${LONGEST_ROW} characters.`);
    return lines.flatMap((each) => {
      const row = each.trim() === '' ? [] : [rowOf(each, line)];
      line++;
      return row;
    });
  };
  for await (const piece of pieces) {
    text += piece;
    const rows = take(false);
    if (rows.length > 0) yield rows;
  }
  if (text !== '') yield take(true);
}

function rowOf(text: string, line: number): JsonRow {
  try {
    const value: unknown = parsed(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { values: flat(value), line };
    return { values: new Map(), line, broken: 'This line is no JSON object.' };
  } catch (error) {
    return { values: new Map(), line, broken: `This line is no JSON: ${(error as Error).message}` };
  }
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON text, numbers of more digits than a number keeps as the texts they are: two identifiers must not become one. */
function parsed(text: string): unknown {
  if (!/\d{16}|\d\.\d{13}/.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replaceAll(STRING_OR_NUMBER, (each) =>
      each.startsWith('"') || each.replaceAll(/[eE].*$|\D/g, '').length <= 15 ? each : `"${each}"`,
    ),
  );
}

/** The files of a folder that hold JSON, in the order of their names; a file is itself. */
export function jsonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.json$/i.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

/** The rows of a JSON file: its object, or the objects of its list. A whole file is held in memory, so its size is bounded. */
export function jsonFile(path: string, name: string): JsonRow[] {
  const { size } = statSync(path);
  if (size > 64 * 1024 * 1024)
    throw unreadable(name, 1, 1, `A JSON file of ${size} bytes is too large to read at once. Give it as JSON Lines.`);
  try {
    const value: unknown = parsed(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    const list = Array.isArray(value) ? value : [value];
    return list.map((each: unknown, index) =>
      typeof each === 'object' && each !== null
        ? { values: flat(each), line: index + 1 }
        : { values: new Map(), line: index + 1, broken: `Element ${index + 1} is no JSON object.` },
    );
  } catch (error) {
    return [{ values: new Map(), line: 1, broken: `This file is no JSON: ${(error as Error).message}` }];
  }
}

/** Members of members by path; null and empty members are left out. */
function flat(value: object, prefix = '', into = new Map<string, string | readonly string[]>()): typeof into {
  for (const [name, each] of Object.entries(value)) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    if (each === null || each === undefined) continue;
    if (Array.isArray(each)) {
      const list = each
        .filter((item) => item !== null)
        .map((item: unknown) => (typeof item === 'string' ? item : JSON.stringify(item)));
      if (list.length > 0) into.set(path, list);
    } else if (typeof each === 'object') flat(each as object, path, into);
    else into.set(path, String(each));
  }
  return into;
}
