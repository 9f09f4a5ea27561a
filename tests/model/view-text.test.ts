import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MOODS } from '../../src/model/claim.ts';
import { addDays, FIRST_DAY, isoFromDay } from '../../src/model/day.ts';
import { FACT_STATUSES } from '../../src/model/fact.ts';
import { type At, DEFAULT_VIEW, readView, viewBelow, viewText } from '../../src/model/view.ts';

const text = (at: At): string => viewText(viewBelow(DEFAULT_VIEW, at));

describe('the text of a view', () => {
  it.each<[At, string]>([
    [{}, ''],
    [{ validOn: '2019-10-23' }, 'valid=2019-10-23'],
    [{ validDuring: { from: '2019-01-01', to: '2019-12-31' } }, 'valid=2019-01-01/2019-12-31'],
    [{ validDuring: {} }, 'valid=0001-01-01/9999-12-31'],
    [{ knownOn: '2020-12-07', certain: true }, 'known=2020-12-07;certain'],
    [{ recordedBy: '2026-01-01T02:00:00.5+02:00' }, 'recorded=2026-01-01T00:00:00.500Z'],
    [{ sources: ['dataset:cow@4', 'a+b;c=d'] }, 'sources=a%2Bb%3Bc%3Dd+dataset%3Acow%404'],
    [{ sources: [] }, 'sources='],
    [{ status: ['DENIED', 'ACCEPTED'] }, 'status=ACCEPTED+DENIED'],
    [{ status: [] }, 'status='],
    [{ moods: ['PLANNED'] }, 'moods=PLANNED'],
    [{ prefer: 'SOURCE_ORDER', preferSources: ['b', 'a'] }, 'prefer=SOURCE_ORDER;order=b+a'],
  ])('%j is %j', (at, expected) => {
    expect(text(at)).toBe(expected);
  });
});

describe('a view is read back from its text', () => {
  const day = fc.integer({ min: 0, max: 3_652_058 }).map((number) => isoFromDay(addDays(FIRST_DAY, number)));
  const sourceKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const valid = fc.oneof(
    fc.constant({}),
    day.map((validOn) => ({ validOn })),
    fc.tuple(day, day).map((days) => {
      const [from, to] = days.toSorted() as [string, string];
      return { validDuring: { from, to } };
    }),
    day.map((from) => ({ validDuring: { from } })),
  );
  const preference = fc.oneof(
    fc.constantFrom<At>({}, { prefer: 'LATEST_STATED' }, { prefer: 'PRIMARY_FIRST' }),
    fc.array(sourceKey, { minLength: 1, maxLength: 4 }).map((preferSources): At => ({
      prefer: 'SOURCE_ORDER',
      preferSources,
    })),
  );
  const anyAt = fc
    .tuple(
      valid,
      preference,
      fc.record(
        {
          knownOn: day,
          recordedBy: fc
            .date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
            .map((instant) => instant.toISOString()),
          certain: fc.boolean(),
          sources: fc.array(sourceKey, { maxLength: 4 }),
          status: fc.subarray([...FACT_STATUSES]),
          moods: fc.subarray(MOODS.filter((mood) => mood !== 'DENIED')),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([dates, order, rest]): At => ({ ...dates, ...order, ...rest }));

  it('whatever is asked', () => {
    fc.assert(
      fc.property(anyAt, (at) => {
        const view = viewBelow(DEFAULT_VIEW, at);
        const written = viewText(view);
        fc.pre(written !== '');
        expect(readView(written)).toEqual(view);
        expect(written).not.toContain('@');
      }),
    );
  });

  it.each(['9999-12-31T23:59:59-01:00', '0001-01-01T00:00:00+01:00'])(
    'even an instant whose day in UTC lies outside the years told: %s',
    (recordedBy) => {
      let written: string | undefined;
      try {
        written = text({ recordedBy });
      } catch {
        // Refusing it is as good as reading it back.
        return;
      }
      expect(readView(written)).toBeDefined();
    },
  );

  it('a source that is no proper text is refused, not passed on', () => {
    // JSON may carry half of a surrogate pair; it cannot be percent-encoded.
    expect(() => viewBelow(DEFAULT_VIEW, { sources: ['\ud800'] })).toThrow('at.sources');
  });
});

describe('any other text is no view', () => {
  it.each([
    '',
    ';',
    'valid',
    'valid=',
    'valid=2019',
    'valid=2019-02-29',
    'valid=2019-10-23/2019-10-23',
    'valid=2020-01-01/2019-01-01',
    'valid=2019-01-01/2019-02-01/2019-03-01',
    'valid=2019-10-23;',
    'known=yesterday',
    'recorded=2026-01-01',
    'recorded=2026-01-01T00:00:00Z',
    'certain=true',
    'certain;valid=2019-10-23',
    'valid=2019-10-23;valid=2019-10-24',
    'sources=b+a',
    'sources=%',
    'sources=%E0%A4%A',
    'order=%;prefer=SOURCE_ORDER',
    'status=ACCEPTED+DISPUTED+REPORTED',
    'status=DENIED+ACCEPTED',
    'status=SURE',
    'moods=ASSERTED+ESTIMATED',
    'moods=DENIED',
    'prefer=MOST_SOURCES',
    'prefer=SOURCE_ORDER',
    'prefer=BEST',
    'VALID=2019-10-23',
    'toString',
    '__proto__=x',
  ])('%j', (other) => {
    expect(readView(other)).toBeUndefined();
  });

  it('whatever comes after the @ of an id', () => {
    const name = fc.constantFrom('valid', 'known', 'recorded', 'certain', 'status', 'moods', 'prefer', 'order', 'x');
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('2019-10-23', 'DENIED', ''));
    const part = fc.tuple(name, value).map((both) => both.join('='));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
        const any = parts.join(';');
        const read = readView(any);
        expect(read === undefined || viewText(read) === any).toBe(true);
      }),
    );
  });
});
