import { describe, expect, it } from '@jest/globals';
import { independentSources } from '../../src/model/independence.ts';
import { book, claim, fact, type Told } from '../support/claims.ts';

const SOURCES = book({
  'dataset:cow@4.0': ['DATASET', 'dataset:cow'],
  'dataset:cow@4.1': ['DATASET', 'dataset:cow'],
  'dataset:atop@5': ['DATASET', 'dataset:atop'],
});
const count = (...told: Told[]): number => independentSources(told.map(claim), SOURCES);
const CHEMEZOV: Told = { speaker: 'person:chemezov', stated: '2019-10-23' };

describe('independent sources', () => {
  it('are none of no claim, one of one', () => {
    expect(count()).toBe(0);
    expect(count({})).toBe(1);
  });

  it('are two of two sources', () => {
    expect(count({ source: 'source:a' }, { source: 'source:b' })).toBe(2);
  });

  it('are one of two claims of one source', () => {
    expect(count({ source: 'source:a', locator: 'p. 1' }, { source: 'source:a', locator: 'p. 9' })).toBe(1);
  });

  it('are one of two releases of a data set, two of two data sets', () => {
    expect(count({ source: 'dataset:cow@4.0' }, { source: 'dataset:cow@4.1' })).toBe(1);
    expect(count({ source: 'dataset:cow@4.0' }, { source: 'dataset:atop@5' })).toBe(2);
  });

  it('are one of reports of one statement: same speaker, same day', () => {
    expect(count({ ...CHEMEZOV, source: 'source:a' }, { ...CHEMEZOV, source: 'source:b' })).toBe(1);
  });

  it('are two where the speaker said it again on another day, or another said it, or the day is not told', () => {
    expect(count({ ...CHEMEZOV, source: 'source:a' }, { ...CHEMEZOV, source: 'source:b', stated: '2020-12-07' })).toBe(
      2,
    );
    expect(count({ ...CHEMEZOV, source: 'source:a' }, { ...CHEMEZOV, source: 'source:b', speaker: 'person:x' })).toBe(
      2,
    );
    expect(count({ speaker: 'person:x', source: 'source:a' }, { speaker: 'person:x', source: 'source:b' })).toBe(2);
  });

  it('are one of a claim and what repeats it', () => {
    const first = claim({ source: 'source:a' });
    const repeated = claim({ source: 'source:b', onClaim: first.key });
    expect(independentSources([first, repeated], SOURCES)).toBe(1);
    expect(independentSources([repeated, first], SOURCES)).toBe(1);
  });

  it('are one of two that repeat a claim that is not among them', () => {
    const original = claim({ source: 'source:a' }).key;
    expect(count({ source: 'source:b', onClaim: original }, { source: 'source:c', onClaim: original })).toBe(1);
  });

  it('are one along a chain: repeated, by a source that tells of a second statement others report too', () => {
    const first = claim({ source: 'source:a' });
    const second = claim({ source: 'source:b', onClaim: first.key });
    const third = claim({ ...CHEMEZOV, source: 'source:b', locator: 'below' });
    const fourth = claim({ ...CHEMEZOV, source: 'source:c' });
    const apart = claim({ source: 'source:d' });
    expect(independentSources([fourth, first, third, second], SOURCES)).toBe(1);
    expect(independentSources([fourth, apart, first, third, second], SOURCES)).toBe(2);
  });
});

describe('the number of sources of a fact', () => {
  it('leaves denials out where anybody says otherwise, and counts them where nobody does', () => {
    const denial = claim({ source: 'source:b', mood: 'DENIED' });
    expect(fact([claim({ source: 'source:a' }), denial]).sourceCount).toBe(1);
    expect(fact([denial]).sourceCount).toBe(1);
  });

  it('stands beside the number of claims', () => {
    const made = fact([
      claim({ source: 'source:a', locator: 'p. 1' }),
      claim({ source: 'source:a', locator: 'p. 2' }),
      claim({ source: 'source:b' }),
      claim({ source: 'source:c', mood: 'DENIED' }),
    ]);
    expect([made.sourceCount, made.claimCount]).toEqual([2, 4]);
  });
});
