import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Amount, decimal, disagree, range, sum } from '../../src/model/amount.ts';

const usd = (amount: Omit<Amount, 'unit' | 'basis'>): Amount => ({ ...amount, unit: 'USD', basis: 'NOMINAL' });

describe('the one way to write a decimal', () => {
  it.each([
    ['0', '0'],
    ['007', '7'],
    ['+5', '5'],
    ['-5', '-5'],
    ['1.50', '1.5'],
    ['2.000', '2'],
    ['0.10', '0.1'],
    ['-0.5', '-0.5'],
    ['2500000000', '2500000000'],
    // A float would make 1e+21 of the one and 1e-7 of the other.
    ['1000000000000000000000', '1000000000000000000000'],
    ['0.0000001', '0.0000001'],
    // More digits than a float holds.
    ['12345678901234567890.12345678901234567890', '12345678901234567890.1234567890123456789'],
    // There is one zero.
    ['-0', '0'],
    ['-0.00', '0'],
  ])('%s is %s', (text, written) => {
    expect(decimal(text)).toBe(written);
  });

  it.each(['', ' ', '1 000', '1,000', '.5', '5.', '1e5', '0x10', 'NaN', 'Infinity', '--1', '1.2.3', '1\n', 'two', '٣'])(
    'takes %j for no decimal',
    (text) => {
      expect(decimal(text)).toBeUndefined();
    },
  );

  it('takes 30 digits before the point and 20 after it, no more', () => {
    const [most, finest] = ['9'.repeat(30), `0.${'1'.repeat(20)}`];
    expect(decimal(most)).toBe(most);
    expect(decimal(finest)).toBe(finest);
    expect(decimal(`1${most}`)).toBeUndefined();
    expect(decimal(`${finest}1`)).toBeUndefined();
  });

  it('is a fixed point: what is written is written the same again', () => {
    const text = fc.tuple(fc.constantFrom('', '-', '+'), fc.maxSafeNat(), fc.nat({ max: 9999 }));
    fc.assert(
      fc.property(text, ([sign, whole, fraction]) => {
        const once = decimal(`${sign}${whole}.${fraction}`) as string;
        expect(decimal(once)).toBe(once);
        expect(Number(once)).toBeCloseTo(Number(`${sign}${whole}.${fraction}`), 3);
      }),
    );
  });
});

describe('a sum', () => {
  it.each([
    [[], '0'],
    [['0.1', '0.2'], '0.3'],
    [['2500000000', '0.01', '-0.01'], '2500000000'],
    [['99999999999999999999', '1'], '100000000000000000000'],
    [['1', '-1'], '0'],
  ])('of %j is exactly %s', (values, total) => {
    expect(sum(values)).toBe(total);
  });

  it('equals the sum of whole cents, whatever the order', () => {
    const cents = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
    const euros = (value: bigint): string => {
      const digits = String(value < 0n ? -value : value).padStart(3, '0');
      return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (values) => {
        const exact = values.reduce((total, value) => total + value, 0n);
        expect(sum(values.map(euros))).toBe(decimal(euros(exact)));
        expect(sum(values.toReversed().map(euros))).toBe(decimal(euros(exact)));
      }),
    );
  });
});

describe('the range of an amount', () => {
  const texts = (amount: Amount): (string | undefined)[] => {
    const { low, high } = range(amount);
    return [low?.toFixed(), high?.toFixed()];
  };

  it('is its bounds, its value where a bound is absent, open where both are', () => {
    expect(texts(usd({ value: '5' }))).toEqual(['5', '5']);
    expect(texts(usd({ value: '5', low: '4', high: '7' }))).toEqual(['4', '7']);
    expect(texts(usd({ value: '5', high: '7' }))).toEqual(['5', '7']);
    expect(texts(usd({ low: '4' }))).toEqual(['4', undefined]);
    expect(texts(usd({}))).toEqual([undefined, undefined]);
  });
});

describe('two amounts disagree', () => {
  it.each([
    ['values that differ', { value: '2500000000' }, { value: '2000000000' }],
    ['a value below a range', { value: '1' }, { low: '2', high: '3' }],
    ['ranges without a common value', { low: '1', high: '2' }, { low: '2.01', high: '3' }],
    ['at most, and more', { high: '5' }, { low: '6' }],
    // As texts, '10' comes before '9'.
    ['values of different length', { value: '10' }, { value: '9' }],
  ])('%s', (_, a, b) => {
    expect(disagree(usd(a), usd(b))).toBe(true);
    expect(disagree(usd(b), usd(a))).toBe(true);
  });

  it.each([
    ['not where they are equal', { value: '5' }, { value: '5.0' }],
    ['not where a value lies in a range', { value: '2.5' }, { low: '2', high: '3' }],
    ['not where ranges touch', { low: '1', high: '2' }, { low: '2', high: '3' }],
    ['not with "at least" below the value', { low: '2' }, { value: '2.5' }],
    ['not where one gives no number at all', {}, { value: '2.5' }],
  ])('%s', (_, a, b) => {
    expect(disagree(usd(a), usd(b))).toBe(false);
    expect(disagree(usd(b), usd(a))).toBe(false);
  });
});
