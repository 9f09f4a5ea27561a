import { badInput } from '../../model/errors.ts';
import { RELATION_TYPES } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, type View, viewBelow, viewText } from '../../model/view.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type Conditions, type FactFilter, resolveFilter } from '../fact/filter.ts';
import { pairOf } from '../fact/match.ts';
import { EVERY, matches } from '../fact/search.service.ts';
import type { Reading } from '../reading.ts';
import { measure, type Measured, type Measures } from './measure.ts';

/** The largest network that is measured: betweenness takes time as entities times ties. */
const MOST_NODES = 2000;
const MOST_FACTS = 50_000;

interface StructureParent extends Measures {
  readonly view: View;
}

/** Measures the network of the facts that fit. */
async function structureOf(reading: Reading, conditions: Conditions, view: View): Promise<Measures> {
  const weights = new Map<string, number>();
  const keys = new Set<string>();
  let n = 0;
  for await (const { fact } of matches(reading, conditions, view, EVERY)) {
    if (fact.subject === fact.object) continue;
    keys.add(fact.subject).add(fact.object);
    if (++n > MOST_FACTS || keys.size > MOST_NODES)
      throw badInput(
        'where',
        `the network has more than ${MOST_NODES} entities or ${MOST_FACTS} facts. Narrow it by type, kind or day.`,
      );
    const pair = pairOf(fact);
    weights.set(pair, (weights.get(pair) ?? 0) + 1);
  }
  return measure(
    [...weights]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([pair, weight]) => ({ a: pair.split(' ')[0] as string, b: pair.split(' ')[1] as string, weight })),
  );
}

export const structureResolvers = {
  Structure: {
    nodes: ({ nodes, view }: StructureParent, { first }: { first?: number | null }) => {
      const most = first ?? 100;
      if (most < 1 || most > MOST_NODES) throw badInput('first', `${most} is out of bounds. Give 1 to ${MOST_NODES}.`);
      return nodes.slice(0, most).map((node) => ({ ...node, view }));
    },
    nodeCount: ({ nodes }: StructureParent) => nodes.length,
  },
  StructureNode: {
    entity: ({ key, view }: Measured & { view: View }): EntityParent => ({ key, view }),
  },
  Query: {
    structure: async (
      _: unknown,
      args: { where?: FactFilter | null; at?: At | null },
      { reading }: Context,
    ): Promise<StructureParent> => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const conditions = await resolveFilter(reading, args.where, 'where');
      const types = (conditions.types ?? RELATION_TYPES).filter((type) => RELATION_TYPES.includes(type));
      const name = `structure ${viewText(view)} ${JSON.stringify(args.where ?? null)}`;
      const measures = await reading.kept(name, () => structureOf(reading, { ...conditions, types }, view));
      return { ...measures, view };
    },
  },
};
