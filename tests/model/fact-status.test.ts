import { describe, expect, it } from '@jest/globals';
import { type Claim, EVERYTHING, type Knowledge, MOODS } from '../../src/model/claim.ts';
import { computeFact, denies, type FactStatus } from '../../src/model/fact.ts';
import { book, claim, fact, REPORTS, type Told } from '../support/claims.ts';

const KINDS = book({
  'source:treaty': 'PRIMARY',
  'dataset:cow@4': ['DATASET', 'dataset:cow'],
  'source:handbook': 'REFERENCE',
  'source:a': 'REPORT',
  'source:b': 'REPORT',
});
const statusOf = (...told: Told[]): FactStatus => fact(told.map(claim), KINDS).status;

describe('ACCEPTED', () => {
  it('asserted by a primary source', () => {
    expect(statusOf({ source: 'source:treaty' })).toBe('ACCEPTED');
  });

  it('asserted by a data set', () => {
    expect(statusOf({ source: 'dataset:cow@4' })).toBe('ACCEPTED');
  });

  it('asserted, or estimated, by two independent sources', () => {
    expect(statusOf({ source: 'source:a' }, { source: 'source:b' })).toBe('ACCEPTED');
    expect(statusOf({ source: 'source:handbook' }, { source: 'source:b', mood: 'ESTIMATED' })).toBe('ACCEPTED');
  });

  it('by a primary source and a report of the very same statement', () => {
    const said: Told = { speaker: 'person:chemezov', stated: '2019-10-23' };
    expect(statusOf({ ...said, source: 'source:treaty' }, { ...said, source: 'source:a' })).toBe('ACCEPTED');
  });

  it('also beside claims that only plan it', () => {
    expect(statusOf({ source: 'source:treaty' }, { source: 'source:a', mood: 'PLANNED' })).toBe('ACCEPTED');
  });
});

describe('REPORTED', () => {
  it('asserted by one other source', () => {
    expect(statusOf({ source: 'source:a' })).toBe('REPORTED');
    expect(statusOf({ source: 'source:handbook' })).toBe('REPORTED');
  });

  it('by two that are not independent: both pass on one statement', () => {
    const said: Told = { speaker: 'person:chemezov', stated: '2019-10-23' };
    expect(statusOf({ ...said, source: 'source:a' }, { ...said, source: 'source:b' })).toBe('REPORTED');
  });

  it('asserted by one, expected by a second, weightier one', () => {
    expect(statusOf({ source: 'source:a' }, { source: 'source:treaty', mood: 'EXPECTED' })).toBe('REPORTED');
  });

  it('by a source of which nothing is known', () => {
    expect(statusOf({ source: 'source:unheard-of' })).toBe('REPORTED');
  });
});

describe('DISPUTED', () => {
  it('asserted and denied, however strong the assertion', () => {
    expect(statusOf({ source: 'source:treaty' }, { source: 'source:a', mood: 'DENIED' })).toBe('DISPUTED');
  });

  it('signed in August, and in November said to be not yet signed', () => {
    expect(
      statusOf(
        { source: 'source:a', from: '2020-08-23' },
        { source: 'source:b', mood: 'DENIED', stated: '2020-11-05' },
      ),
    ).toBe('DISPUTED');
  });

  it('where one of several that assert it is denied', () => {
    expect(
      statusOf(
        { source: 'source:a', from: '2020-08-23' },
        { source: 'source:treaty', from: '2021-02-01' },
        { source: 'source:b', mood: 'DENIED', stated: '2020-11-05' },
      ),
    ).toBe('DISPUTED');
  });

  it('not where the denial was said before the day it is asserted of', () => {
    expect(
      statusOf(
        { source: 'source:a', from: '2020-08-23' },
        { source: 'source:b', mood: 'DENIED', stated: '2020-07-01' },
      ),
    ).toBe('REPORTED');
  });
});

describe('a denial speaks against an assertion', () => {
  const asserted = claim({ from: '2020-08' });
  const denial = (told: Told): Claim => claim({ source: 'source:b', mood: 'DENIED', ...told });

  it.each<[string, Told]>([
    ['said within the month it is asserted of', { stated: '2020-08-15' }],
    ['said on the first day it may be of', { stated: '2020-08-01' }],
    ['said some day of a time that reaches into it', { stated: '2020' }],
    ['public after it, the day of the statement not told', { public: '2020-12-07' }],
    ['said before, of a time that reaches beyond it', { stated: '2020-07-01', to: '2020-12-31' }],
  ])('%s', (_, told) => {
    expect(denies(denial(told), asserted)).toBe(true);
  });

  it.each<[string, Told]>([
    ['said before it', { stated: '2020-07-31' }],
    ['said before it and public only after', { stated: '2020-07-31', public: '2021-01-01' }],
    ['said after it, of a time before it', { stated: '2021-01-01', to: '2020-07-31' }],
  ])('but not %s', (_, told) => {
    expect(denies(denial(told), asserted)).toBe(false);
  });

  it('that is undated, always', () => {
    expect(denies(denial({ stated: '1900-01-01' }), claim())).toBe(true);
  });
});

describe('what nobody asserts', () => {
  it.each(MOODS.filter((mood) => !['ASSERTED', 'ESTIMATED', 'DENIED'].includes(mood)))(
    'only %s is PROPOSED',
    (mood) => {
      expect(statusOf({ source: 'source:treaty', mood })).toBe('PROPOSED');
    },
  );

  it('only denied is DENIED', () => {
    expect(statusOf({ source: 'source:a', mood: 'DENIED' })).toBe('DENIED');
    expect(statusOf({ source: 'source:a', mood: 'DENIED' }, { source: 'source:treaty', mood: 'DENIED' })).toBe(
      'DENIED',
    );
  });
});

describe('RETRACTED', () => {
  it('when all its claims are', () => {
    expect(statusOf({ source: 'source:treaty', retractedAt: 2000 })).toBe('RETRACTED');
  });

  it('not when one stands; the others count no more', () => {
    const made = fact([claim({ source: 'source:treaty', retractedAt: 2000 }), claim({ source: 'source:a' })], KINDS);
    expect(made.status).toBe('REPORTED');
    expect(made.claims.map(({ source }) => source)).toEqual(['source:a']);
    expect([made.claimCount, made.sourceCount]).toEqual([1, 1]);
  });

  it('keeps what was said of it', () => {
    const made = fact([claim({ source: 'source:treaty', from: '1949', retractedAt: 2000 })], KINDS);
    expect([made.from?.text, made.claimCount]).toEqual(['1949', 1]);
  });
});

describe('a state of knowledge', () => {
  const claims = [
    claim({ source: 'source:a', public: '2019-10-23', recordedAt: 100 }),
    claim({ source: 'source:treaty', public: '2020-12-14', recordedAt: 200, retractedAt: 300 }),
    claim({ source: 'source:b', mood: 'DENIED', public: '2021', recordedAt: 150 }),
  ];
  const seen = (knowledge: Partial<Knowledge>): string => {
    const made = computeFact('0123456789abcdef', 1, claims, KINDS, { ...EVERYTHING, ...knowledge });
    return made ? `${made.status} ${made.claimCount}` : 'nothing';
  };

  it.each([
    ['what was public', { known: 20191022 }, 'nothing'],
    ['what was public', { known: 20191023 }, 'REPORTED 1'],
    ['what was public on the last day of 2021, not before', { known: 20211230 }, 'REPORTED 1'],
    ['what was public', { known: 20211231 }, 'DISPUTED 2'],
    ['what was recorded', { recordedBy: 99 }, 'nothing'],
    ['what was recorded', { recordedBy: 199 }, 'DISPUTED 2'],
    ['what was not yet retracted', { recordedBy: 299 }, 'DISPUTED 3'],
    ['what was retracted', { recordedBy: 300 }, 'DISPUTED 2'],
    ['both', { known: 20201214, recordedBy: 250 }, 'ACCEPTED 2'],
    ['sources', { sources: new Set(['source:b']) }, 'DENIED 1'],
    ['sources', { sources: new Set(['source:treaty']) }, 'RETRACTED 1'],
    ['sources and time', { sources: new Set(['source:treaty']), recordedBy: 250 }, 'ACCEPTED 1'],
    ['no source', { sources: new Set<string>() }, 'nothing'],
  ])('%s: %j', (_, knowledge, expected) => {
    expect(seen(knowledge)).toBe(expected);
  });

  it('knows since when, by the earliest claim that counts in it', () => {
    const since = (knowledge: Partial<Knowledge>) =>
      computeFact('0123456789abcdef', 1, claims, KINDS, { ...EVERYTHING, ...knowledge });
    expect(since({})?.knownSince.text).toBe('2019-10-23');
    expect(since({})?.recordedAt).toBe(100);
    expect(since({ sources: new Set(['source:b']) })?.knownSince.text).toBe('2021');
    expect(since({ sources: new Set(['source:b']) })?.recordedAt).toBe(150);
  });
});

describe('known since', () => {
  const since = (...days: string[]): string =>
    fact(days.map((day, index) => claim({ public: day, locator: `p. ${index}` }))).knownSince.text;

  it.each([
    ['the earlier day', ['2020-12-07', '2019-10-23'], '2019-10-23'],
    ['what was public for sure first', ['2020', '2020-06'], '2020-06'],
    ['of two that end together, what may have been first', ['2020-12', '2020'], '2020'],
    ['of two of the same days, the one that comes first as text', ['2019~', '2019'], '2019'],
    ['a day, against a span that may begin before it', ['../2020-12-07', '2020-12-06'], '2020-12-06'],
  ])('%s', (_, days, told) => {
    expect(since(...days)).toBe(told);
    expect(since(...days.toReversed())).toBe(told);
  });
});

describe('key', () => {
  it('is the group, and the spell after the first', () => {
    const only = claim({});
    expect(computeFact('0123456789abcdef', 1, [only], REPORTS)?.key).toBe('fact:0123456789abcdef');
    expect(computeFact('0123456789abcdef', 3, [only], REPORTS)?.key).toBe('fact:0123456789abcdef.3');
  });
});
