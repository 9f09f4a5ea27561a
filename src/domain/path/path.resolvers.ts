import { badInput } from '../../model/errors.ts';
import type { FactType } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, type View, viewBelow } from '../../model/view.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { mustResolve, type Ref, takeRef } from '../entity/entity.service.ts';
import type { FoundPath } from './search.ts';
import { factsOfSteps, findPaths } from './path.service.ts';

interface Args {
  readonly from: Ref;
  readonly to: Ref;
  readonly types?: readonly FactType[] | null;
  readonly direction?: 'OUT' | 'IN' | 'BOTH' | null;
  readonly exclude?: readonly string[] | null;
  readonly maxLength?: number | null;
  readonly concurrent?: boolean | null;
  readonly at?: At | null;
  readonly rank?: 'LENGTH' | 'EVIDENCE' | null;
  readonly maxDegree?: number | null;
  readonly first?: number | null;
}

const MOST_EXCLUDED = 500;

function within(
  argument: string,
  value: number | null | undefined,
  otherwise: number,
  low: number,
  high: number,
): number {
  const given = value ?? otherwise;
  if (given < low || given > high) throw badInput(argument, `${given} is out of bounds. Give ${low} to ${high}.`);
  return given;
}

interface PathParent extends FoundPath {
  readonly view: View;
}

export const pathResolvers = {
  Path: {
    length: ({ steps }: PathParent) => steps.length,
    entities: ({ keys, view }: PathParent): EntityParent[] => keys.map((key) => ({ key, view })),
    facts: (path: PathParent, _: unknown, { reading }: Context) => factsOfSteps(reading, path.steps, path.view),
    evidence: ({ evidence }: PathParent) => evidence,
  },
  Query: {
    paths: async (_: unknown, args: Args, { reading }: Context) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const maxLength = within('maxLength', args.maxLength, 6, 1, 10);
      const wanted = within('first', args.first, 5, 1, 50);
      if (args.exclude && args.exclude.length > MOST_EXCLUDED)
        throw badInput('exclude', `at most ${MOST_EXCLUDED} keys can be excluded.`);
      if (args.maxDegree !== undefined && args.maxDegree !== null)
        within('maxDegree', args.maxDegree, 1, 1, 10_000_000);
      const bounds = {
        maxLength,
        wanted,
        concurrent: args.concurrent ?? true,
        direction: args.direction ?? 'BOTH',
        exclude: new Set((args.exclude ?? []).map((id) => id.split('@')[0] as string)),
        maxDegree: args.maxDegree ?? undefined,
      } as const;
      const types = args.types ?? undefined;
      const [from, to] = await Promise.all([takeRef(reading, args.from, 'from'), takeRef(reading, args.to, 'to')]);
      const found = await findPaths(reading, from, to, types, bounds, args.rank ?? 'LENGTH', view);
      // A path shows that both ends are there, which an id alone does not.
      if (found.paths.length === 0)
        await Promise.all([mustResolve(reading, args.from, 'from'), mustResolve(reading, args.to, 'to')]);
      return { complete: found.complete, paths: found.paths.map((path): PathParent => ({ ...path, view })) };
    },
  },
};
