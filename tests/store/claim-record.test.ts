import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Claim, groupOfClaimKey, MOODS } from '../../src/model/claim.ts';
import { when } from '../../src/model/edtf.ts';
import { indexNumber } from '../../src/model/hash.ts';
import { RECORDED_TYPES } from '../../src/model/registry.ts';
import { claimColumns, claimFromRow, claimProperties, UNDATED } from '../../src/store/claim-record.ts';
import { claimOf } from '../support/any-claim.ts';
import { claim } from '../support/claims.ts';

/** What an engine returns for `claimColumns` of a node with the properties a claim is given. */
function stored(made: Claim) {
  const properties = claimProperties(made, 7);
  const names = [...claimColumns('c').matchAll(/c\.(\w+)/g)].map((match) => match[1] as string);
  return claimFromRow(names.map((name) => properties[name] ?? null));
}

describe('a claim comes back from the graph as it went in', () => {
  it.each(RECORDED_TYPES)('%s', (type) => {
    fc.assert(
      fc.property(claimOf(type), (made) => {
        expect(stored(made)).toEqual(made);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a date the mapping widened', { from: { text: '1860~', earliest: 18550101, latest: 18651231 } }],
    ['a date the coder knows better', { statedOn: { text: 'XXXX-10-23', earliest: 20201023, latest: 20201023 } }],
    ['a widened end', { to: { text: '1914', earliest: 19130101, latest: 19151231 } }],
    ['a widened day of publication', { publicOn: { text: '2020~', earliest: 20190101, latest: 20211231 } }],
    ['an end censored not at all', { to: when('1914'), censored: false }],
    ['texts with quotes and line ends', { note: 'He said: "No."\n\tFull stop.', quote: "'\\" }],
  ])('%s', (_, change) => {
    const made: Claim = { ...claim({ from: '1860', to: '..' }), ...change };
    expect(stored(made)).toEqual(made);
  });
});

describe('what is asked by is a property', () => {
  it('in the form the texts compare it in', () => {
    const made = claim({ mood: 'DENIED', stated: '2019-10', public: '2020', recordedAt: 500, speaker: 'person:x' });
    expect(claimProperties(made, 7)).toMatchObject({
      id: made.key.slice('claim:'.length),
      g: indexNumber(groupOfClaimKey(made.key) as string),
      source: 7,
      mood: MOODS.indexOf('DENIED') + 1,
      stated: 20191001,
      known: 20201231,
      recorded: 500,
      spell: 1,
      speaker: 'person:x',
    });
  });

  it('only where there is something to ask by', () => {
    const properties = claimProperties(claim(), 7);
    expect(properties).not.toHaveProperty('retracted');
    expect(properties).not.toHaveProperty('speaker');
    expect(properties).not.toHaveProperty('inferred');
    expect(properties['stated']).toBe(UNDATED);
    expect(claimProperties({ ...claim({ retractedAt: 900 }), dateInferred: true }, 7)).toMatchObject({
      retracted: 900,
      inferred: true,
    });
  });

  it('that both engines can store: a scalar, and a safe integer where it is a number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECORDED_TYPES).chain(claimOf), (made) => {
        for (const value of Object.values(claimProperties(made, 7))) {
          expect(['string', 'number', 'boolean']).toContain(typeof value);
          if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
        }
      }),
    );
  });
});
