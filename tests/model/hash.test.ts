import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { digest, hashNumber, indexNumber } from '../../src/model/hash.ts';

/** Crockford's base 32: digits, then letters without i, l, o, u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const key = fc.string({ unit: fc.constantFrom(...Array.from(ALPHABET)), minLength: 10, maxLength: 16 });

describe('a digest', () => {
  it('is the first bits of SHA-256, five to a character', () => {
    // SHA-256 of the empty text begins e3 b0 c4 42 98 =
    // 11100 01110 11000 01100 01000 10000 10100 11000 = 28 14 24 12 8 16 20 24.
    expect(digest('', 8)).toBe('werc8gmr');
  });

  it('has the length asked for, in the alphabet, and begins as the shorter ones do', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, length) => {
        const made = digest(text, length);
        expect(made).toHaveLength(length);
        expect(Array.from(made).filter((letter) => !ALPHABET.includes(letter))).toEqual([]);
        expect(digest(text, 50).startsWith(made)).toBe(true);
      }),
    );
  });

  it('tells texts apart, by a single character and by its case', () => {
    const made = ['a', 'b', 'A', 'a ', 'á'].map((text) => digest(text, 16));
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('an index number', () => {
  it('counts the first ten characters in base 32', () => {
    expect(indexNumber('0000000000')).toBe(0);
    expect(indexNumber('0000000010')).toBe(32);
    expect(indexNumber('000000000z')).toBe(31);
    expect(indexNumber('zzzzzzzzzz')).toBe(2 ** 50 - 1);
    expect(indexNumber('1000000000zzzzzz')).toBe(2 ** 45);
  });

  it('follows the order of the keys, and is a safe integer', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const [first, second] = [a, b].map((each) => each.slice(0, 10)) as [string, string];
        expect(Math.sign(indexNumber(a) - indexNumber(b))).toBe(first < second ? -1 : first > second ? 1 : 0);
        expect(Number.isSafeInteger(indexNumber(a))).toBe(true);
      }),
    );
  });
});

describe('a hash as a number', () => {
  it('is SHA-256 as an unsigned integer', () => {
    expect(hashNumber('').toString(16)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
