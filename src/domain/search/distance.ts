/** More than any distance that is asked for. */
const FAR = 1 << 20;

/** Rows of the table in `distance`, kept between calls: it is called thousands of times for one search. */
let rows = [new Int32Array(64), new Int32Array(64), new Int32Array(64)] as const;

/**
 * Number of letters wrong, missing, added, or swapped with their neighbour (optimal string alignment), or undefined where
 * there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let [start, endA, endB] = [0, a.length, b.length];
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [height, width] = [endA - start, endB - start];
  if (height === 0 || width === 0) return height + width;
  if (most === 0) return undefined;
  if (width + 2 > rows[0].length)
    rows = [new Int32Array(2 * width + 2), new Int32Array(2 * width + 2), new Int32Array(2 * width + 2)];
  let [before, previous, row] = rows;
  for (let j = 0; j <= width; j++) previous[j] = j;
  for (let i = 1; i <= height; i++) {
    // Only cells within `most` of the diagonal can lead to an answer; those beside them count as far.
    const [first, last] = [Math.max(1, i - most), Math.min(width, i + most)];
    const letter = a.charCodeAt(start + i - 1);
    let least = first === 1 ? i : FAR;
    row[first - 1] = least;
    for (let j = first; j <= last; j++) {
      const other = b.charCodeAt(start + j - 1);
      let cell = (previous[j - 1] as number) + (letter === other ? 0 : 1);
      cell = Math.min(cell, (previous[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && letter === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === other)
        cell = Math.min(cell, (before[j - 2] as number) + 1);
      row[j] = cell;
      if (cell < least) least = cell;
    }
    if (least > most) return undefined;
    row[last + 1] = FAR;
    [before, previous, row] = [previous, row, before];
  }
  const apart = previous[width] as number;
  return apart <= most ? apart : undefined;
}
