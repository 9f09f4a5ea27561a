// Fifty facts of a country, each with its claims and what they were read in.
import { bare, counting, dayNumber, dayOfPeer, viewOf } from './common.mjs';

const FACTS = 50;
const CLAIMS = 10;
const MOODS = ['ASSERTED', 'DENIED', 'CONSIDERED', 'NEGOTIATED', 'PLANNED', 'EXPECTED', 'ESTIMATED'];

/**
 * Cypher: facts with their claims, of which most is one JSON text as the graph keeps it. Used by the raw driver, and by the peer
 * through its directive: a relationship has no relationships of its own there.
 */
export const claimsText = (at) => `MATCH (e:Entity {key: $key})-[r:MEMBER_OF]->(:Entity) WHERE ${counting('r', at)}
  WITH r ORDER BY r.begins, r.key LIMIT ${FACTS}
  CALL (r) {
    MATCH (c:Claim {g: r.g})
    WHERE c.retracted IS NULL AND c.spell = toInteger(coalesce(split(r.key, '.')[1], '1'))
    WITH c ORDER BY c.stated, c.id LIMIT ${CLAIMS}
    MATCH (s:Source {number: c.source})
    RETURN collect({key: c.id, mood: c.mood, body: c.body, source: s.key, title: s.title}) AS claims
  }
  WITH r, claims ORDER BY r.begins, r.key
  RETURN {key: r.key, claims: claims} AS found`;

/** Where in a claim's text its place in the source stands. */
const LOCATOR = 9;

const stored = (rows) =>
  rows.map(({ key, claims }) => ({
    key,
    claims: claims.map(({ key: claim, mood, body, source, title }) => [
      claim,
      MOODS[mood - 1],
      JSON.parse(body)[LOCATOR] ?? null,
      source,
      title,
    ]),
  }));

export const claims = {
  name: 'claims',
  says: 'claims for 50 facts',
  cases: ({ countries, day }) => countries.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) {
      entity(ref: { id: $key }, at: $at) {
        facts(types: [MEMBER_OF], direction: OUT, first: ${FACTS}) {
          nodes { key claims(first: ${CLAIMS}) { key mood locator source { id title } } } } } }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: (data) =>
      data.entity.facts.nodes.map(({ key, claims: list }) => ({
        key: bare(key),
        claims: list.map(({ key: claim, mood, locator, source }) => [
          bare(claim),
          mood,
          locator,
          source.id,
          source.title,
        ]),
      })),
  }),
  raw: (at) => ({
    text: claimsText(at),
    params: ({ key, day }) => ({ key, day: dayNumber(day) }),
    rows: stored,
  }),
  peer: (at) => ({
    best: {
      query: `query ($key: ID!${dayOfPeer(at)}) {
        ${at ? 'factsOnDay(key: $key, day: $day)' : 'facts(key: $key)'} { key claims { key mood body source title } } }`,
      variables: ({ key, day }) => ({ key, ...(at && { day: dayNumber(day) }) }),
      rows: ({ facts, factsOnDay }) => stored(facts ?? factsOnDay),
    },
  }),
};
