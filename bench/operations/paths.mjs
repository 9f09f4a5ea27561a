// The best attested of the shortest chains between two entities, four hops at most.
import { counting, dayNumber, dayOfPeer, viewOf } from './common.mjs';

/** Hops at most. */
const LONGEST = 4;

/** The types of relations chains are made of. */
export const PATH_TYPES = ['MEMBER_OF', 'PARTY_TO', 'PART_OF', 'HOLDS_POSITION', 'COVERS', 'LEGAL_BASIS'];

/**
 * Cypher: of the shortest chains the one whose weakest hop has most sources, then the first by keys. Used by the raw driver, and
 * by the peer through its directive for hand-written Cypher: it has no paths of its own.
 */
export const pathText = (
  at,
) => `MATCH p = allShortestPaths((a:Entity {key: $from})-[:${PATH_TYPES.join('|')}*..${LONGEST}]-(b:Entity {key: $to}))
  WHERE all(r IN relationships(p) WHERE ${counting('r', at)})
  WITH [n IN nodes(p) | n.key] AS keys,
    reduce(least = 1000000, r IN relationships(p) | CASE WHEN r.sources < least THEN r.sources ELSE least END) AS evidence
  WITH keys, max(evidence) AS evidence, reduce(text = '', key IN keys | text + key + ' ') AS text
  ORDER BY evidence DESC, text LIMIT 1
  RETURN {keys: keys, evidence: evidence} AS path`;

const row = ({ keys, evidence }) => ({ keys, evidence });

export const paths = {
  name: 'paths',
  says: 'paths at 4 hops',
  cases: ({ ends, day }) => ends.map(([from, to]) => ({ from, to, day })),
  entente: (at) => ({
    query: `query ($from: ID!, $to: ID!, $at: At) {
      paths(from: { id: $from }, to: { id: $to }, types: [${PATH_TYPES.join(', ')}], maxLength: ${LONGEST}, concurrent: false, first: 1, at: $at) {
        paths { evidence entities { key } } } }`,
    variables: ({ from, to, day }) => ({ from, to, at: viewOf(day, at) }),
    rows: (data) =>
      data.paths.paths.map(({ evidence, entities }) => row({ evidence, keys: entities.map(({ key }) => key) })),
  }),
  raw: (at) => ({
    text: pathText(at),
    params: ({ from, to, day }) => ({ from, to, day: dayNumber(day) }),
    rows: (rows) => rows.map(row),
  }),
  peer: (at) => ({
    best: {
      query: `query ($from: ID!, $to: ID!${dayOfPeer(at)}) {
        ${at ? 'pathOnDay(from: $from, to: $to, day: $day)' : 'path(from: $from, to: $to)'} { keys evidence } }`,
      variables: ({ from, to, day }) => ({ from, to, ...(at && { day: dayNumber(day) }) }),
      rows: ({ path, pathOnDay }) => ((path ?? pathOnDay) ? [row(path ?? pathOnDay)] : []),
    },
  }),
};
