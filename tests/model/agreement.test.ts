import { describe, expect, it } from '@jest/globals';
import { inForce, latestStage } from '../../src/model/agreement.ts';
import { mayHold, mustHold } from '../../src/model/bounds.ts';
import { FIRST_DAY, LAST_DAY } from '../../src/model/day.ts';
import type { Fact } from '../../src/model/fact.ts';
import { book, claim, fact, type Told } from '../support/claims.ts';

const PRIMARY = book({ 'source:a': 'PRIMARY' });
const of = (told: Told): Fact => fact([claim({ subject: 'agreement:x', ...told })], PRIMARY);
const milestone = (value: string, from?: string, more: Told = {}): Fact =>
  of({ type: 'MILESTONE', value, from, ...more });
const existence = (told: Told): Fact => of({ type: 'EXISTENCE', ...told });

/** One letter a day: `+` certainly in force, `?` perhaps, `-` not. */
function onDays(kind: string, facts: readonly Fact[], days: readonly number[]): string {
  const bounds = inForce(kind, facts);
  if (!bounds) return 'never';
  return days.map((day) => (mustHold(bounds, day, day) ? '+' : mayHold(bounds, day, day) ? '?' : '-')).join('');
}

describe('the purchase of the S-400 systems', () => {
  const signed = milestone('SIGNED', '2017-04-11');
  const fulfilled = milestone('FULFILLED', '2019-10-23', { qualifiers: { sense: 'delivery' } });
  const delivered = milestone('DELIVERED', '2019-10-23');
  const paid = milestone('PAID', '2020');
  const days = [20170410, 20170411, 20191023, 20191231, 20200615, 20201230, 20201231, 20210101];

  it('is in force from signature, and not ended by "fulfilled" in one sense', () => {
    expect(onDays('ARMS_CONTRACT', [signed, fulfilled], days)).toBe('-+++++++');
  });

  it('is in force after delivery, as long as it is not paid', () => {
    expect(onDays('ARMS_CONTRACT', [signed, fulfilled, delivered], days)).toBe('-+++++++');
  });

  it('ends some day of 2020, once both delivered and paid', () => {
    expect(onDays('ARMS_CONTRACT', [signed, fulfilled, delivered, paid], days)).toBe('-+++??--');
  });

  it('ends the day before the later of the two, whichever that is', () => {
    expect(inForce('ARMS_CONTRACT', [signed, milestone('PAID', '2018-01-01'), delivered])).toEqual({
      from1: 20170411,
      from2: 20170411,
      to1: 20191022,
      to2: 20191022,
    });
  });

  it('has reached the stage PAID, before that DELIVERED or FULFILLED', () => {
    expect(latestStage([paid, signed, delivered, fulfilled])).toBe('PAID');
    expect(latestStage([fulfilled, signed])).toBe('FULFILLED');
  });
});

describe('in force', () => {
  it.each<[string, string, Fact[]]>([
    ['a treaty signed and never in force', 'TREATY', [milestone('SIGNED', '1919-08-10')]],
    [
      'an alliance signed and never in force',
      'ALLIANCE',
      [milestone('SIGNED', '1919-08-10'), existence({ from: '1919' })],
    ],
    ['talks', 'OTHER', [milestone('UNDER_NEGOTIATION', '2020')]],
    ['an agreement of which nothing is known', 'TREATY', []],
  ])('is not: %s', (_, kind, facts) => {
    expect(onDays(kind, facts, [])).toBe('never');
  });

  it('is a treaty from the day it entered into force, not from signature', () => {
    const facts = [milestone('SIGNED', '1949-04-04'), milestone('IN_FORCE', '1949-08-24')];
    expect(inForce('TREATY', facts)).toEqual({ from1: 19490824, from2: 19490824, to1: LAST_DAY, to2: LAST_DAY });
  });

  it.each(['ARMS_CONTRACT', 'LOAN', 'MEMORANDUM', 'OTHER'])('is a %s from signature', (kind) => {
    expect(inForce(kind, [milestone('SIGNED', '2017-04-11')])?.from1).toBe(20170411);
  });

  it('is a contract that says when from then, not from signature', () => {
    expect(
      inForce('ARMS_CONTRACT', [milestone('SIGNED', '2017-04-11'), milestone('IN_FORCE', '2017-12')]),
    ).toMatchObject({
      from1: 20171201,
      from2: 20171231,
    });
  });

  it('is an agreement of which only its existence is known while it existed', () => {
    expect(
      onDays(
        'ALLIANCE',
        [existence({ from: '1879-10-07', to: '1914-07-26' })],
        [18791006, 18791007, 19140726, 19140727],
      ),
    ).toBe('-++-');
  });

  it.each<[string, Fact, string]>([
    ['it was terminated', milestone('TERMINATED', '1991-07-01'), '++--'],
    ['it was terminated in a year', milestone('TERMINATED', '1991'), '+??-'],
    ['it ceased to exist', existence({ from: '1955', to: '1991-06-30' }), '++--'],
    ['it ceased to exist in a year', existence({ from: '1955', to: '1991' }), '+??-'],
    ['its coverage stopped: after that perhaps', existence({ from: '1955', to: '1991-06-30', censored: true }), '++??'],
    ['its existence goes on', existence({ from: '1955', to: '..' }), '++++'],
    ['it had been in force until a day told', milestone('IN_FORCE', '1955-06-04', { to: '1991-06-30' }), '++--'],
  ])('ends where %s', (_, end, told) => {
    const begins = milestone('IN_FORCE', '1955-06-04', { source: 'source:b' });
    const facts = end.value === 'IN_FORCE' ? [end] : [begins, end];
    expect(onDays('ALLIANCE', facts, [19600101, 19910630, 19910701, 19920101])).toBe(told);
  });

  it('ends with the first of several ends', () => {
    const facts = [
      milestone('IN_FORCE', '1955-06-04'),
      milestone('TERMINATED', '1991-07-01'),
      existence({ from: '1955', to: '1989-12-31' }),
    ];
    expect(inForce('ALLIANCE', facts)).toMatchObject({ to1: 19891231, to2: 19891231 });
  });

  it('begins with the first of several beginnings, by its earliest day, then its latest', () => {
    const inForceOn = (...dates: string[]) =>
      inForce(
        'TREATY',
        dates.map((date, index) => milestone('IN_FORCE', date, { qualifiers: { sense: `sense ${index}` } })),
      );
    for (const dates of [
      ['1955', '1955-06-04', '1960'],
      ['1960', '1955-06-04', '1955'],
    ])
      expect(inForceOn(...dates)).toMatchObject({ from1: 19550101, from2: 19551231 });
    for (const dates of [
      ['1955', '1955-01'],
      ['1955-01', '1955'],
    ])
      expect(inForceOn(...dates)).toMatchObject({ from1: 19550101, from2: 19550131 });
  });

  it('lasts as long as the longer of two existences told', () => {
    const lives = [
      existence({ from: '1955', to: '1960' }),
      existence({ from: '1955', to: '1991', source: 'source:b' }),
    ];
    for (const facts of [lives, lives.toReversed()])
      expect(inForce('ALLIANCE', [milestone('IN_FORCE', '1955'), ...facts])).toMatchObject({
        to1: 19910101,
        to2: 19911231,
      });
  });

  it('is performed between the earliest and the latest day by which both may have been done', () => {
    const signed = milestone('SIGNED', '2017-04-11');
    const both = (delivered: string, paid: string) =>
      inForce('ARMS_CONTRACT', [signed, milestone('DELIVERED', delivered), milestone('PAID', paid)]);
    expect(both('2019', '2019-06-30')).toMatchObject({ to1: 20190629, to2: 20191230 });
    expect(both('2019-06-30', '2019')).toMatchObject({ to1: 20190629, to2: 20191230 });
  });

  it('does not end by suspension', () => {
    expect(inForce('TREATY', [milestone('IN_FORCE', '1955'), milestone('SUSPENDED', '1960')])?.to1).toBe(LAST_DAY);
  });

  it('may have ended on any day where it was terminated nobody knows when', () => {
    expect(onDays('TREATY', [milestone('IN_FORCE', '1955-06-04'), milestone('TERMINATED')], [19550604, 19910701])).toBe(
      '??',
    );
  });

  it('never ends before the first day there is', () => {
    const bounds = inForce('TREATY', [milestone('IN_FORCE', '1955'), milestone('TERMINATED')]);
    expect(bounds?.to1).toBe(FIRST_DAY);
  });
});

describe('the latest stage', () => {
  it.each<[string, Fact[], string | undefined]>([
    ['by day', [milestone('IN_FORCE', '1991'), milestone('SIGNED', '1990')], 'IN_FORCE'],
    [
      'by day, against the order of stages',
      [milestone('TERMINATED', '1950'), milestone('SUSPENDED', '1960')],
      'SUSPENDED',
    ],
    ['by stage on one day', [milestone('PAID', '2019-10-23'), milestone('DELIVERED', '2019-10-23')], 'PAID'],
    [
      'by the day it had been reached at the latest',
      [milestone('DELIVERED', '2019'), milestone('PAID', '2019-06-30')],
      'DELIVERED',
    ],
    ['an undated one before all others', [milestone('TERMINATED'), milestone('SIGNED', '1950')], 'SIGNED'],
    ['the only one', [milestone('TERMINATED')], 'TERMINATED'],
    ['none', [], undefined],
  ])('is told %s', (_, facts, stage) => {
    expect(latestStage(facts)).toBe(stage);
    expect(latestStage(facts.toReversed())).toBe(stage);
  });
});
