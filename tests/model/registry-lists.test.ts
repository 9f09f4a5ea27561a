import { describe, expect, it } from '@jest/globals';
import { SCHEMES, POLICIES } from '../../src/model/generated/registry.ts';
import {
  criteriaOf,
  DERIVED_NAMES,
  derivedType,
  ENTITY_KINDS,
  factType,
  isDerivedType,
  isRecordedType,
  KEY_PREFIX,
  KIND_LABEL,
  kindOfKey,
  type Leg,
  RECORDED_TYPES,
  schemeName,
  schemePattern,
  terms,
} from '../../src/model/registry.ts';

const SENTENCE = /^[A-Z].*\.$/s;

describe.each(DERIVED_NAMES)('the rule of %s', (name) => {
  const rule = derivedType(name);

  it('describes itself, and is no recorded type', () => {
    expect(rule.name).toBe(name);
    expect(rule.description).toMatch(SENTENCE);
    expect(RECORDED_TYPES).not.toContain(name);
    if (rule.symmetric)
      expect([rule.inverse, rule.object, rule.legs.object]).toEqual([rule.reads, rule.subject, rule.legs.subject]);
  });

  it('has a pivot of a kind, stages and amount there are', () => {
    const { kind, agreementKind = [], begins = [], bodiesAt, amount } = rule.pivot;
    // Bodies as of a beginning, where it tells which that is.
    expect(bodiesAt === undefined || begins.length > 0).toBe(true);
    expect(ENTITY_KINDS).toContain(kind);
    for (const each of agreementKind) expect(terms('AgreementKind')).toContain(each);
    for (const each of begins) expect(terms('AgreementStatus')).toContain(each);
    if (amount) expect(factType(amount).value?.amount).toBe(true);
  });

  it.each(['subject', 'object'] as const)('ties its %s to the pivot by a type that can join them', (end) => {
    const leg: Leg = rule.legs[end];
    const entry = factType(leg.type);
    const [pivots, ends] = leg.from === 'end' ? [entry.object, entry.subject] : [entry.subject, entry.object];
    expect(pivots).toContain(rule.pivot.kind);
    expect(rule[end].some((kind) => ends?.includes(kind))).toBe(true);
    if (leg.role !== undefined) expect(terms('PartyRole')).toContain(leg.role);
  });

  it('counts beside it facts between its own ends', () => {
    if (!rule.also) return;
    const entry = factType(rule.also);
    expect(rule.subject.some((kind) => entry.subject.includes(kind))).toBe(true);
    expect(rule.object.some((kind) => entry.object?.includes(kind))).toBe(true);
  });
});

describe('the name of a type', () => {
  it('is recorded or derived, or neither', () => {
    expect([isRecordedType('MEMBER_OF'), isDerivedType('MEMBER_OF')]).toEqual([true, false]);
    expect([isRecordedType('ALLY_OF'), isDerivedType('ALLY_OF')]).toEqual([false, true]);
  });

  it.each(['', 'member_of', 'LIKES', 'toString', 'constructor', '__proto__'])('%j is no type', (name) => {
    expect([isRecordedType(name), isDerivedType(name)]).toEqual([false, false]);
  });
});

describe('code schemes', () => {
  it('are known by one name and its spellings, whatever the case, none of them twice', () => {
    const spellings = SCHEMES.flatMap(({ name, also }) => [name, ...also]).map((spelling) => spelling.toLowerCase());
    expect(new Set(spellings).size).toBe(spellings.length);
    expect(['ISO3', 'iso3', 'alpha3', 'ISO3166-1-alpha-3'].map(schemeName)).toEqual(Array(4).fill('ISO3'));
    expect(schemeName('ccode')).toBe('COW');
    expect(schemeName('vdem')).toBe('VDEM');
  });

  it.each(SCHEMES.map(({ name, description }) => [name, description]))('%s: %s', (name, description) => {
    expect(name).toMatch(/^[A-Z][A-Z0-9]*$/);
    expect(description).toMatch(SENTENCE);
    expect(schemePattern(name)?.test('')).toBe(false);
  });

  it.each([
    ['ISO2', 'TR', 'TUR'],
    ['ISO3', 'TUR', 'tur'],
    ['ISON', '792', '79'],
    ['M49', '004', '4'],
    ['COW', '640', '0640'],
    ['COWABB', 'TUR', 'TURK'],
    ['GW', '640', 'TUR'],
    ['WIKIDATA', 'Q43', '43'],
    ['USPL', '115-44', '115'],
  ])('%s takes %s, not %s', (name, good, bad) => {
    expect(schemePattern(name)?.test(good)).toBe(true);
    expect(schemePattern(name)?.test(bad)).toBe(false);
    // The whole value, not a part of it.
    expect(schemePattern(name)?.test(`${good} `)).toBe(false);
  });

  it('of other data sets have no pattern', () => {
    expect(schemePattern('VDEM')).toBeUndefined();
  });
});

describe('policies', () => {
  it.each(POLICIES.map(({ name }) => name))(
    '%s names its criteria once each, down to what most sources say',
    (name) => {
      const criteria = criteriaOf(name);
      expect(new Set(criteria).size).toBe(criteria.length);
      for (const criterion of criteria)
        expect(['support', 'weight', 'precision', 'latest', 'order']).toContain(criterion);
      expect(criteria).toEqual(expect.arrayContaining(['support', 'weight', 'precision', 'latest']));
    },
  );
});

describe('keys of entities', () => {
  it.each(ENTITY_KINDS)('%s has a prefix and a label of its own', (kind) => {
    expect(kindOfKey(`${KEY_PREFIX[kind]}:x-1`)).toBe(kind);
    expect(KIND_LABEL[kind]).toMatch(/^[A-Z][A-Za-z]+$/);
  });

  it('are told apart by prefix and label', () => {
    expect(new Set(Object.values(KEY_PREFIX)).size).toBe(ENTITY_KINDS.length);
    expect(new Set(Object.values(KIND_LABEL)).size).toBe(ENTITY_KINDS.length);
  });

  it.each([
    '',
    'tur',
    'country:',
    'country:TUR',
    'Country:tur',
    'country:-tur',
    'country:tür',
    'country:tur ',
    'country:a b',
    'source:x',
    'fact:x',
    'toString:x',
    'org:x@valid=2019',
  ])('%j is no key of an entity', (key) => {
    expect(kindOfKey(key)).toBeUndefined();
  });
});
