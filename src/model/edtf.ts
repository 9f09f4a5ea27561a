import parse from 'edtf';
import { day, dayFromIso, type Day, FIRST_DAY, LAST_DAY, monthLength } from './day.ts';

/** A date as a source gives it: its EDTF text, beside the earliest and latest day it may mean. */
export interface When {
  readonly text: string;
  readonly earliest: Day;
  readonly latest: Day;
}

/** Why a text is not a date this graph takes; the sentence is meant for people. */
export class DateProblem extends Error {}

const ACCEPTED = 'Write an EDTF date such as 2019-10-23, 2019-10, 2019, 2019-10~, ../1816, 2012/.. or XXXX-10-23';

/**
 * Reads an EDTF (ISO 8601-2) level 1 date, and of level 2 the year unknown (`XXXX-10-23`).
 *
 * `../1816` is some day until the end of 1816, `2012/..` some day from 2012 on, `2017-03/2017-05` some day between.
 * A qualifier (`?`, `~`, `%`) is kept in the text and does not move the bounds: only the source may say by how much.
 * Throws DateProblem for times, seasons, years before 1 and after 9999, and days no calendar has.
 */
export function when(text: string): When {
  const found = known.get(text);
  if (found) return found;
  const told = plain(text) ?? yearless(text) ?? range(text) ?? levelOne(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, told);
  return told;
}

/** Dates that were read: the same few texts come again and again. */
const known = new Map<string, When>();
const MOST_KNOWN = 20_000;

/** The commonest forms, read without the parser: a day, a month, a year. */
function plain(text: string): When | undefined {
  if (text.length === 10) {
    const exact = dayFromIso(text);
    return exact === undefined ? undefined : { text, earliest: exact, latest: exact };
  }
  const match = /^(\d{4})(?:-(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (year < 1) return undefined;
  if (match[2] === undefined) return { text, earliest: day(year, 1, 1), latest: day(year, 12, 31) };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  return { text, earliest: day(year, month, 1), latest: day(year, month, monthLength(year, month)) };
}

/** A day of a year not told: any year. */
function yearless(text: string): When | undefined {
  const match = /^XXXX-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [month, date] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12 || date < 1 || date > monthLength(2000, month))
    throw new DateProblem(`"${text}" names a day no calendar has. ${ACCEPTED}.`);
  const isLeapDay = month === 2 && date === 29;
  return { text, earliest: day(isLeapDay ? 4 : 1, month, date), latest: day(isLeapDay ? 9996 : 9999, month, date) };
}

function range(text: string): When | undefined {
  const [from, to, more] = text.split('/');
  if (from === undefined || to === undefined) return undefined;
  const open = (side: string): boolean => side === '..' || side === '';
  if (more !== undefined || (open(from) && open(to)))
    throw new DateProblem(`"${text}" is no interval with at least one end. ${ACCEPTED}.`);
  const earliest = open(from) ? FIRST_DAY : when(from).earliest;
  const latest = open(to) ? LAST_DAY : when(to).latest;
  if (earliest > latest) throw new DateProblem(`"${text}" ends before it begins.`);
  return { text, earliest, latest };
}

function levelOne(text: string): When {
  if (/T|^-|^Y|^0000/.test(text) || /^\d{4}-(1[3-9]|[2-9]\d)/.test(text))
    throw new DateProblem(
      `"${text}" is not a date here: times, seasons and years outside 1 to 9999 are not taken. ${ACCEPTED}.`,
    );
  const told = /^(\d{4}-\d\d-\d\d)[?~%]?$/.exec(text)?.[1];
  if (told !== undefined && dayFromIso(told) === undefined)
    throw new DateProblem(`"${text}" names a day no calendar has. ${ACCEPTED}.`);
  let parsed: { type: string; min: number; max: number };
  try {
    parsed = parse(text, { level: 1, types: ['Date'] });
  } catch {
    throw new DateProblem(`"${text}" is not a date. ${ACCEPTED}.`);
  }
  const asDay = (time: number): Day => {
    const date = new Date(time);
    return day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  };
  const [earliest, latest] = [asDay(parsed.min), asDay(parsed.max)];
  if (earliest < FIRST_DAY || latest > LAST_DAY) throw new DateProblem(`"${text}" is outside the years 1 to 9999.`);
  return { text, earliest, latest };
}

/** The EDTF text of one exact day. */
export function exactDay(value: Day): When {
  const text = String(value).padStart(8, '0');
  return { text: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`, earliest: value, latest: value };
}
