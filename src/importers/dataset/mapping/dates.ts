import { DateProblem, exactDay, when, type When } from '../../../model/edtf.ts';
import { addMonths, FIRST_DAY, isoFromDay } from '../../../model/day.ts';
import type { Cursor } from '../../seed/cursor.ts';
import { type Row, RowProblem, type Told } from '../row.ts';
import { type Condition, readCondition } from './conditions.ts';
import { namesBelow, namesIn, type Scope, type Text } from './scope.ts';
import { readValue } from './values.ts';

/** Works out a date for a row. Throws RowProblem. */
export interface DateOf {
  (row: Row): Told;
  /** Where the mapping says it, for what no row fits. */
  readonly at: Cursor;
}

const FIELDS = new Set([
  'year',
  'month',
  'day',
  'value',
  'format',
  'unknown',
  'open',
  'censored',
  'openWhen',
  'censoredWhen',
  'beforeWhen',
  'widen',
  'atStart',
  'atEnd',
  'januaryFirst',
  'default',
  'words',
]);

/** How a date may be written, as patterns with the names y, m and d. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  edtf: /^(?<edtf>.+)$/,
  yyyymmdd: /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
  yyyymm: /^(?<y>\d{4})(?<m>\d\d)$/,
  yyyy: /^(?<y>\d{4})$/,
  'yyyy/m/d': /^(?<y>\d{4})\/(?<m>\d\d?)\/(?<d>\d\d?)$/,
  'd/m/yyyy': /^(?<d>\d\d?)\/(?<m>\d\d?)\/(?<y>\d{4})$/,
  'm/d/yyyy': /^(?<m>\d\d?)\/(?<d>\d\d?)\/(?<y>\d{4})$/,
  'd.m.yyyy': /^(?<d>\d\d?)\.(?<m>\d\d?)\.(?<y>\d{4})$/,
  datetime: /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)(?:[T ].*)?$/,
};

/**
 * A date: a text with columns in braces that is EDTF, or a map.
 *
 * `year`, `month`, `day`: three values, of which the last one or two may be blank. Or `value` and `format`. Then `unknown`, `open`,
 * `censored`: texts (of the year, or the value) that mean not known, still so, so until the edition's end; `openWhen`,
 * `censoredWhen`, `beforeWhen` (it began before the day given): conditions; `widen: { years, when }`: how exact the source says it
 * is; `atStart: censored`, `atEnd: censored`: a date at the beginning, or end, of the mapping's coverage is only where that
 * stops; `januaryFirst: year`: the first of January stands for the year; `default`: EDTF where there is none; `words`.
 */
export function readDate(at: Cursor, scope: Scope): DateOf | undefined {
  if (at.isMissing) return undefined;
  if (!at.isMap) {
    const name = at.string() ?? '';
    const known = scope.dates.get(name);
    if (known) return named(name, known, at);
    const value = readValue(at, scope)?.text;
    const [column] = namesIn(name);
    if (column === undefined && value) constantMustBeDate(name, at);
    return dated((row) => read(value?.(row), 'edtf', column), at);
  }
  at.entries(FIELDS);
  const base = at.get('year').isMissing ? fromValue(at, scope) : fromParts(at, scope);
  return dated(finished(at, scope, base), at);
}

const dated = (told: (row: Row) => Told, at: Cursor): DateOf => Object.assign(told, { at });

/** A date defined under `dates`: when several rows became one, as that made it. */
function named(name: string, known: DateOf, at: Cursor): DateOf {
  return dated((row) => row.dates?.get(name) ?? known(row), at);
}

/** A date's text: what it means as it stands, or EDTF. */
type Base = (row: Row) => { readonly text?: string; readonly read: () => When | undefined };

const noYear = (text: string): string =>
  `"${text}" is no year. Say under \`unknown\`, \`open\` or \`censored\` what it means; years are written in full.`;

function fromParts(at: Cursor, scope: Scope): Base {
  const part = (name: string): Text => readValue(at.get(name), scope)?.text ?? (() => undefined);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const unknown = new Set(at.get('unknown').strings());
  const column = namesBelow(at.get('year'))[0];
  const told = (text: string | undefined): string | undefined => {
    if (text === undefined || unknown.has(text)) return undefined;
    const number = Number(text);
    if (!Number.isInteger(number) || number < 0)
      throw new RowProblem(
        `"${text}" is no part of a date. Say under \`unknown\`, \`open\` or \`censored\` what it means.`,
        column,
      );
    return number === 0 ? undefined : String(number).padStart(2, '0');
  };
  return (row) => ({
    text: year(row),
    read: () => {
      const y = told(year(row));
      if (y === undefined && Number(year(row) ?? Number.NaN) === 0 && !unknown.has(year(row) as string))
        throw new RowProblem(noYear(year(row) as string), column);
      if (y === undefined) return undefined;
      if (y.length < 3) throw new RowProblem(noYear(year(row) as string), column);
      const m = told(month(row));
      const d = m === undefined ? undefined : told(day(row));
      return read([y.padStart(4, '0'), m, d].filter((each) => each !== undefined).join('-'), 'edtf', column)
        .when as When;
    },
  });
}

function fromValue(at: Cursor, scope: Scope): Base {
  const value = readValue(at.get('value'), scope);
  if (!value) at.problem('A date needs `year` (with `month` and `day` where there are) or `value`.');
  const format = at.get('format').string() ?? 'edtf';
  if (!(format in FORMATS))
    at.get('format').problem(`"${format}" is no date format. Formats are: ${Object.keys(FORMATS).join(', ')}.`);
  const unknown = new Set(at.get('unknown').strings());
  const column = namesBelow(at.get('value'))[0];
  return (row) => {
    const text = value?.text(row);
    return {
      text,
      read: () => (text === undefined || unknown.has(text) ? undefined : (read(text, format, column).when as When)),
    };
  };
}

/** Dates read last: the same few come again and again. */
const known = new Map<string, Told>();

function read(text: string | undefined, format: string, column: string | undefined): Told {
  if (text === undefined) return {};
  if (text === '..') return { when: 'open' };
  const key = `${format} ${text}`;
  let told = known.get(key);
  if (!told) {
    told = parsed(text, format, column);
    if (known.size > 20_000) known.clear();
    known.set(key, told);
  }
  return told;
}

function parsed(text: string, format: string, column: string | undefined): Told {
  const match = (FORMATS[format] ?? /(?!)/).exec(text);
  if (!match) throw new RowProblem(`"${text}" is no date of the form ${format}.`, column);
  const { edtf, y = '', m, d } = match.groups ?? {};
  const parts = [y, m?.padStart(2, '0'), d?.padStart(2, '0')].filter((each) => each !== undefined);
  try {
    return { when: when(edtf ?? parts.join('-')) };
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    throw new RowProblem(error.message, column);
  }
}

function constantMustBeDate(text: string, at: Cursor): void {
  try {
    if (text !== '..') when(text);
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    at.problem(`${error.message} Or name a date of this record's \`dates\`.`);
  }
}

/** All that is said of a date beside its text. */
function finished(at: Cursor, scope: Scope, base: Base): (row: Row) => Told {
  const { from, to } = scope.coverage;
  const [open, censored] = [new Set(at.get('open').strings()), new Set(at.get('censored').strings())];
  const conditions = {
    open: readCondition(at.get('openWhen'), scope),
    censored: readCondition(at.get('censoredWhen'), scope),
    before: readCondition(at.get('beforeWhen'), scope),
  };
  const [atStart, atEnd] = [at.get('atStart').string() === 'censored', at.get('atEnd').string() === 'censored'];
  if ((censored.size > 0 || conditions.censored || atEnd) && to === undefined)
    at.problem('What is censored at the end needs the last day of the data set: `coverage: { to: 2012-12-31 }`.');
  if (atStart && from === undefined)
    at.problem('What is censored at the start needs the first day of the data set: `coverage: { from: 1816-01-01 }`.');
  const end: Told = { when: exactDay(to ?? FIRST_DAY), censored: true };
  const widen = readWidening(at.get('widen'), scope);
  const yearOnly = at.get('januaryFirst').string() === 'year';
  const fallback = readValue(at.get('default'), scope)?.text;
  const words = readValue(at.get('words'), scope)?.text;
  const plain = (row: Row): Told => {
    if (conditions.censored?.(row)) return end;
    if (conditions.open?.(row)) return { when: 'open' };
    const { text, read: parse } = base(row);
    if (text !== undefined && censored.has(text)) return end;
    if (text !== undefined && open.has(text)) return { when: 'open' };
    let told = parse();
    if (told === undefined) return fallback ? read(fallback(row), 'edtf', undefined) : {};
    if (yearOnly && /^\d{4}-01-01$/.test(told.text)) told = when(told.text.slice(0, 4));
    if (conditions.before?.(row)) return { when: when(`../${told.text}`) };
    if (atStart && told.earliest <= (from as number)) return { when: when(`../${isoFromDay(from as number)}`) };
    if (atEnd && told.latest >= (to as number)) return end;
    return { when: widen?.when(row) ? widened(told, widen.years) : told };
  };
  return words ? (row) => ({ ...plain(row), words: words(row) }) : plain;
}

function readWidening(at: Cursor, scope: Scope): { years: number; when: Condition } | undefined {
  if (at.isMissing) return undefined;
  at.entries(new Set(['years', 'when']));
  const years = Number(at.get('years').string());
  if (!(years > 0 && years <= 100)) at.problem('`widen` needs `years`, a number from 1 to 100.');
  return { years, when: readCondition(at.get('when'), scope) ?? (() => true) };
}

/** The same date, uncertain by so many years to each side. */
function widened(told: When, years: number): When {
  return {
    text: told.text.includes('/') ? told.text : `${told.text}~`,
    earliest: addMonths(told.earliest, -12 * years),
    latest: addMonths(told.latest, 12 * years),
  };
}
