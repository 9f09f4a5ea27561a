// What a page of documentation shows: its tables and code blocks, in the order they stand.
import { readFileSync } from 'node:fs';
import { root } from './checkout.ts';

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly heading: string;
}
export interface Code {
  readonly kind: 'code';
  readonly language: string;
  readonly text: string;
  readonly heading: string;
}

/** The page's tables and fenced blocks. `heading` is the one they stand under. A cell loses the quotes of code around it. */
export function blocksOf(path: string): (Table | Code)[] {
  const found: (Table | Code)[] = [];
  const lines = readFileSync(new URL(path, root), 'utf8').split(/\r?\n/);
  let heading = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const fence = /^```(\S*)/.exec(line);
    if (fence) {
      const end = lines.indexOf('```', at + 1);
      found.push({
        kind: 'code',
        language: fence[1] ?? '',
        text: `${lines.slice(at + 1, end).join('\n')}\n`,
        heading,
      });
      at = end;
    } else if (line.startsWith('|')) {
      const start = at;
      while (lines[at + 1]?.startsWith('|')) at++;
      const [head = [], , ...rows] = lines.slice(start, at + 1).map(cellsOf);
      found.push({ kind: 'table', head, rows, heading });
    } else if (line.startsWith('#')) heading = line.replace(/^#+ /, '').replaceAll('`', '');
  }
  return found;
}

const cellsOf = (line: string): string[] =>
  line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
