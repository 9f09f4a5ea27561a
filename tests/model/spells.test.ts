import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Claim } from '../../src/model/claim.ts';
import { formSpells } from '../../src/model/spells.ts';
import { claim, type Told } from '../support/claims.ts';

/** Each spell as the locators of its claims, sorted, so that a test reads as a table. */
const told = (claims: readonly Claim[]): string[] =>
  formSpells(claims).map((spell) =>
    spell
      .map(({ locator }) => locator ?? '')
      .toSorted()
      .join(' '),
  );

/** Claims by name; the name becomes the locator. */
const claims = (named: Readonly<Record<string, Told>>): Claim[] =>
  Object.entries(named).map(([name, each]) => claim({ ...each, locator: name }));

const COW = { source: 'source:cow' };
const ATOP = { source: 'source:atop' };
const NEWS = { source: 'source:news' };

describe('claims about one spell', () => {
  it('are together where sources give it different ends (COW and ATOP on one alliance)', () => {
    expect(
      told(
        claims({
          cow: { ...COW, from: '1879-10-07', to: '1914-07-26' },
          atop: { ...ATOP, from: '1879-10-07', to: '1918-11-03' },
        }),
      ),
    ).toEqual(['atop cow']);
  });

  it('are apart where one was ended and another begun, though a source that tells no end may mean both', () => {
    const act = { source: 'source:act', from: '2010-07-26' };
    const lifted = { source: 'source:lifted', from: '2010-07-26', to: '2016-01-16' };
    const again = { source: 'source:again', from: '2025-09-29', to: '..' };
    expect(told(claims({ act, lifted, again }))).toEqual(['act lifted', 'again']);
    expect(told(claims({ act: { ...act, to: '..' }, lifted, again }))).toEqual(['act lifted', 'again']);
    // Whatever their names.
    expect(told(claims({ act: { ...act, source: 'source:z' }, lifted, again }))).toEqual(['act lifted', 'again']);
  });

  it('are together where their dates may overlap by a single day', () => {
    expect(
      told(claims({ cow: { ...COW, from: '1900', to: '1910' }, atop: { ...ATOP, from: '1910', to: '1920' } })),
    ).toEqual(['atop cow']);
  });

  it.each<[string, Told, Told, string[]]>([
    ['some day of a year one ends in', { from: '1900', to: '1910' }, { from: '1910-06-01', to: '1920' }, ['atop cow']],
    [
      'some day of a year one begins in',
      { from: '1900', to: '1910-06-01' },
      { from: '1910', to: '1920' },
      ['atop cow'],
    ],
    ['not on the day after', { from: '1900', to: '1910-05-31' }, { from: '1910-06-01', to: '1920' }, ['cow', 'atop']],
  ])('overlap: %s', (_, cow, atop, spells) => {
    expect(told(claims({ cow: { ...COW, ...cow }, atop: { ...ATOP, ...atop } }))).toEqual(spells);
  });

  it.each([
    [
      ['1900', '1908', '1915'],
      ['1910', '1920', '1930'],
    ],
    [
      ['1915', '1908', '1900'],
      ['1930', '1920', '1910'],
    ],
  ])('are together along a chain of sources, whichever comes first: %j', (from, to) => {
    const [a, b, c] = [COW, ATOP, NEWS].map((source, index) => ({ ...source, from: from[index], to: to[index] }));
    expect(told(claims({ a: a as Told, b: b as Told, c: c as Told }))).toEqual(['a b c']);
  });

  it('of a release reach as far as all of them together', () => {
    const release = { one: { ...COW, from: '1900', to: '1910' }, two: { ...COW, from: '1905', to: '1930' } };
    expect(told(claims({ ...release, other: { ...ATOP, from: '1920', to: '1935' } }))).toEqual(['one other two']);
  });

  it('are together within one release where they give the same rough dates', () => {
    const year: Told = { ...COW, from: '1900', to: '1900' };
    expect(told(claims({ one: year, two: year }))).toEqual(['one two']);
  });

  it('are together within one release where one lies within the other, or they must overlap', () => {
    expect(
      told(
        claims({
          whole: { ...ATOP, from: '1900', to: '1930' },
          part: { ...ATOP, from: '1905', to: '1910' },
          after: { ...ATOP, from: '1925', to: '1940' },
        }),
      ),
    ).toEqual(['after part whole']);
  });
});

describe('spells that are apart', () => {
  it('a state left and came back (Hanover), in the order of time', () => {
    expect(
      told(
        claims({
          returned: { ...COW, from: '1850-03-01', to: '1866-09-20' },
          left: { ...COW, from: '1838-01-01', to: '1848-12-31' },
        }),
      ),
    ).toEqual(['left', 'returned']);
  });

  it('also where the two are told by different sources', () => {
    expect(told(claims({ a: { ...COW, from: '1838', to: '1848' }, b: { ...ATOP, from: '1850', to: '1866' } }))).toEqual(
      ['a', 'b'],
    );
  });

  it('stay apart where a release lists them apart and another bridges them', () => {
    const both = claims({
      first: { ...COW, from: '1900-01-01', to: '1909-12-31' },
      second: { ...COW, from: '1920-01-01', to: '1949-12-31' },
      bridge: { ...ATOP, from: '1905-01-01', to: '1949-12-31' },
    });
    // The bridge shares 30 years with the second spell, 5 with the first.
    expect(told(both)).toEqual(['first', 'bridge second']);
  });

  it('stay apart where one release has them meet in a year it does not date closer', () => {
    expect(
      told(claims({ first: { ...COW, from: '1900', to: '1910' }, second: { ...COW, from: '1910', to: '1920' } })),
    ).toEqual(['first', 'second']);
  });

  it('each take the claim of another release that fits it best', () => {
    expect(
      told(
        claims({
          cow1: { ...COW, from: '1838', to: '1848' },
          cow2: { ...COW, from: '1850', to: '1866' },
          atop1: { ...ATOP, from: '1839', to: '1849' },
          atop2: { ...ATOP, from: '1851', to: '1870' },
          atop3: { ...ATOP, from: '1900', to: '1910' },
        }),
      ),
    ).toEqual(['atop1 cow1', 'atop2 cow2', 'atop3']);
  });
});

describe('a claim without dates', () => {
  const twoSpells = {
    first: { ...COW, from: '1900-01-01', to: '1909-12-31' },
    second: { ...COW, from: '1920-01-01', to: '1929-12-31' },
  };

  it.each([
    ['1905-05-05', ['first undated', 'second']],
    ['1925-05-05', ['first', 'second undated']],
    // No spell held on the day: it speaks of the last one.
    ['1915-05-05', ['first', 'second undated']],
    ['1990-01-01', ['first', 'second undated']],
    // The first and the last day of a spell are of it.
    ['1900-01-01', ['first undated', 'second']],
    ['1909-12-31', ['first undated', 'second']],
    // Public at the latest by the second: so it is read.
    ['1905/1925', ['first', 'second undated']],
  ])('public on %s speaks of the spell of its day', (day, spells) => {
    expect(told(claims({ ...twoSpells, undated: { ...NEWS, public: day } }))).toEqual(spells);
  });

  it('and another of the same source, of another day, each speak of their own', () => {
    expect(
      told(claims({ ...twoSpells, early: { ...NEWS, public: '1905-05-05' }, late: { ...NEWS, public: '1925-05-05' } })),
    ).toEqual(['early first', 'late second']);
  });

  it('with "still so" and no beginning is undated too', () => {
    expect(told(claims({ ...twoSpells, still: { ...NEWS, to: '..', public: '1905-05-05' } }))).toEqual([
      'first still',
      'second',
    ]);
  });

  it('makes the one spell there is where no claim is dated', () => {
    expect(told(claims({ a: NEWS, b: COW, c: ATOP }))).toEqual(['a b c']);
  });
});

describe('what is reached on a day', () => {
  const ratified: Told = { type: 'PARTY_ACTION', object: 'agreement:x', value: 'RATIFIED' };

  it('is one fact where sources disagree on the day by years', () => {
    expect(
      told(claims({ a: { ...ratified, ...COW, from: '1950-05-05' }, b: { ...ratified, ...ATOP, from: '1952' } })),
    ).toEqual(['a b']);
  });

  it('is two where a source lists it twice; what another says goes to the nearer', () => {
    const reserved: Told = { ...ratified, value: 'RESERVED' };
    expect(
      told(
        claims({
          first: { ...reserved, ...COW, from: '1950-05-05' },
          second: { ...reserved, ...COW, from: '1970-07-07' },
          near: { ...reserved, ...ATOP, from: '1968' },
        }),
      ),
    ).toEqual(['first', 'near second']);
  });

  it.each([
    ['196X', ['1950-05-05', '1970-07-07'], ['first', 'near second']],
    ['195X', ['1950-05-05', '1965-07-07'], ['first near', 'second']],
  ])('goes by the nearest day it may have been: %s', (date, days, spells) => {
    const reserved: Told = { ...ratified, value: 'RESERVED' };
    expect(
      told(
        claims({
          first: { ...reserved, ...COW, from: days[0] },
          second: { ...reserved, ...COW, from: days[1] },
          near: { ...reserved, ...ATOP, from: date },
        }),
      ),
    ).toEqual(spells);
  });

  it('is one where a source tells it once roughly and once to the day', () => {
    for (const dates of [
      ['1950', '1950-05-05'],
      ['1950-01-01', '1950'],
      ['1950-12-31', '1950'],
    ])
      expect(
        told(
          claims({
            a: { ...ratified, ...COW, from: dates[0] },
            b: { ...ratified, ...COW, from: dates[1] },
          }),
        ),
      ).toEqual(['a b']);
  });

  it('is one where it happens once, however often one source tells it', () => {
    const signed: Told = { type: 'MILESTONE', subject: 'agreement:x', value: 'SIGNED' };
    expect(
      told(claims({ a: { ...signed, ...NEWS, from: '2017-04' }, b: { ...signed, ...NEWS, from: '2017-12-29' } })),
    ).toEqual(['a b']);
  });
});

describe('what is timeless or of a day', () => {
  it('is one spell whatever the dates', () => {
    const worth: Told = {
      type: 'VALUE',
      subject: 'agreement:x',
      amount: { value: '1', unit: 'USD', basis: 'NOMINAL' },
    };
    expect(
      told(
        claims({
          a: { ...worth, ...NEWS, from: '2000', to: '2001' },
          b: { ...worth, ...NEWS, from: '2010', to: '2011' },
        }),
      ),
    ).toEqual(['a b']);
  });
});

describe('any set of claims', () => {
  const year = fc.integer({ min: 1900, max: 1920 });
  const dates = fc.oneof(
    fc.constant({}),
    year.map((from) => ({ from: String(from) })),
    year.map((from) => ({ from: String(from), to: '..' })),
    year.map((to) => ({ to: `${to}-06-30` })),
    fc.tuple(year, year).map((years) => {
      const [from, to] = years.toSorted((a, b) => a - b) as [number, number];
      return { from: `${from}-03`, to: `${to}-09-01` };
    }),
    fc
      .tuple(year, fc.nat({ max: 9 }))
      .map(([from, more]) => ({ from: `${from}`, to: `${from + more}`, censored: true })),
  );
  const group = fc
    .record({
      type: fc.constantFrom<Told>(
        { type: 'MEMBER_OF' },
        { type: 'PARTY_ACTION', object: 'agreement:x', value: 'RATIFIED' },
        { type: 'PARTY_TO', object: 'agreement:x' },
        { type: 'MILESTONE', subject: 'agreement:x', value: 'SIGNED' },
      ),
      made: fc.array(
        fc.record({ dates, source: fc.constantFrom('source:a', 'source:b', 'source:c'), public: year.map(String) }),
        { minLength: 1, maxLength: 9 },
      ),
    })
    .map(({ type, made }) =>
      made.map(({ dates: given, ...rest }, index) => claim({ ...type, ...given, ...rest, locator: `${index}` })),
    );

  it('makes the same spells in any order, each claim in exactly one', () => {
    fc.assert(
      fc.property(
        group.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const spells = told(all);
          expect(told(shuffled)).toEqual(spells);
          expect(spells.flatMap((spell) => spell.split(' ')).toSorted()).toEqual(all.map((_, index) => `${index}`));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of no claim makes none', () => {
    expect(formSpells([])).toEqual([]);
  });
});
