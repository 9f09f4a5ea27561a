// Fifty agreements of a country, the newest first, each with its first parties; and the second page of such a list.
import { counting, dayNumber, dayOfPeer, edgeCounting, viewOf } from './common.mjs';

/** How many parties of each agreement. */
const PARTIES = 20;

const ofEntente = ({ country }) =>
  country.agreements.nodes.map(({ key, name, agreementKind, parties }) => ({
    key,
    name,
    agreementKind,
    parties: parties.edges.map(({ role, node }) => ({ role, key: node.key, name: node.name })),
  }));

const ofPeer = ({ countries: [country] }) =>
  country.agreementsConnection.edges.map(({ node: { key, name, agreementKind, partiesConnection } }) => ({
    key,
    name,
    agreementKind,
    parties: partiesConnection.edges.map(({ properties, node }) => ({
      role: properties.role,
      key: node.key,
      name: node.name,
    })),
  }));

/** Where in order those without a day of signature stand differs; countries asked for have enough with one. */
const SIGNED = 'node: { signed: { gt: 0 } }';
const ORDER = '[{ node: { signed: DESC } }, { node: { key: ASC } }]';

export const agreements = {
  name: 'agreements',
  says: 'country with 50 agreements and their parties',
  cases: ({ countries, day }) => countries.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) {
      country(ref: { id: $key }, at: $at) {
        agreements(first: 50) {
          nodes { key name agreementKind parties(first: ${PARTIES}) { edges { role node { key name } } } }
        }
      }
    }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: ofEntente,
  }),
  raw: (at) => ({
    text: `MATCH (e:Entity {key: $key})-[r:PARTY_TO]->(a:Agreement) WHERE ${counting('r', at)}
      WITH a ORDER BY coalesce(a.signed, 0) DESC, a.key LIMIT 50
      CALL (a) {
        MATCH (a)<-[q:PARTY_TO]-(p:Entity) WHERE ${counting('q', at)}
        WITH q, p ORDER BY q.begins, q.key LIMIT ${PARTIES}
        RETURN collect({role: q.q_role, key: p.key, name: p.name}) AS parties
      }
      RETURN a {.key, .name, .agreementKind, .signed, parties: parties} ORDER BY coalesce(a.signed, 0) DESC, a.key`,
    params: ({ key, day }) => ({ key, day: dayNumber(day) }),
    rows: (rows) => rows.map(({ key, name, agreementKind, parties }) => ({ key, name, agreementKind, parties })),
  }),
  peer: (at) => ({
    best: {
      query: `query ($key: ID!${dayOfPeer(at)}) {
        countries(where: { key: { eq: $key } }) {
          agreementsConnection(first: 50, sort: ${ORDER}, where: { ${edgeCounting(at)}, ${SIGNED} }) {
            edges { node {
              key name agreementKind
              partiesConnection(first: ${PARTIES}, sort: [{ edge: { begins: ASC } }, { edge: { key: ASC } }], where: { ${edgeCounting(at)} }) {
                edges { properties { role } node { key name } }
              }
            } }
          }
        }
      }`,
      variables: ({ key, day }) => ({ key, ...(at && { day: dayNumber(day) }) }),
      rows: ofPeer,
    },
  }),
};

/** How many agreements a page has. */
const PAGE = 20;

const PAGE_OF_ENTENTE = `query ($key: ID!, $at: At, $after: String) {
  country(ref: { id: $key }, at: $at) {
    agreements(first: ${PAGE}, after: $after) { nodes { key name agreementKind } pageInfo { hasNextPage endCursor } } } }`;

const peerPage = (at) => `query ($key: ID!${dayOfPeer(at)}, $after: String) {
  countries(where: { key: { eq: $key } }) {
    agreementsConnection(first: ${PAGE}, after: $after, sort: ${ORDER}, where: { ${edgeCounting(at)}, ${SIGNED} }) {
      edges { node { key name agreementKind } } pageInfo { hasNextPage endCursor } } } }`;

const rawPage = (at, beyond) => `MATCH (e:Entity {key: $key})-[r:PARTY_TO]->(a:Agreement) WHERE ${counting('r', at)}
  WITH a, coalesce(a.signed, 0) AS signed ${beyond}
  ORDER BY signed DESC, a.key LIMIT ${PAGE} RETURN a {.key, .name, .agreementKind, .signed}`;

const asRow = ({ key, name, agreementKind }) => ({ key, name, agreementKind });

export const page2 = {
  name: 'page2',
  says: 'second page',
  cases: ({ countries, day }) => countries.map((key) => ({ key, day })),
  entente: (at) => {
    const variables = ({ key, day, after }) => ({ key, after: after ?? null, at: viewOf(day, at) });
    return {
      before: {
        query: PAGE_OF_ENTENTE,
        variables,
        found: ({ country }) => ({ after: country.agreements.pageInfo.endCursor }),
      },
      query: PAGE_OF_ENTENTE,
      variables,
      rows: ({ country }) => country.agreements.nodes.map(asRow),
    };
  },
  raw: (at) => ({
    before: {
      text: rawPage(at, ''),
      params: ({ key, day }) => ({ key, day: dayNumber(day) }),
      found: (rows) => ({ lastSigned: rows.at(-1).signed, lastKey: rows.at(-1).key }),
    },
    text: rawPage(at, 'WHERE signed < $lastSigned OR (signed = $lastSigned AND a.key > $lastKey)'),
    params: ({ key, day, lastSigned, lastKey }) => ({ key, day: dayNumber(day), lastSigned, lastKey }),
    rows: (rows) => rows.map(asRow),
  }),
  peer: (at) => {
    const variables = ({ key, day, after }) => ({ key, after: after ?? null, ...(at && { day: dayNumber(day) }) });
    return {
      best: {
        before: {
          query: peerPage(at),
          variables,
          found: ({ countries: [country] }) => ({ after: country.agreementsConnection.pageInfo.endCursor }),
        },
        query: peerPage(at),
        variables,
        rows: ({ countries: [country] }) => country.agreementsConnection.edges.map(({ node }) => asRow(node)),
      },
    };
  },
};
