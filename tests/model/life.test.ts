import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../src/model/bounds.ts';
import { LAST_DAY } from '../../src/model/day.ts';
import type { Fact } from '../../src/model/fact.ts';
import { lastsAsLongAs, lifeOf } from '../../src/model/life.ts';
import { claim, fact, type Told } from '../support/claims.ts';

const of = (told: Told): Fact => fact([claim({ subject: 'agreement:x', ...told })]);
const milestone = (value: string, from?: string): Fact => of({ type: 'MILESTONE', value, from });

describe('a fact without dates of its own', () => {
  const party: Told = { type: 'PARTY_TO', subject: 'country:aaa', object: 'agreement:x' };

  it('lasts as long as the end its type says', () => {
    expect(lastsAsLongAs(of(party))).toBe('object');
    expect(lastsAsLongAs(of({ type: 'COVERS', object: 'item:i' }))).toBe('subject');
    expect(lastsAsLongAs(of({ type: 'INVOLVED_IN', object: 'event:e' }))).toBe('object');
  });

  it.each<[string, Told]>([
    ['with a beginning', { ...party, from: '2017' }],
    ['with an end', { ...party, to: '2020' }],
    ['that goes on', { ...party, to: '..' }],
    ['of a type that holds always', { type: 'LEGAL_BASIS', object: 'law:x' }],
    ['of a type of which it is not known when', { type: 'MEMBER_OF', subject: 'country:aaa' }],
  ])('not one %s', (_, told) => {
    expect(lastsAsLongAs(of(told))).toBeUndefined();
  });
});

describe('how long an agreement lasts', () => {
  it('is always where nothing is known of it, or nothing is dated', () => {
    expect(lifeOf([])).toEqual(ALWAYS);
    expect(lifeOf([milestone('SIGNED')])).toEqual(ALWAYS);
  });

  it('is from the first thing that is dated, in talks or signed', () => {
    const facts = [milestone('SIGNED', '2017-04-11'), milestone('UNDER_NEGOTIATION', '2016-11')];
    expect(lifeOf(facts)).toEqual({ from1: 20161101, from2: 20161130, to1: LAST_DAY, to2: LAST_DAY });
  });

  it('is not made to begin earlier by what was reached by a later day', () => {
    const facts = [milestone('PAID', '../2020-12-07'), milestone('SIGNED', '2017-04')];
    expect(lifeOf(facts)).toMatchObject({ from1: 20170401, from2: 20170430 });
  });

  it('is not known to begin where only what came later is dated', () => {
    expect(lifeOf([milestone('DELIVERED', '1997')])).toMatchObject({ from1: ALWAYS.from1, from2: 19971231 });
    expect(lifeOf([milestone('DELIVERED', '1997'), milestone('SIGNED', '1991')])).toMatchObject({
      from1: 19910101,
      from2: 19911231,
    });
  });

  it('began at some time before the first day by which something was reached', () => {
    const facts = [milestone('UNDER_NEGOTIATION', '../2019-11-26'), milestone('SIGNED', '2020-06')];
    expect(lifeOf(facts)).toMatchObject({ from1: ALWAYS.from1, from2: 20191126 });
  });

  it('is until the day before it was terminated, or performed', () => {
    const signed = milestone('SIGNED', '2017-04-11');
    expect(lifeOf([signed, milestone('TERMINATED', '2018-01-01')])).toMatchObject({ to1: 20171231, to2: 20171231 });
    const performed = [signed, milestone('DELIVERED', '2019-10-23'), milestone('PAID', '2020')];
    expect(lifeOf(performed)).toMatchObject({ to1: 20191231, to2: 20201230 });
  });

  it('is as long as its existence', () => {
    expect(lifeOf([of({ type: 'EXISTENCE', from: '1955-05-14', to: '1991-07-01' })])).toEqual({
      from1: 19550514,
      from2: 19550514,
      to1: 19910701,
      to2: 19910701,
    });
  });
});
