import type { GraphQLResolveInfo } from 'graphql';
import { isPartial, type View } from '../../model/view.ts';
import { argumentsOfRows, isAsked, isAskedOfRows, isAskedOnly } from '../ahead.ts';
import type { Wanted } from '../fact/of-entity.service.ts';
import type { Asked } from './agreement.cypher.ts';
import { type Form, MAX_SIZE, type Page, type PageArgs, pageOf } from '../page.ts';

/** The facts by which entities are parties to an agreement, and the stages it reached, seen from it. */
export const PARTIES = { types: ['PARTY_TO'], direction: 'IN' } as const satisfies Wanted;
export const MILESTONES = { types: ['MILESTONE'], direction: 'OUT' } as const satisfies Wanted;

/** All milestones of an agreement: it has a handful. */
export const ALL_MILESTONES: Page = { size: MAX_SIZE, backwards: false };

/** Facts of each agreement of a list that are fetched in the same trip. */
export interface AskedAlong {
  readonly wanted: Wanted;
  readonly page: Page;
  readonly form: Form;
}

/** Fields of an agreement that are told without the rest of its columns. */
const BESIDE_COLUMNS: ReadonlySet<string> = new Set([
  '__typename',
  'id',
  'key',
  'kind',
  'name',
  'agreementKind',
  'signedOn',
  'inForceFrom',
  'milestones',
  'parties',
  'facts',
  'degrees',
]);

/** Fields of a party for which its fact is needed; the others are told by whom it links, in which role. */
const OF_FACTS = ['fact', 'actions'];

/** Fields of a list of parties that tell where they stand in it. */
const OF_POSITIONS = [
  ['edges', 'cursor'],
  ['pageInfo', 'startCursor'],
  ['pageInfo', 'endCursor'],
];

/** What is fetched of parties, by what is asked below their list: of most, who they are, and in which role. */
function formOfParties(isAskedBelow: (...path: readonly string[]) => boolean): Form {
  if (OF_FACTS.some((field) => isAskedBelow('edges', field))) return { columns: 'facts' };
  return { columns: OF_POSITIONS.some((path) => isAskedBelow(...path)) ? 'links' : 'ends' };
}

/** What is asked of the parties a field gives that can be fetched with them. */
export const alongParties = (info: GraphQLResolveInfo | undefined): Pick<Page, 'form' | 'withTotal'> => ({
  form: info ? formOfParties((...path) => isAsked(info, ...path)) : undefined,
  withTotal: isAsked(info, 'totalCount'),
});

/** What is asked of the agreements of a list themselves. */
export const asked = (info: GraphQLResolveInfo | undefined, view: View): Asked => ({
  wholly: !isAskedOnly(info, BESIDE_COLUMNS),
  // In a part of what is known, the fact says whether the agreement is in the list.
  reachedBy: isPartial(view) || info === undefined || isAsked(info, 'edges', 'fact'),
  total: isAsked(info, 'totalCount'),
});

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
      const form = formOfParties((...path) => isAskedOfRows(info, 'parties', ...path));
      found.push({ wanted: PARTIES, page: pageOf(args, 'facts'), form });
    } catch {
      // The field says what is wrong in its turn.
    }
  }
  if (['signedOn', 'inForceFrom', 'status', 'milestones'].some((field) => isAskedOfRows(info, field)))
    found.push({ wanted: MILESTONES, page: ALL_MILESTONES, form: { columns: 'facts' } });
  return found;
}
