// Agreements both of two countries are parties to, themselves or through a body.
import { byText, counting, dayNumber, dayOfPeer, edgeCounting, viewOf } from './common.mjs';

const FIRST = 50;
/** A country that left an agreement and came back is tied to it twice, which the peer lists twice: it is asked for a few more. */
const TWICE = 6;
const row = ({ key, name, agreementKind }) => ({ key, name, agreementKind });
const spans = ['s0', 'r0', 's1', 'r1'];
const meeting = spans
  .flatMap((a, index) => spans.slice(index + 1).map((b) => `${a}.from1 <= ${b}.to2 AND ${b}.from1 <= ${a}.to2`))
  .join(' AND ');

/** Cypher: the entity and its bodies, theirs too, as rows with the days they are so. */
const side = (key, name, at) => `CALL {
  MATCH (e:Entity {key: $${key}}) RETURN {of: e, from1: 0, to2: 99991231} AS ${name}
  UNION ALL
  MATCH (e:Entity {key: $${key}})<-[hops:PART_OF*1..3]-(b:Entity) WHERE all(r IN hops WHERE ${counting('r', at)})
  RETURN {of: b, from1: reduce(d = 0, r IN hops | CASE WHEN r.from1 > d THEN r.from1 ELSE d END),
    to2: reduce(d = 99991231, r IN hops | CASE WHEN r.to2 < d THEN r.to2 ELSE d END)} AS ${name}
}`;

const ORDER = '[{ signed: DESC }, { key: ASC }]';
/** Each once; those without a day of signature last, which the peer gives first. */
const inOrder = (nodes) =>
  [...new Map(nodes.map((node) => [node.key, node])).values()]
    .toSorted((a, b) => (b.signed ?? 0) - (a.signed ?? 0) || byText(a.key, b.key))
    .slice(0, FIRST)
    .map(row);
const variables =
  (at) =>
  ({ a, b, day }) => ({ a, b, ...(at && { day: dayNumber(day) }) });
const partyIs = (key, at) => `{ partiesConnection: { some: { node: { key: { eq: $${key} } }, ${edgeCounting(at)} } } }`;

export const pair = {
  name: 'pair',
  says: "a pair's agreements",
  // The peer cannot ask that the facts have a day in common, and is not asked for bodies, which would cost it more.
  mayDiffer: ['peer'],
  cases: ({ pairs, day }) => pairs.map(([a, b]) => ({ a, b, day })),
  entente: (at) => ({
    query: `query ($a: ID!, $b: ID!, $at: At) {
      agreements(between: [{ id: $a }, { id: $b }], first: ${FIRST}, at: $at) { nodes { key name agreementKind } } }`,
    variables: ({ a, b, day }) => ({ a, b, at: viewOf(day, at) }),
    rows: (data) => data.agreements.nodes.map(row),
  }),
  raw: (at) => ({
    text: `${side('a', 's0', at)} ${side('b', 's1', at)}
      WITH s0, s1, s0.of AS p0, s1.of AS p1
      MATCH (p0)-[r0:PARTY_TO]->(a:Agreement)<-[r1:PARTY_TO]-(p1)
      WHERE ${counting('r0', at)} AND ${counting('r1', at)} AND ${meeting}
      WITH DISTINCT a ORDER BY coalesce(a.signed, 0) DESC, a.key LIMIT ${FIRST}
      RETURN a {.key, .name, .agreementKind}`,
    params: ({ a, b, day }) => ({ a, b, day: dayNumber(day) }),
    rows: (rows) => rows.map(row),
  }),
  peer: (at) => ({
    plain: {
      query: `query ($a: ID!, $b: ID!${dayOfPeer(at)}) {
        agreements(limit: ${FIRST}, sort: ${ORDER}, where: { AND: [${partyIs('a', at)}, ${partyIs('b', at)}] }) {
          key name agreementKind signed } }`,
      variables: variables(at),
      rows: (data) => inOrder(data.agreements),
    },
    // From the country with fewer agreements along its relationships, which spares it looking at every agreement there is.
    best: {
      query: `query ($a: ID!, $b: ID!${dayOfPeer(at)}) {
        countries(where: { key: { eq: $b } }) {
          agreementsConnection(first: ${FIRST + TWICE}, sort: [{ node: { signed: DESC } }, { node: { key: ASC } }],
            where: { ${edgeCounting(at)}, node: ${partyIs('a', at)} }) {
            edges { node { key name agreementKind signed } } } } }`,
      variables: variables(at),
      rows: (data) => inOrder(data.countries[0].agreementsConnection.edges.map(({ node }) => node)),
    },
  }),
};
