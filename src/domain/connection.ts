import { type Connection, cursorOf } from './page.ts';

/**
 * A page in the form the API answers it, each row turned into what its type's resolvers take; `more` gives what an edge has
 * besides, an object made for it. Cursors are made when asked.
 */
export function toApi<T, N, E extends object>(
  connection: Connection<T>,
  node: (row: T) => N,
  more: (row: T) => E = () => ({}) as E,
): {
  readonly edges: readonly (E & { readonly cursor: () => string; readonly node: N })[];
  readonly nodes: readonly N[];
  readonly pageInfo: object;
  readonly totalCount: () => Promise<number>;
} {
  const edges = connection.rows.map(({ node: row, position }) =>
    Object.assign(more(row), { cursor: () => cursorOf(connection.list, position), node: node(row) }),
  );
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: connection.hasNextPage,
      hasPreviousPage: connection.hasPreviousPage,
      startCursor: () => edges.at(0)?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
    totalCount: connection.count,
  };
}
