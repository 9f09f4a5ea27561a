import { badInput } from '../../model/errors.ts';
import type { EntityKind, FactType } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, type View, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type Ref, resolveRefs } from '../entity/entity.service.ts';
import { type Connection, type PageArgs, pageOf } from '../page.ts';
import { type CommonNeighbor, commonNeighbors, tieConditions } from './neighbor.service.ts';

const MOST_ASKED = 10;

/** Neighbours in the form the API answers entities. */
export function neighborsToApi(found: Connection<CommonNeighbor>, view: View) {
  return toApi(
    found,
    ({ key }): EntityParent => ({ key, view }),
    ({ because }) => ({ because: ({ first }: { first?: number | null }) => because.slice(0, first ?? 10) }),
  );
}

export const neighborResolvers = {
  Query: {
    commonNeighbors: async (
      _: unknown,
      args: PageArgs & {
        of: readonly Ref[];
        types?: readonly FactType[] | null;
        kinds?: readonly EntityKind[] | null;
        at?: At | null;
      },
      { reading }: Context,
    ) => {
      if (args.of.length > MOST_ASKED)
        throw badInput('of', `at most ${MOST_ASKED} entities can be asked about at once.`);
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const page = pageOf(args, 'neighbors');
      const keys = await resolveRefs(reading, args.of, 'of');
      const found = await commonNeighbors(
        reading,
        keys,
        tieConditions(args.types),
        args.kinds ?? undefined,
        view,
        page,
      );
      return neighborsToApi(found, view);
    },
  },
};
