import { describe, expect, it } from '@jest/globals';
import { FIRST_DAY, LAST_DAY } from '../../src/model/day.ts';
import { EntenteError } from '../../src/model/errors.ts';
import { type At, DEFAULT_VIEW, idOf, isPartial, knowledgeOf, type View, viewBelow } from '../../src/model/view.ts';

const view = (at: At): View => viewBelow(DEFAULT_VIEW, at);

/** A view with something in every member. */
const FULL: At = {
  validOn: '2019-10-23',
  knownOn: '2020-12-07',
  recordedBy: '2026-01-01T00:00:00Z',
  certain: true,
  sources: ['source:b', 'source:a'],
  status: ['PROPOSED', 'ACCEPTED'],
  moods: ['PLANNED', 'ASSERTED'],
  prefer: 'SOURCE_ORDER',
  preferSources: ['source:b', 'source:a'],
};

describe('what is asked', () => {
  it('is checked and put in one form', () => {
    expect(view(FULL)).toEqual({
      valid: { first: 20191023, last: 20191023 },
      known: 20201207,
      recordedBy: Date.UTC(2026, 0, 1),
      certain: true,
      sources: ['source:a', 'source:b'],
      // In the order of statuses and moods, not of asking; the sources to prefer keep theirs.
      status: ['ACCEPTED', 'PROPOSED'],
      moods: ['ASSERTED', 'PLANNED'],
      prefer: 'SOURCE_ORDER',
      preferSources: ['source:b', 'source:a'],
    });
  });

  it('is nothing where nothing is asked', () => {
    expect(view({})).toEqual(DEFAULT_VIEW);
    expect(viewBelow(DEFAULT_VIEW, null)).toBe(DEFAULT_VIEW);
    expect(viewBelow(DEFAULT_VIEW, undefined)).toBe(DEFAULT_VIEW);
  });

  it.each<[At, At]>([
    [{ status: ['REPORTED', 'ACCEPTED', 'DISPUTED'] }, {}],
    [{ moods: ['ESTIMATED', 'ASSERTED'] }, {}],
    [{ prefer: 'MOST_SOURCES' }, {}],
    [{ certain: false }, {}],
    [{ sources: ['source:a', 'source:a'] }, { sources: ['source:a'] }],
    [{ validDuring: { from: '2019-10-23', to: '2019-10-23' } }, { validOn: '2019-10-23' }],
    [{ recordedBy: '2026-01-01T02:00:00+02:00' }, { recordedBy: '2026-01-01t00:00:00.000z' }],
  ])('%j is the same as %j', (one, other) => {
    expect(view(one)).toEqual(view(other));
  });

  it('takes a span open at either end', () => {
    expect(view({ validDuring: { from: '2019-10-23' } }).valid).toEqual({ first: 20191023, last: LAST_DAY });
    expect(view({ validDuring: { to: '2019-10-23' } }).valid).toEqual({ first: FIRST_DAY, last: 20191023 });
  });
});

describe('below a field', () => {
  const above = view(FULL);

  it.each<[string, At, Partial<View>]>([
    ['validOn', { validOn: '2000-01-01' }, { valid: { first: 20000101, last: 20000101 } }],
    [
      'a span in place of a day',
      { validDuring: { to: '2000-01-01' } },
      { valid: { first: FIRST_DAY, last: 20000101 } },
    ],
    ['knownOn', { knownOn: '2000-01-01' }, { known: 20000101 }],
    ['recordedBy', { recordedBy: '2000-01-01T00:00:00Z' }, { recordedBy: Date.UTC(2000, 0, 1) }],
    ['certain', { certain: false }, { certain: false }],
    ['sources', { sources: ['source:c'] }, { sources: ['source:c'] }],
    ['status', { status: ['DENIED'] }, { status: ['DENIED'] }],
    ['moods', { moods: ['EXPECTED'] }, { moods: ['EXPECTED'] }],
    ['prefer', { prefer: 'PRIMARY_FIRST' }, { prefer: 'PRIMARY_FIRST' }],
    ['preferSources', { preferSources: ['source:c'] }, { preferSources: ['source:c'] }],
  ])('%s replaces that member alone', (_, at, changed) => {
    expect(viewBelow(above, at)).toEqual({ ...above, ...changed });
  });

  it.each<[string, At, Partial<View>]>([
    ['validOn', { validOn: null }, { valid: undefined }],
    ['validDuring', { validDuring: null }, { valid: undefined }],
    ['knownOn', { knownOn: null }, { known: undefined }],
    ['recordedBy', { recordedBy: null }, { recordedBy: undefined }],
    ['certain', { certain: null }, { certain: false }],
    ['sources', { sources: null }, { sources: undefined }],
    ['status', { status: null }, { status: DEFAULT_VIEW.status }],
    ['moods', { moods: null }, { moods: undefined }],
    ['prefer', { prefer: null }, { prefer: undefined }],
  ])('%s: null resets that member alone', (_, at, changed) => {
    expect(viewBelow(above, at)).toEqual({ ...above, ...changed });
  });

  it('all members at null give the default view', () => {
    const nothing = Object.fromEntries(Object.keys(FULL).map((name) => [name, null])) as At;
    expect(viewBelow(above, nothing)).toEqual(DEFAULT_VIEW);
  });

  it('a span above and a day below do not exclude each other', () => {
    const span = view({ validDuring: { from: '2000-01-01', to: '2010-12-31' } });
    expect(viewBelow(span, { validOn: '2005-01-01' }).valid).toEqual({ first: 20050101, last: 20050101 });
    expect(viewBelow(span, { validOn: '2005-01-01', validDuring: null }).valid?.first).toBe(20050101);
  });
});

describe('what is wrong', () => {
  it.each<[string, At, string, string]>([
    [
      'two sorts of day',
      { validOn: '2019-10-23', validDuring: {} },
      'at',
      'validOn and validDuring exclude each other',
    ],
    ['a year for a day', { validOn: '2019' }, 'at.validOn', '"2019" is not a day'],
    ['a day no calendar has', { validOn: '2019-02-29' }, 'at.validOn', '"2019-02-29" is not a day'],
    ['no day', { validOn: '' }, 'at.validOn', '"" is not a day'],
    ['a span that begins with no day', { validDuring: { from: 'then' } }, 'at.validDuring.from', '"then" is not a day'],
    [
      'a span that ends with no day',
      { validDuring: { to: '2019-13-01' } },
      'at.validDuring.to',
      '"2019-13-01" is not a day',
    ],
    ['a span that begins with an empty text', { validDuring: { from: '' } }, 'at.validDuring.from', '"" is not a day'],
    [
      'a span turned round',
      { validDuring: { from: '2020-01-01', to: '2019-12-31' } },
      'at.validDuring',
      'from (2020-01-01) is after to (2019-12-31)',
    ],
    ['no day of knowledge', { knownOn: '2020-12' }, 'at.knownOn', '"2020-12" is not a day'],
    ['a day for an instant', { recordedBy: '2020-12-07' }, 'at.recordedBy', '"2020-12-07" is not an instant'],
    ['no zone', { recordedBy: '2020-12-07T12:00:00' }, 'at.recordedBy', 'is not an instant'],
    ['an instant on no day', { recordedBy: '2019-02-29T12:00:00Z' }, 'at.recordedBy', 'is not an instant'],
    ['an hour no clock has', { recordedBy: '2020-12-07T25:00:00Z' }, 'at.recordedBy', 'is not an instant'],
    ['a denial that asserts', { moods: ['DENIED'] }, 'at.moods', 'DENIED cannot count as asserting'],
    ['an order without sources', { prefer: 'SOURCE_ORDER' }, 'at.preferSources', 'needs the sources in order'],
    [
      'an order of none',
      { prefer: 'SOURCE_ORDER', preferSources: [] },
      'at.preferSources',
      'needs the sources in order',
    ],
  ])('%s', (_, at, argument, message) => {
    let thrown: unknown;
    try {
      view(at);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EntenteError);
    const { code, details, message: said } = thrown as EntenteError;
    expect(code).toBe('BAD_USER_INPUT');
    expect(details['argument']).toBe(argument);
    expect(said).toContain(message);
    expect(said.startsWith(`${argument}: `)).toBe(true);
    // It also says what to do: a second sentence.
    expect(said).toMatch(/\. [A-Z].*\.$/s);
  });

  it('an order whose sources are taken away below', () => {
    expect(() => viewBelow(view(FULL), { preferSources: null })).toThrow('at.preferSources');
  });
});

describe('an id', () => {
  it('is the key in the default view, and the key with the view in any other', () => {
    expect(idOf('country:tur', DEFAULT_VIEW)).toBe('country:tur');
    expect(idOf('country:tur', view({ validOn: '2019-10-23', certain: true }))).toBe(
      'country:tur@valid=2019-10-23;certain',
    );
  });
});

describe('a view reads claims otherwise than as usual', () => {
  it.each<[At, boolean]>([
    [{}, false],
    [{ validOn: '2019-10-23', certain: true, status: ['DENIED'] }, false],
    [{ knownOn: '2020-12-07' }, true],
    [{ recordedBy: '2020-12-07T00:00:00Z' }, true],
    [{ sources: [] }, true],
    [{ moods: ['PLANNED'] }, true],
    [{ prefer: 'PRIMARY_FIRST' }, true],
  ])('with %j: %j', (at, partial) => {
    expect(isPartial(view(at))).toBe(partial);
  });
});

describe('the state of knowledge of a view', () => {
  const releases = (asked: readonly string[]): string[] => asked.flatMap((name) => [`${name}@1`, `${name}@2`]);

  it('is everything where nothing is asked', () => {
    expect(knowledgeOf(DEFAULT_VIEW, releases)).toEqual({ known: LAST_DAY, recordedBy: Number.MAX_SAFE_INTEGER });
  });

  it('names the releases of the data sets asked, in the order asked where it matters', () => {
    const known = knowledgeOf(view({ ...FULL, sources: ['cow'], preferSources: ['cow', 'atop'] }), releases);
    expect(known.sources).toEqual(new Set(['cow@1', 'cow@2']));
    expect(known.order).toEqual(['cow@1', 'cow@2', 'atop@1', 'atop@2']);
    expect(known.known).toBe(20201207);
    expect(known.moods).toEqual(new Set(['ASSERTED', 'PLANNED']));
    expect(known.prefer?.[0]).toBe('order');
  });
});
