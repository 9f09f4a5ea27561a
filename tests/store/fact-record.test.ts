import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Claim, groupOf } from '../../src/model/claim.ts';
import { computeFact, type Fact, FACT_STATUSES } from '../../src/model/fact.ts';
import { indexNumber } from '../../src/model/hash.ts';
import { factType, RECORDED_TYPES, type RecordedType } from '../../src/model/registry.ts';
import {
  columnsOf,
  factColumns,
  factFromRow,
  factProperties,
  type FactRow,
  placeOf,
} from '../../src/store/fact-record.ts';
import { claimOf } from '../support/any-claim.ts';
import { book, claim, fact } from '../support/claims.ts';

const SOURCES = book({ 'source:xa': 'PRIMARY' });
const PLAIN = { varies: false, contradicted: false };
const endsOf = ({ subject, object }: Fact) => ({ subject, object: object ?? subject });
const stored = (made: Fact, flags = PLAIN) =>
  factFromRow(columnsOf(made.type, endsOf(made), factProperties(made, 7, flags)));

/** The part of a fact that its relationship keeps. */
function kept(made: Fact): Partial<FactRow> {
  const {
    group: _group,
    spell: _spell,
    recordedAt: _recordedAt,
    claims: _claims,
    asserting: _asserting,
    ...rest
  } = made;
  const { undated } = factType(made.type);
  const isUndated = made.from === undefined && made.to === undefined && (undated === 'subject' || undated === 'object');
  return { ...rest, ...endsOf(made), undated: isUndated };
}

/** A fact of one to four claims that say the same with dates and sources of their own. */
const factOf = (type: RecordedType): fc.Arbitrary<Fact> =>
  fc
    .tuple(claimOf(type), fc.array(claimOf(type), { maxLength: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([first, others, spell]) => {
      const { subject, object, value, amount, qualifiers } = first;
      const same: Claim[] = others.map((other) => ({ ...other, subject, object, value, amount, qualifiers }));
      return computeFact(groupOf(first, first.from), spell, [first, ...same], SOURCES) as Fact;
    });

describe('a fact comes back from the graph as it went in', () => {
  it.each(RECORDED_TYPES)('%s', (type) => {
    fc.assert(
      fc.property(factOf(type), fc.boolean(), fc.boolean(), (made, varies, contradicted) => {
        expect(stored(made, { varies, contradicted })).toEqual({
          ...kept(made),
          varies,
          contradicted,
        });
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['a beginning the mapping widened', { from: { text: '1860~', earliest: 18550101, latest: 18651231 } }],
    ['a beginning the coder knows better', { from: { text: 'XXXX-10-23', earliest: 20201023, latest: 20201023 } }],
    ['a widened end', { to: { text: '1914', earliest: 19130101, latest: 19151231 } }],
    ['a widened day of publication', { publicOn: { text: '2020~', earliest: 20190101, latest: 20211231 } }],
  ])('%s', (_, change) => {
    const made = fact([{ ...claim({ from: '1850' }), ...change }]);
    expect(stored(made)).toEqual({ ...kept(made), ...PLAIN });
  });

  it('also one that has no dates but those of its agreement, which are its bounds and not its dates', () => {
    const made = fact([claim({ type: 'PARTY_TO', object: 'agreement:x' })]);
    const bounds = { from1: 20170411, from2: 20170411, to1: 20200101, to2: 20201231 };
    const row = factFromRow(columnsOf(made.type, endsOf(made), { ...factProperties(made, 7, PLAIN), ...bounds }));
    expect(row).toEqual({ ...kept(made), ...PLAIN, bounds, undated: true });
    expect([row.from, row.to]).toEqual([undefined, undefined]);
  });

  it('its key tells its place', () => {
    fc.assert(
      fc.property(factOf('MEMBER_OF'), (made) => {
        expect(placeOf(stored(made))).toEqual({ group: made.group, spell: made.spell });
      }),
    );
  });

  it('an unknown type of relationship is no fact', () => {
    const made = fact([claim()]);
    const [, ...rest] = columnsOf(made.type, endsOf(made), factProperties(made, 7, PLAIN));
    expect(() => factFromRow(['LIKES', ...rest])).toThrow('LIKES');
  });
});

describe('what is asked by is a property', () => {
  const made = fact([
    claim({
      from: '1949-04',
      to: '1990-10-02',
      public: '2020-12',
      recordedAt: 500,
      qualifiers: { standing: 'OBSERVER' },
    }),
  ]);

  it('in the form the texts compare it in', () => {
    expect(factProperties(made, 7, PLAIN)).toMatchObject({
      g: indexNumber(made.group),
      from1: 19490401,
      from2: 19490430,
      to1: 19901002,
      to2: 19901002,
      begins: 19490401,
      status: FACT_STATUSES.indexOf('REPORTED') + 1,
      known: 20201231,
      recorded: 500,
      sources: 1,
      claims: 1,
      source: 7,
      q_standing: 'OBSERVER',
    });
  });

  it('its source only where it does not vary with what is known', () => {
    expect(factProperties(made, 7, { varies: true, contradicted: false })).not.toHaveProperty('source');
    expect(factProperties(made, undefined, PLAIN)).not.toHaveProperty('source');
  });

  it('flags are there or not there, so that a test for null tells', () => {
    const properties = factProperties(made, 7, PLAIN);
    expect(properties).not.toHaveProperty('varies');
    expect(properties).not.toHaveProperty('contradicted');
    expect(properties).not.toHaveProperty('censored');
    expect(factProperties(made, 7, { varies: true, contradicted: true })).toMatchObject({
      varies: true,
      contradicted: true,
    });
  });

  it('that both engines can store: a scalar, and a safe integer where it is a number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECORDED_TYPES).chain(factOf), (any) => {
        for (const value of Object.values(factProperties(any, 7, PLAIN))) {
          expect(['string', 'number', 'boolean']).toContain(typeof value);
          if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
        }
      }),
    );
  });
});

describe('the columns of a fact', () => {
  it('are as many as are read, in the order they are written', () => {
    const made = fact([claim()]);
    const columns = factColumns('r');
    expect(columns.match(/r\.\w+|\(r\)/g)).toHaveLength(columnsOf(made.type, endsOf(made), {}).length);
    const properties = factProperties(made, 7, PLAIN);
    const names = [...columns.matchAll(/r\.(\w+)/g)].map((match) => match[1] as string);
    expect(columnsOf(made.type, endsOf(made), properties).slice(3)).toEqual(
      names.map((name) => properties[name] ?? null),
    );
  });
});
