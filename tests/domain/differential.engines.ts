// The same random graphs and the same random operations on every engine: one answer. And that answer is the one that
// computing every fact from its claims and filtering them one by one gives.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { At } from '../../src/model/view.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { play, runs, someHistory, SOURCE_NAMES, SOURCES } from '../support/arbitrary.ts';
import { asking, type Answer, type Ask, dataOf } from '../support/ask.ts';
import { testEngines } from '../support/engines.ts';
import { expectedClaims, expectedFacts, expectedMembers } from '../support/expected.ts';
import {
  CLAIM,
  claimsQuery,
  FACT,
  factsQuery,
  someAt,
  someClaimWhere,
  someFactWhere,
  someOperation,
} from '../support/operations.ts';
import { denseHistory } from '../support/dense.ts';
import { someExploration } from '../support/exploring.ts';
import { claimsAfter } from '../support/oracle.ts';

interface Engine {
  readonly name: string;
  readonly store: GraphStore;
  readonly ask: Ask;
}
let engines: Engine[];
beforeAll(async () => {
  engines = await Promise.all(
    // The embedded one twice: each shuffles the rows whose order a text leaves open.
    [...testEngines().slice(0, 1), ...testEngines()].map(async ({ name, open }) => {
      const store = await open();
      // What goes wrong inside the server is thrown, so that the example shows it.
      const ask = asking(store, {
        log: (error) => {
          throw error;
        },
      });
      return { name, store, ask };
    }),
  );
});
afterAll(() => Promise.all(engines.map(({ store }) => store.close())));

/** Ids an answer holds, of facts, claims and entities, to ask for again as `node`. */
const idsIn = (answer: Answer): string[] => [
  ...new Set(
    [...JSON.stringify(answer).matchAll(/"id":"((?:fact|claim|country|org|agreement):[^"]+)"/g)].map(
      ([, id]) => id as string,
    ),
  ),
];
const nodeQuery = `query ($id: ID!) { node(id: $id) { id ... on Fact { ${FACT} } ... on Claim { ${CLAIM} fact { id key } } ... on Entity { key name } } }`;

/** What a random operation may rightly be refused for. */
const REFUSALS = ['BAD_USER_INPUT', 'OPERATION_TOO_COSTLY'];

/** Random operations on random graphs, each answered alike by all; and so is what an id in the answer stands for. */
const answerAlike = (among: () => readonly Engine[], graphs: number, operations: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      denseHistory,
      fc.array(fc.oneof(someOperation, { arbitrary: someExploration, weight: 2 }), {
        minLength: operations,
        maxLength: operations,
      }),
      async (steps, asked) => {
        await Promise.all(among().map(({ store }) => play(store, steps)));
        for (const { query, variables } of asked) {
          const [one, ...others] = await Promise.all(among().map(({ ask }) => ask(query, variables)));
          if (!one) continue;
          // A refusal of the one who asks is an answer like any other; a fault of ours is thrown by `log`.
          for (const { extensions } of one.errors ?? []) expect(REFUSALS).toContain(extensions.code);
          for (const other of others) expect(other).toEqual(one);
          for (const id of idsIn(one).slice(0, 2)) {
            const [node, ...same] = await Promise.all(among().map(({ ask }) => ask(nodeQuery, { id })));
            expect(node).toMatchObject({ data: { node: { id } } });
            for (const other of same) expect(other).toEqual(node);
          }
        }
      },
    ),
    { numRuns: runs(graphs) },
  );

describe('the same answer to the same operation', () => {
  test('whatever the order of rows that a text leaves open', () => answerAlike(() => engines.slice(0, 2), 20, 24));
  test('from every engine', () => answerAlike(() => engines.slice(1), 2, 14));
});

/** The embedded engine answers for all: the test above holds the others to it. */
const first = (): Engine => engines[0] as Engine;
const keys = (list: { nodes: { key: string }[] } | { edges: { node: { key: string } }[] }): string[] =>
  'nodes' in list ? list.nodes.map(({ key }) => key) : list.edges.map(({ node }) => node.key);

describe('computed fact by fact', () => {
  test('facts are those that count and fit, in order, with their dates, status and numbers as known then', async () => {
    await fc.assert(
      fc.asyncProperty(
        someHistory(),
        fc.array(fc.tuple(someFactWhere, someAt), { minLength: 12, maxLength: 12 }),
        async (steps, asked) => {
          const engine = first();
          await play(engine.store, steps);
          const claims = claimsAfter(steps, SOURCES);
          for (const [where, at] of asked) {
            const { facts } = await dataOf(engine.ask(factsQuery, { where, at, first: 100 }));
            const expected = expectedFacts(claims, where, at);
            expect(
              facts.edges.map(({ node }: { node: Record<string, unknown> }) => [
                node['key'],
                node['status'],
                node['validFrom'],
                node['validTo'],
                node['claimCount'],
                node['sourceCount'],
                node['knownSince'],
              ]),
            ).toEqual(
              expected.map((fact) => [
                fact.key,
                fact.status,
                fact.from?.text ?? null,
                fact.to === 'open' ? '..' : (fact.to?.text ?? null),
                fact.claimCount,
                fact.sourceCount,
                fact.knownSince.text,
              ]),
            );
            expect(facts.totalCount).toBe(expected.length);
          }
        },
      ),
      { numRuns: runs(40) },
    );
  });

  test('members are those facts, by standing', async () => {
    const query = `query ($at: At, $standing: [Standing!]) { organization(ref: {id: "org:one"}) {
      byDefault: members(at: $at, first: 100) { nodes { key } totalCount } some: members(at: $at, standing: $standing, first: 100) { nodes { key } totalCount } } }`;
    await fc.assert(
      fc.asyncProperty(someHistory(), fc.array(someAt, { minLength: 8, maxLength: 8 }), async (steps, asked) => {
        const engine = first();
        await play(engine.store, steps);
        const claims = claimsAfter(steps, SOURCES);
        for (const at of asked) {
          const standing = ['ASSOCIATE', 'OBSERVER'];
          const { organization } = await dataOf(engine.ask(query, { at, standing }));
          const [byDefault, some] = [
            expectedMembers(claims, 'org:one', ['FULL', 'SUSPENDED'], at),
            expectedMembers(claims, 'org:one', standing, at),
          ];
          expect([keys(organization.byDefault), organization.byDefault.totalCount]).toEqual([
            byDefault.map(({ key }) => key),
            byDefault.length,
          ]);
          expect([keys(organization.some), organization.some.totalCount]).toEqual([
            some.map(({ key }) => key),
            some.length,
          ]);
        }
      }),
      { numRuns: runs(26) },
    );
  });

  test('claims are those that stood then, of facts that fit', async () => {
    await fc.assert(
      fc.asyncProperty(
        someHistory(),
        fc.array(fc.tuple(someClaimWhere, someAt), { minLength: 12, maxLength: 12 }),
        async (steps, asked) => {
          const engine = first();
          await play(engine.store, steps);
          const claims = claimsAfter(steps, SOURCES);
          for (const [where, at] of asked) {
            const { claims: answer } = await dataOf(engine.ask(claimsQuery, { where, at, first: 100 }));
            const expected = expectedClaims(claims, where, at).map(({ key }) => key);
            expect([keys(answer), answer.totalCount]).toEqual([expected, expected.length]);
          }
        },
      ),
      { numRuns: runs(26) },
    );
  });
});

// The three ways to ask for all that is known, each of which takes the way that computes facts from claims.
const ALL_KNOWN: At[] = [
  { knownOn: '9999-12-31' },
  { recordedBy: '9999-12-31T00:00:00Z' },
  { sources: [...SOURCE_NAMES] },
];
const withoutView = (answer: Answer): unknown =>
  JSON.parse(JSON.stringify(answer.data).replaceAll(/("id":"[^"@]+)@[^"]*"/g, '$1"'));

describe('all that is known', () => {
  test('is the same as not asking for a state of knowledge', async () => {
    // Of `entities` and `agreements` a state of knowledge asks for more: that anything was known of them.
    const comparable = someOperation.filter(({ query }) => !/^\s*(entities|agreements)\(/m.test(query));
    await fc.assert(
      fc.asyncProperty(
        someHistory(),
        fc.array(comparable, { minLength: 8, maxLength: 8 }),
        async (steps, operations) => {
          const engine = first();
          await play(engine.store, steps);
          for (const { query, variables } of operations) {
            const { knownOn: _, recordedBy: __, sources: ___, ...at } = variables['at'] as At;
            const below = variables['below'] === undefined ? {} : { below: {} };
            const plain = withoutView(await engine.ask(query, { ...variables, at, ...below }));
            for (const known of ALL_KNOWN) {
              const answer = await engine.ask(query, {
                ...variables,
                at: { ...at, ...known },
                ...below,
              });
              expect(withoutView(answer)).toEqual(plain);
            }
          }
        },
      ),
      { numRuns: runs(26) },
    );
  });
});
