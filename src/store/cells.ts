import type { Params, Row } from './port.ts';

/**
 * Properties as a list, for a statement that creates with each by its place: both engines take that in about two thirds of
 * the time of a map. Throws TypeError for a property that has no place: it would be lost.
 */
export function cellsOf(columns: readonly string[], properties: Params): Row {
  const cells = columns.map((name) => properties[name] ?? null);
  let left = 0;
  for (const name in properties) if (properties[name] !== null) left++;
  for (const cell of cells) if (cell !== null) left--;
  if (left !== 0) {
    const lost = Object.keys(properties).filter((name) => !columns.includes(name));
    throw new TypeError(`no column holds ${lost.join(', ')}`);
  }
  return cells;
}

/** The properties of a list `cellsOf` made. */
export const propertiesIn = (columns: readonly string[], cells: Row): Params =>
  Object.fromEntries(columns.flatMap((name, at) => (cells[at] === null ? [] : [[name, cells[at] ?? null]])));

/** The map of a pattern that creates with the cells of a list, from a place on. */
export const createdWith = (columns: readonly string[], list: string, from = 0): string =>
  `{${columns.map((name, at) => `${name}: ${list}[${at + from}]`).join(', ')}}`;
