import type { End } from '../../../model/claim.ts';
import { type EntityPart, foldName } from '../../../model/entity.ts';
import { addDays, type Day, FIRST_DAY, LAST_DAY } from '../../../model/day.ts';
import type { When } from '../../../model/edtf.ts';
import { KEY_PREFIX, kindOfKey } from '../../../model/registry.ts';
import { isCode, type EntityRule, type EntityWay } from '../mapping/entities.ts';
import { type Row, RowProblem } from '../row.ts';
import type { Bearer, Directory } from './directory.ts';
import type { OwnCodes } from './own.ts';
import { keyOf, partOf } from './parts.ts';
import type { Answer, Answers, Use } from './review.ts';

/** Thrown where the directory must read first; the row is worked out again afterwards. One for all: it is no mistake. */
export const NOT_READ = new Error('not read yet');

/** What a row calls by a name or code that leads to no entity, or to several. */
export class UnresolvedName extends RowProblem {
  readonly what: string;
  readonly why: string;
  readonly candidates: readonly string[];
  /** When the row needs to know it, where it tells. */
  readonly date: When | undefined;

  constructor(
    what: string,
    why: string,
    candidates: readonly string[],
    column: string | undefined,
    date: When | undefined,
  ) {
    super(`${what} ${why}`, column);
    this.what = what;
    this.why = why;
    this.candidates = candidates;
    this.date = date;
  }
}

/** An entity a row means, or several, each for its part of the time. */
export interface Meant {
  readonly parts: readonly Bearer[];
  /** What this data set says of it, where the mapping describes it. */
  readonly described?: EntityPart;
  /** Answered with skip: facts with it are left out. */
  readonly isSkipped?: boolean;
  /** What the row calls it: two that are called differently must not fall together. */
  readonly identity?: string;
}

export interface Resolving {
  readonly directory: Directory;
  /** The entities this import itself describes. */
  readonly own: OwnCodes;
  readonly answers: Answers;
  /** Entities that rows call differently and that would become one: by key, what they are called. */
  readonly clashes: ReadonlyMap<string, readonly string[]>;
}

const always = (key: string): Bearer => ({ key, first: FIRST_DAY, last: LAST_DAY });

/**
 * The entity a rule means in a row; undefined where the row names none. Throws NotRead, UnresolvedName, RowProblem.
 * Codes are looked up as of the row's date. Nothing is guessed.
 */
export function resolve(rule: EntityRule, row: Row, resolving: Resolving): Meant | undefined {
  let failed: UnresolvedName | undefined;
  for (const way of rule.ways) {
    if (way.when && !way.when(row)) continue;
    try {
      const meant = byWay(way, row, resolving);
      if (meant) return meant;
    } catch (error) {
      if (!(error instanceof UnresolvedName) || error.candidates.length > 1) throw error;
      failed ??= error;
    }
  }
  if (failed) throw failed;
  return undefined;
}

function byWay(way: EntityWay, row: Row, resolving: Resolving): Meant | undefined {
  if (way.key) return byKey(way, row, resolving);
  const codes = way.codes.flatMap(({ scheme, value }) => {
    const text = value(row);
    return text === undefined ? [] : [{ scheme, value: plainCode(scheme, text) }];
  });
  const names = way.names.flatMap((name) => name(row) ?? []);
  const created = way.create && keyOf(way.kind, way.create, row);
  if (codes.length === 0 && names.length === 0 && !created) return undefined;
  const found = way.over ? overSpan(way, row, codes, resolving) : onDay(way, row, codes, names, resolving);
  const described = way.create && partOf(way.create, codes, row);
  const identity = codes[0] ? codeText(codes[0]) : created?.identity;
  const parts = found?.parts ?? (created && [always(created.key)]);
  if (parts) return apart(way, row, { ...found, parts, described, identity }, codes, resolving);
  const what = codes[0] ? codeText(codes[0]) : `name ${names[0]}`;
  return (
    answered(what, way, row, resolving) ??
    unresolved(what, `leads to no ${way.kind.toLowerCase().replaceAll('_', ' ')}${dayText(way, row)}.`, [], way, row)
  );
}

/** What was found, unless rows call it differently: then nobody but a person can tell what is meant. */
function apart(way: EntityWay, row: Row, found: Meant, codes: readonly Code[], resolving: Resolving): Meant {
  const [one] = found.parts;
  const called = one && resolving.clashes.get(one.key);
  if (!called) return found;
  const what = codes.length > 0 ? codes.map(codeText).join(' and ') : `new ${found.identity}`;
  return (
    answered(what, way, row, resolving) ??
    unresolved(what, `would be ${one.key}, as would all of: ${called.join(', ')}.`, [], way, row)
  );
}

interface Code {
  readonly scheme: string;
  readonly value: string;
}

const codeText = ({ scheme, value }: Code): string => `code ${scheme} ${value}`;

/** Numbers without leading zeros where the scheme has none, with them where it does. */
function plainCode(scheme: string, text: string): string {
  if (!/^\d+$/.test(text)) return text;
  const bare = text.replace(/^0+(?=\d)/, '');
  for (const value of [text, bare, bare.padStart(3, '0')])
    if (isCode({ scheme, value })) return scheme === 'COW' || scheme === 'GW' ? bare : value;
  return text;
}

function unresolved(what: string, why: string, candidates: readonly string[], way: EntityWay, row: Row): never {
  throw new UnresolvedName(what, why, candidates, way.columns[0], dateOf(way, row));
}

/** What a person answered for the time of the row; undefined where nothing is answered for it. */
function answered(what: string, way: EntityWay, row: Row, { answers, directory }: Resolving): Meant | undefined {
  const answer = answers.get(what);
  if (!answer) return undefined;
  const uses = usesFor(answer, what, way, row);
  if (uses.length === 0) return undefined;
  const parts = uses.flatMap(({ use, first, last, place }) => {
    if (use === 'skip') return [];
    const isThere = directory.has(use);
    if (isThere === undefined) throw NOT_READ;
    if (!isThere) throw new RowProblem(`${place} answers ${what} with ${use}, which is not in the graph.`);
    return [uses.length === 1 ? always(use) : { key: use, first, last }];
  });
  return parts.length > 0 ? { parts } : { parts, isSkipped: true };
}

/** The answers for the days of a row. One day, or a span that several share, must be answered as a whole. */
function usesFor({ uses }: Answer, what: string, way: EntityWay, row: Row): readonly Use[] {
  if (uses.length === 1 && uses[0]?.first === FIRST_DAY && uses[0].last === LAST_DAY) return uses;
  const days = way.over ? spanOf(way.over, row) : daysOf(way, row)[0];
  if (days === undefined)
    return unresolved(what, 'is answered for some days only, and the row tells none.', [], way, row);
  const [first, last] = 'text' in days ? [days.earliest, days.latest] : [days.first, days.last];
  const meant = uses.filter((use) => use.first <= last && use.last >= first);
  if (meant.length === 0 || (!way.over && meant.length === 1)) return meant;
  const known = [...new Set(meant.map(({ use }) => use))];
  if (!way.over)
    return unresolved(what, `is answered with ${known.join(' and ')}${dayText(way, row)}.`, known, way, row);
  const isWhole =
    (meant[0] as Use).first <= first &&
    (meant.at(-1) as Use).last >= last &&
    meant.every((use, index) => index === 0 || use.first === addDays((meant[index - 1] as Use).last, 1));
  return isWhole
    ? meant
    : unresolved(what, `is answered for a part of ${spanText(way.over, row)} only.`, known, way, row);
}

function byKey(way: EntityWay, row: Row, { directory }: Resolving): Meant | undefined {
  const key = way.key?.(row);
  if (key === undefined) return undefined;
  if (!kindOfKey(key)) throw new RowProblem(`"${key}" is no key of an entity.`);
  const isThere = directory.has(key);
  if (isThere === undefined) throw NOT_READ;
  return isThere ? { parts: [always(key)] } : unresolved(`key ${key}`, 'is not in the graph.', [], way, row);
}

function bearersOf(code: Code, way: EntityWay, { directory }: Resolving): readonly Bearer[] {
  const bearers = directory.bearers(`${code.scheme}:${code.value}`);
  if (!bearers) throw NOT_READ;
  return bearers.filter(({ key }) => key.startsWith(`${KEY_PREFIX[way.kind]}:`));
}

/** Found on one day by any of its codes, then names; all that find one must find the same. */
function onDay(
  way: EntityWay,
  row: Row,
  codes: readonly Code[],
  names: readonly string[],
  resolving: Resolving,
): Meant | undefined {
  const days = daysOf(way, row);
  const asked = days[0];
  const byCode = codes.map((code) => ({
    what: codeText(code),
    keys: borneOn(bearersOf(code, way, resolving), days, asked, resolving),
  }));
  const byName = names.map((name) => {
    const keys = resolving.directory.named(foldName(name));
    if (!keys) throw NOT_READ;
    const ofKind = keys.filter((key) => key.startsWith(`${KEY_PREFIX[way.kind]}:`));
    const lived = asked
      ? ofKind.filter((key) => resolving.directory.existed(key, asked.earliest, asked.latest))
      : ofKind;
    return { what: `name ${name}`, keys: lived };
  });
  const told = [...byCode, ...byName].filter(({ keys }) => keys.length > 0);
  const keys = [...new Set(told.flatMap((each) => each.keys))];
  if (keys.length === 1) return { parts: [always(keys[0] as string)] };
  if (keys.length > 1) {
    const what = told.find((each) => each.keys.length > 1)?.what ?? told.map((each) => each.what).join(' and ');
    return (
      answered(what, way, row, resolving) ??
      unresolved(what, `leads to ${keys.join(' and ')}${dayText(way, row)}.`, keys, way, row)
    );
  }
  // What a row describes itself needs no other row of this import.
  return way.create ? undefined : amongOwn(way, codes, resolving);
}

/** The days a rule names, as a row tells them. */
const daysOf = (way: EntityWay, row: Row): When[] =>
  way.on.map((date) => date(row).when).filter((when): when is When => when !== undefined && when !== 'open');

/** Who bore a code on the first of the days; else on a later one, where the bearer existed on the first. */
function borneOn(
  bearers: readonly Bearer[],
  days: readonly When[],
  asked: When | undefined,
  { directory }: Resolving,
): string[] {
  if (!asked) return [...new Set(bearers.map(({ key }) => key))];
  for (const day of days) {
    const keys = [
      ...new Set(bearers.filter((one) => one.first <= day.latest && one.last >= day.earliest).map(({ key }) => key)),
    ];
    const lived = day === asked ? keys : keys.filter((key) => directory.existed(key, asked.earliest, asked.latest));
    if (lived.length > 0) return lived;
  }
  return [];
}

/** Found over a span: a code that passes from one entity to another gives each its part. */
function overSpan(way: EntityWay, row: Row, codes: readonly Code[], resolving: Resolving): Meant | undefined {
  const { first, last } = spanOf(way.over as Span, row);
  for (const code of codes) {
    const all = bearersOf(code, way, resolving);
    const parts = joined(all.filter((one) => one.first <= last && one.last >= first));
    const clash = parts.find((one, index) =>
      parts.slice(index + 1).some((other) => one.first <= other.last && other.first <= one.last),
    );
    if (clash) {
      const what = codeText(code);
      const keys = parts.map(({ key }) => key);
      return (
        answered(what, way, row, resolving) ??
        unresolved(what, `leads to ${keys.join(' and ')} on the same day.`, keys, way, row)
      );
    }
    if (parts.length === 1) return { parts: [always((parts[0] as Bearer).key)] };
    if (parts.length > 1) return { parts };
  }
  return way.create ? undefined : amongOwn(way, codes, resolving);
}

type Span = NonNullable<EntityWay['over']>;

/** The days a row's span may cover. */
function spanOf(over: Span, row: Row): { first: Day; last: Day } {
  const [from, to] = over.map((date) => date(row).when);
  const last = to === 'open' || to === undefined ? LAST_DAY : to.latest;
  const first = from === undefined || from === 'open' ? FIRST_DAY : toldFrom(from, last);
  if (last < first) throw new RowProblem(`It ends (${textOf(to)}) before it begins (${textOf(from)}).`);
  return { first, last };
}

const textOf = (end: End | undefined): string => (end === 'open' ? '..' : (end?.text ?? ''));
const spanText = (over: Span, row: Row): string => over.map((date) => textOf(date(row).when)).join('/');

/** The day a row tells from: of one that says no more than that it was so already, that day, for it says nothing of who was before. */
const toldFrom = ({ earliest, latest }: When, last: number): number =>
  earliest === FIRST_DAY ? Math.min(latest, last) : earliest;

/** What this import itself describes under one of the codes. */
function amongOwn(way: EntityWay, codes: readonly Code[], { own }: Resolving): Meant | undefined {
  for (const code of codes) {
    const key = own.find(`${code.scheme}:${code.value}`);
    if (key === undefined) throw NOT_READ;
    if (key !== null && key.startsWith(`${KEY_PREFIX[way.kind]}:`)) return { parts: [always(key)] };
  }
  return undefined;
}

/** Spells of one bearer as one. */
function joined(bearers: readonly Bearer[]): Bearer[] {
  const merged = new Map<string, Bearer>();
  for (const one of bearers) {
    const known = merged.get(one.key);
    merged.set(
      one.key,
      known ? { key: one.key, first: Math.min(known.first, one.first), last: Math.max(known.last, one.last) } : one,
    );
  }
  return merged.size === bearers.length ? [...bearers] : distinct(bearers, [...merged.values()]);
}

/** One that bore the code twice, with another between, keeps its two parts. */
function distinct(bearers: readonly Bearer[], merged: readonly Bearer[]): Bearer[] {
  const clash = merged.some((one, index) =>
    merged.slice(index + 1).some((other) => one.first <= other.last && other.first <= one.last),
  );
  return clash ? [...bearers] : [...merged];
}

/** The date as of which a row's names and codes are looked up, or the first of its span. */
function dateOf(way: EntityWay, row: Row): When | undefined {
  const date = (way.on[0] ?? way.over?.[0])?.(row).when;
  return date === 'open' ? undefined : date;
}

function dayText(way: EntityWay, row: Row): string {
  const date = dateOf(way, row);
  return date === undefined ? '' : ` on ${date.text}`;
}
