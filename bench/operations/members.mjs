// Members of an organization: all there were, or those of a day.
import { bare, counting, dayNumber, dayOfPeer, edgeCounting, viewOf } from './common.mjs';

const FIRST = 100;
const STANDINGS = ['FULL', 'SUSPENDED'];

export const members = {
  name: 'members',
  says: 'members on a date',
  cases: ({ organizations, day }) => organizations.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) {
      organization(ref: { id: $key }) {
        members(first: ${FIRST}, at: $at) { totalCount nodes { key sourceCount subject { key name } } } } }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: ({ organization: { members: list } }) => [
      list.totalCount,
      ...list.nodes.map(({ key, sourceCount, subject }) => [bare(key), sourceCount, subject.key, subject.name]),
    ],
  }),
  raw: (at) => ({
    text: `MATCH (o:Entity {key: $key})<-[r:MEMBER_OF]-(m:Entity)
      WHERE ${counting('r', at)} AND r.q_standing IN $standings
      WITH r, m ORDER BY r.begins, r.key
      WITH count(r) AS total, collect([r.key, r.sources, m.key, m.name])[..${FIRST}] AS page
      RETURN [total] + page`,
    params: ({ key, day }) => ({ key, day: dayNumber(day), standings: STANDINGS }),
    rows: ([row]) => row,
  }),
  peer: (at) => ({
    best: {
      query: `query ($key: ID!, $standings: [String!]!${dayOfPeer(at)}) {
        organizations(where: { key: { eq: $key } }) {
          membersConnection(first: ${FIRST}, sort: [{ edge: { begins: ASC } }, { edge: { key: ASC } }],
            where: { ${edgeCounting(at).replace('edge: {', 'edge: { standing: { in: $standings },')} }) {
            totalCount edges { properties { key sources } node { key name } } } } }`,
      variables: ({ key, day }) => ({ key, standings: STANDINGS, ...(at && { day: dayNumber(day) }) }),
      rows: ({
        organizations: [
          {
            membersConnection: { totalCount, edges },
          },
        ],
      }) => [
        totalCount,
        ...edges.map(({ properties, node }) => [properties.key, properties.sources, node.key, node.name]),
      ],
    },
  }),
};
