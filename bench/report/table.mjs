// The figures as a table of text: ratios to the peer, times beside them.
import { median } from '../measure/statistics.mjs';

const cellOf = (results, variant, name) => results.find((each) => each.variant === variant && each.name === name);

/** Ratio of a figure in each round to the same of another contender in the same round: median, least, most. */
export function ratio(results, variant, name, base, figure) {
  const [a, b] = [cellOf(results, variant, name), cellOf(results, variant, base)];
  if (!a || !b) return undefined;
  const each = a.rounds.map((round, index) => round[figure] / b.rounds[index][figure]).filter(Number.isFinite);
  if (each.length === 0) return undefined;
  return { value: median(each), least: Math.min(...each), most: Math.max(...each) };
}

/** A figure's median over the rounds. */
export function typical(results, variant, name, figure) {
  const values = cellOf(results, variant, name)
    ?.rounds.map((round) => round[figure])
    .filter((value) => value !== undefined);
  return values && values.length > 0 ? median(values) : undefined;
}

export const number = (value, digits = 2) =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(digits);

/** One figure of all operations and contenders: ratio to the peer, and the figure itself. */
export function figureTable(results, figure, unit, base = 'peer') {
  const variants = [...new Set(results.map(({ variant }) => variant))];
  const names = [...new Set(results.map(({ name }) => name))];
  const rows = variants.map((variant) => [
    variant,
    ...names.map((name) => {
      const value = typical(results, variant, name, figure);
      if (value === undefined) return '';
      const to = ratio(results, variant, name, base, figure);
      return to && name !== base ? `${number(to.value)} (${number(value)})` : `(${number(value)})`;
    }),
  ]);
  return { head: [unit, ...names], rows };
}

export function textTable({ head, rows }) {
  const widths = head.map((each, index) => Math.max(each.length, ...rows.map((row) => row[index].length)));
  const line = (row) =>
    row.map((each, index) => (index === 0 ? each.padEnd(widths[0]) : each.padStart(widths[index]))).join('  ');
  return [head, ...rows].map(line).join('\n');
}
