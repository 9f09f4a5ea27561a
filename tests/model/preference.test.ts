import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Knowledge } from '../../src/model/claim.ts';
import { computeFact } from '../../src/model/fact.ts';
import { preferredOrder } from '../../src/model/preference.ts';
import { criteriaOf, isPolicy } from '../../src/model/registry.ts';
import { book, claim } from '../support/claims.ts';

const SOURCES = book({
  'source:treaty': 'PRIMARY',
  'source:a': 'REPORT',
  'source:b': 'REPORT',
  'source:c': 'REPORT',
});
/** The treaty alone, two reports together, and the last word of a third. */
const treaty = claim({ source: 'source:treaty', from: '1949-08-24', stated: '1949-08-24' });
const reports = [
  claim({ source: 'source:a', from: '1949-04-04', stated: '2001' }),
  claim({ source: 'source:b', from: '1949-04-04', stated: '2002' }),
];
const last = claim({ source: 'source:c', from: '1950', stated: '2010' });

const beginning = (knowledge: Partial<Knowledge>): string | undefined =>
  computeFact('0123456789abcdef', 1, [treaty, ...reports, last], SOURCES, { ...EVERYTHING, ...knowledge })?.from?.text;

describe('which of several dates goes first', () => {
  it.each([
    ['MOST_SOURCES', '1949-04-04'],
    ['LATEST_STATED', '1950'],
    ['PRIMARY_FIRST', '1949-08-24'],
  ] as const)('by %s', (policy, date) => {
    expect(beginning({ prefer: criteriaOf(policy) })).toBe(date);
  });

  it('by MOST_SOURCES where nothing is asked', () => {
    expect(beginning({})).toBe('1949-04-04');
  });

  it.each([
    [['source:c'], '1950'],
    [['source:treaty', 'source:c'], '1949-08-24'],
    // A camp stands where the foremost of its sources does.
    [['source:b', 'source:treaty'], '1949-04-04'],
    // None of them is among the order: what most say.
    [['source:d'], '1949-04-04'],
  ])('by SOURCE_ORDER %j', (order, date) => {
    expect(beginning({ prefer: criteriaOf('SOURCE_ORDER'), order })).toBe(date);
  });
});

describe('among claims of one camp', () => {
  it('the weightiest leads: what else differs is as it has it', () => {
    const part = { type: 'PART_OF', subject: 'org:roe', object: 'org:rostec', from: '2007' } as const;
    for (let index = 0; index < 5; index++) {
      const weak = claim({ ...part, source: 'source:a', locator: `${index}`, qualifiers: { share: '51' } });
      const strong = claim({ ...part, source: 'source:treaty', locator: `${index}`, qualifiers: { share: '100' } });
      const other = claim({ ...part, source: 'source:b', from: '2008', locator: `${index}` });
      const made = computeFact('0123456789abcdef', 1, [weak, strong, other], SOURCES);
      expect([made?.from?.text, made?.qualifiers['share']]).toEqual(['2007', '100']);
    }
  });
});

describe('the order of several sets of claims', () => {
  const sets = [[last], reports, [treaty]];

  it.each([
    ['MOST_SOURCES', [1, 2, 0]],
    ['LATEST_STATED', [0, 1, 2]],
    ['PRIMARY_FIRST', [2, 1, 0]],
  ] as const)('by %s', (policy, order) => {
    expect(preferredOrder(sets, SOURCES, { ...EVERYTHING, prefer: criteriaOf(policy) })).toEqual(order);
  });
});

describe('moods that count as asserting', () => {
  const planned = claim({ source: 'source:treaty', mood: 'PLANNED', from: '2021' });
  const status = (moods: Knowledge['moods']) =>
    computeFact('0123456789abcdef', 1, [planned], SOURCES, { ...EVERYTHING, moods })?.status;

  it('make of what is planned what is said to be so', () => {
    expect(status(undefined)).toBe('PROPOSED');
    expect(status(new Set(['PLANNED']))).toBe('ACCEPTED');
    expect(status(new Set(['CONSIDERED']))).toBe('PROPOSED');
  });

  it('and of what is asserted, where it is not among them, what is not', () => {
    const asserted = claim({ source: 'source:treaty' });
    const made = computeFact('0123456789abcdef', 1, [asserted], SOURCES, {
      ...EVERYTHING,
      moods: new Set(['ESTIMATED']),
    });
    expect(made?.status).toBe('PROPOSED');
    expect(made?.asserting).toEqual([]);
  });
});

describe('the name of a policy', () => {
  it('is one of the registry', () => {
    expect(['MOST_SOURCES', 'LATEST_STATED', 'PRIMARY_FIRST', 'SOURCE_ORDER'].every(isPolicy)).toBe(true);
    expect(isPolicy('BEST')).toBe(false);
    expect(isPolicy('toString')).toBe(false);
  });
});
