import type { Knowledge } from '../../model/claim.ts';
import { FACT_STATUSES, type FactStatus } from '../../model/fact.ts';
import { isPartial, type View } from '../../model/view.ts';
import type { Params } from '../../store/port.ts';
import { sourceNumber } from '../source/number.ts';

/**
 * The condition that the fact `r` counts in a view, in one of four fixed forms: with and without days, and for all there
 * is to know or for part of it. For part of it, facts that vary with what is known are let through: `inView` (evaluate.ts)
 * computes those from their claims and drops what does not count.
 */
export function counts(r: string, view: View): string {
  const stored = [`${r}.status IN $status`];
  if (view.valid) {
    stored.push(`${r}.from1 <= $last AND ${r}.to2 >= $first`);
    if (view.certain) stored.push(`${r}.from2 <= $first AND ${r}.to1 >= $last`);
  }
  if (!isPartial(view)) return stored.join(' AND ');
  const known = [
    `${r}.known <= $known`,
    `${r}.recorded <= $recordedBy`,
    `($sources IS NULL OR ${r}.source IN $sources)`,
  ];
  return `(${r}.varies IS NOT NULL OR (${[...stored, ...known].join(' AND ')}))`;
}

/** The parameters of `counts`. */
export function viewParams(view: View, knowledge: Knowledge): Params {
  const params: Record<string, Params[string]> = { status: statusNumbers(view.status) };
  if (view.valid) {
    params['first'] = view.valid.first;
    params['last'] = view.valid.last;
  }
  if (isPartial(view)) {
    params['known'] = knowledge.known;
    params['recordedBy'] = knowledge.recordedBy;
    params['sources'] = knowledge.sources ? [...knowledge.sources].map(sourceNumber) : null;
  }
  return params;
}

/** The numbers statuses are stored as. */
export const statusNumbers = (statuses: readonly FactStatus[]): number[] =>
  statuses.map((status) => FACT_STATUSES.indexOf(status) + 1);
