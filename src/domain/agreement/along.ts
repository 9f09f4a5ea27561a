import type { GraphQLResolveInfo } from 'graphql';
import { isPartial, type View } from '../../model/view.ts';
import { argumentsOfRows, isAskedOfRows } from '../ahead.ts';
import type { Wanted } from '../fact/of-entity.service.ts';
import { MAX_SIZE, type Page, type PageArgs, pageOf } from '../page.ts';

/** The facts by which entities are parties to an agreement, and the stages it reached, seen from it. */
export const PARTIES = { types: ['PARTY_TO'], direction: 'IN' } as const satisfies Wanted;
export const MILESTONES = { types: ['MILESTONE'], direction: 'OUT' } as const satisfies Wanted;

/** All milestones of an agreement: it has a handful. */
export const ALL_MILESTONES: Page = { size: MAX_SIZE, backwards: false };

/** Facts of each agreement of a list that are fetched in the same trip. */
export interface AskedAlong {
  readonly wanted: Wanted;
  readonly page: Page;
}

/**
 * What is asked of every agreement of a list that can be fetched with it: its parties, and its milestones, by which its dates
 * and status are told. Not what is of another view, or is gone on with.
 */
export function askedAlong(info: GraphQLResolveInfo | undefined, view: View): AskedAlong[] {
  if (isPartial(view) || !info) return [];
  const found: AskedAlong[] = [];
  const args = argumentsOfRows(info, 'Agreement', 'parties') as (PageArgs & { at?: unknown }) | undefined;
  if (args && !args.at && !args.after && !args.before) {
    try {
      found.push({ wanted: PARTIES, page: pageOf(args, 'facts') });
    } catch {
      // The field says what is wrong in its turn.
    }
  }
  if (['signedOn', 'inForceFrom', 'status', 'milestones'].some((field) => isAskedOfRows(info, field)))
    found.push({ wanted: MILESTONES, page: ALL_MILESTONES });
  return found;
}
