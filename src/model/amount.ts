import { Big } from 'big.js';

export const AMOUNT_BASES = ['NOMINAL', 'CONSTANT_PRICES', 'INDICATOR', 'COUNT', 'SHARE'] as const;
export type AmountBasis = (typeof AMOUNT_BASES)[number];

/** An exact decimal amount. `value` absent: only bounds, or only words, are given. What differs in unit or basis is never added. */
export interface Amount {
  readonly value?: string;
  readonly low?: string;
  readonly high?: string;
  /** ISO 4217, `%`, TIV, or the source's own word. */
  readonly unit: string;
  readonly basis: AmountBasis;
}

/** The one way to write a decimal: no exponent, no sign of plus, no needless zero. Undefined where the text is no decimal. */
export function decimal(text: string): string | undefined {
  if (!/^[+-]?\d{1,30}(\.\d{1,20})?$/.test(text)) return undefined;
  return new Big(text.replace('+', '')).toFixed();
}

/** Exact sum of decimals. */
export function sum(values: readonly string[]): string {
  return values.reduce((total, value) => total.plus(value), new Big(0)).toFixed();
}

/** Lowest and highest value the amount allows; undefined on a side without a bound. */
export function range(amount: Amount): { low: Big | undefined; high: Big | undefined } {
  const low = amount.low ?? amount.value;
  const high = amount.high ?? amount.value;
  return { low: low === undefined ? undefined : new Big(low), high: high === undefined ? undefined : new Big(high) };
}

/** Whether two amounts of one unit and basis cannot both hold. */
export function disagree(a: Amount, b: Amount): boolean {
  const [x, y] = [range(a), range(b)];
  const below = (p: Big | undefined, q: Big | undefined): boolean => p !== undefined && q !== undefined && p.lt(q);
  return below(x.high, y.low) || below(y.high, x.low);
}
