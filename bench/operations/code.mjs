// The state that bore a code on a day.
import { dayNumber, viewOf } from './common.mjs';

const row = ({ key, name }) => ({ key, name });

export const code = {
  name: 'code',
  says: 'entity by dated code',
  lookup: true,
  cases: ({ codes, day }) => codes.map((each) => ({ ...each, day })),
  entente: (at) => ({
    query: `query ($scheme: String!, $value: String!, $on: Date!, $at: At) {
      country(ref: { code: { scheme: $scheme, value: $value, on: $on } }, at: $at) { key name } }`,
    variables: ({ scheme, value, on, day }) => ({ scheme, value, on, at: viewOf(day, at) }),
    rows: (data) => [row(data.country)],
  }),
  raw: () => ({
    text: `MATCH (c:Code {code: $code}) WHERE c.from1 <= $on AND c.to2 >= $on
      MATCH (e:Entity {key: c.entity}) RETURN DISTINCT e {.key, .name}`,
    params: ({ scheme, value, on }) => ({ code: `${scheme}:${value}`, on: dayNumber(on) }),
    rows: (rows) => rows.map(row),
  }),
  peer: () => ({
    best: {
      query: `query ($code: String!, $on: Int!) {
        codes(where: { code: { eq: $code }, from1: { lte: $on }, to2: { gte: $on } }) { bearer { key name } } }`,
      variables: ({ scheme, value, on }) => ({ code: `${scheme}:${value}`, on: dayNumber(on) }),
      rows: (data) => data.codes.map(({ bearer }) => row(bearer)),
    },
  }),
};
