import { type At, viewBelow } from '../../model/view.ts';
import { agreementsOfParty, type AgreementsArgs } from '../agreement/of-party.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { entityFields, entityOf, type EntityParent, rowOf } from '../entity/entity.resolvers.ts';
import type { Ref } from '../entity/entity.service.ts';
import { factsOf } from '../fact/of-entity.service.ts';
import { type PageArgs, pageOf } from '../page.ts';

export const organizationResolvers = {
  Organization: {
    ...entityFields,
    category: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).category,
    members: async (
      parent: EntityParent,
      args: PageArgs & { standing?: string[] | null; at?: At | null },
      { reading }: Context,
    ) => {
      const view = viewBelow(parent.view, args.at);
      const qualifier = args.standing ? { name: 'standing', values: args.standing } : undefined;
      return toApi(
        await factsOf(
          reading,
          parent.key,
          { types: ['MEMBER_OF'], direction: 'IN', qualifier },
          view,
          pageOf(args, 'facts'),
        ),
        (fact) => fact,
      );
    },
    agreements: (parent: EntityParent, args: AgreementsArgs, context: Context) =>
      agreementsOfParty(parent, args, context),
  },
  Query: {
    organization: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context) =>
      entityOf(args, context, ['ORGANIZATION']),
  },
};
