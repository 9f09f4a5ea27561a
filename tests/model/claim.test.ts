import { describe, expect, it } from '@jest/globals';
import {
  type ClaimContent,
  claimKey,
  EVERYTHING,
  factKey,
  groupOf,
  groupOfClaimKey,
  isKnown,
  isRetracted,
  normalStatement,
  readFactKey,
  type Statement,
} from '../../src/model/claim.ts';
import { when } from '../../src/model/edtf.ts';
import { claim, content, type Told } from '../support/claims.ts';

const group = (told: Told): string => {
  const said = content(told);
  return groupOf(said, said.from);
};

describe('the normal form of a statement', () => {
  const turkeyGreece: Statement = {
    type: 'BORDERS',
    subject: 'country:tur',
    object: 'country:grc',
    qualifiers: {},
  };

  it('puts the ends of a symmetric type in the order of their keys', () => {
    const turned = normalStatement(turkeyGreece);
    expect([turned.subject, turned.object]).toEqual(['country:grc', 'country:tur']);
    expect(normalStatement(turned)).toEqual(turned);
  });

  it('leaves the ends of any other type as they are', () => {
    const kept = normalStatement({ ...turkeyGreece, type: 'SUCCEEDED_BY' });
    expect([kept.subject, kept.object]).toEqual(['country:tur', 'country:grc']);
  });

  it('fills in the defaults of qualifiers and orders them by name', () => {
    expect(normalStatement(turkeyGreece).qualifiers).toEqual({ contiguity: 'LAND' });
    const party: Statement = {
      type: 'DIPLOMATIC_MISSION_IN',
      subject: 'country:tur',
      object: 'country:grc',
      qualifiers: { missionType: 'embassy', city: 'Athens' },
    };
    expect(Object.keys(normalStatement(party).qualifiers)).toEqual(['city', 'missionType']);
  });

  it('keeps a qualifier that is given', () => {
    expect(normalStatement({ ...turkeyGreece, qualifiers: { contiguity: 'WATER_12' } }).qualifiers).toEqual({
      contiguity: 'WATER_12',
    });
  });
});

describe('the group of a claim', () => {
  const member: Told = { type: 'MEMBER_OF', subject: 'country:can', object: 'org:nato' };
  const worth: Told = {
    type: 'VALUE',
    subject: 'agreement:s-400-2017',
    amount: { value: '2500000000', unit: 'USD', basis: 'NOMINAL' },
  };

  it('has 16 characters', () => {
    expect(group(member)).toMatch(/^[0-9a-hj-km-np-tv-z]{16}$/);
  });

  it.each<[string, Told]>([
    ['dates', { from: '1949-04-04', to: '1990' }],
    ['who says so, where, when and how', { source: 'source:b', speaker: 'person:x', mood: 'DENIED', stated: '2019' }],
    ['a default said in so many words', { qualifiers: { standing: 'FULL' } }],
  ])('is the same whatever the %s', (_, more) => {
    expect(group({ ...member, ...more })).toBe(group(member));
  });

  it.each<[string, Told]>([
    ['subject', { subject: 'country:usa' }],
    ['object', { object: 'org:un' }],
    ['type', { type: 'PART_OF' }],
    ['a distinguishing qualifier', { qualifiers: { standing: 'OBSERVER' } }],
  ])('differs by %s', (_, more) => {
    expect(group({ ...member, ...more })).not.toBe(group(member));
  });

  it('differs by value', () => {
    const signed: Told = { type: 'MILESTONE', subject: 'agreement:x', value: 'SIGNED' };
    expect(group(signed)).not.toBe(group({ ...signed, value: 'IN_FORCE' }));
    expect(group(signed)).not.toBe(group({ ...signed, qualifiers: { sense: 'in principle' } }));
  });

  it.each([
    ['value', { value: '2400000000', unit: 'USD', basis: 'NOMINAL' }],
    ['a bound', { value: '2500000000', low: '2000000000', unit: 'USD', basis: 'NOMINAL' }],
    ['unit', { value: '2500000000', unit: 'EUR', basis: 'NOMINAL' }],
    ['basis', { value: '2500000000', unit: 'USD', basis: 'CONSTANT_PRICES' }],
  ] as const)('of an amount differs by %s', (_, amount) => {
    expect(group({ ...worth, amount })).not.toBe(group(worth));
  });

  it('does not differ by an amount beside a value of another sort', () => {
    const option: Told = { type: 'OPTION', subject: 'agreement:x', object: 'item:i', value: 'OPEN' };
    expect(group({ ...option, amount: { value: '2', unit: 'battery', basis: 'COUNT' } })).toBe(group(option));
  });

  it('does not differ by a qualifier that tells nothing apart', () => {
    const part: Told = { type: 'PART_OF', subject: 'org:roe', object: 'org:rostec' };
    expect(group({ ...part, qualifiers: { share: '51' } })).toBe(group(part));
  });

  it('is the same from both ends of a symmetric type, not of another', () => {
    const border: Told = { type: 'BORDERS', subject: 'country:grc', object: 'country:tur' };
    const heir: Told = { type: 'SUCCEEDED_BY', subject: 'country:sun', object: 'country:rus' };
    expect(group({ ...border, subject: 'country:tur', object: 'country:grc' })).toBe(group(border));
    expect(group({ ...heir, subject: 'country:rus', object: 'country:sun' })).not.toBe(group(heir));
  });

  it('of what happened on a day differs by the day', () => {
    const event: Told = { type: 'ACTED_TOWARD', object: 'country:bbb', value: '042', from: '2019-07-12' };
    expect(group({ ...event, from: '2019-07-13' })).not.toBe(group(event));
    expect(group({ ...event, source: 'source:b' })).toBe(group(event));
  });

  it('is not fooled by texts that run into each other', () => {
    const of = (qualifiers: Record<string, string>): string =>
      group({ type: 'INVOLVED_IN', object: 'event:e', qualifiers });
    expect(of({ role: 'a","b' })).not.toBe(of({ role: 'a', side: 'b' }));
  });
});

describe('the key of a claim', () => {
  const said = content({ from: '1949-04-04', to: '..', speaker: 'person:x', locator: 'p. 3' });
  const key = (of: ClaimContent): string => claimKey('0123456789abcdef', of);

  it('is its group, a dot, and ten characters of its content', () => {
    expect(key(said)).toMatch(/^claim:0123456789abcdef\.[0-9a-z]{10}$/);
  });

  it('is equal for equal content, in whatever order its members were given', () => {
    const turned = Object.fromEntries(Object.entries(said).toReversed()) as unknown as ClaimContent;
    expect(key(turned)).toBe(key(said));
  });

  it('is equal where what is absent, or false, is said to be so', () => {
    expect(key({ ...said, quote: undefined, onClaim: undefined })).toBe(key(said));
    expect(key({ ...said, censored: false, dateInferred: false })).toBe(key(said));
  });

  it.each<[string, Partial<ClaimContent>]>([
    ['beginning', { from: when('1949-04') }],
    ['last day of the beginning', { from: { text: '1949-04-04', earliest: 19490404, latest: 19490504 } }],
    ['first day of the beginning', { from: { text: '1949-04-04', earliest: 19490304, latest: 19490404 } }],
    ['end', { to: when('1990') }],
    ['an end that is not known', { to: undefined }],
    ['censoring', { censored: true }],
    ['words for the date', { dateText: 'in the spring' }],
    ['mood', { mood: 'PLANNED' }],
    ['speaker', { speaker: 'person:y' }],
    ['who passed it on', { reportedBy: ['org:interfax'] }],
    ['day of the statement', { statedOn: when('2019') }],
    ['source', { source: 'source:b' }],
    ['place in it', { locator: 'p. 4' }],
    ['quote', { quote: 'fulfilled' }],
    ['note', { note: 'Doubtful.' }],
    ['claim it is about', { onClaim: 'claim:0123456789abcdef.0123456789' }],
    ['day it became public', { madePublic: when('2019') }],
    ['qualifier', { qualifiers: { standing: 'OBSERVER' } }],
  ])('differs by %s', (_, change) => {
    expect(key({ ...said, ...change })).not.toBe(key(said));
  });
});

describe('the keys of claims with different ends', () => {
  it('are different: open, not known, of one year or another', () => {
    const ends = [{ to: '..' }, {}, { to: '1990' }, { to: '1991' }].map((end) => claim({ from: '1949', ...end }).key);
    expect(new Set(ends).size).toBe(4);
  });
});

describe('keys are read back', () => {
  const sixteen = group({});

  it.each([1, 2, 17])('of a fact, spell %i', (spell) => {
    expect(readFactKey(factKey(sixteen, spell))).toEqual({ group: sixteen, spell });
  });

  it('the first spell has no number', () => {
    expect(factKey(sixteen, 1)).toBe(`fact:${sixteen}`);
    expect(factKey(sixteen, 2)).toBe(`fact:${sixteen}.2`);
  });

  it('of a claim', () => {
    expect(groupOfClaimKey(claim().key)).toBe(sixteen);
  });

  it.each([
    '',
    'fact:',
    sixteen,
    `claim:${sixteen}`,
    `fact:${sixteen}.`,
    `fact:${sixteen}.0`,
    `fact:${sixteen}.02`,
    `fact:${sixteen}.-1`,
    `fact:${sixteen}x`,
    `fact:${sixteen.toUpperCase()}`,
    `fact:${sixteen}@valid=2019-10-23`,
    // The first spell is written without a number: two keys for one fact would be two cache entries for it.
    `fact:${sixteen}.1`,
  ])('%j is no key of a fact', (text) => {
    expect(readFactKey(text)).toBeUndefined();
  });

  it.each(['', 'claim:', `claim:${sixteen}`, `fact:${sixteen}.0123456789`, `claim:${sixteen}.012345678`])(
    '%j is no key of a claim',
    (text) => {
      expect(groupOfClaimKey(text)).toBeUndefined();
    },
  );
});

describe('a state of knowledge', () => {
  const made = claim({ public: '2020-12', recordedAt: 500, retractedAt: 900, source: 'source:a' });

  it('has a claim from the last day on which it may have become public', () => {
    expect(isKnown(made, { ...EVERYTHING, known: 20201230 })).toBe(false);
    expect(isKnown(made, { ...EVERYTHING, known: 20201231 })).toBe(true);
  });

  it('has it from the instant it was recorded, and has it retracted from that instant on', () => {
    expect(isKnown(made, { ...EVERYTHING, recordedBy: 499 })).toBe(false);
    expect(isKnown(made, { ...EVERYTHING, recordedBy: 500 })).toBe(true);
    expect(isRetracted(made, { ...EVERYTHING, recordedBy: 899 })).toBe(false);
    expect(isRetracted(made, { ...EVERYTHING, recordedBy: 900 })).toBe(true);
    expect(isRetracted(claim(), EVERYTHING)).toBe(false);
  });

  it('has it only from the sources that count', () => {
    expect(isKnown(made, { ...EVERYTHING, sources: new Set(['source:b']) })).toBe(false);
    expect(isKnown(made, { ...EVERYTHING, sources: new Set(['source:a', 'source:b']) })).toBe(true);
    expect(isKnown(made, { ...EVERYTHING, sources: new Set() })).toBe(false);
  });
});
