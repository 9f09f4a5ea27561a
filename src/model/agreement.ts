import type { Bounds } from './bounds.ts';
import { addDays, type Day, FIRST_DAY, LAST_DAY } from './day.ts';
import { terms } from './registry.ts';

/** What of a milestone or EXISTENCE matters here: its value, which dates it has, and the days they mean. */
export interface Reached {
  readonly type: string;
  readonly value?: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly bounds: Bounds;
}

const STAGES = terms('AgreementStatus');

/** Milestones in the order they were reached: by the day they had been at the latest, then by the order of stages; undated ones first. */
export function inOrderOfStages<T extends Reached>(milestones: readonly T[]): T[] {
  const by = (each: Reached): Day => (each.from === undefined ? FIRST_DAY : each.bounds.from2);
  const stage = (each: Reached): number => STAGES.indexOf(each.value ?? '');
  return milestones.toSorted((a, b) => by(a) - by(b) || stage(a) - stage(b));
}

/** The latest stage reached. */
export function latestStage(milestones: readonly Reached[]): string | undefined {
  return inOrderOfStages(milestones).at(-1)?.value;
}

/** Kinds of agreement that bind from signature where nothing is said of entering into force. */
const BINDING_FROM_SIGNATURE: ReadonlySet<string> = new Set(['ARMS_CONTRACT', 'LOAN', 'MEMORANDUM', 'OTHER']);

/**
 * When an agreement is in force, by its milestones and EXISTENCE, whatever the day asked about: from its in-force
 * milestone, a contract without one from signature, one of which only its existence is known while it existed; until
 * terminated, expired, or both delivered and paid. Undefined where it never is. "Fulfilled" in one sense does not end it.
 */
export function inForce(kind: string | undefined, facts: readonly Reached[]): Bounds | undefined {
  const of = (value: string): Bounds | undefined => reached(facts, value);
  const life = together(facts.filter((fact) => fact.type === 'EXISTENCE'));
  const signed = of('SIGNED');
  const begin =
    of('IN_FORCE') ??
    (BINDING_FROM_SIGNATURE.has(kind ?? '') ? signed : undefined) ??
    (signed === undefined ? life : undefined);
  if (begin === undefined) return undefined;
  const end = endOf(facts);
  return { ...begin, to1: Math.min(begin.to1, end.first), to2: Math.min(begin.to2, end.last) };
}

/**
 * Between which days the last day of something lies, by its milestones and EXISTENCE: terminated, no longer in force, ceased
 * to exist, or both delivered and paid, whichever came first; the last day there is where nothing of the sort is known.
 */
export function endOf(facts: readonly Reached[]): { readonly first: Day; readonly last: Day } {
  const of = (value: string): Bounds | undefined => reached(facts, value);
  // An EXISTENCE of which only the beginning is known says nothing of the end.
  const life = together(facts.filter((fact) => fact.type === 'EXISTENCE' && fact.to !== undefined));
  const ends = [
    ended(of('TERMINATED')),
    lasted(of('IN_FORCE')),
    lasted(life),
    performed(of('DELIVERED'), of('PAID')),
  ].filter((end) => end !== undefined);
  return {
    first: ends.reduce((least, { first }) => Math.min(least, first), LAST_DAY),
    last: ends.reduce((least, { last }) => Math.min(least, last), LAST_DAY),
  };
}

/** From when a stage was reached first until it held last. */
const reached = (facts: readonly Reached[], value: string): Bounds | undefined =>
  together(facts.filter((fact) => fact.type === 'MILESTONE' && fact.value === value));

/** From the first beginning of several to the last end; undefined of none. */
function together(facts: readonly Reached[]): Bounds | undefined {
  const all = facts.map(({ bounds }) => bounds);
  const first = all.toSorted((a, b) => a.from1 - b.from1 || a.from2 - b.from2)[0];
  const last = all.toSorted((a, b) => b.to2 - a.to2 || b.to1 - a.to1)[0];
  return first && last && { ...first, to1: last.to1, to2: last.to2 };
}

/** Between which days the last day lies of what ended, or is covered only so far. */
const lasted = (bounds: Bounds | undefined): { first: Day; last: Day } | undefined =>
  bounds && bounds.to1 < LAST_DAY ? { first: bounds.to1, last: bounds.to2 } : undefined;

/** Between which days the last day before something was reached lies. */
const ended = (bounds: Bounds | undefined): { first: Day; last: Day } | undefined =>
  bounds && { first: addDays(bounds.from1, -1), last: addDays(bounds.from2, -1) };

/** A contract is performed once both delivered and paid. */
function performed(delivered: Bounds | undefined, paid: Bounds | undefined): { first: Day; last: Day } | undefined {
  if (!delivered || !paid) return undefined;
  return ended({
    ...delivered,
    from1: Math.max(delivered.from1, paid.from1),
    from2: Math.max(delivered.from2, paid.from2),
  });
}
