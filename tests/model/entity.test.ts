import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { mayHold } from '../../src/model/bounds.ts';
import { when } from '../../src/model/edtf.ts';
import {
  canonicalEntity,
  codeBounds,
  CURATED,
  type DatedCode,
  type EntityPart,
  layTogether,
} from '../../src/model/entity.ts';

const lay = (parts: Readonly<Record<string, EntityPart>>) => layTogether('country:tur', new Map(Object.entries(parts)));

const curated: EntityPart = {
  name: 'Türkiye',
  names: { fr: 'Turquie' },
  aliases: ['Turkey'],
  codes: [{ scheme: 'ISO3', value: 'TUR' }],
  latitude: 39.93,
};
const cow: EntityPart = {
  name: 'Turkey',
  names: { fr: 'La Turquie', de: 'Türkei' },
  aliases: ['Ottoman Empire', 'Türkiye'],
  description: 'A state.',
  codes: [
    { scheme: 'COW', value: '640' },
    { scheme: 'ISO3', value: 'TUR' },
  ],
  latitude: 40,
};

describe('what contributors say of an entity', () => {
  it('is laid together, the curated word first', () => {
    expect(lay({ 'dataset:cow@4': cow, [CURATED]: curated })).toEqual({
      key: 'country:tur',
      name: 'Türkiye',
      names: { de: 'Türkei', fr: 'Turquie' },
      aliases: ['Turkey', 'Ottoman Empire'],
      description: 'A state.',
      codes: [
        { scheme: 'COW', value: '640' },
        { scheme: 'ISO3', value: 'TUR' },
      ],
      latitude: 39.93,
    });
  });

  it('goes by the name of the contributor where none is curated', () => {
    expect(lay({ 'dataset:gw': { name: 'B' }, 'dataset:cow': { name: 'A' } })).toMatchObject({
      name: 'A',
      aliases: ['B'],
    });
  });

  it('keeps a code borne at two times, and one of two with the same dates', () => {
    const dated = (from: string): DatedCode => ({ scheme: 'COW', value: '255', from: when(from) });
    const { codes } = lay({
      [CURATED]: { name: 'x', codes: [dated('1990')] },
      cow: { name: 'x', codes: [dated('1990'), dated('1871')] },
    });
    expect(codes.map(({ from }) => from?.text)).toEqual(['1871', '1990']);
  });

  it('keeps the number 0, which is a place', () => {
    expect(lay({ [CURATED]: { name: 'x', latitude: 0, longitude: 0 }, cow: { name: 'x', latitude: 5 } })).toMatchObject(
      {
        latitude: 0,
        longitude: 0,
      },
    );
  });

  it('is something: an entity without a part is no entity', () => {
    expect(() => lay({})).toThrow('country:tur has no part');
  });
});

describe('the order parts come in', () => {
  const word = fc.constantFrom('Prussia', 'Preußen', 'Prusse', 'Germany');
  const part: fc.Arbitrary<EntityPart> = fc.record(
    {
      name: word,
      names: fc.dictionary(fc.constantFrom('de', 'fr', 'ru'), word, { noNullPrototype: true }),
      aliases: fc.array(word, { maxLength: 3 }),
      description: word,
      codes: fc.array(
        fc.record(
          { scheme: fc.constantFrom('COW', 'GW'), value: fc.constantFrom('255', '260') },
          { noNullPrototype: true },
        ),
        { maxLength: 3 },
      ),
      category: fc.constantFrom('IGO', 'COMPANY'),
      latitude: fc.integer({ min: -90, max: 90 }),
    },
    { requiredKeys: ['name'], noNullPrototype: true },
  );
  const parts = fc
    .dictionary(fc.constantFrom(CURATED, 'dataset:cow', 'dataset:gw', 'dataset:aaa'), part, {
      minKeys: 1,
      noNullPrototype: true,
    })
    .chain((all) => {
      const entries = Object.entries(all);
      return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }));
    });

  it('does not matter', () => {
    fc.assert(
      fc.property(parts, ([one, other]) => {
        const [a, b] = [layTogether('country:x', new Map(one)), layTogether('country:x', new Map(other))];
        expect(b).toEqual(a);
        expect(canonicalEntity(b)).toBe(canonicalEntity(a));
      }),
    );
  });
});

describe('the canonical text of an entity', () => {
  const entity = lay({ [CURATED]: curated, cow });

  it('does not depend on the order of aliases', () => {
    expect(canonicalEntity({ ...entity, aliases: entity.aliases.toReversed() })).toBe(canonicalEntity(entity));
  });

  it.each([
    ['key', { key: 'country:x' }],
    ['name', { name: 'x' }],
    ['names', { names: {} }],
    ['aliases', { aliases: [] }],
    ['description', { description: 'x' }],
    ['codes', { codes: [] }],
    ['the time of a code', { codes: entity.codes.map((code) => ({ ...code, from: when('1923') })) }],
    ['agreementKind', { agreementKind: 'TREATY' }],
    ['category', { category: 'IGO' }],
    ['latitude', { latitude: 0 }],
    ['longitude', { longitude: 0 }],
  ])('differs by %s', (_, change) => {
    expect(canonicalEntity({ ...entity, ...change })).not.toBe(canonicalEntity(entity));
  });
});

describe('when a code applied', () => {
  it('is always where no date is told, else between its dates, both included', () => {
    const code: DatedCode = { scheme: 'COW', value: '260' };
    const bounds = codeBounds({ ...code, from: when('1949-09-21'), to: when('1990-10-02') });
    expect(mayHold(codeBounds(code), 18600101, 18600101)).toBe(true);
    expect([19490920, 19490921, 19901002, 19901003].map((day) => mayHold(bounds, day, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(mayHold(codeBounds({ ...code, from: when('1990-10-03'), to: 'open' }), 99990101, 99990101)).toBe(true);
  });
});
