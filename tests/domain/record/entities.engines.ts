// An entity is what its contributors say, laid together: whoever comes first, and whoever takes something back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { record } from '../../../src/domain/record/record.service.ts';
import type { EntityPart } from '../../../src/model/entity.ts';
import { when } from '../../../src/model/edtf.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { empty, testEngines } from '../../support/engines.ts';
import { entity } from '../../support/graph.ts';
import { everythingIn } from '../../support/stored.ts';

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(() => empty(store));
  afterAll(() => store.close());

  const put = (part: EntityPart, contributor?: string) =>
    record(store, { entities: [entity('country:tur', part, contributor)] }, 0);
  const shown = async (): Promise<unknown> =>
    (
      await dataOf(
        asking(store)(
          '{ entity(ref: {id: "country:tur"}) { name aliases description codes { scheme value validFrom validTo } ... on Country { latitude longitude } } }',
        ),
      )
    ).entity;
  const called = async (name: string): Promise<unknown> =>
    (await dataOf(asking(store)('query ($name: String!) { entity(ref: {name: $name}) { key } }', { name }))).entity
      ?.key ?? null;

  test('the curated word goes first; others add names, codes and what it leaves out', async () => {
    await put(
      {
        name: 'Türkiye',
        aliases: ['Turkey (Ottoman)'],
        latitude: 1,
        longitude: 2,
        codes: [{ scheme: 'COW', value: '640' }],
      },
      'dataset:cow@2016',
    );
    await put({
      name: 'Turkey',
      names: { tr: 'Türkiye' },
      codes: [{ scheme: 'ISO3', value: 'TUR', from: when('1974') }],
    });
    expect(await shown()).toEqual({
      name: 'Turkey',
      aliases: ['Türkiye', 'Turkey (Ottoman)'],
      description: null,
      codes: [
        { scheme: 'COW', value: '640', validFrom: null, validTo: null },
        { scheme: 'ISO3', value: 'TUR', validFrom: '1974', validTo: null },
      ],
      latitude: 1,
      longitude: 2,
    });
  });

  test('it is found by any name, whatever the case and accents, and no longer by one that was taken back', async () => {
    await put({ name: 'Turkey', aliases: ['Republic of Turkey'], names: { tr: 'Türkiye' } });
    for (const name of ['Turkey', 'TURKEY', 'turkiye', 'republic of turkey'])
      expect(await called(name)).toBe('country:tur');
    await put({ name: 'Türkiye' });
    expect(await called('turkiye')).toBe('country:tur');
    expect(await called('Turkey')).toBeNull();
    expect(await called('Republic of Turkey')).toBeNull();
  });

  test('a code that was taken back finds nothing', async () => {
    const code = '{ country(ref: {code: {scheme: "COW", value: "640"}}) { key } }';
    await put({ name: 'Turkey', codes: [{ scheme: 'COW', value: '640' }] });
    expect(await dataOf(asking(store)(code))).toEqual({ country: { key: 'country:tur' } });
    await put({ name: 'Turkey', codes: [{ scheme: 'COW', value: '64' }] });
    expect(await dataOf(asking(store)(code))).toEqual({ country: null });
  });

  test('of one contributor the last word counts, as if the earlier had never been', async () => {
    await put({ name: 'Turkey' });
    const once = await everythingIn(store);
    await put({ name: 'Turky', description: 'with a slip', latitude: 3, codes: [{ scheme: 'COW', value: '641' }] });
    await put({ name: 'Turkey' });
    expect(await everythingIn(store)).toEqual(once);
  });

  // What a contributor says is kept although another says it too: it must show once the other has taken it back.
  test('a word that adds nothing now is kept for when it does', async () => {
    await put({ name: 'Turkey', aliases: ['Türkiye'] });
    await put({ name: 'Türkiye' }, 'dataset:d@1');
    await put({ name: 'Turkey' });
    const earlier = await everythingIn(store);
    await empty(store);
    await put({ name: 'Türkiye' }, 'dataset:d@1');
    await put({ name: 'Turkey', aliases: ['Türkiye'] });
    await put({ name: 'Turkey' });
    expect(await shown()).toMatchObject({ name: 'Turkey', aliases: ['Türkiye'] });
    expect(earlier).toEqual(await everythingIn(store));
  });
});
