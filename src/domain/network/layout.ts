import { UndirectedGraph } from 'graphology';
import layoutPackage, { type ForceAtlas2SynchronousLayoutParameters } from 'graphology-layout-forceatlas2';

/** Where a node is drawn. */
export interface NodePosition {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

const ROUNDS = 150;

/** What the package exports; its types speak of a default export that Node does not see. */
const forceAtlas2 = layoutPackage as unknown as {
  (
    graph: UndirectedGraph,
    parameters: ForceAtlas2SynchronousLayoutParameters,
  ): Record<string, { x: number; y: number }>;
  inferSettings(graph: UndirectedGraph): object;
};

/**
 * Positions by ForceAtlas2 (Jacomy et al. 2014), from a start that the seed and the order of the keys settle: the same piece and
 * seed give the same drawing. `edges` are pairs of keys.
 */
export function layout(
  keys: readonly string[],
  edges: readonly (readonly [string, string])[],
  seed: number,
): NodePosition[] {
  const graph = new UndirectedGraph();
  const random = mulberry32(seed);
  for (const key of keys) graph.addNode(key, { x: random() * 100, y: random() * 100 });
  for (const [a, b] of edges) if (a !== b) graph.mergeEdge(a, b);
  const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: false };
  const found = forceAtlas2(graph, { iterations: ROUNDS, settings });
  return keys.map((key) => ({ key, x: round(found[key]?.x), y: round(found[key]?.y) }));
}

/** Three decimals are more than a screen shows. */
const round = (value: number | undefined): number => Math.round((value ?? 0) * 1000) / 1000;

/** A small generator of even numbers from 0 to 1 (Mulberry32, T. Ettinger), so that a seed gives the same start everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
