import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addDays,
  addMonths,
  day,
  dayFromIso,
  daysSpanned,
  FIRST_DAY,
  isoFromDay,
  LAST_DAY,
  monthLength,
  today,
} from '../../src/model/day.ts';

/** Any day there is, by its number since 0001-01-01, so that each month and leap day has its chance. */
const DAYS_IN_ALL = 3_652_059;
const anyDay = fc.integer({ min: 0, max: DAYS_IN_ALL - 1 }).map((number) => addDays(FIRST_DAY, number));

describe('months', () => {
  it.each([
    [2019, 2, 28],
    [2020, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2019, 4, 30],
    [2019, 12, 31],
  ])('%i-%i has %i days', (year, month, length) => {
    expect(monthLength(year, month)).toBe(length);
  });
});

describe('reading and writing', () => {
  it('reads a calendar day', () => {
    expect(dayFromIso('2019-10-23')).toBe(20191023);
    expect(dayFromIso('2020-02-29')).toBe(20200229);
    expect(dayFromIso('0001-01-01')).toBe(FIRST_DAY);
    expect(dayFromIso('9999-12-31')).toBe(LAST_DAY);
  });

  it.each(['2019-02-29', '1900-02-29', '2019-04-31', '2019-13-01', '2019-00-10', '2019-10-00', '0000-01-01'])(
    'knows that no calendar has %s',
    (text) => {
      expect(dayFromIso(text)).toBeUndefined();
    },
  );

  it.each(['', '2019', '2019-10', '19-10-23', '2019-10-23T00:00', ' 2019-10-23', '2019-10-23\n', '+2019-10-23'])(
    'takes %j for no day',
    (text) => {
      expect(dayFromIso(text)).toBeUndefined();
    },
  );

  it('pads the years before 1000', () => {
    expect(isoFromDay(day(476, 9, 4))).toBe('0476-09-04');
  });

  it('reads back every day it writes, and keeps the order of the texts', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(dayFromIso(isoFromDay(a))).toBe(a);
        expect(a < b).toBe(isoFromDay(a) < isoFromDay(b));
      }),
    );
  });
});

describe('counting', () => {
  it.each([
    ['2019-10-23', '2019-10-23', 1],
    ['2019-12-31', '2020-01-01', 2],
    ['2020-02-28', '2020-03-01', 3],
    ['1900-02-28', '1900-03-01', 2],
    ['2020-01-01', '2019-12-31', 0],
    ['2020-01-01', '2019-12-30', -1],
    ['0001-01-01', '0001-12-31', 365],
    ['0001-01-01', '9999-12-31', DAYS_IN_ALL],
  ])('%s to %s is %i days', (a, b, length) => {
    expect(daysSpanned(dayFromIso(a) as number, dayFromIso(b) as number)).toBe(length);
  });

  it('adds days across months, years and leap days', () => {
    expect(addDays(20191231, 1)).toBe(20200101);
    expect(addDays(20200301, -1)).toBe(20200229);
    expect(addDays(20191023, 365)).toBe(20201022);
  });

  it('spans as many days as it adds, and one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = addDays(from, days);
        fc.pre(to !== FIRST_DAY && to !== LAST_DAY);
        expect(daysSpanned(from, to)).toBe(days + 1);
      }),
    );
  });

  it('adds months, and takes the last day of a month that is too short', () => {
    expect(addMonths(20190131, 1)).toBe(20190228);
    expect(addMonths(20200131, 1)).toBe(20200229);
    expect(addMonths(20200229, 12)).toBe(20210228);
    expect(addMonths(20200115, -1)).toBe(20191215);
    expect(addMonths(20191215, 24)).toBe(20211215);
  });

  it('reaches into the first and the last year', () => {
    expect(addDays(10301, -1)).toBe(10228);
    expect(addDays(99991130, 1)).toBe(99991201);
    expect(addMonths(10315, -1)).toBe(10215);
    expect(addMonths(99991115, 1)).toBe(99991215);
  });

  it('stays within the days that can be told', () => {
    expect(addDays(FIRST_DAY, -1)).toBe(FIRST_DAY);
    expect(addDays(LAST_DAY, 1)).toBe(LAST_DAY);
    expect(addMonths(FIRST_DAY, -1)).toBe(FIRST_DAY);
    expect(addMonths(LAST_DAY, 1)).toBe(LAST_DAY);
  });

  it('knows today, in UTC', () => {
    const before = new Date().toISOString().slice(0, 10);
    const said = isoFromDay(today());
    const after = new Date().toISOString().slice(0, 10);
    expect([before, after]).toContain(said);
  });
});
