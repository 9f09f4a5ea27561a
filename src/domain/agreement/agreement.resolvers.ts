import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../model/errors.ts';
import { type At, DEFAULT_VIEW, spanOf, type View, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { endOf, entityFields, entityOf, type EntityParent, rowOf } from '../entity/entity.resolvers.ts';
import { type Ref, takeRefs } from '../entity/entity.service.ts';
import { type EntityFilter, resolveEnd } from '../fact/filter.ts';
import type { RecordedInView } from '../fact/fact-view.ts';
import { linksOf } from '../fact/of-entity.service.ts';
import { worthOf } from '../fact/worth.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { everyFactOf, milestonesOf, preferred, stageOf } from './agreement.service.ts';
import { alongParties, PARTIES } from './along.ts';
import { agreementsToApi } from './list.ts';
import { after } from '../soon.ts';
import { actionsOf } from './party.service.ts';

interface ListArgs extends PageArgs {
  readonly kind?: readonly string[] | null;
  readonly between?: readonly Ref[] | null;
  readonly signed?: { from?: string | null; to?: string | null } | null;
  readonly status?: readonly string[] | null;
  readonly where?: EntityFilter | null;
  readonly at?: At | null;
  readonly orderBy: 'SIGNED_ON_ASC' | 'SIGNED_ON_DESC' | 'NAME_ASC';
}

const MOST_SIDES = 5;

/** When a milestone was reached, as the fact with most sources has it. */
async function dateOf(parent: EntityParent, value: string, { reading }: Context): Promise<string | undefined> {
  const reached = (await milestonesOf(reading, parent.key, parent.view)).filter((fact) => fact.value === value);
  return preferred(reached)?.from?.text;
}

/** Lists of an agreement: what is asked of them can be fetched by its key alone. */
const lists = {
  milestones: (parent: EntityParent, args: { at?: At | null }, { reading }: Context) =>
    milestonesOf(reading, parent.key, viewBelow(parent.view, args.at)),
  parties: (
    parent: EntityParent,
    args: PageArgs & { at?: At | null },
    { reading }: Context,
    info?: GraphQLResolveInfo,
  ) => {
    const view = viewBelow(parent.view, args.at);
    const found = linksOf(reading, parent.key, PARTIES, view, pageOf(args, 'facts', alongParties(info)));
    return after(found, (parties) =>
      toApi(
        parties,
        (party) => endOf(party, 'subject'),
        (party) => ({ fact: party, role: party.qualifiers['role'] ?? 'OTHER' }),
      ),
    );
  },
};

export const agreementResolvers = {
  Agreement: {
    ...entityFields,
    ...lists,
    agreementKind: (parent: EntityParent, _: unknown, context: Context) =>
      parent.agreementKind ?? after(rowOf(parent, context), ({ agreementKind }) => agreementKind ?? 'OTHER'),
    status: (parent: EntityParent, args: { at?: At | null }, { reading }: Context) =>
      stageOf(reading, parent.key, viewBelow(parent.view, args.at)),
    signedOn: (parent: EntityParent, _: unknown, context: Context) => dateOf(parent, 'SIGNED', context),
    inForceFrom: (parent: EntityParent, _: unknown, context: Context) => dateOf(parent, 'IN_FORCE', context),
    value: async (parent: EntityParent, _: unknown, { reading }: Context) =>
      worthOf(await everyFactOf(reading, parent.key, ['VALUE'], parent.view))?.amount,
  },
  PartyEdge: {
    actions: async ({ fact }: { fact: RecordedInView }, _: unknown, { reading }: Context) =>
      (await actionsOf(reading, fact)).map((action) => ({ action: action.value, on: action.from?.text, fact: action })),
  },
  Query: {
    agreement: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context, info: GraphQLResolveInfo) =>
      entityOf(args, context, ['AGREEMENT'], { info, resolvers: { ...lists, facts: entityFields.facts } }),
    agreements: async (_: unknown, args: ListArgs, { reading }: Context, info?: GraphQLResolveInfo) => {
      const view: View = viewBelow(DEFAULT_VIEW, args.at);
      const orderBy = args.orderBy ?? 'SIGNED_ON_DESC';
      const page = pageOf(args, orderBy === 'NAME_ASC' ? 'agreementsByName' : 'agreements');
      if (args.between && args.between.length > MOST_SIDES)
        throw badInput('between', `at most ${MOST_SIDES} parties can be asked for at once.`);
      const [between, where] = await Promise.all([
        takeRefs(reading, args.between ?? [], 'between'),
        resolveEnd(reading, args.where, 'where'),
      ]);
      const conditions = {
        between: args.between ? between : undefined,
        kinds: args.kind ?? undefined,
        signed: args.signed ? spanOf('signed', args.signed) : undefined,
        status: args.status ?? undefined,
        where,
        orderBy,
      };
      return agreementsToApi(reading, conditions, view, page, info);
    },
  },
};
