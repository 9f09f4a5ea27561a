import type { Cell } from './table.ts';
import type { Cursor } from './cursor.ts';

/** The text at a cursor as a cell, so that long form and tables are read by the same code; undefined where there is none. */
export function told(cursor: Cursor): Cell | undefined {
  const text = cursor.string();
  return text === undefined
    ? undefined
    : {
        text,
        offset: cursor.offset,
        problem: (message) => cursor.problem(message),
        where: () => cursor.where(),
      };
}
