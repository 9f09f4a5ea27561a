import { LONGEST_ROW, unreadable } from './limits.ts';
import { advance } from './text.ts';

/** One row of a table: its cells, and where they stand. */
export interface RawRow {
  readonly cells: readonly (string | readonly string[])[];
  /** Line of the file on which it begins, from 1; of a workbook, the sheet's row. */
  readonly line: number;
  /** Line and column, from 1, of a cell. */
  readonly placeOf: (cell: number) => { line: number; column: number };
  /** Why the row cannot be taken as it stands. */
  readonly broken?: string;
}

export interface Delimiting {
  /** One character. */
  readonly delimiter: string;
  /** Cells may stand in double quotes. */
  readonly quotes: boolean;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * Takes the rows of a delimited text apart, as pieces of it come; empty lines are left out. Lines may end in LF, CR LF or CR.
 * Written here because a row that is refused must be told with line and column, and a quote that is never closed must not
 * be gathered without bound: rejects with BAD_DATA where a row is longer than LONGEST_ROW, with the quote's place.
 */
export async function* rowsOf(
  pieces: AsyncIterable<string>,
  name: string,
  { delimiter, quotes }: Delimiting,
): AsyncGenerator<RawRow[]> {
  const separator = delimiter.charCodeAt(0);
  let text = '';
  let line = 1;
  const take = (last: boolean): RawRow[] => {
    const rows: RawRow[] = [];
    let start = 0;
    for (;;) {
      const row = readRow(text, start, separator, quotes, last);
      if (row === undefined) break;
      if ('open' in row) {
        if (!last && text.length - start <= LONGEST_ROW) break;
        const at = advance({ line, column: 1 }, text.slice(start, row.open));
        throw unreadable(
          name,
          at.line,
          at.column,
          last
            ? 'This quote is never closed: the rest of the file would be one cell. Close it, or say `quotes: none` in the mapping.'
            : `This quote is not closed within ${LONGEST_ROW} characters. Close it, or say \`quotes: none\` in the mapping.`,
        );
      }
      const { cells, starts, end, next, lines, broken } = row;
      if (!(cells.length === 1 && cells[0] === '')) {
        const [from, begin, source] = [line, start, text];
        rows.push({
          cells,
          line,
          broken,
          placeOf: (cell) => advance({ line: from, column: 1 }, source.slice(begin, starts[cell] ?? end)),
        });
      }
      start = next;
      line += lines;
      if (start >= text.length) break;
    }
    if (start > 0) text = text.slice(start);
    if (!last && text.length > LONGEST_ROW)
      throw unreadable(
        name,
        line,
        1,
        `This line is longer than ${LONGEST_ROW} characters: no row of a table is. Check \`format\` and the file.`,
      );
    return rows;
  };
  for await (const piece of pieces) {
    text += piece;
    const rows = take(false);
    if (rows.length > 0) yield rows;
  }
  if (text !== '') yield take(true);
}

interface ReadRow {
  readonly cells: string[];
  /** Where each cell begins in the text. */
  readonly starts: number[];
  readonly end: number;
  /** Where the next row begins. */
  readonly next: number;
  /** Line ends passed. */
  readonly lines: number;
  readonly broken?: string;
}

/** The row that begins at `at`; undefined where its end has not come yet; `open`, where a quote that stays open stands. */
function readRow(
  text: string,
  at: number,
  separator: number,
  quotes: boolean,
  last: boolean,
): ReadRow | { open: number } | undefined {
  const cells: string[] = [];
  const starts: number[] = [];
  let lines = 0;
  let broken: string | undefined;
  let position = at;
  for (;;) {
    const begin = position;
    starts.push(begin);
    let cell: string;
    if (quotes && text.charCodeAt(position) === QUOTE) {
      const close = closingQuote(text, position + 1);
      if (close === -1 || (close === text.length - 1 && !last)) return { open: begin };
      cell = text.slice(begin + 1, close);
      lines += lineEnds(cell);
      if (cell.includes('"')) cell = cell.replaceAll('""', '"');
      position = close + 1;
      const more = cellEnd(text, position, separator);
      if (more > position) {
        broken ??= `Cell ${cells.length + 1} goes on after its closing quote.`;
        cell += text.slice(position, more);
        position = more;
      }
    } else {
      position = cellEnd(text, position, separator);
      cell = text.slice(begin, position);
    }
    cells.push(cell);
    if (position >= text.length) {
      if (!last) return undefined;
      return { cells, starts, end: position, next: position, lines, broken };
    }
    const code = text.charCodeAt(position);
    if (code === separator) {
      position++;
      continue;
    }
    if (code === CR && position + 1 >= text.length && !last) return undefined;
    const next = code === CR && text.charCodeAt(position + 1) === LF ? position + 2 : position + 1;
    return { cells, starts, end: position, next, lines: lines + 1, broken };
  }
}

function cellEnd(text: string, from: number, separator: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LF || code === CR) break;
    at++;
  }
  return at;
}

function closingQuote(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1 || text.charCodeAt(at + 1) !== QUOTE) return at;
    at += 2;
  }
}

function lineEnds(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return advance({ line: 0, column: 1 }, text).line;
}
