import { type At, viewBelow } from '../../model/view.ts';
import { agreementsOfParty, type AgreementsArgs } from '../agreement/of-party.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { entityFields, entityOf, type EntityParent, rowOf } from '../entity/entity.resolvers.ts';
import type { Ref } from '../entity/entity.service.ts';
import { factsOf } from '../fact/of-entity.service.ts';
import { type PageArgs, pageOf } from '../page.ts';

export const countryResolvers = {
  Country: {
    ...entityFields,
    latitude: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).latitude,
    longitude: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).longitude,
    agreements: (parent: EntityParent, args: AgreementsArgs, context: Context) =>
      agreementsOfParty(parent, args, context),
    memberships: async (parent: EntityParent, args: PageArgs & { at?: At | null }, { reading }: Context) => {
      const view = viewBelow(parent.view, args.at);
      return toApi(
        await factsOf(reading, parent.key, { types: ['MEMBER_OF'], direction: 'OUT' }, view, pageOf(args, 'facts')),
        (fact) => fact,
      );
    },
  },
  Query: {
    country: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context) => entityOf(args, context, ['COUNTRY']),
  },
};
