import { endText } from '../../model/claim.ts';
import { badInput } from '../../model/errors.ts';
import { type FactType, isRecordedType, RELATION_TYPES } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, viewBelow } from '../../model/view.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { entityByKey, mustResolve, type Ref, takeRefs } from '../entity/entity.service.ts';
import type { FactInView } from '../fact/fact-view.ts';
import { type FactFilter, resolveFilter } from '../fact/filter.ts';
import { searchFacts } from '../fact/search.service.ts';
import { countOf } from '../fact/of-entity.service.ts';
import type { Reading } from '../reading.ts';
import { cursorOf, type Page, pageOf } from '../page.ts';
import { layout } from './layout.ts';
import { inOrder, keysOf, kindOf, nameIn, type Piece } from './network.ts';
import { neighborhood } from './neighborhood.service.ts';

interface NodeParent {
  readonly key: string;
  readonly piece: Piece;
}

interface NeighborhoodArgs {
  readonly of: readonly Ref[];
  readonly depth?: number | null;
  readonly types?: readonly FactType[] | null;
  readonly direction?: 'OUT' | 'IN' | 'BOTH' | null;
  readonly limitPerType?: number | null;
  readonly exclude?: readonly string[] | null;
  readonly at?: At | null;
  readonly after?: string | null;
}

function within(argument: string, value: number, low: number, high: number): number {
  if (value < low || value > high) throw badInput(argument, `${value} is out of bounds. Give ${low} to ${high}.`);
  return value;
}

/** The round a cursor of a neighbourhood goes on with. */
function roundOf(after: string | null | undefined): number {
  if (!after) return 0;
  const { beyond } = pageOf({ after }, 'rounds');
  if (beyond?.[1] !== 'round' || typeof beyond[0] !== 'number' || beyond[0] < 1)
    throw badInput('after', 'this is no cursor of a neighbourhood. Give one as an answer gave it.');
  return beyond[0];
}

const MOST_NODES_DRAWN = 2000;

async function labelOf(reading: Reading, key: string): Promise<string> {
  return (await entityByKey(reading, key))?.name ?? key;
}

export const networkResolvers = {
  Network: {
    nodes: (piece: Piece): NodeParent[] => keysOf(piece).map((key) => ({ key, piece })),
    edges: (piece: Piece) => piece.facts,
    truncated: ({ cursor }: Piece) => cursor !== undefined,
    cursor: ({ cursor }: Piece) => cursor,
    layout: (piece: Piece, { seed }: { seed?: number | null }) => {
      const keys = keysOf(piece);
      if (keys.length > MOST_NODES_DRAWN)
        throw badInput('layout', `${keys.length} nodes are too many to place. Ask for at most ${MOST_NODES_DRAWN}.`);
      return layout(
        keys,
        piece.facts.map(({ subject, object }) => [subject, object] as const),
        seed ?? 1,
      );
    },
  },
  NetworkNode: {
    kind: ({ key }: NodeParent) => kindOf(key),
    label: ({ key, piece }: NodeParent, _: unknown, { reading }: Context) =>
      nameIn(piece, key) ?? labelOf(reading, key),
    degree: ({ key, piece }: NodeParent, _: unknown, { reading }: Context) => {
      const types = piece.types?.filter(isRecordedType) ?? RELATION_TYPES;
      return countOf(reading, key, { types, direction: 'BOTH' }, piece.view);
    },
    latitude: async ({ key }: NodeParent, _: unknown, { reading }: Context) =>
      (await entityByKey(reading, key))?.latitude,
    longitude: async ({ key }: NodeParent, _: unknown, { reading }: Context) =>
      (await entityByKey(reading, key))?.longitude,
    entity: ({ key, piece }: NodeParent): EntityParent => ({ key, view: piece.view }),
  },
  NetworkEdge: {
    source: ({ subject }: FactInView) => subject,
    target: ({ object }: FactInView) => object,
    validFrom: ({ from }: FactInView) => from?.text,
    validTo: ({ to }: FactInView) => endText(to),
    weight: ({ sourceCount }: FactInView) => sourceCount,
    fact: (fact: FactInView) => fact,
  },
  Query: {
    neighborhood: async (_: unknown, args: NeighborhoodArgs, { reading }: Context): Promise<Piece> => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      if (args.of.length < 1 || args.of.length > 50)
        throw badInput('of', `${args.of.length} starting points. Give 1 to 50.`);
      if (args.exclude && args.exclude.length > 500) throw badInput('exclude', 'at most 500 keys can be left out.');
      const bounds = {
        depth: within('depth', args.depth ?? 1, 1, 6),
        types: args.types ?? undefined,
        direction: args.direction ?? 'BOTH',
        limitPerType: within('limitPerType', args.limitPerType ?? 25, 1, 100),
        exclude: new Set((args.exclude ?? []).map((id) => id.split('@')[0] as string)),
      } as const;
      const round = roundOf(args.after);
      const starts = await takeRefs(reading, args.of, 'of');
      const piece = await neighborhood(reading, [...new Set(starts)], bounds, view, round);
      // A fact of it shows that an entity is there, which an id alone does not.
      const joined = new Set(piece.facts.flatMap(({ subject, object }) => [subject, object]));
      await Promise.all(
        args.of.flatMap((ref, at) => (joined.has(starts[at] as string) ? [] : mustResolve(reading, ref, `of[${at}]`))),
      );
      return { ...piece, cursor: piece.cursor && cursorOf('rounds', [round + 1, 'round']) };
    },
    network: async (
      _: unknown,
      args: { where?: FactFilter | null; at?: At | null; limit: number; after?: string | null },
      { reading }: Context,
    ): Promise<Piece> => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const size = within('limit', args.limit, 1, 5000);
      const page: Page = { ...pageOf({ after: args.after }, 'facts'), size };
      const conditions = await resolveFilter(reading, args.where, 'where');
      const types = (conditions.types ?? RELATION_TYPES).filter((type) => RELATION_TYPES.includes(type));
      const { rows, hasNextPage } = await searchFacts(reading, { ...conditions, types }, view, page);
      const last = rows.at(-1);
      const facts = inOrder(rows.map(({ node }) => node));
      return {
        view,
        keys: [],
        facts,
        types: args.where?.types ?? undefined,
        cursor: hasNextPage && last ? cursorOf('facts', last.position) : undefined,
      };
    },
  },
};
