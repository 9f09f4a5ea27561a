import { citationOf, type Source } from '../../model/source.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { listSources } from './source.service.ts';

export const sourceResolvers = {
  Source: {
    id: (source: Source) => source.key,
    publishedOn: (source: Source) => source.publishedOn?.text,
    citation: citationOf,
    identifiers: (source: Source) => Object.entries(source.ids ?? {}).map(([scheme, value]) => `${scheme} ${value}`),
  },
  Query: {
    sources: async (_: unknown, args: PageArgs, { reading }: Context) =>
      toApi(await listSources(reading, pageOf(args, 'sources')), (source) => source),
  },
};
