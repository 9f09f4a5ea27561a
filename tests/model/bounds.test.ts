import { describe, expect, it } from '@jest/globals';
import { ALWAYS, type Bounds, boundsOf, mayHold, mayMeet, mustHold, mustMeet } from '../../src/model/bounds.ts';
import { FIRST_DAY, LAST_DAY } from '../../src/model/day.ts';
import { when } from '../../src/model/edtf.ts';
import { factType, type RecordedType } from '../../src/model/registry.ts';

/** What is told of a span: dates as EDTF texts, `..` for an end that is open. */
interface Dates {
  readonly from?: string;
  readonly to?: string;
  readonly censored?: boolean;
}

function bounds(type: RecordedType, { from, to, censored = false }: Dates): Bounds {
  const end = to === undefined ? undefined : to === '..' ? 'open' : when(to);
  return boundsOf(factType(type), from === undefined ? undefined : when(from), end, censored);
}

/** One letter a day: `+` must hold, `?` may, `-` cannot. */
function onDays(type: RecordedType, dates: Dates, days: readonly number[]): string {
  const span = bounds(type, dates);
  return days.map((day) => (mustHold(span, day, day) ? '+' : mayHold(span, day, day) ? '?' : '-')).join('');
}

describe('a spell (MEMBER_OF), asked on days of 1999, 2000, 2005, 2010 and 2011', () => {
  const days = [19991231, 20000615, 20050615, 20100615, 20110101];

  it.each([
    ['from day to day, both included', { from: '2000-06-15', to: '2010-06-15' }, '-+++-'],
    ['from year to year', { from: '2000', to: '2010' }, '-?+?-'],
    ['open end: goes on', { from: '2000-06-15', to: '..' }, '-++++'],
    ['unknown end: certain on its first day only', { from: '2000-06-15' }, '-+???'],
    ['unknown end after a year: it may have begun and ended within it', { from: '2000' }, '-????'],
    ['unknown beginning', { to: '2010-06-15' }, '????-'],
    [
      'censored end: certain up to it, possible after',
      { from: '2000-06-15', to: '2005-12-31', censored: true },
      '-++??',
    ],
    ['censored in a year: certain up to its beginning', { from: '2000-06-15', to: '2005', censored: true }, '-+???'],
    ['censored start: before it possible, after it certain', { from: '../2000-01-01', to: '2010-06-15' }, '?+++-'],
    ['neither told: possible on any day, certain on none', {}, '?????'],
    ['end by a year at the latest', { from: '2000-06-15', to: '../2005' }, '-??--'],
  ])('%s', (_, dates, told) => {
    expect(onDays('MEMBER_OF', dates, days)).toBe(told);
  });

  it('with an unknown end after a year is certain on no day, not even the last of the year', () => {
    expect(onDays('MEMBER_OF', { from: '2000' }, [20000101, 20001231])).toBe('??');
  });
});

describe('a spell that holds always where no date is told (PARTY_TO)', () => {
  const days = [19991231, 20050615, 20110101];

  it.each([
    ['neither told', {}, '+++'],
    ['from on: until told otherwise', { from: '2000-01-01' }, '-++'],
    ['until', { to: '2005-06-15' }, '++-'],
    ['until, in a year', { to: '2005' }, '+?-'],
    ['from, and censored', { from: '2000-01-01', to: '2005-12-31', censored: true }, '-+?'],
  ])('%s', (_, dates, told) => {
    expect(onDays('PARTY_TO', dates, days)).toBe(told);
  });
});

describe('what is reached on a day (MILESTONE)', () => {
  const days = [19991231, 20000615, 20050615, 20110101];

  it.each([
    ['holds from then on', { from: '2000-06-15' }, '-+++'],
    ['in a year: certain from its end', { from: '2000' }, '-?++'],
    ['or until the end given', { from: '2000-06-15', to: '2005-06-15' }, '-++-'],
    ['goes on where it is said to', { from: '2000-06-15', to: '..' }, '-+++'],
    ['not known when', {}, '????'],
  ])('%s', (_, dates, told) => {
    expect(onDays('MILESTONE', dates, days)).toBe(told);
  });
});

describe('what happens on a day (ACTED_TOWARD)', () => {
  const days = [19991231, 20000101, 20000615, 20001231, 20010101];

  it.each([
    ['on it alone', { from: '2000-06-15' }, '--+--'],
    ['on some day of a year', { from: '2000' }, '-???-'],
    ['not known when', {}, '?????'],
  ])('%s', (_, dates, told) => {
    expect(onDays('ACTED_TOWARD', dates, days)).toBe(told);
  });
});

describe('what is timeless (VALUE)', () => {
  const days = [19991231, 20050615, 20110101];

  it.each([
    ['holds whatever the day', {}, '+++'],
    ['but where dates are given', { from: '2000-01-01', to: '2005-06-15' }, '-+-'],
    ['from on', { from: '2000-01-01' }, '-++'],
    ['until', { to: '2005-06-15' }, '++-'],
  ])('%s', (_, dates, told) => {
    expect(onDays('VALUE', dates, days)).toBe(told);
  });
});

describe('the four days', () => {
  it('are those of the dates, and the first and last there are where nothing is known', () => {
    expect(bounds('MEMBER_OF', { from: '2000', to: '2010-05' })).toEqual({
      from1: 20000101,
      from2: 20001231,
      to1: 20100501,
      to2: 20100531,
    });
    expect(bounds('MEMBER_OF', {})).toEqual({ from1: FIRST_DAY, from2: LAST_DAY, to1: FIRST_DAY, to2: LAST_DAY });
    expect(bounds('VALUE', {})).toEqual(ALWAYS);
  });
});

describe('a span of days', () => {
  const span = bounds('MEMBER_OF', { from: '2000-06-15', to: '2010-06-15' });

  it('may hold on some day of it, must hold on all', () => {
    expect(mayHold(span, 20100615, 20200101)).toBe(true);
    expect(mayHold(span, 20100616, 20200101)).toBe(false);
    expect(mayHold(span, 19900101, 20000615)).toBe(true);
    expect(mayHold(span, 19900101, 20000614)).toBe(false);
    expect(mustHold(span, 20000615, 20100615)).toBe(true);
    expect(mustHold(span, 20000614, 20100615)).toBe(false);
    expect(mustHold(span, 20000615, 20100616)).toBe(false);
  });
});

describe('two that meet', () => {
  const member = (from: string, to: string): Bounds => bounds('MEMBER_OF', { from, to });

  it('may share a day', () => {
    expect(mayMeet(member('2000-01-01', '2005-01-01'), member('2005-01-01', '2010-01-01'))).toBe(true);
    expect(mayMeet(member('2000-01-01', '2005-01-01'), member('2005-01-02', '2010-01-01'))).toBe(false);
    // Any day of the year counts, from either side.
    const [first, second] = [member('2000', '2005'), member('2005', '2010')];
    expect([mayMeet(first, second), mayMeet(second, first)]).toEqual([true, true]);
    expect([mayMeet(first, member('2005-12-31', '2010')), mayMeet(member('2005-12-31', '2010'), first)]).toEqual([
      true,
      true,
    ]);
    expect([mayMeet(member('2000', '2005-01-01'), second), mayMeet(second, member('2000', '2005-01-01'))]).toEqual([
      true,
      true,
    ]);
  });

  it('must hold together, on more than the day one hands over to the other', () => {
    const first = member('2000-01-01', '2005-01-01');
    expect(mustMeet(first, member('2004-12-31', '2010-01-01'))).toBe(true);
    expect(mustMeet(first, member('2005-01-01', '2010-01-01'))).toBe(false);
    // Within the year either may have ended before the other began.
    for (const [a, b, together] of [
      [member('2000', '2005'), member('2005', '2010'), false],
      [member('2000', '2005'), member('2004-12-01', '2010'), true],
      [member('2000', '2005'), member('2005-06-01', '2010'), false],
      [member('2000', '2005-06-01'), member('2005', '2010'), false],
      [member('2000', '2005-06-01'), member('2004', '2010'), true],
    ] as const)
      expect([mustMeet(a, b), mustMeet(b, a)]).toEqual([together, together]);
    // Known only to have held on the day a copy was made: both did, and nothing is handed over.
    const copied = member('../2024-05-01', '2024-05-01/..');
    expect(mustMeet(copied, copied)).toBe(true);
    expect(mustMeet(copied, member('2024-05-01', '2030'))).toBe(true);
    expect(mustMeet(copied, member('2024-05-02', '2030'))).toBe(false);
  });
});
