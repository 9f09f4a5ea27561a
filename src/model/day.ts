/**
 * Days as integers `yyyymmdd`, from 1 January of the year 1 to 31 December 9999, proleptic Gregorian.
 *
 * An integer compares like the ISO text does and takes a fraction of its room in an engine's columns; the bounds of
 * dates and every range test use it. Texts stay beside it as the source gave them.
 */
export type Day = number;

/** The first day that can be told. Stands for "no earlier bound". */
export const FIRST_DAY: Day = 10101;
/** The last day that can be told. Stands for "no later bound". */
export const LAST_DAY: Day = 99991231;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month (1-12) of a year. */
export function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** The day of a year, month (1-12) and day of the month; no check. */
export function day(year: number, month: number, date: number): Day {
  return year * 10000 + month * 100 + date;
}

/** Reads `yyyy-mm-dd` of the years 1 to 9999; undefined for anything else, and for days no calendar has. */
export function dayFromIso(text: string): Day | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > monthLength(year, month)) return undefined;
  return day(year, month, date);
}

/** `yyyy-mm-dd` of a day. */
export function isoFromDay(value: Day): string {
  const text = String(value).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

const epochDays = (value: Day): number => {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(value / 10000), (Math.floor(value / 100) % 100) - 1, value % 100);
  return Math.round(date.getTime() / 86_400_000);
};

/** Number of days from `a` to `b`, both included; 0 or less when `b` is before `a`. */
export function daysSpanned(a: Day, b: Day): number {
  return epochDays(b) - epochDays(a) + 1;
}

/** The same day so many months later (or earlier), the month's last day where it has no such day; kept within bounds. */
export function addMonths(value: Day, months: number): Day {
  const index = Math.floor(value / 10000) * 12 + (Math.floor(value / 100) % 100) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  if (year < 1) return FIRST_DAY;
  if (year > 9999) return LAST_DAY;
  return day(year, month, Math.min(value % 100, monthLength(year, month)));
}

/** The day so many days later (or earlier), kept within bounds. */
export function addDays(value: Day, days: number): Day {
  const date = new Date((epochDays(value) + days) * 86_400_000);
  const year = date.getUTCFullYear();
  if (year < 1) return FIRST_DAY;
  if (year > 9999) return LAST_DAY;
  return day(year, date.getUTCMonth() + 1, date.getUTCDate());
}

/** Today, in UTC. */
export function today(): Day {
  const now = new Date();
  return day(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate());
}
