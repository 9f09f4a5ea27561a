// How many facts of each type a country has, by the year they began.
import { byText, counting, dayNumber, dayOfPeer, viewOf } from './common.mjs';

const TYPES = ['MEMBER_OF', 'PARTY_TO'];
const FIRST = 100;

/** Cypher: the counts. Used by the raw driver, and by the peer through its directive: it groups by nothing. */
export const groupedText = (
  at,
) => `MATCH (e:Entity {key: $key})-[r:${TYPES.join('|')}]->(:Entity) WHERE ${counting('r', at)}
  WITH type(r) AS type, CASE WHEN r.begins > 99991231 THEN null ELSE r.from1 / 10000 END AS year, count(r) AS count
  ORDER BY type, coalesce(year, 99999) LIMIT ${FIRST}
  RETURN {type: type, year: year, count: count} AS found`;

const row = ({ type, year, count }) => `${type} ${year ?? ''} ${count}`;
const rows = (list) => list.map(row).toSorted(byText);

export const grouped = {
  name: 'grouped',
  says: 'grouped count',
  cases: ({ countries, day }) => countries.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) {
      aggregate(where: { subject: { in: [{ id: $key }] }, types: [${TYPES.join(', ')}] }, groupBy: [TYPE, BEGAN_YEAR], first: ${FIRST}, at: $at) {
        nodes { keys { value } count } } }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: (data) =>
      rows(
        data.aggregate.nodes.map(({ keys: [type, year], count }) => ({
          type: type.value,
          year: year.value === null ? null : Number(year.value),
          count,
        })),
      ),
  }),
  raw: (at) => ({
    text: groupedText(at),
    params: ({ key, day }) => ({ key, day: dayNumber(day) }),
    rows,
  }),
  peer: (at) => ({
    best: {
      query: `query ($key: ID!${dayOfPeer(at)}) {
        ${at ? 'groupedOnDay(key: $key, day: $day)' : 'grouped(key: $key)'} { type year count } }`,
      variables: ({ key, day }) => ({ key, ...(at && { day: dayNumber(day) }) }),
      rows: ({ grouped: all, groupedOnDay }) => rows(all ?? groupedOnDay),
    },
  }),
};
