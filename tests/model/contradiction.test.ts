import { describe, expect, it } from '@jest/globals';
import type { Amount } from '../../src/model/amount.ts';
import {
  type Contradiction,
  findContradictions,
  hasRivals,
  rivalsShare,
  settle,
} from '../../src/model/contradiction.ts';
import type { Fact } from '../../src/model/fact.ts';
import { factType } from '../../src/model/registry.ts';
import { claim, fact, type Told } from '../support/claims.ts';

const found = (...facts: Fact[]): Contradiction[] => findContradictions(facts);
const reasons = (...facts: Fact[]): string[] => found(...facts).map(({ reason }) => reason);
const one = (told: Told): Fact => fact([claim(told)]);

const S400 = 'agreement:s-400-2017';
const worth = (amount: Partial<Amount>, more: Told = {}): Fact =>
  one({ type: 'VALUE', subject: S400, ...more, amount: { unit: 'USD', basis: 'NOMINAL', ...amount } });
const milestone = (value: string, from?: string, more: Told = {}): Fact =>
  one({ type: 'MILESTONE', subject: S400, value, from, ...more });
const member = (standing: string, from: string, to: string): Fact => one({ qualifiers: { standing }, from, to });
const mission = (subject: string, id: string | undefined, more: Told = {}): Fact =>
  one({
    type: 'DIPLOMATIC_MISSION_IN',
    subject,
    object: 'country:bbb',
    qualifiers: id === undefined ? {} : { mission: id },
    from: '2000',
    to: '2010',
    ...more,
  });

describe('DIFFERENT_VALUE', () => {
  it('two prices of one thing in one unit', () => {
    const [a, b] = [worth({ value: '2500000000' }), worth({ value: '2000000000' }, { source: 'source:b' })];
    const [only, ...more] = found(a, b);
    expect(more).toEqual([]);
    expect(only?.reason).toBe('DIFFERENT_VALUE');
    expect(only?.sides.map((side) => side.fact.key).toSorted()).toEqual([a.key, b.key].toSorted());
    expect(only?.sides.map(({ claims }) => claims.length)).toEqual([1, 1]);
  });

  it.each<[string, Fact]>([
    ['another unit', worth({ value: '2000000000', unit: 'EUR' })],
    ['another basis', worth({ value: '2000000000', basis: 'CONSTANT_PRICES' })],
    ['a range around it', worth({ low: '2000000000', high: '3000000000' })],
    ['the price of a part', worth({ value: '1000000000' }, { qualifiers: { scope: 'the first battery' } })],
    ['the price of another contract', worth({ value: '2000000000' }, { subject: 'agreement:other' })],
    ['a price somebody only expects', worth({ value: '2000000000' }, { mood: 'EXPECTED' })],
  ])('is none with %s', (_, other) => {
    expect(reasons(worth({ value: '2500000000' }), other)).toEqual([]);
  });

  it('is none between counts in two units: four battalions, eight batteries', () => {
    const ordered = (value: string, unit: string): Fact =>
      one({
        type: 'QUANTITY_ORDERED',
        subject: S400,
        amount: { value, unit, basis: 'COUNT' },
        qualifiers: { item: 'item:s-400' },
      });
    expect(reasons(ordered('4', 'battalion'), ordered('8', 'battery'))).toEqual([]);
  });
});

describe('DIFFERENT_OBJECT', () => {
  it('one mission that two states are said to send', () => {
    expect(reasons(mission('country:aaa', 'm1'), mission('country:ccc', 'm1'))).toEqual(['DIFFERENT_OBJECT']);
  });

  it.each<[string, Fact]>([
    ['two missions', mission('country:ccc', 'm2')],
    ['one mission at another state', mission('country:ccc', 'm1', { object: 'country:ddd' })],
    ['one after the other', mission('country:ccc', 'm1', { from: '2011', to: '2020' })],
  ])('is none of %s', (_, other) => {
    expect(reasons(mission('country:aaa', 'm1'), other)).toEqual([]);
  });

  it('is none of missions whose source gives no identifier: every capital has many', () => {
    expect(reasons(mission('country:aaa', undefined), mission('country:ccc', undefined))).toEqual([]);
  });
});

describe('DENIED', () => {
  const signed = (...told: Told[]): Fact =>
    fact(told.map((each) => claim({ type: 'MILESTONE', subject: 'agreement:second', value: 'SIGNED', ...each })));

  it('signed in August, not yet signed in November', () => {
    const made = signed({ from: '2020-08-23' }, { source: 'source:b', mood: 'DENIED', stated: '2020-11-05' });
    const [only, ...more] = found(made);
    expect(more).toEqual([]);
    expect(only?.reason).toBe('DENIED');
    expect(only?.sides.map(({ fact: each }) => each.key)).toEqual([made.key, made.key]);
    expect(only?.sides.flatMap(({ claims }) => claims.map(({ mood }) => mood)).toSorted()).toEqual([
      'ASSERTED',
      'DENIED',
    ]);
  });

  it('is none of what was said before', () => {
    expect(reasons(signed({ from: '2020-08-23' }, { mood: 'DENIED', stated: '2020-08-22' }))).toEqual([]);
  });

  it('is none of what is only denied, or only planned and denied', () => {
    expect(reasons(signed({ mood: 'DENIED' }))).toEqual([]);
    expect(reasons(signed({ mood: 'DENIED' }, { mood: 'PLANNED' }))).toEqual([]);
  });

  it('has on its sides only the claims that speak against each other', () => {
    const made = signed(
      { from: '2020-08-23', locator: 'said so' },
      { from: '2021-02', locator: 'too late to be meant' },
      { mood: 'DENIED', stated: '2020-11-05', locator: 'denied' },
      { mood: 'DENIED', stated: '2020-01-01', locator: 'not yet' },
    );
    const denied = found(made).find(({ reason }) => reason === 'DENIED');
    expect(denied?.sides.map(({ claims }) => claims.map(({ locator }) => locator)).toSorted()).toEqual([
      ['denied'],
      ['said so'],
    ]);
  });

  it('is none of claims that have all been retracted', () => {
    expect(
      reasons(
        signed({ from: '2020-08-23', retractedAt: 2000 }, { mood: 'DENIED', stated: '2020-11', retractedAt: 2000 }),
      ),
    ).toEqual([]);
  });
});

describe('IMPOSSIBLE_ORDER', () => {
  it('in force before it was signed', () => {
    const [only, ...more] = found(milestone('IN_FORCE', '1990'), milestone('SIGNED', '1991-05-05'));
    expect(more).toEqual([]);
    expect(only?.reason).toBe('IMPOSSIBLE_ORDER');
    expect(only?.sides.map((side) => side.fact.value).toSorted()).toEqual(['IN_FORCE', 'SIGNED']);
  });

  it.each<[string, Fact, Fact]>([
    ['on one day', milestone('IN_FORCE', '1991-05-05'), milestone('SIGNED', '1991-05-05')],
    ['within one year', milestone('IN_FORCE', '1991'), milestone('SIGNED', '1991-05-05')],
    ['without a date', milestone('IN_FORCE'), milestone('SIGNED', '1991-05-05')],
    ['paid before delivered: neither comes first', milestone('PAID', '2018'), milestone('DELIVERED', '2019')],
    ['within the year of what should come first', milestone('IN_FORCE', '1991-05-05'), milestone('SIGNED', '1991')],
    [
      'of another agreement',
      milestone('IN_FORCE', '1990', { subject: 'agreement:other' }),
      milestone('SIGNED', '1991'),
    ],
  ])('is none: %s', (_, a, b) => {
    expect(reasons(a, b)).toEqual([]);
  });

  it('is one, though two chains name both: terminated before it was signed', () => {
    expect(reasons(milestone('TERMINATED', '1980'), milestone('SIGNED', '1990'))).toEqual(['IMPOSSIBLE_ORDER']);
  });

  it('goes by the first of several: signed again later, in another sense', () => {
    const again = milestone('SIGNED', '1995', { qualifiers: { sense: 'the protocol' } });
    expect(reasons(milestone('IN_FORCE', '1992'), again, milestone('SIGNED', '1990'))).toEqual([]);
  });

  it('is not hidden by a date so wide that all may be in order', () => {
    const sometime = milestone('IN_FORCE', '1950/2000', { qualifiers: { sense: 'the protocol' } });
    expect(reasons(sometime, milestone('IN_FORCE', '1970'), milestone('SIGNED', '1990'))).toEqual(['IMPOSSIBLE_ORDER']);
  });

  it('names the same fact of several with one date, in whatever order they are given', () => {
    const senses = [undefined, 'this', 'that'].map((sense) =>
      milestone('TERMINATED', '../1980', { qualifiers: sense === undefined ? {} : { sense } }),
    );
    const given = [...senses, milestone('DELIVERED', '1990')];
    const [only, ...more] = found(...given);
    expect(more).toEqual([]);
    expect(found(...given.toReversed())).toEqual([only]);
  });

  const step = (value: string, from: string, subject = 'country:aaa'): Fact =>
    one({ type: 'PARTY_ACTION', subject, object: 'agreement:x', value, from });

  it('ratified before it signed; not where another party signed', () => {
    expect(reasons(step('RATIFIED', '1948'), step('SIGNED', '1949'))).toEqual(['IMPOSSIBLE_ORDER']);
    expect(reasons(step('RATIFIED', '1948'), step('SIGNED', '1949', 'country:bbb'))).toEqual([]);
  });

  it('is none where a party ratified, withdrew, and later acceded anew', () => {
    expect(
      reasons(step('SIGNED', '1949'), step('RATIFIED', '1950'), step('WITHDREW', '1960'), step('ACCEDED', '1970')),
    ).toEqual([]);
  });
});

describe('the rivals of a fact', () => {
  it('are there for types that exclude or order, and share its subject, or its object', () => {
    expect((['MEMBER_OF', 'PARTY_ACTION', 'BORDERS'] as const).map((type) => hasRivals(factType(type)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(rivalsShare(factType('DIPLOMATIC_MISSION_IN'))).toBe('object');
    expect(rivalsShare(factType('VALUE'))).toBe('subject');
  });
});

describe('OVERLAPPING_EXCLUSIVE', () => {
  it('two standings at once', () => {
    expect(
      reasons(member('FULL', '1949-01-01', '1990-12-31'), member('SUSPENDED', '1967-01-01', '1974-12-31')),
    ).toEqual(['OVERLAPPING_EXCLUSIVE']);
  });

  it.each<[string, Fact, Fact]>([
    [
      'on the day one hands over to the other',
      member('OBSERVER', '1949-01-01', '1952-02-18'),
      member('FULL', '1952-02-18', '..'),
    ],
    ['one after the other', member('OBSERVER', '1949', '1951'), member('FULL', '1952-02-18', '..')],
    [
      'within the year that one ends and the other begins',
      member('OBSERVER', '1949', '1952'),
      member('FULL', '1952', '..'),
    ],
    ['one standing twice', member('FULL', '1949', '1960'), member('FULL', '1955', '1970')],
  ])('is none: %s', (_, a, b) => {
    expect(reasons(a, b)).toEqual([]);
  });
});

describe('SOURCE_DATES_DISAGREE', () => {
  const spell = (...told: Told[]): Fact => fact(told.map(claim));

  it('beginnings without a common day', () => {
    const made = spell({ source: 'source:a', from: '1949-04-04' }, { source: 'source:b', from: '1949-08-24' });
    const [only, ...more] = found(made);
    expect(more).toEqual([]);
    expect(only?.reason).toBe('SOURCE_DATES_DISAGREE');
    expect(only?.sides.map(({ claims }) => claims.map(({ source }) => source)).toSorted()).toEqual([
      ['source:a'],
      ['source:b'],
    ]);
  });

  it('stays where most sources give a year that both lie in', () => {
    const made = spell(
      { source: 'source:a', from: '1949-04-04' },
      { source: 'source:b', from: '1949-08-24' },
      { source: 'source:c', from: '1949' },
      { source: 'source:d', from: '1949' },
    );
    expect(reasons(made)).toEqual(['SOURCE_DATES_DISAGREE']);
  });

  it('is none of what is timeless: a price told at two times', () => {
    const price: Told = { type: 'VALUE', subject: S400, amount: { value: '1', unit: 'USD', basis: 'NOMINAL' } };
    expect(reasons(spell({ ...price, from: '2017' }, { ...price, from: '2019' }))).toEqual([]);
  });

  it('ends without a common day (COW and ATOP)', () => {
    expect(
      reasons(
        spell({ source: 'source:a', from: '1879', to: '1914' }, { source: 'source:b', from: '1879', to: '1918' }),
      ),
    ).toEqual(['SOURCE_DATES_DISAGREE']);
  });

  it.each<[string, Told, Told]>([
    ['one more exact than the other', { from: '1949' }, { from: '1949-08-24' }],
    ['an end and none', { from: '1949', to: '1990' }, { from: '1949' }],
    ['an end and "still so" said before it', { from: '1949', to: '1990' }, { from: '1949', to: '..', public: '1980' }],
    ['an end and the end of coverage', { from: '1949', to: '1990' }, { from: '1949', to: '1985', censored: true }],
    ['a date that is only planned', { from: '1949' }, { from: '1955', mood: 'PLANNED' }],
  ])('is none: %s', (_, a, b) => {
    expect(reasons(spell({ ...a, source: 'source:a' }, { ...b, source: 'source:b' }))).toEqual([]);
  });
});

describe('what is said in two ways and does not conflict', () => {
  it('delivered, and paid in full', () => {
    expect(reasons(milestone('DELIVERED', '2019-10-23'), milestone('PAID', '2020'))).toEqual([]);
  });

  it('fulfilled in two senses', () => {
    const fulfilled = (sense: string, from: string): Fact => milestone('FULFILLED', from, { qualifiers: { sense } });
    expect(reasons(fulfilled('delivery', '2019-10-23'), fulfilled('delivery and payment', '2020'))).toEqual([]);
  });

  it('an option exists, and a second contract is signed', () => {
    const option = one({ type: 'OPTION', subject: S400, object: 'item:s-400', value: 'OPEN' });
    expect(reasons(option, one({ type: 'OPTION', subject: S400, object: 'item:s-400', value: 'EXERCISED' }))).toEqual(
      [],
    );
    expect(
      reasons(milestone('SIGNED', '2017-04'), milestone('SIGNED', '2020-08-23', { subject: 'agreement:second' })),
    ).toEqual([]);
  });
});

describe('a fact beside a conflicting one', () => {
  it('becomes DISPUTED, on both sides, and no other does', () => {
    const facts = [worth({ value: '1' }), worth({ value: '2' }), worth({ value: '3', unit: 'EUR' })];
    expect(settle(facts, findContradictions(facts)).map(({ status }) => status)).toEqual([
      'DISPUTED',
      'DISPUTED',
      'REPORTED',
    ]);
  });

  it('is DISPUTED also beside another object, and another standing', () => {
    for (const facts of [
      [mission('country:aaa', 'm1'), mission('country:ccc', 'm1')],
      [member('FULL', '1949', '1990'), member('OBSERVER', '1960', '1970')],
    ])
      expect(settle(facts, findContradictions(facts)).map(({ status }) => status)).toEqual(['DISPUTED', 'DISPUTED']);
  });

  it('keeps its status where only dates or order are at odds', () => {
    const facts = [milestone('IN_FORCE', '1990'), milestone('SIGNED', '1991')];
    expect(settle(facts, findContradictions(facts)).map(({ status }) => status)).toEqual(['REPORTED', 'REPORTED']);
  });
});
