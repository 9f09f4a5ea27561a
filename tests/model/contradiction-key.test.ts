import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findContradictions } from '../../src/model/contradiction.ts';
import type { Fact } from '../../src/model/fact.ts';
import { claim, fact, type Told } from '../support/claims.ts';

/** Claims in the order of their keys, as spells give them. */
const make = (told: readonly Told[]): Fact => fact(told.map(claim).toSorted((a, b) => (a.key < b.key ? -1 : 1)));
const keys = (...facts: Fact[]): string[] => findContradictions(facts).map(({ key }) => key);

/** Keys of claims that sort before, or after, any other. */
const FIRST = 'claim:0000000000000000.0000000000';
const LAST = 'claim:zzzzzzzzzzzzzzzz.zzzzzzzzzz';

describe('the key of a contradiction', () => {
  const disagree: Told[] = [
    { source: 'source:a', from: '1949-04-04', to: '..' },
    { source: 'source:b', from: '1949-08-24', to: '..' },
  ];

  it('is of 16 characters, and the same whatever the order of claims and facts', () => {
    const [only] = keys(make(disagree));
    expect(only).toMatch(/^contradiction:[0-9a-z]{16}$/);
    expect(keys(make(disagree.toReversed()))).toEqual([only]);
    const prices = ['1', '2', '3'].map((value) =>
      fact([claim({ type: 'VALUE', subject: 'agreement:x', amount: { value, unit: 'USD', basis: 'NOMINAL' } })]),
    );
    expect(keys(...prices.toReversed())).toEqual(keys(...prices));
    expect(new Set(keys(...prices)).size).toBe(3);
  });

  it.each([FIRST, LAST])('stays when a further source says what a side says (its claim: %s)', (key) => {
    const more: Told = { source: 'source:c', from: '1949-04-04', to: '..', key };
    expect(keys(make([...disagree, more]))).toEqual(keys(make(disagree)));
  });

  it.each([FIRST, LAST])('stays when a further source gives the same beginning and no end (its claim: %s)', (key) => {
    const more: Told = { source: 'source:c', from: '1949-04-04', key };
    expect(keys(make([...disagree, more]))).toEqual(keys(make(disagree)));
  });

  it.each([FIRST, LAST])(
    'of two values stays when a further source dates one of them otherwise (its claim: %s)',
    (key) => {
      const value = (digits: string): Told => ({
        type: 'VALUE',
        subject: 'agreement:x',
        amount: { value: digits, unit: 'USD', basis: 'NOMINAL' },
      });
      const other = make([value('2')]);
      expect(keys(make([value('1'), { ...value('1'), source: 'source:c', from: '2017', key }]), other)).toEqual(
        keys(make([value('1')]), other),
      );
    },
  );

  it.each([FIRST, LAST])(
    'of a denial stays when a further source asserts it, of another month (its claim: %s)',
    (key) => {
      const signed: Told = { type: 'MILESTONE', subject: 'agreement:x', value: 'SIGNED', from: '2020-08' };
      const denied: Told = { ...signed, from: undefined, mood: 'DENIED', stated: '2020-11-05' };
      const more: Told = { ...signed, source: 'source:c', from: '2020-08-23', key };
      expect(keys(make([signed, denied, more]))).toEqual(keys(make([signed, denied])));
    },
  );

  it('differs where beginnings differ and where ends do', () => {
    const both = keys(
      make([
        { source: 'source:a', from: '1949', to: '1990' },
        { source: 'source:b', from: '1950', to: '1991' },
      ]),
    );
    expect(both).toHaveLength(2);
    expect(new Set(both).size).toBe(2);
  });

  it('differs by reason, fact and dates: no two of one fact are the same', () => {
    const year = fc.integer({ min: 1900, max: 1903 });
    const told = fc.record({
      source: fc.constantFrom('source:a', 'source:b', 'source:c'),
      from: year.map(String),
      mood: fc.constantFrom('ASSERTED' as const, 'DENIED' as const),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(told, { minLength: 2, maxLength: 6, selector: (each) => JSON.stringify(each) }),
        (all) => {
          const made = keys(make(all));
          expect(new Set(made).size).toBe(made.length);
        },
      ),
    );
  });
});
