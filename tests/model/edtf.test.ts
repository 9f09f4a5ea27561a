import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayFromIso, FIRST_DAY, isoFromDay, LAST_DAY, monthLength } from '../../src/model/day.ts';
import { DateProblem, exactDay, when } from '../../src/model/edtf.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The plain forms: a year, a month, a day. */
const plainDate = fc
  .record({
    year: fc.integer({ min: 1, max: 9999 }).map((year) => String(year).padStart(4, '0')),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 31 }),
    precision: fc.constantFrom('year', 'month', 'day'),
  })
  .map(({ year, month, date, precision }) => {
    if (precision === 'year') return year;
    if (precision === 'month') return `${year}-${two(month)}`;
    return `${year}-${two(month)}-${two(Math.min(date, monthLength(Number(year), month)))}`;
  });

const acceptedForm = fc.oneof(
  plainDate,
  fc.tuple(plainDate, fc.constantFrom('?', '~', '%')).map(([date, qualifier]) => date + qualifier),
  plainDate.map((date) => `../${date}`),
  plainDate.map((date) => `${date}/..`),
  fc.tuple(plainDate, plainDate).map((dates) => dates.toSorted().join('/')),
  fc.integer({ min: 1, max: 999 }).map((decade) => `${String(decade).padStart(3, '0')}X`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([month, date]) => `XXXX-${two(month)}-${two(date)}`),
);

describe('dates that are taken, with their earliest and latest day', () => {
  it.each([
    ['2019-10-23', 20191023, 20191023],
    ['2020-02-29', 20200229, 20200229],
    ['2019-10', 20191001, 20191031],
    ['2020-02', 20200201, 20200229],
    ['1900-02', 19000201, 19000228],
    ['2019', 20190101, 20191231],
    ['0001', FIRST_DAY, 11231],
    ['9999', 99990101, LAST_DAY],
    ['2019?', 20190101, 20191231],
    ['2019-10~', 20191001, 20191031],
    ['2019-10-23%', 20191023, 20191023],
    ['0476-09-04~', 4760904, 4760904],
    ['201X', 20100101, 20191231],
    ['19XX', 19000101, 19991231],
    ['1999-XX', 19990101, 19991231],
    ['1999-XX-XX', 19990101, 19991231],
    ['1999-04-XX', 19990401, 19990430],
    ['2020-02-XX', 20200201, 20200229],
    ['0001~', FIRST_DAY, 11231],
    ['9999~', 99990101, LAST_DAY],
    ['XXXX-10-23', 11023, 99991023],
    ['XXXX-01-01', 10101, 99990101],
    ['XXXX-02-28', 10228, 99990228],
    ['XXXX-10-29', 11029, 99991029],
    ['../1816', FIRST_DAY, 18161231],
    ['../1816-01-01', FIRST_DAY, 18160101],
    ['/1816', FIRST_DAY, 18161231],
    ['2012/..', 20120101, LAST_DAY],
    ['2012/', 20120101, LAST_DAY],
    ['2017-03/2017-05', 20170301, 20170531],
    ['2019-10-23/2019-10-23', 20191023, 20191023],
    ['2017-03-15/2017', 20170315, 20171231],
    ['2019/2019-06', 20190101, 20190630],
    ['2019?/2020~', 20190101, 20201231],
    ['201X/2020-02', 20100101, 20200229],
  ])('%s', (text, earliest, latest) => {
    expect(when(text)).toEqual({ text, earliest, latest });
  });

  it('gives 29 February of an unknown year the first and last leap year', () => {
    expect(when('XXXX-02-29')).toEqual({ text: 'XXXX-02-29', earliest: 40229, latest: 99960229 });
  });

  it('begin no later than they end, with days the calendar has', () => {
    fc.assert(
      fc.property(acceptedForm, (text) => {
        const { earliest, latest } = when(text);
        expect(earliest).toBeLessThanOrEqual(latest);
        for (const bound of [earliest, latest]) expect(dayFromIso(isoFromDay(bound))).toBe(bound);
      }),
    );
  });

  it('mean the same days with and without a qualifier, though only one form goes through the parser', () => {
    fc.assert(
      fc.property(plainDate, fc.constantFrom('?', '~', '%'), (text, qualifier) => {
        const [plain, qualified] = [when(text), when(text + qualifier)];
        expect([qualified.earliest, qualified.latest]).toEqual([plain.earliest, plain.latest]);
        expect(qualified.text).toBe(text + qualifier);
      }),
    );
  });
});

describe('texts that are refused', () => {
  const EXAMPLES = 'Write an EDTF date such as 2019-10-23';

  it.each([
    '',
    '..',
    'about 1990',
    '1990s',
    ' 2019',
    '2019 ',
    '2019\n',
    '2019-1',
    '2019-10-3',
    '20191023',
    '23.10.2019',
    '10000',
    'XXXX-10',
    '2019-XX-05',
    'xxxx-10-23',
    '201x',
    '?2019',
    '{2019,2020}',
    '2019-00',
    '2019-10-00',
    '2019-10-32',
    '2019-04-31',
    '2019-02-29',
    '1900-02-29',
    '2019-02-29~',
    '2019-02-29/2020',
  ])('%j is said to be no date, with examples of what is', (text) => {
    expect(() => when(text)).toThrow(DateProblem);
    expect(() => when(text)).toThrow(EXAMPLES);
  });

  it.each(['2019-10-23T10:00', '2019-21', '2019-33', '0000', '-0044', 'Y17000'])(
    '%s: times, seasons and other years are named as not taken',
    (text) => {
      expect(() => when(text)).toThrow(DateProblem);
      expect(() => when(text)).toThrow(`"${text}" is not a date here: times, seasons and years outside 1 to 9999`);
    },
  );

  it.each(['XXXX-02-30', 'XXXX-04-31', 'XXXX-13-01', 'XXXX-00-10', 'XXXX-10-00'])(
    '%s: no calendar has the day',
    (text) => {
      expect(() => when(text)).toThrow(DateProblem);
      expect(() => when(text)).toThrow(`"${text}" names a day no calendar has`);
    },
  );

  it.each(['/', '../..', '2019/2020/2021', '2019/10/23'])('%s: no interval', (text) => {
    expect(() => when(text)).toThrow(DateProblem);
    expect(() => when(text)).toThrow(`"${text}" is no interval`);
  });

  it.each(['2019/2018', '2019-10-23/2019-10-22', '2020/2019-12'])('%s ends before it begins', (text) => {
    expect(() => when(text)).toThrow(DateProblem);
    expect(() => when(text)).toThrow('ends before it begins');
  });

  it.each(['000X', '00XX', 'XXXX'])('%s may lie outside the years 1 to 9999', (text) => {
    expect(() => when(text)).toThrow(DateProblem);
    expect(() => when(text)).toThrow('outside the years 1 to 9999');
  });

  it('names what is wrong with one end of an interval', () => {
    expect(() => when('2019/soon')).toThrow('"soon" is not a date');
  });
});

describe('an exact day', () => {
  it('is written as the text that is read to it', () => {
    expect(exactDay(20191023)).toEqual(when('2019-10-23'));
    expect(exactDay(4760904)).toEqual(when('0476-09-04'));
  });
});
