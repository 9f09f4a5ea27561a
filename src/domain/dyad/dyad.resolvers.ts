import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../model/errors.ts';
import type { FactType } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, spanOf, viewBelow } from '../../model/view.ts';
import { agreementsToApi } from '../agreement/list.ts';
import { claimsAlong } from '../ahead.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { mustResolve, type Ref } from '../entity/entity.service.ts';
import { neighborsToApi } from '../neighbor/neighbor.resolvers.ts';
import { type PageArgs, pageOf } from '../page.ts';
import {
  contradictionsBetween,
  type Dyad,
  factsBetween,
  sanctionsBetween,
  sharedMemberships,
  timelineOf,
} from './dyad.service.ts';

export const dyadResolvers = {
  Dyad: {
    a: ({ a, view }: Dyad): EntityParent => ({ key: a, view }),
    b: ({ b, view }: Dyad): EntityParent => ({ key: b, view }),
    facts: async (
      dyad: Dyad,
      args: PageArgs & { types?: FactType[] | null },
      { reading }: Context,
      info?: GraphQLResolveInfo,
    ) =>
      toApi(
        await factsBetween(reading, dyad, args.types ?? undefined, pageOf(args, 'facts', claimsAlong(info))),
        (fact) => fact,
      ),
    agreements: (
      { a, b, view }: Dyad,
      args: PageArgs & { kind?: string[] | null },
      { reading }: Context,
      info?: GraphQLResolveInfo,
    ) => {
      const conditions = { between: [a, b], kinds: args.kind ?? undefined, orderBy: 'SIGNED_ON_DESC' } as const;
      return agreementsToApi(reading, conditions, view, pageOf(args, 'agreements'), info);
    },
    sharedMemberships: async (dyad: Dyad, args: PageArgs, { reading }: Context) =>
      neighborsToApi(await sharedMemberships(reading, dyad, pageOf(args, 'neighbors')), dyad.view),
    sanctions: async (dyad: Dyad, args: PageArgs, { reading }: Context, info?: GraphQLResolveInfo) =>
      toApi(await sanctionsBetween(reading, dyad, pageOf(args, 'facts', claimsAlong(info))), (fact) => fact),
    timeline: async (dyad: Dyad, args: PageArgs & { from?: string | null; to?: string | null }, { reading }: Context) =>
      toApi(await timelineOf(reading, dyad, spanOf('timeline', args), pageOf(args, 'happenings')), (entry) => entry),
    contradictions: async (dyad: Dyad, args: PageArgs, { reading }: Context) =>
      toApi(await contradictionsBetween(reading, dyad, pageOf(args, 'contradictions')), (each) => each),
  },
  Query: {
    dyad: async (_: unknown, args: { a: Ref; b: Ref; at?: At | null }, { reading }: Context): Promise<Dyad> => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const [a, b] = await Promise.all([mustResolve(reading, args.a, 'a'), mustResolve(reading, args.b, 'b')]);
      if (a === b) throw badInput('b', `it is ${a}, as a is. Give two entities.`);
      return { a, b, view };
    },
  },
};
