import type { ContradictionReason, FactType, PolicyName } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, idOf, viewBelow } from '../../model/view.ts';
import type { ClaimParent } from '../claim/claim.resolvers.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { Ref } from '../entity/entity.service.ts';
import { inOrderOfStatement } from '../fact/fact-view.ts';
import { resolveFilter } from '../fact/filter.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { type ContradictionInView, explanationOf, listContradictions, preferredFact } from './contradiction.service.ts';

interface ListArgs extends PageArgs {
  readonly about?: Ref | null;
  readonly between?: readonly Ref[] | null;
  readonly types?: readonly FactType[] | null;
  readonly reasons?: readonly ContradictionReason[] | null;
  readonly at?: At | null;
}

export const contradictionResolvers = {
  Contradiction: {
    id: ({ contradiction, view }: ContradictionInView) => idOf(contradiction.key, view),
    key: ({ contradiction }: ContradictionInView) => contradiction.key,
    reason: ({ contradiction }: ContradictionInView) => contradiction.reason,
    explanation: (parent: ContradictionInView, _: unknown, { reading }: Context) => explanationOf(reading, parent),
    sides: ({ contradiction, facts, view }: ContradictionInView) =>
      contradiction.sides.map((side) => ({
        fact: facts.get(side.fact.key),
        claims: inOrderOfStatement(side.claims).map((claim): ClaimParent => ({ claim, view })),
      })),
    preferred: (
      parent: ContradictionInView,
      { prefer, preferSources }: { prefer?: PolicyName | null; preferSources?: readonly string[] | null },
      { reading }: Context,
    ) =>
      preferredFact(
        reading,
        parent,
        prefer
          ? viewBelow(parent.view, { prefer, preferSources: preferSources ?? parent.view.preferSources })
          : parent.view,
      ),
  },
  Query: {
    contradictions: async (_: unknown, args: ListArgs, { reading }: Context) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const page = pageOf(args, 'contradictions');
      const conditions = await resolveFilter(
        reading,
        { about: args.about && { in: [args.about] }, between: args.between, types: args.types },
        'contradictions',
      );
      const reasons = args.reasons ? new Set(args.reasons) : undefined;
      return toApi(await listContradictions(reading, conditions, reasons, view, page), (each) => each);
    },
  },
};
