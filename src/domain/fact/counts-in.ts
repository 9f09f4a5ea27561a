import { type Bounds, mayHold, mustHold } from '../../model/bounds.ts';
import type { FactStatus } from '../../model/fact.ts';
import type { View } from '../../model/view.ts';

/** Whether a fact of this status and these bounds counts in a view: what `counts` (view.cypher.ts) asks of the engine. */
export function countsIn(
  { status, bounds }: { readonly status: FactStatus; readonly bounds: Bounds },
  view: View,
): boolean {
  if (!view.status.includes(status)) return false;
  if (!view.valid) return true;
  const { first, last } = view.valid;
  return mayHold(bounds, first, last) && (!view.certain || mustHold(bounds, first, last));
}
