import { badInput } from '../../model/errors.ts';
import { type EntityKind, kindOfKey } from '../../model/registry.ts';
import { DEFAULT_VIEW } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type PageArgs, pageOf, pageThrough } from '../page.ts';

const LONGEST = 200;

interface Args extends PageArgs {
  readonly text: string;
  readonly kinds?: readonly EntityKind[] | null;
  readonly lang?: readonly string[] | null;
}

export const searchResolvers = {
  Query: {
    search: async (_: unknown, args: Args, { reading }: Context) => {
      if (args.text.length > LONGEST)
        throw badInput('text', `it has ${args.text.length} characters; give at most ${LONGEST}.`);
      const page = pageOf(args, 'hits');
      const found = await reading.names.find(args.text, args.lang ?? []);
      const wanted = found.filter(({ key }) => !args.kinds || args.kinds.includes(kindOfKey(key) as EntityKind));
      const ranked = wanted.map((hit, index) => ({ hit, place: index }));
      return toApi(
        pageThrough(page, ranked, ({ hit, place }) => [place, hit.key]),
        ({ hit }) => ({
          entity: { key: hit.key, name: hit.name, view: DEFAULT_VIEW } satisfies EntityParent,
          score: Math.round(hit.score * 1000) / 1000,
          matched: hit.matched,
          because: hit.because,
        }),
      );
    },
  },
};
