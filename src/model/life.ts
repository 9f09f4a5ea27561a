import { endOf, type Reached } from './agreement.ts';
import { ALWAYS, type Bounds } from './bounds.ts';
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

/**
 * How long an agreement or event lasts, by its EXISTENCE and milestones: from the first of them that is dated until it is
 * terminated, ceases to exist, or is performed. Always, where nothing of the sort is known.
 */
export function lifeOf(facts: readonly Reached[]): Bounds {
  const begins = facts
    .filter(({ from }) => from !== undefined)
    .map(({ bounds }) => bounds)
    .toSorted((a, b) => a.from1 - b.from1 || a.from2 - b.from2);
  const { first, last } = endOf(facts);
  return { from1: begins[0]?.from1 ?? ALWAYS.from1, from2: begins[0]?.from2 ?? ALWAYS.from2, to1: first, to2: last };
}
