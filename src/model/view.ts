import { type Day, dayFromIso, FIRST_DAY, isoFromDay, LAST_DAY } from './day.ts';
import { ASSERTING_MOODS, EVERYTHING, type Knowledge, type Mood, MOODS } from './claim.ts';
import { badInput } from './errors.ts';
import { FACT_STATUSES, type FactStatus, STATUSES_THAT_COUNT } from './fact.ts';
import { criteriaOf, isPolicy, type PolicyName } from './registry.ts';

/** The argument `at` as it is asked: a member that is absent is inherited, one that is null is reset. */
export interface At {
  readonly validOn?: string | null;
  readonly validDuring?: { readonly from?: string | null; readonly to?: string | null } | null;
  readonly knownOn?: string | null;
  readonly recordedBy?: string | null;
  readonly certain?: boolean | null;
  readonly sources?: readonly string[] | null;
  readonly status?: readonly FactStatus[] | null;
  readonly moods?: readonly Mood[] | null;
  readonly prefer?: PolicyName | null;
  readonly preferSources?: readonly string[] | null;
}

/** Which state of the world, and of knowledge of it, to answer from. */
export interface View {
  /** First and last day asked about; absent: at any time. */
  readonly valid?: { readonly first: Day; readonly last: Day };
  /** Only what must have held, not what may have. */
  readonly certain: boolean;
  /** Claims public by the end of this day; absent: now. */
  readonly known?: Day;
  /** Claims recorded by this instant, milliseconds; absent: now. */
  readonly recordedBy?: number;
  /** Keys of sources, releases or data sets as asked, sorted; absent: all. */
  readonly sources?: readonly string[];
  /** Statuses that count, in the order of FACT_STATUSES. */
  readonly status: readonly FactStatus[];
  /** Moods that count as asserting, in the order of MOODS; absent: ASSERTED and ESTIMATED. */
  readonly moods?: readonly Mood[];
  /** Which of several that disagree goes first; absent: MOST_SOURCES. */
  readonly prefer?: PolicyName;
  /** Sources, releases or data sets in the order they are preferred. */
  readonly preferSources?: readonly string[];
}

export const DEFAULT_VIEW: View = { certain: false, status: STATUSES_THAT_COUNT };

/** The view below a field: what is asked there replaces, member by member, what came from above. Checks every member. */
export function viewBelow(above: View, at: At | null | undefined): View {
  if (!at) return above;
  const given = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;
  if (given(at.validOn) && given(at.validDuring))
    throw badInput('at', 'validOn and validDuring exclude each other. Give one of them.');
  const view: { -readonly [K in keyof View]: View[K] } = { ...above };
  if (at.validOn !== undefined || at.validDuring !== undefined) delete view.valid;
  if (given(at.validOn)) {
    const on = exactDayOf('at.validOn', at.validOn);
    view.valid = { first: on, last: on };
  }
  if (given(at.validDuring)) view.valid = spanOf('at.validDuring', at.validDuring);
  if (at.knownOn !== undefined) {
    delete view.known;
    if (given(at.knownOn)) view.known = exactDayOf('at.knownOn', at.knownOn);
  }
  if (at.recordedBy !== undefined) {
    delete view.recordedBy;
    if (given(at.recordedBy)) view.recordedBy = instantOf('at.recordedBy', at.recordedBy);
  }
  if (at.sources !== undefined) {
    delete view.sources;
    if (given(at.sources)) view.sources = [...new Set(textsOf('at.sources', at.sources))].toSorted();
  }
  if (at.certain !== undefined) view.certain = at.certain ?? false;
  if (at.status !== undefined) {
    const asked = new Set(at.status ?? STATUSES_THAT_COUNT);
    view.status = FACT_STATUSES.filter((status) => asked.has(status));
  }
  if (at.moods !== undefined) view.moods = at.moods === null ? undefined : moodsOf(at.moods);
  if (at.prefer !== undefined) view.prefer = !at.prefer || at.prefer === 'MOST_SOURCES' ? undefined : at.prefer;
  if (at.preferSources !== undefined)
    view.preferSources = at.preferSources === null ? undefined : textsOf('at.preferSources', at.preferSources);
  if (view.prefer === 'SOURCE_ORDER' && !view.preferSources?.length)
    throw badInput(
      'at.preferSources',
      'the policy SOURCE_ORDER needs the sources in order. Give their ids, the foremost first.',
    );
  return view;
}

/** Texts without half of a surrogate pair, which JSON may carry but no address. */
function textsOf(argument: string, texts: readonly string[]): readonly string[] {
  const broken = texts.find((text) => /\p{Surrogate}/u.test(text));
  if (broken !== undefined)
    throw badInput(argument, `${JSON.stringify(broken)} is not a text: it holds half a character. Give a source's id.`);
  return texts;
}

/** Moods in their order; undefined where they are the ones that assert anyway. */
function moodsOf(asked: readonly Mood[]): readonly Mood[] | undefined {
  if (asked.includes('DENIED')) throw badInput('at.moods', 'DENIED cannot count as asserting. Leave it out.');
  const moods = MOODS.filter((mood) => asked.includes(mood));
  return moods.join() === ASSERTING_MOODS.join() ? undefined : moods;
}

/** A day given as `yyyy-mm-dd`. */
export function exactDayOf(argument: string, text: string): Day {
  const value = dayFromIso(text);
  if (value === undefined)
    throw badInput(argument, `"${text}" is not a day. Give a whole calendar day such as 2019-10-23.`);
  return value;
}

/** First and last day of a span; an absent end is open. */
export function spanOf(
  argument: string,
  span: { from?: string | null; to?: string | null },
): { first: Day; last: Day } {
  const given = (text: string | null | undefined): text is string => text !== undefined && text !== null;
  const first = given(span.from) ? exactDayOf(`${argument}.from`, span.from) : FIRST_DAY;
  const last = given(span.to) ? exactDayOf(`${argument}.to`, span.to) : LAST_DAY;
  if (first > last) throw badInput(argument, `from (${span.from}) is after to (${span.to}). Turn them round.`);
  return { first, last };
}

/** Milliseconds of an RFC 3339 instant, in the years 1 to 9999 of UTC. */
export function instantOf(argument: string, text: string): number {
  const form = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
  const value = form.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  const year = new Date(value).getUTCFullYear();
  if (Number.isNaN(value) || dayFromIso(text.slice(0, 10)) === undefined || year < 1 || year > 9999)
    throw badInput(argument, `"${text}" is not an instant. Give one such as 2020-12-07T12:00:00Z.`);
  return value;
}

/** The canonical text of a view; empty for the default one. What `readView` reads. */
export function viewText(view: View): string {
  const parts: string[] = [];
  if (view.valid) {
    const { first, last } = view.valid;
    parts.push(`valid=${first === last ? isoFromDay(first) : `${isoFromDay(first)}/${isoFromDay(last)}`}`);
  }
  if (view.known !== undefined) parts.push(`known=${isoFromDay(view.known)}`);
  if (view.recordedBy !== undefined) parts.push(`recorded=${new Date(view.recordedBy).toISOString()}`);
  if (view.certain) parts.push('certain');
  if (view.sources) parts.push(`sources=${view.sources.map(encodeURIComponent).join('+')}`);
  if (view.status.join() !== STATUSES_THAT_COUNT.join()) parts.push(`status=${view.status.join('+')}`);
  if (view.moods) parts.push(`moods=${view.moods.join('+')}`);
  if (view.prefer) parts.push(`prefer=${view.prefer}`);
  if (view.preferSources?.length) parts.push(`order=${view.preferSources.map(encodeURIComponent).join('+')}`);
  return parts.join(';');
}

/** Reads what `viewText` wrote; undefined for any other text. */
export function readView(text: string): View | undefined {
  try {
    const at = readAt(text);
    const view = at && viewBelow(DEFAULT_VIEW, at);
    return view && viewText(view) === text ? view : undefined;
  } catch {
    return undefined;
  }
}

function readAt(text: string): At | undefined {
  const at: Record<string, unknown> = {};
  for (const part of text.split(';')) {
    const [name, value = ''] = part.split(/=(.*)/s);
    if (name === 'valid' && value.includes('/')) {
      const [from, to] = value.split('/');
      at['validDuring'] = { from, to };
    } else if (name === 'valid') at['validOn'] = value;
    else if (name === 'known') at['knownOn'] = value;
    else if (name === 'recorded') at['recordedBy'] = value;
    else if (name === 'certain') at['certain'] = true;
    else if (name === 'sources') at['sources'] = value === '' ? [] : value.split('+').map(decodeURIComponent);
    else if (name === 'status' || name === 'moods') at[name] = value === '' ? [] : value.split('+');
    else if (name === 'prefer' && isPolicy(value)) at['prefer'] = value;
    else if (name === 'order') at['preferSources'] = value.split('+').map(decodeURIComponent);
    else return undefined;
  }
  return at;
}

/** An object's id: its key, and under a view that is not the default, `@` and the view. */
export function idOf(key: string, view: View): string {
  const text = viewText(view);
  return text === '' ? key : `${key}@${text}`;
}

/** Whether the view reads claims otherwise than as all there is, judged as usual, so that facts must be computed for it. */
export function isPartial(view: View): boolean {
  return (
    view.known !== undefined ||
    view.recordedBy !== undefined ||
    view.sources !== undefined ||
    view.moods !== undefined ||
    view.prefer !== undefined
  );
}

/** The state of knowledge of a view; `releases` names the sources a source, release or data set stands for. */
export function knowledgeOf(view: View, releases: (asked: readonly string[]) => readonly string[]): Knowledge {
  return {
    known: view.known ?? EVERYTHING.known,
    recordedBy: view.recordedBy ?? EVERYTHING.recordedBy,
    sources: view.sources && new Set(releases(view.sources)),
    moods: view.moods && new Set(view.moods),
    prefer: view.prefer && criteriaOf(view.prefer),
    order: view.preferSources && releases(view.preferSources),
  };
}
