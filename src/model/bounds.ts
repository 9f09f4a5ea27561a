import type { End } from './claim.ts';
import { type Day, FIRST_DAY, LAST_DAY } from './day.ts';
import type { When } from './edtf.ts';
import type { FactTypeEntry } from './registry.ts';

/**
 * When something held, as four days: it began between `from1` and `from2`, and its last day was between `to1` and `to2`.
 * It may have held from `from1` to `to2`; it must have held from `from2` to `to1`, which may be no day at all.
 */
export interface Bounds {
  readonly from1: Day;
  readonly from2: Day;
  readonly to1: Day;
  readonly to2: Day;
}

export const ALWAYS: Bounds = { from1: FIRST_DAY, from2: FIRST_DAY, to1: LAST_DAY, to2: LAST_DAY };

/** Whether a fact of the type without dates holds whatever the day, or as long as one of its ends. */
const isAlways = (entry: FactTypeEntry): boolean => entry.undated !== undefined && entry.undated !== 'unknown';

/**
 * The bounds a type of fact gives to dates. Of a span, no beginning means it is not known, no end likewise, `open` that
 * it goes on; of what is reached on a day, that it holds from then on; of an end that is only where coverage stops, that
 * it may go on. See docs/time.md.
 */
export function boundsOf(entry: FactTypeEntry, from: When | undefined, to: End | undefined, censored: boolean): Bounds {
  if (from === undefined && to === undefined && (entry.dates === 'timeless' || isAlways(entry))) return ALWAYS;
  const from1 = from?.earliest ?? FIRST_DAY;
  if (entry.dates === 'day')
    return { from1, from2: from?.latest ?? LAST_DAY, to1: from1, to2: from?.latest ?? LAST_DAY };
  const timeless = entry.dates === 'timeless' || isAlways(entry);
  const from2 = from?.latest ?? (timeless ? FIRST_DAY : LAST_DAY);
  if (to === 'open' || (to === undefined && entry.dates === 'reached'))
    return { from1, from2, to1: LAST_DAY, to2: LAST_DAY };
  if (to === undefined)
    return { from1, from2, to1: timeless ? LAST_DAY : (from?.earliest ?? FIRST_DAY), to2: LAST_DAY };
  if (censored) return { from1, from2, to1: to.earliest, to2: LAST_DAY };
  return { from1, from2, to1: to.earliest, to2: to.latest };
}

/** Whether it may have held on some day of the span. */
export function mayHold(bounds: Bounds, first: Day, last: Day): boolean {
  return bounds.from1 <= last && bounds.to2 >= first;
}

/** Whether it must have held on every day of the span. */
export function mustHold(bounds: Bounds, first: Day, last: Day): boolean {
  return bounds.from2 <= first && bounds.to1 >= last;
}

/** Whether two things may have held on one day. */
export function mayMeet(a: Bounds, b: Bounds): boolean {
  return a.from1 <= b.to2 && b.from1 <= a.to2;
}

/** Whether two things must have held together on a day; not on the one day on which one just ends and the other just begins. */
export function mustMeet(a: Bounds, b: Bounds): boolean {
  const [first, last] = [Math.max(a.from2, b.from2), Math.min(a.to1, b.to1)];
  return first < last || (first === last && !handsOver(a, b, first) && !handsOver(b, a, first));
}

const handsOver = (a: Bounds, b: Bounds, day: Day): boolean => a.to2 === day && b.from1 === day;
