import type { Amount } from '../model/amount.ts';

/** An amount as a JSON list: value, low, high, unit, basis. */
export type AmountCells = [
  value: string | null,
  low: string | null,
  high: string | null,
  unit: string,
  basis: Amount['basis'],
];

export function amountOut({ value, low, high, unit, basis }: Amount): AmountCells {
  return [value ?? null, low ?? null, high ?? null, unit, basis];
}

export function amountIn([value, low, high, unit, basis]: AmountCells): Amount {
  return { value: value ?? undefined, low: low ?? undefined, high: high ?? undefined, unit, basis };
}
