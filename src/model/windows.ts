import { addDays, type Day } from './day.ts';

/** A stretch of days, both ends included. */
export interface Window {
  readonly first: Day;
  readonly last: Day;
}

/** The days in both lists. */
export function intersect(a: readonly Window[], b: readonly Window[]): Window[] {
  return joined(
    a.flatMap((x) =>
      b
        .map((y) => ({ first: Math.max(x.first, y.first), last: Math.min(x.last, y.last) }))
        .filter(({ first, last }) => first <= last),
    ),
  );
}

/** The days of `a` that are not in `b`. */
export function subtract(a: readonly Window[], b: readonly Window[]): Window[] {
  let rest = [...a];
  for (const { first, last } of b)
    rest = rest.flatMap((window) => {
      if (window.last < first || window.first > last) return [window];
      const before = { first: window.first, last: addDays(first, -1) };
      const after = { first: addDays(last, 1), last: window.last };
      return [...(window.first < first ? [before] : []), ...(window.last > last ? [after] : [])];
    });
  return rest;
}

/** The same days in the fewest windows, in order. */
export function joined(windows: readonly Window[]): Window[] {
  const list: Window[] = [];
  for (const window of windows.toSorted((a, b) => a.first - b.first)) {
    const before = list.at(-1);
    if (before && window.first <= addDays(before.last, 1))
      list[list.length - 1] = { first: before.first, last: Math.max(before.last, window.last) };
    else list.push(window);
  }
  return list;
}
