// It does not matter in which order, in how many batches, or into which engine claims come: the graph is the same.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Batch, record } from '../../../src/domain/record/record.service.ts';
import { Reading } from '../../../src/domain/reading.ts';
import { snapshot } from '../../../src/domain/snapshot/snapshot.service.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { ENTITIES, FIRST_STEP, runs, someClaims, SOURCES } from '../../support/arbitrary.ts';
import { empty, testEngines } from '../../support/engines.ts';
import { entity } from '../../support/graph.ts';
import { everythingIn } from '../../support/stored.ts';

type Entities = NonNullable<Batch['entities']>;

/** What further contributors say of the same entities: other names, codes, a description. */
const CONTRIBUTED: Entities = [
  ...ENTITIES,
  entity('country:aa', { name: 'Aa', aliases: ['Bb', 'A a'], codes: [{ scheme: 'GW', value: '1' }] }, 'dataset:d@1'),
  entity('country:aa', { name: 'AA', aliases: ['A a', 'Bb'], description: 'As the second has it.' }, 'dataset:c@1'),
  entity('country:bb', { name: 'Bb', latitude: 41.5, longitude: 29 }, 'dataset:d@1'),
  entity('agreement:x', { name: 'X', agreementKind: 'LOAN' }, 'dataset:d@1'),
];

/** The same records in another order, cut into batches. */
const shuffled = <T>(all: readonly T[]): fc.Arbitrary<T[][]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length }),
      fc.array(fc.nat({ max: Math.max(all.length, 1) }), { maxLength: 3 }),
    )
    .map(([order, cuts]) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), order.length];
      return at.slice(1).map((end, index) => order.slice(at[index], end));
    });

const scenario = someClaims({ maxLength: 12 }).chain((claims) =>
  fc.record({
    claims: fc.constant(claims),
    order: shuffled(claims),
    entities: shuffled(CONTRIBUTED),
    sources: shuffled(SOURCES),
  }),
);

// The embedded engine alone is quick: it sees many more.
const embedded = testEngines().slice(0, 1);
describe.each([
  ['the embedded engine', embedded],
  ['every engine', testEngines()],
])('on %s', (_, engines) => {
  let stores: { name: string; store: GraphStore }[];
  beforeAll(async () => {
    stores = await Promise.all(engines.map(async ({ name, open }) => ({ name, store: await open() })));
  });
  afterAll(() => Promise.all(stores.map(({ store }) => store.close())));

  const id = async (store: GraphStore): Promise<string> => (await snapshot(new Reading(store))).id;

  test('any order and batching of the same records gives the same graph and the same snapshot.id', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ claims, order, entities, sources }) => {
        const ids = new Set<string>();
        for (const { store } of stores) {
          await empty(store);
          await record(store, { sources: SOURCES, entities: CONTRIBUTED, claims }, FIRST_STEP);
          const atOnce = await everythingIn(store);
          ids.add(await id(store));

          await empty(store);
          for (const batch of sources) await record(store, { sources: batch }, FIRST_STEP);
          for (const batch of entities) await record(store, { entities: batch }, FIRST_STEP);
          for (const batch of order) await record(store, { claims: batch }, FIRST_STEP);
          expect(await everythingIn(store)).toEqual(atOnce);
          ids.add(await id(store));
        }
        expect(ids.size).toBe(1);
      }),
      { numRuns: runs(stores.length > 1 ? 8 : 60) },
    );
  });

  test('the moment of recording is no part of snapshot.id; one record more is', async () => {
    await fc.assert(
      fc.asyncProperty(
        someClaims({ minLength: 2, maxLength: 8 }),
        fc.nat({ max: 10_000_000_000 }),
        async (claims, later) => {
          for (const { store } of stores) {
            await empty(store);
            await record(store, { sources: SOURCES, entities: ENTITIES, claims: claims.slice(1) }, FIRST_STEP);
            const without = await id(store);
            await record(store, { claims }, FIRST_STEP + later);
            const whole = await id(store);
            await empty(store);
            await record(store, { sources: SOURCES, entities: ENTITIES, claims }, FIRST_STEP + 2 * later);
            expect(await id(store)).toBe(whole);
            expect(without === whole).toBe(claims.length < 2);
          }
        },
      ),
      { numRuns: runs(stores.length > 1 ? 3 : 30) },
    );
  });
});
