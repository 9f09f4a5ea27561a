import type { GraphQLResolveInfo } from 'graphql';
import { type At, viewBelow } from '../../model/view.ts';
import { agreementsOfParty } from '../agreement/list.ts';
import { alongFacts } from '../ahead.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { entityFields, entityOf, type EntityParent, rowOf } from '../entity/entity.resolvers.ts';
import type { Ref } from '../entity/entity.service.ts';
import { linksOf } from '../fact/of-entity.service.ts';
import { type PageArgs, pageOf } from '../page.ts';

/** Lists of a country: what is asked of them can be fetched by its key alone. */
const lists = {
  agreements: agreementsOfParty,
  memberships: async (
    parent: EntityParent,
    args: PageArgs & { at?: At | null },
    { reading }: Context,
    info?: GraphQLResolveInfo,
  ) => {
    const view = viewBelow(parent.view, args.at);
    const page = pageOf(args, 'facts', alongFacts(info, 'OUT'));
    return toApi(
      await linksOf(reading, parent.key, { types: ['MEMBER_OF'], direction: 'OUT' }, view, page),
      (fact) => fact,
    );
  },
};

export const countryResolvers = {
  Country: {
    ...entityFields,
    ...lists,
    latitude: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).latitude,
    longitude: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).longitude,
  },
  Query: {
    country: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context, info: GraphQLResolveInfo) =>
      entityOf(args, context, ['COUNTRY'], { info, resolvers: { ...lists, facts: entityFields.facts } }),
  },
};
