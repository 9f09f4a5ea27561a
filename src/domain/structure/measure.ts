import { UndirectedGraph } from 'graphology';
import louvainPackage from 'graphology-communities-louvain';
import betweennessPackage from 'graphology-metrics/centrality/betweenness.js';
import pageRankPackage from 'graphology-metrics/centrality/pagerank.js';

/** A tie between two entities: how many facts make it. */
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
}

export interface Measured {
  readonly key: string;
  readonly degree: number;
  readonly betweenness: number;
  readonly pageRank: number;
  readonly community: number;
}

export interface Measures {
  readonly nodes: readonly Measured[];
  readonly tieCount: number;
  readonly density: number;
  readonly communityCount: number;
  readonly modularity: number;
}

// What the packages export; their types speak of a default export that Node does not see.
const betweenness = betweennessPackage as unknown as (
  graph: UndirectedGraph,
  options: object,
) => Record<string, number>;
const pageRank = pageRankPackage as unknown as (graph: UndirectedGraph, options: object) => Record<string, number>;
const louvain = louvainPackage as unknown as {
  detailed(graph: UndirectedGraph, options: object): { communities: Record<string, number>; modularity: number };
};

/** Measures a network by graphology's algorithms. The same ties give the same measures: nothing in it is left to chance. */
export function measure(ties: readonly Tie[]): Measures {
  const graph = new UndirectedGraph();
  const keys = [...new Set(ties.flatMap(({ a, b }) => [a, b]))].toSorted();
  for (const key of keys) graph.addNode(key);
  for (const { a, b, weight } of ties) graph.addEdge(a, b, { weight });
  const n = keys.length;
  if (n === 0) return { nodes: [], tieCount: 0, density: 0, communityCount: 0, modularity: 0 };
  const between = betweenness(graph, { normalized: true, getEdgeWeight: null });
  const ranks = pageRank(graph, { alpha: 0.85, getEdgeWeight: 'weight', maxIterations: 500, tolerance: 1e-9 });
  const { communities, modularity } = louvain.detailed(graph, { getEdgeWeight: 'weight', randomWalk: false });
  const numbers = bySize(communities);
  const nodes = keys.map((key) => ({
    key,
    degree: graph.degree(key),
    betweenness: rounded(between[key] ?? 0),
    pageRank: rounded(ranks[key] ?? 0),
    community: numbers.get(communities[key] ?? -1) ?? 0,
  }));
  return {
    nodes: nodes.toSorted((a, b) => b.pageRank - a.pageRank || (a.key < b.key ? -1 : 1)),
    tieCount: ties.length,
    density: n < 2 ? 0 : rounded((2 * ties.length) / (n * (n - 1))),
    communityCount: numbers.size,
    modularity: rounded(modularity),
  };
}

/** Six decimals: beyond them the order of adding shows. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Communities by new numbers: the largest is 0; of equals, the one with the least key. */
function bySize(communities: Readonly<Record<string, number>>): Map<number, number> {
  const members = new Map<number, string[]>();
  for (const [key, community] of Object.entries(communities))
    members.set(community, [...(members.get(community) ?? []), key]);
  const least = (keys: readonly string[]): string => keys.toSorted()[0] ?? '';
  const ordered = [...members].toSorted(([, a], [, b]) => b.length - a.length || (least(a) < least(b) ? -1 : 1));
  return new Map(ordered.map(([community], index) => [community, index]));
}
