import type { End } from '../../../model/claim.ts';
import { addDays, day, type Day, isoFromDay, LAST_DAY, monthLength } from '../../../model/day.ts';
import { when, type When } from '../../../model/edtf.ts';

/** A date given as numbers in columns of their own; month and day may be missing (blank, 0 or below). Undefined without a year. */
export function fromParts(year: string, month: string, date: string): When | undefined {
  const [y, m, d] = [year, month, date].map(Number) as [number, number, number];
  if (!(y > 0)) return undefined;
  const text = String(y).padStart(4, '0');
  if (!(m >= 1 && m <= 12)) return when(text);
  const withMonth = `${text}-${String(m).padStart(2, '0')}`;
  return d >= 1 && d <= monthLength(y, m) ? when(`${withMonth}-${String(d).padStart(2, '0')}`) : when(withMonth);
}

/** Whether two dates may be the same day, give or take some days. */
export const mayBeSame = (a: When, b: When, days = 0): boolean =>
  a.earliest <= addDays(b.latest, days) && b.earliest <= addDays(a.latest, days);

export const yearOf = (value: Day): number => Math.floor(value / 10_000);

export const firstOfYear = (year: number): Day => day(year, 1, 1);
export const lastOfYear = (year: number): Day => day(year, 12, 31);

export const lastDayOf = (end: End | undefined): Day => (end === undefined || end === 'open' ? LAST_DAY : end.latest);

/** `from/to` as the files write dates; an end that is not known is blank. */
export const spanText = (from: When | undefined, to: End | undefined): string =>
  `${from?.text ?? ''}/${to === 'open' ? '..' : (to?.text ?? '')}`;

export const isoOr = (value: Day, open: string): string => (value >= LAST_DAY ? open : isoFromDay(value));
