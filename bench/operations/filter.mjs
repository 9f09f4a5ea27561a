// Agreements of a kind signed within some years: a page, and how many there are.
import { dayNumber, viewOf } from './common.mjs';

const FIRST = 20;
const row = ({ key, name, agreementKind }) => ({ key, name, agreementKind });

export const filter = {
  name: 'filter',
  says: 'filtered list with total',
  cases: ({ spans, day }) => spans.map((span) => ({ ...span, day })),
  entente: (at) => ({
    query: `query ($kind: AgreementKind!, $signed: Span, $at: At) {
      agreements(kind: [$kind], signed: $signed, first: ${FIRST}, at: $at) { totalCount nodes { key name agreementKind } } }`,
    variables: ({ kind, from, to, day }) => ({ kind, signed: { from, to }, at: viewOf(day, at) }),
    rows: ({ agreements }) => [agreements.totalCount, ...agreements.nodes.map(row)],
  }),
  raw: () => ({
    text: `CALL {
        MATCH (a:Agreement) WHERE a.agreementKind = $kind AND a.signed <= $to AND a.signedBy >= $from
        RETURN count(a) AS total
      }
      CALL {
        MATCH (a:Agreement) WHERE a.agreementKind = $kind AND a.signed <= $to AND a.signedBy >= $from
        WITH a ORDER BY a.signed DESC, a.key LIMIT ${FIRST}
        RETURN collect(a {.key, .name, .agreementKind}) AS page
      }
      RETURN [total] + page`,
    params: ({ kind, from, to }) => ({ kind, from: dayNumber(from), to: dayNumber(to) }),
    rows: ([[total, ...page]]) => [total, ...page.map(row)],
  }),
  peer: () => ({
    best: {
      query: `query ($kind: String!, $from: Int!, $to: Int!) {
        agreementsConnection(first: ${FIRST}, sort: [{ signed: DESC }, { key: ASC }],
          where: { agreementKind: { eq: $kind }, signed: { lte: $to }, signedBy: { gte: $from } }) {
          totalCount edges { node { key name agreementKind } } } }`,
      variables: ({ kind, from, to }) => ({ kind, from: dayNumber(from), to: dayNumber(to) }),
      rows: ({ agreementsConnection: { totalCount, edges } }) => [totalCount, ...edges.map(({ node }) => row(node))],
    },
  }),
};
