import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../model/errors.ts';
import { derivedType, factType, type FactType, isRecordedType } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, viewBelow } from '../../model/view.ts';
import { isAskedOfRows } from '../ahead.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type FactFilter, resolveFilter } from '../fact/filter.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { aggregate, factsIn, type Group } from './aggregate.service.ts';
import { entitiesIn, type GroupKey } from './keys.ts';

const MOST_KEYS = 3;

interface Args extends PageArgs {
  readonly where?: FactFilter | null;
  readonly groupBy: readonly GroupKey[];
  readonly sum?: FactType | null;
  readonly largestFirst?: boolean | null;
  readonly at?: At | null;
}

/** Whether there is anything to sum in facts of a type. */
function hasAmounts(type: FactType): boolean {
  if (!isRecordedType(type)) return derivedType(type).pivot.amount !== undefined;
  const { value, amount } = factType(type);
  return value?.amount === true || amount !== undefined;
}

export const aggregateResolvers = {
  Group: {
    keys: ({ of, values }: Group) =>
      of.groupBy.map((by, index) => ({
        by,
        value: values[index],
        entities: entitiesIn(by, values[index] ?? null).map((key): EntityParent => ({ key, view: of.view })),
      })),
    sum: ({ sums }: Group) => (sums.length === 1 ? sums[0] : null),
    facts: async (group: Group, args: PageArgs, { reading }: Context) =>
      toApi(await factsIn(reading, group, pageOf(args, 'facts')), (fact) => fact),
  },
  Query: {
    aggregate: async (_: unknown, args: Args, { reading }: Context, info?: GraphQLResolveInfo) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const { groupBy } = args;
      if (groupBy.length < 1 || groupBy.length > MOST_KEYS)
        throw badInput('groupBy', `${groupBy.length} keys. Give 1 to ${MOST_KEYS}.`);
      if (new Set(groupBy).size < groupBy.length) throw badInput('groupBy', 'a key stands in it twice.');
      if (args.sum && !hasAmounts(args.sum))
        throw badInput('sum', `facts of type ${args.sum} have no amounts. Give VALUE, QUANTITY_ORDERED or the like.`);
      const page = pageOf(args, 'groups');
      const conditions = await resolveFilter(reading, args.where, 'where');
      const of = {
        conditions,
        groupBy,
        sum: args.sum ?? undefined,
        largestFirst: args.largestFirst ?? false,
        view,
        counts: {
          claims: isAskedOfRows(info, 'claimCount'),
          ends: isAskedOfRows(info, 'subjects') || isAskedOfRows(info, 'objects'),
        },
      };
      return toApi(await aggregate(reading, of, page), (group) => group);
    },
  },
};
