import { endOf, type Reached } from './agreement.ts';
import { ALWAYS, type Bounds } from './bounds.ts';
import { FIRST_DAY, LAST_DAY } from './day.ts';
import { factType, type RecordedType } from './registry.ts';

/** The end of a fact it lasts as long as, where it has no dates of its own; undefined where it has, or its type knows none. */
export function lastsAsLongAs(fact: {
  readonly type: RecordedType;
  readonly from?: unknown;
  readonly to?: unknown;
}): 'subject' | 'object' | undefined {
  const { undated } = factType(fact.type);
  const isUndated = fact.from === undefined && fact.to === undefined;
  return isUndated && (undated === 'subject' || undated === 'object') ? undated : undefined;
}

/** Milestones an agreement begins by. Delivery, payment, an end: it had begun by then, and since when they do not tell. */
const BEGINNINGS: ReadonlySet<string | undefined> = new Set(['UNDER_NEGOTIATION', 'SIGNED', 'IN_FORCE']);

/**
 * How long an agreement or event lasts, by its EXISTENCE and milestones: from the first of its beginnings that is dated until it
 * is terminated, ceases to exist, or is performed. Always, where nothing of the sort is known.
 *
 * What is only known to have been reached by a day, such as signed by 2017, does not make the beginning less known where another
 * is dated before that day.
 */
export function lifeOf(facts: readonly Reached[]): Bounds {
  const dated = facts.filter(({ from }) => from !== undefined);
  const { first, last } = endOf(facts);
  if (dated.length === 0) return { ...ALWAYS, to1: first, to2: last };
  const from2 = Math.min(...dated.map(({ bounds }) => bounds.from2));
  const begins = dated.filter(({ type, value }) => type === 'EXISTENCE' || BEGINNINGS.has(value));
  const from1 = Math.min(...begins.map(({ bounds }) => bounds.from1).filter((day) => day > FIRST_DAY), LAST_DAY);
  return { from1: from1 <= from2 ? from1 : FIRST_DAY, from2, to1: first, to2: last };
}
