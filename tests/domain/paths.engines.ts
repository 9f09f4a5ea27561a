// Paths where there are none: told from the end that leads nowhere, however much there is around the other.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findPaths } from '../../src/domain/path/path.service.ts';
import { Reading } from '../../src/domain/reading.ts';
import { record } from '../../src/domain/record/record.service.ts';
import type { FactType } from '../../src/model/registry.ts';
import { DEFAULT_VIEW } from '../../src/model/view.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { testEngines } from '../support/engines.ts';
import { claim, entity, source } from '../support/graph.ts';

const SOURCE = 'source:register';
/** A row of states, each in a body with the next: more steps than a search takes. */
const STATES = Array.from({ length: 12 }, (_, at) => `country:s${at}`);

async function fill(store: GraphStore): Promise<void> {
  const bodies = STATES.slice(1).map((_, at) => `org:b${at}`);
  const apart = ['item:alone', 'person:one', 'org:other'];
  await record(
    store,
    { sources: [source(SOURCE)], entities: [...STATES, ...bodies, ...apart].map((key) => entity(key)) },
    1,
  );
  const held = { source: SOURCE, from: '1990', to: '..' };
  const claims = [
    ...bodies.flatMap((object, at) =>
      STATES.slice(at, at + 2).map((subject) => claim({ type: 'MEMBER_OF', subject, object, ...held })),
    ),
    claim({ type: 'HOLDS_POSITION', subject: 'person:one', object: 'org:other', value: 'Head', ...held }),
  ];
  await record(store, { claims }, 2);
}

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
    await fill(store);
  });
  afterAll(() => store.close());

  /** Lengths of the paths there are, whether these are all, and in how many trips that was found out. */
  async function paths(
    from: string,
    to: string,
    { types, maxDegree }: { types?: readonly FactType[]; maxDegree?: number } = {},
  ): Promise<{ complete: boolean; lengths: number[]; trips: number }> {
    let trips = 0;
    const counting = Object.create(store, {
      read: { value: (...asked: Parameters<GraphStore['read']>) => (trips++, store.read(...asked)) },
    }) as GraphStore;
    const bounds = {
      maxLength: 10,
      wanted: 5,
      concurrent: true,
      direction: 'BOTH',
      exclude: new Set<string>(),
      maxDegree,
    } as const;
    const found = await findPaths(new Reading(counting), from, to, types, bounds, 'LENGTH', DEFAULT_VIEW);
    return { complete: found.complete, lengths: found.paths.map(({ steps }) => steps.length), trips };
  }

  test.each([
    ['of which nothing is told', 'item:alone', 1],
    ['linked to one other alone', 'person:one', 2],
  ])('from an entity %s: none, and that is all, after few trips from either side', async (_, alone, trips) => {
    const none = { complete: true, lengths: [], trips };
    expect(await paths(alone, 'country:s5')).toEqual(none);
    expect(await paths('country:s5', alone)).toEqual(none);
  });

  test('the same where hubs are left out, and where only some facts are followed', async () => {
    const none = { complete: true, lengths: [] };
    expect(await paths('item:alone', 'country:s5', { maxDegree: 100 })).toMatchObject(none);
    expect(await paths('person:one', 'country:s5', { types: ['MEMBER_OF'] })).toEqual({ ...none, trips: 1 });
  });

  test('one that is at the end of what can be reached is found', async () => {
    expect(await paths('country:s0', 'country:s5')).toMatchObject({ complete: true, lengths: [10] });
    expect(await paths('country:s11', 'country:s8')).toMatchObject({ complete: true, lengths: [6] });
    expect(await paths('person:one', 'org:other')).toMatchObject({ complete: true, lengths: [1] });
  });
});
