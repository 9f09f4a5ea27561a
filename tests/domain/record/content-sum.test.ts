import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ContentSum } from '../../../src/domain/record/content-sum.ts';

const sumOf = (records: readonly string[]): string => {
  const sum = new ContentSum('');
  for (const record of records) sum.add(record);
  return sum.toString();
};
const records = fc.array(fc.string(), { maxLength: 12 });

describe('a content sum', () => {
  it('of nothing is 0, of one record its SHA-256', () => {
    expect(sumOf([])).toBe('0');
    expect(sumOf([''])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is the same in whatever order the records came', () => {
    fc.assert(
      fc.property(
        records.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(sumOf(shuffled)).toBe(sumOf(all));
        },
      ),
    );
  });

  it('differs when a record is left out, and when one counts twice', () => {
    fc.assert(
      fc.property(records, fc.string(), (all, more) => {
        expect(sumOf([...all, more])).not.toBe(sumOf(all));
        expect(sumOf([...all, more, more])).not.toBe(sumOf([...all, more]));
      }),
    );
  });

  it('is as before once what was added is taken out, though it was written down in between', () => {
    fc.assert(
      fc.property(records, records, (all, more) => {
        let sum = new ContentSum(sumOf(all));
        for (const record of more) sum.add(record);
        sum = new ContentSum(sum.toString());
        for (const record of more) sum.subtract(record);
        expect(sum.toString()).toBe(sumOf(all));
      }),
    );
  });

  it('never falls below 0', () => {
    const sum = new ContentSum('0');
    sum.subtract('a');
    expect(sum.toString()).toMatch(/^[0-9a-f]{1,64}$/);
    sum.add('a');
    expect(sum.toString()).toBe('0');
  });
});
