import { describe, expect, it } from '@jest/globals';
import { endText } from '../../src/model/claim.ts';
import { LAST_DAY } from '../../src/model/day.ts';
import { beginning } from '../../src/model/fact.ts';
import { book, claim, fact, type Told } from '../support/claims.ts';

const SOURCES = book({
  'source:treaty': 'PRIMARY',
  'source:treaty-2': 'PRIMARY',
  'dataset:cow@4': ['DATASET', 'dataset:cow'],
  'dataset:cow@5': ['DATASET', 'dataset:cow'],
  'source:handbook': 'REFERENCE',
  'source:a': 'REPORT',
  'source:b': 'REPORT',
  'source:c': 'REPORT',
});
const of = (...told: Told[]) => fact(told.map(claim), SOURCES);
const datesOf = (...told: Told[]): string => {
  const { from, to, censored } = of(...told);
  return `${from?.text ?? ''}/${endText(to) ?? ''}${censored ? ' censored' : ''}`;
};

describe('the beginning', () => {
  it('is the one most independent sources give, against a weightier one', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949-08-24' },
        { source: 'source:a', from: '1949-04-04' },
        { source: 'source:b', from: '1949-04-04' },
      ),
    ).toBe('1949-04-04/');
  });

  it('counts two releases of one data set once', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949-08-24' },
        { source: 'dataset:cow@4', from: '1949-04-04' },
        { source: 'dataset:cow@5', from: '1949-04-04' },
      ),
    ).toBe('1949-08-24/');
  });

  it.each([
    ['source:treaty', 'dataset:cow@4'],
    ['dataset:cow@4', 'source:handbook'],
    ['source:handbook', 'source:a'],
    ['source:a', 'source:unheard-of'],
  ])('among equals is that of %s, not of %s', (more, less) => {
    const [best, other] = [
      { source: more, from: '1949' },
      { source: less, from: '1950-01-01' },
    ];
    expect(datesOf(best, other)).toBe('1949/');
    expect(datesOf(other, best)).toBe('1949/');
  });

  it('then the more exact, though the other was said later', () => {
    for (const [rough, exact] of [
      ['1949', '1949-04-04'],
      ['1949', '1949-04'],
      ['194X', '1949'],
    ])
      expect(
        datesOf(
          { source: 'source:treaty', from: rough, stated: '2002' },
          { source: 'source:treaty-2', from: exact, stated: '2001' },
        ),
      ).toBe(`${exact}/`);
  });

  it('then the later word', () => {
    expect(
      datesOf(
        { source: 'source:a', from: '1949-04-04', stated: '2001' },
        { source: 'source:b', from: '1949-08-24', stated: '2002' },
      ),
    ).toBe('1949-08-24/');
  });

  it('the later word by the last day it may have been said', () => {
    expect(
      datesOf(
        { source: 'source:a', from: '1949-04-04', stated: '2001' },
        { source: 'source:b', from: '1949-08-24', stated: '2001-06' },
      ),
    ).toBe('1949-04-04/');
  });

  it('is of those who assert it, whatever others plan or deny', () => {
    expect(
      datesOf(
        { source: 'source:a', from: '2021-01-01' },
        { source: 'source:treaty', from: '2020-01-01', mood: 'PLANNED' },
        { source: 'source:treaty-2', from: '2019-01-01', mood: 'DENIED' },
      ),
    ).toBe('2021-01-01/');
  });

  it('is of those who plan it where nobody asserts it', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '2021', mood: 'PLANNED' },
        { source: 'source:a', from: '2019', mood: 'DENIED' },
      ),
    ).toBe('2021/');
  });
});

describe('the end', () => {
  it('may come from another source than the beginning', () => {
    expect(
      datesOf({ source: 'source:treaty', from: '1949-04-04' }, { source: 'source:a', from: '1950', to: '1990-10-02' }),
    ).toBe('1949-04-04/1990-10-02');
  });

  it('is the more exact of two', () => {
    expect(
      datesOf(
        { source: 'source:a', from: '1949', to: '1990', stated: '2002' },
        { source: 'source:b', from: '1949', to: '1990-10-02', stated: '2001' },
      ),
    ).toBe('1949/1990-10-02');
  });

  it.each([
    ['"still so", public in the year of the end', { to: '..', public: '1990-06-30' }, '1990'],
    ['"still so", public on the very day', { to: '..', public: '1990-10-02' }, '1990-10-02'],
    ['"still so", said in a year that reaches beyond the end', { to: '..', stated: '1989/1990-10-02' }, '1990-10-02'],
    ['coverage that stops in the year of the end', { to: '1990', censored: true }, '1990-06-30'],
    ['coverage that stops on the very day', { to: '1990-10-02', censored: true }, '1990-10-02'],
  ])('%s says nothing against it', (_, silent, end) => {
    const made = of(
      { source: 'source:treaty', from: '1949', ...silent },
      { source: 'source:a', from: '1949', to: end, public: '1991-01-01' },
    );
    expect([endText(made.to), made.censored]).toEqual([end, false]);
  });

  it('"still so" gives way to an end that came later', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949', to: '..', public: '1949-08-24' },
        { source: 'source:a', from: '1949', to: '1990-10-02', public: '1991-01-01' },
      ),
    ).toBe('1949/1990-10-02');
  });

  it('"still so", public after the end told, speaks against it', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949', to: '..', public: '2000-01-01' },
        { source: 'source:a', from: '1949', to: '1990-10-02', public: '1991-01-01' },
      ),
    ).toBe('1949/..');
  });

  it('"still so", said before the end told and printed after it, gives way', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949', to: '..', stated: '1950-01-01', public: '2000-01-01' },
        { source: 'source:a', from: '1949', to: '1990-10-02', public: '1991-01-01' },
      ),
    ).toBe('1949/1990-10-02');
  });

  it('"still so" of a source whose own date is not known gives way', () => {
    expect(
      datesOf(
        { source: 'source:treaty', from: '1949', to: '..', public: '../2020-12-07' },
        { source: 'source:a', from: '1949', to: '1990-10-02', public: '1991-01-01' },
      ),
    ).toBe('1949/1990-10-02');
  });

  it('where coverage stops gives way to an end that came later', () => {
    expect(
      datesOf(
        { source: 'dataset:cow@4', from: '1949', to: '2012-12-31', censored: true },
        { source: 'source:a', from: '1949', to: '2015-06-30' },
      ),
    ).toBe('1949/2015-06-30');
  });

  it('where coverage stops, beyond the end told, speaks against it', () => {
    expect(
      datesOf(
        { source: 'dataset:cow@4', from: '1949', to: '2012-12-31', censored: true },
        { source: 'source:a', from: '1949', to: '2005-06-30' },
      ),
    ).toBe('1949/2012-12-31 censored');
  });

  it('where coverage stops is told where nothing else is', () => {
    expect(datesOf({ source: 'dataset:cow@4', from: '1949', to: '2012', censored: true })).toBe('1949/2012 censored');
  });

  it('is not known where no source gives one', () => {
    expect(datesOf({ from: '1949' })).toBe('1949/');
  });
});

describe('the bounds', () => {
  it('reach as far as the preferred dates, and are certain only where all agree', () => {
    const { bounds } = of(
      { source: 'source:treaty', from: '1949-04-04', to: '1990-10-02' },
      { source: 'source:a', from: '1950-01-01', to: '1989' },
    );
    expect(bounds).toEqual({ from1: 19490404, from2: 19500101, to1: 19890101, to2: 19901002 });
  });

  it('are certain from the last day on which any source may have it begin', () => {
    expect(
      of({ source: 'source:treaty', from: '1949-04-04' }, { source: 'source:a', from: '1950' }).bounds,
    ).toMatchObject({
      from1: 19490404,
      from2: 19501231,
    });
  });

  it('are not made less certain by a date that may mean the same day', () => {
    const { bounds } = of(
      { source: 'source:treaty', from: '2019-10-23', to: '2020-06-30' },
      { source: 'source:a', from: '../2020-12-07', to: '2020' },
      { source: 'source:b', from: '2019' },
    );
    expect(bounds).toEqual({ from1: 20191023, from2: 20191023, to1: 20200630, to2: 20200630 });
  });

  it('are certain up to where coverage stops, and possible after', () => {
    const { bounds } = of({ source: 'dataset:cow@4', from: '1949-04-04', to: '2012-12-31', censored: true });
    expect(bounds).toEqual({ from1: 19490404, from2: 19490404, to1: 20121231, to2: LAST_DAY });
  });

  it('are not narrowed by an end that gives way', () => {
    const { bounds } = of(
      { source: 'dataset:cow@4', from: '1949-04-04', to: '1989-12-31', censored: true },
      { source: 'source:a', from: '1949-04-04', to: '1990-10-02' },
    );
    expect(bounds).toEqual({ from1: 19490404, from2: 19490404, to1: 19901002, to2: 19901002 });
  });

  it('are not moved by what is only planned', () => {
    const { bounds } = of(
      { source: 'source:a', from: '2000-01-01', to: '..' },
      { source: 'source:b', from: '2010-01-01', to: '2015-01-01', mood: 'PLANNED' },
    );
    expect(bounds).toEqual({ from1: 20000101, from2: 20000101, to1: LAST_DAY, to2: LAST_DAY });
  });
});

describe('what else differs between claims', () => {
  it('is as the claim with the preferred beginning has it', () => {
    const part: Told = { type: 'PART_OF', subject: 'org:roe', object: 'org:rostec' };
    const made = of(
      { ...part, source: 'source:a', from: '2007', qualifiers: { share: '51' } },
      { ...part, source: 'source:treaty', from: '2008', qualifiers: { share: '100' } },
    );
    expect([made.from?.text, made.qualifiers['share']]).toEqual(['2008', '100']);
  });

  it('the order of facts is that of their beginnings, undated last', () => {
    expect(beginning(of({ from: '1949' }))).toBe(19490101);
    expect(beginning(of({ to: '1990' }))).toBeGreaterThan(LAST_DAY);
  });
});
