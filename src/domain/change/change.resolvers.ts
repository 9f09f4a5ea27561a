import { type At, DEFAULT_VIEW, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { type FactFilter, resolveFilter } from '../fact/filter.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { listChanges } from './change.service.ts';

export const changeResolvers = {
  Query: {
    changes: async (
      _: unknown,
      args: PageArgs & { where?: FactFilter | null; from: At; to: At },
      { reading }: Context,
    ) => {
      const views = { from: viewBelow(DEFAULT_VIEW, args.from), to: viewBelow(DEFAULT_VIEW, args.to) };
      const page = pageOf(args, 'changes');
      const conditions = await resolveFilter(reading, args.where, 'where');
      return toApi(await listChanges(reading, conditions, views, page), (change) => change);
    },
  },
};
