import { EntenteError } from '../../../model/errors.ts';

/** Longest row taken, in characters: a table's row is seldom a thousandth of it. Bounds the memory of reading. */
export const LONGEST_ROW = 4 * 1024 * 1024;
/** Unpacked bytes that are taken whatever their packed size, and how many times the packed size beyond. */
export const UNPACKED_FREE = 256 * 1024 * 1024;
export const UNPACKED_RATIO = 250;

/** A file that cannot be read any further: refused with the place, line and column counted from 1. */
export function unreadable(file: string, line: number, column: number, problem: string): EntenteError {
  return new EntenteError('BAD_DATA', `${file}:${line}:${column}  ${problem}`, { file, line, column });
}

/** Refuses what unpacks to far more than data of its packed size can be. */
export function mustBeInProportion(file: string, packed: number, unpacked: number): void {
  if (unpacked > UNPACKED_FREE && unpacked > packed * UNPACKED_RATIO)
    throw unreadable(
      file,
      1,
      1,
      `Its ${packed} bytes unpack to more than ${unpacked}: this is no data set but a bomb. Unpack it yourself if you trust it, and import the result.`,
    );
}
