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

/** Lists of an organization: what is asked of them can be fetched by its key alone. */
const lists = {
  members: async (
    parent: EntityParent,
    args: PageArgs & { standing?: string[] | null; at?: At | null },
    { reading }: Context,
    info?: GraphQLResolveInfo,
  ) => {
    const view = viewBelow(parent.view, args.at);
    const qualifier = args.standing ? { name: 'standing', values: args.standing } : undefined;
    const page = pageOf(args, 'facts', alongFacts(info, 'IN'));
    const wanted = { types: ['MEMBER_OF'], direction: 'IN', qualifier } as const;
    return toApi(await linksOf(reading, parent.key, wanted, view, page), (fact) => fact);
  },
  agreements: agreementsOfParty,
};

export const organizationResolvers = {
  Organization: {
    ...entityFields,
    ...lists,
    category: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).category,
  },
  Query: {
    organization: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context, info: GraphQLResolveInfo) =>
      entityOf(args, context, ['ORGANIZATION'], { info, resolvers: { ...lists, facts: entityFields.facts } }),
  },
};
