// Nothing of the inside is told: no stack, no Cypher, no path, whatever goes wrong. What went wrong is logged.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { ERROR_CODES } from '../../src/model/errors.ts';
import { PROTOCOL_CODES } from '../../src/graphql/errors.ts';
import { type GraphStore, statement } from '../../src/store/port.ts';
import { type Answer, asking } from '../support/ask.ts';
import { openSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(30_000);

const CODES: readonly string[] = [...ERROR_CODES, ...PROTOCOL_CODES];

/** What must stand in no answer: frames of a stack, files of ours, Cypher, words of the engine. */
const INSIDE = [
  /\bat \S+ \(/,
  /\.(ts|js|mjs):\d+/,
  /node_modules|file:\/\/|\/(src|dist|tmp|home|root|work)\//,
  /\b(MATCH|UNWIND|MERGE|RETURN|WHERE) /,
  /grafeo|neo4j|stacktrace|TypeError|undefined/i,
];

function mustTellNothing(answer: Answer): void {
  const text = JSON.stringify(answer);
  for (const inside of INSIDE) expect(text).not.toMatch(inside);
  for (const { extensions } of answer.errors ?? []) expect(CODES).toContain(extensions.code);
}

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}
const OPERATIONS: readonly Asked[] = [
  { query: '{ snapshot { id facts } }' },
  {
    query:
      '{ node(id: "country:tur") { id ... on Country { name facts(first: 5) { nodes { key claims { source { title } } } totalCount } degrees { count } } } }',
  },
  { query: '{ entity(ref: {name: "Turkey"}) { key } country(ref: {code: {scheme: "COW", value: "255"}}) { key } }' },
  {
    query: '{ facts(where: {about: {nameContains: "tur"}}, at: {knownOn: "2019-01-01"}) { nodes { key } totalCount } }',
  },
  { query: '{ claims(where: {speaker: {id: "person:seller"}}) { nodes { key fact { key } } totalCount } }' },
  { query: '{ entities(at: {validOn: "2019-01-01"}) { nodes { name } totalCount } }' },
  {
    query:
      '{ agreements(between: [{id: "country:tur"}, {id: "country:rus"}], status: [IN_FORCE]) { nodes { key status signedOn value { value } parties { edges { actions { action } } } } } }',
  },
  {
    query:
      '{ organization(ref: {id: "org:nato"}) { members { nodes { subject { name } } } } sources { nodes { title } } }',
  },
];
const MISTAKES: readonly Asked[] = [
  { query: '{ ' },
  { query: '{ nothing }' },
  { query: 'query A { snapshot { id } } query B { snapshot { id } }' },
  { query: '{ facts(first: "x") { totalCount } }' },
  { query: '{ facts(at: {validOn: 2019}) { totalCount } }' },
  { query: 'query ($at: At) { facts(at: $at) { totalCount } }', variables: { at: { validOn: 2019 } } },
  { query: 'query ($at: At) { facts(at: $at) { totalCount } }', variables: { at: { colour: 'red' } } },
  { query: 'query ($first: Int) { facts(first: $first) { totalCount } }', variables: { first: 1e20 } },
  { query: '{ facts(first: 99999999999) { totalCount } }' },
  { query: 'query ($ref: Ref!) { entity(ref: $ref) { key } }' },
  { query: '{ entity(ref: {id: "country:tur\\u0000 RETURN 1"}) { key } }' },
  { query: '{ node(id: "country:tur@known=<script>") { id } }' },
  { query: '{ entity(ref: {name: "Georgia"}) { key } }' },
  { query: '{ facts(where: {value: ["\' OR 1=1 //"]}) { totalCount } }' },
  { query: 'mutation { snapshot { id } }' },
  { query: 'subscription { snapshot { id } }' },
  {
    query:
      '{ facts(first: 100) { nodes { subject { facts(first: 100) { nodes { object { facts(first: 100) { nodes { key } } } } } } } } }',
  },
];

describe('over a graph that answers', () => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openSmall();
  });
  afterAll(() => store.close());

  test.each(OPERATIONS)('$query: data and no error', async ({ query, variables }) => {
    const answer = await asking(store)(query, variables);
    expect(answer.errors).toBeUndefined();
    mustTellNothing(answer);
  });

  test.each(MISTAKES)(
    '$query $variables: an error with a code, and nothing of the inside',
    async ({ query, variables }) => {
      const logged: unknown[] = [];
      const answer = await asking(store, { log: (error) => logged.push(error) })(query, variables);
      mustTellNothing(answer);
      // A mistake of the one who asks is none of ours: nothing is logged.
      expect(logged).toEqual([]);
      expect(JSON.stringify(answer)).not.toContain('INTERNAL_SERVER_ERROR');
    },
  );
});

describe('over a graph that is closed', () => {
  let store: GraphStore;
  beforeAll(async () => {
    store = openEmbedded({ shuffle: true });
    await store.ensureSchema();
    await store.close();
  });

  test.each(OPERATIONS)('$query: every error says that the graph cannot be used', async ({ query, variables }) => {
    const answer = await asking(store)(query, variables);
    expect(answer.errors?.length).toBeGreaterThan(0);
    for (const { extensions } of answer.errors ?? []) expect(extensions.code).toBe('STORE_UNAVAILABLE');
    mustTellNothing(answer);
  });
});

describe('over a graph that fails in a way nobody foresaw', () => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openSmall();
    // A store that something else has written to: bodies that are no JSON, names without an entity.
    await store.write((writer) =>
      writer.run(
        statement(
          'test-spoil',
          "MATCH (n) WHERE n:Source OR n:Claim SET n.body = 'MATCH (x) /tmp/secret.ts:1' RETURN count(n)",
        ),
      ),
    );
  });
  afterAll(() => store.close());

  test('the answer says that it was logged, and the log has the cause', async () => {
    const logged: unknown[] = [];
    const answer = await asking(store, { log: (error) => logged.push(error) })(
      '{ snapshot { id } facts(first: 1) { nodes { key claims { key } } } sources { nodes { title } } }',
    );
    expect(answer.errors?.length).toBeGreaterThan(0);
    for (const { message, extensions } of answer.errors ?? []) {
      expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(message).toMatch(/logged/);
    }
    mustTellNothing(answer);
    expect(logged.length).toBe(answer.errors?.length);
    expect(logged[0]).toBeInstanceOf(Error);
  });
});
