// What surrounds a country: memberships and agreements, and of each neighbour how many facts of each type it has.
import { bare, byText, counting, dayNumber, dayOfPeer, edgeCounting, viewOf } from './common.mjs';

const LIMIT = 25;
const TYPES = ['MEMBER_OF', 'PARTY_TO'];

const degreesOf = (list) => list.map(({ type, direction, count }) => `${type} ${direction} ${count}`).toSorted(byText);
const rowsOf = (nodes, edges) => [
  ...nodes
    .map(({ key, name, degrees }) => ({ key, name, degrees: degreesOf(degrees) }))
    .toSorted((a, b) => byText(a.key, b.key)),
  ...edges.toSorted(byText),
];

/** Cypher: how many facts of each type and direction the entity `n` has. */
export const degreesIn = (n, at) => `CALL (${n}) {
  MATCH (${n})-[d]-(:Entity) WHERE ${counting('d', at)}
  WITH type(d) AS type, startNode(d) = ${n} AS isOut, count(d) AS count
  RETURN collect({type: type, direction: CASE WHEN isOut THEN 'OUT' ELSE 'IN' END, count: count}) AS degrees
}`;

export const neighborhood = {
  name: 'neighborhood',
  says: 'neighbourhood with degrees',
  cases: ({ countries, day }) => countries.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) {
      neighborhood(of: [{ id: $key }], types: [${TYPES.join(', ')}], direction: OUT, limitPerType: ${LIMIT}, at: $at) {
        nodes { key label entity { degrees { type direction count } } }
        edges { key } } }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: ({ neighborhood: { nodes, edges } }) =>
      rowsOf(
        nodes.map(({ key, label, entity }) => ({ key, name: label, degrees: entity.degrees })),
        edges.map(({ key }) => bare(key)),
      ),
  }),
  raw: (at) => ({
    text: `MATCH (e:Entity {key: $key})
      CALL (e) {
        ${TYPES.map(
          (type) => `MATCH (e)-[r:${type}]->(x:Entity) WHERE ${counting('r', at)}
        WITH r, x ORDER BY r.begins, r.key LIMIT ${LIMIT} RETURN collect(r.key) AS edges, collect(x) AS others`,
        ).join(' UNION ALL ')}
      }
      WITH e, collect(edges) AS edges, collect(others) AS others
      UNWIND [e] + others[0] + others[1] AS n
      WITH DISTINCT n, edges
      ${degreesIn('n', at)}
      WITH edges[0] + edges[1] AS edges, collect({key: n.key, name: n.name, degrees: degrees}) AS nodes
      RETURN {edges: edges, nodes: nodes}`,
    params: ({ key, day }) => ({ key, day: dayNumber(day) }),
    rows: ([{ edges, nodes }]) => rowsOf(nodes, edges),
  }),
  peer: (at) => ({
    best: {
      query: `query ($key: ID!${dayOfPeer(at)}) {
        countries(where: { key: { eq: $key } }) {
          key name degrees${at ? '(day: $day)' : ''} { type direction count }
          ${['memberships', 'agreements']
            .map(
              (
                field,
              ) => `${field}Connection(first: ${LIMIT}, sort: [{ edge: { begins: ASC } }, { edge: { key: ASC } }], where: { ${edgeCounting(at)} }) {
            edges { properties { key } node { key name degrees${at ? '(day: $day)' : ''} { type direction count } } } }`,
            )
            .join('\n          ')}
        } }`,
      variables: ({ key, day }) => ({ key, ...(at && { day: dayNumber(day) }) }),
      rows: ({ countries: [country] }) => {
        const edges = [...country.membershipsConnection.edges, ...country.agreementsConnection.edges];
        const nodes = new Map([country, ...edges.map(({ node }) => node)].map((node) => [node.key, node]));
        return rowsOf(
          [...nodes.values()],
          edges.map(({ properties }) => properties.key),
        );
      },
    },
  }),
};
