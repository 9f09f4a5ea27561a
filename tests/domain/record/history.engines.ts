// After any history of adding, retracting, telling again and correcting, the graph holds just what computing everything from scratch gives.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { contentOf } from '../../../src/domain/record/facts.ts';
import { sourceNumber } from '../../../src/domain/source/number.ts';
import { canonicalEntity } from '../../../src/model/entity.ts';
import { beginning, type Fact } from '../../../src/model/fact.ts';
import { hashNumber } from '../../../src/model/hash.ts';
import { canonicalSource } from '../../../src/model/source.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import {
  entitiesAfter,
  play,
  runs,
  someClaims,
  someHistory,
  sourcesAfter,
  type Step,
} from '../../support/arbitrary.ts';
import { testEngines } from '../../support/engines.ts';
import { claimsAfter, factsKnown } from '../../support/oracle.ts';
import { claimsIn, factsIn, stateOf, type StoredFact } from '../../support/stored.ts';

const inOrder = <T>(found: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What a fact must look like in the store: its own members, and those that are only asked by. */
const expected = (fact: Fact, contradicted: boolean) => ({
  key: fact.key,
  type: fact.type,
  subject: fact.subject,
  object: fact.object ?? fact.subject,
  from: fact.from,
  to: fact.to,
  censored: fact.censored,
  bounds: fact.bounds,
  status: fact.status,
  knownSince: fact.knownSince,
  sources: fact.sourceCount,
  claims: fact.claimCount,
  contradicted,
  value: fact.value,
  amount: fact.amount,
  qualifiers: fact.qualifiers,
  begins: beginning(fact),
  recorded: fact.recordedAt,
  unit: fact.amount?.unit ?? null,
  asked: fact.qualifiers,
});

const shown = (fact: StoredFact) => ({
  key: fact.key,
  type: fact.type,
  subject: fact.subject,
  object: fact.object,
  from: fact.from,
  to: fact.to,
  censored: fact.censored,
  bounds: fact.bounds,
  status: fact.status,
  knownSince: fact.knownSince,
  sources: fact.sourceCount,
  claims: fact.claimCount,
  contradicted: fact.contradicted,
  value: fact.value,
  amount: fact.amount,
  qualifiers: fact.qualifiers,
  begins: fact.begins,
  recorded: fact.recorded,
  unit: fact.unit,
  asked: fact.asked,
});

/** The content sum of a graph, from its definition: hashes of all sources, entities and claims, added up. */
function contentSum(steps: readonly Step[], claims: Iterable<Parameters<typeof contentOf>[0]>): string {
  const texts = [
    ...sourcesAfter(steps).map(canonicalSource),
    ...entitiesAfter(steps).map(canonicalEntity),
    ...[...claims].map(contentOf),
  ];
  return (texts.reduce((sum, text) => sum + hashNumber(text), 0n) % 2n ** 256n).toString(16);
}

describe.each(testEngines())('$name', ({ name, open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test('claims, facts, counts and content are those computed from scratch', async () => {
    await fc.assert(
      fc.asyncProperty(someHistory(someClaims(), { corrections: true }), async (steps) => {
        await play(store, steps);
        const [sources, entities] = [sourcesAfter(steps), entitiesAfter(steps)];

        const claims = claimsAfter(steps, sources);
        expect(plain(inOrder(await claimsIn(store)))).toEqual(plain(inOrder(claims)));

        const facts = factsKnown(claims, sources);
        const stored = await factsIn(store);
        expect(plain(stored.map(shown))).toEqual(
          plain(
            facts
              .map(({ fact, contradicted }) => expected(fact, contradicted))
              .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
          ),
        );
        // A fact that does not vary rests on one claim, whose source decides whether it counts.
        for (const fact of stored.filter(({ varies }) => !varies)) {
          const own = facts.find((each) => each.fact.key === fact.key)?.fact.claims ?? [];
          expect([fact.source]).toEqual(own.map(({ source }) => sourceNumber(source)));
        }

        expect(await stateOf(store)).toEqual({
          content: contentSum(steps, claims.values()),
          facts: facts.length,
          entities: entities.length,
          claims: claims.size,
        });
      }),
      { numRuns: runs(name === 'embedded' ? 120 : 12) },
    );
  });
});
