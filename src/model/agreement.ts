import type { Bounds } from './bounds.ts';
import { addDays, type Day, FIRST_DAY, LAST_DAY } from './day.ts';
import { terms } from './registry.ts';

/** What of a milestone matters here: its value, and when it was reached. */
export interface Reached {
  readonly type: string;
  readonly value?: string;
  readonly from?: unknown;
  readonly bounds: Bounds;
}

const STAGES = terms('AgreementStatus');

/** The latest stage reached: by the day it had been reached at the latest, then by the order of stages; an undated one comes first. */
export function latestStage(milestones: readonly Reached[]): string | undefined {
  const by = (each: Reached): Day => (each.from === undefined ? FIRST_DAY : each.bounds.from2);
  const stage = (each: Reached): number => STAGES.indexOf(each.value ?? '');
  return milestones.toSorted((a, b) => by(a) - by(b) || stage(a) - stage(b)).at(-1)?.value;
}

/** Kinds of agreement that bind from signature where nothing is said of entering into force. */
const BINDING_FROM_SIGNATURE: ReadonlySet<string> = new Set(['ARMS_CONTRACT', 'LOAN', 'MEMORANDUM', 'OTHER']);

/**
 * When an agreement is in force, by its milestones and EXISTENCE, whatever the day asked about: from its in-force
 * milestone, a contract without one from signature, until terminated, expired, or both delivered and paid. Undefined where
 * it never is. "Fulfilled" in one sense does not end it.
 */
export function inForce(kind: string | undefined, facts: readonly Reached[]): Bounds | undefined {
  const of = (value: string): Bounds | undefined => reached(facts, value);
  const life = earliest(facts.filter((fact) => fact.type === 'EXISTENCE').map(({ bounds }) => bounds));
  const signed = of('SIGNED');
  const begin =
    of('IN_FORCE') ??
    (BINDING_FROM_SIGNATURE.has(kind ?? '') ? signed : undefined) ??
    (signed === undefined ? life : undefined);
  if (begin === undefined) return undefined;
  const end = endOf(facts);
  return { from1: begin.from1, from2: begin.from2, to1: end.first, to2: end.last };
}

/**
 * Between which days the last day of something lies, by its milestones and EXISTENCE: terminated, ceased to exist, or both
 * delivered and paid, whichever came first; the last day there is where nothing of the sort is known.
 */
export function endOf(facts: readonly Reached[]): { readonly first: Day; readonly last: Day } {
  const of = (value: string): Bounds | undefined => reached(facts, value);
  const life = facts
    .filter((fact) => fact.type === 'EXISTENCE')
    .map(({ bounds }) => bounds)
    .toSorted((a, b) => b.to2 - a.to2)[0];
  const ends = [
    ended(of('TERMINATED')),
    life && life.to2 < LAST_DAY ? { first: life.to1, last: life.to2 } : undefined,
    performed(of('DELIVERED'), of('PAID')),
  ].filter((end) => end !== undefined);
  return {
    first: ends.reduce((least, { first }) => Math.min(least, first), LAST_DAY),
    last: ends.reduce((least, { last }) => Math.min(least, last), LAST_DAY),
  };
}

/** When a stage was reached first. */
const reached = (facts: readonly Reached[], value: string): Bounds | undefined =>
  earliest(facts.filter((fact) => fact.type === 'MILESTONE' && fact.value === value).map(({ bounds }) => bounds));

const earliest = (bounds: readonly Bounds[]): Bounds | undefined =>
  bounds.toSorted((a, b) => a.from1 - b.from1 || a.from2 - b.from2)[0];

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
