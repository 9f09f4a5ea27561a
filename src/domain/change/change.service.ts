import { endText } from '../../model/claim.ts';
import type { View } from '../../model/view.ts';
import type { FactInView } from '../fact/fact-view.ts';
import type { Conditions } from '../fact/filter.ts';
import { matching } from '../fact/search.service.ts';
import { comparePositions, type Connection, connect, type Page, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';

/** A difference between two views: the fact as each of them shows it, as far as it does. */
export interface Change {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly before?: FactInView;
  readonly after?: FactInView;
  readonly position: Position;
}

/** What differs between two views of the facts that fit, by beginning, then by key. */
export async function listChanges(
  reading: Reading,
  conditions: Conditions,
  views: { readonly from: View; readonly to: View },
  page: Page,
): Promise<Connection<Change>> {
  const found: Change[] = [];
  for await (const change of changes(reading, conditions, views, page)) {
    found.push(change);
    if (found.length > page.size) break;
  }
  return connect(
    page,
    found,
    ({ position }) => position,
    async () => {
      let n = 0;
      for await (const _ of changes(reading, conditions, views, { size: 2000, backwards: false })) n++;
      return n;
    },
  );
}

/**
 * Walks both views side by side: facts stand in the same places in either, by their stored beginning, so one pass tells what
 * is in one of them only, and nothing is held but a page of each.
 */
async function* changes(
  reading: Reading,
  conditions: Conditions,
  { from, to }: { readonly from: View; readonly to: View },
  page: Page,
): AsyncGenerator<Change> {
  const wide = { ...page, size: Math.max(page.size, 200) };
  const old = matching(reading, conditions, from, wide);
  const young = matching(reading, conditions, to, wide);
  const turn = page.backwards ? -1 : 1;
  let [before, after] = await Promise.all([next(old), next(young)]);
  while (before || after) {
    const order = before && after ? turn * comparePositions(before.position, after.position) : before ? -1 : 1;
    if (order === 0 && before && after) {
      if (looks(before) !== looks(after)) yield { kind: 'CHANGED', before, after, position: after.position };
      [before, after] = await Promise.all([next(old), next(young)]);
    } else if (order < 0 && before) {
      yield { kind: 'REMOVED', before, position: before.position };
      before = await next(old);
    } else if (after) {
      yield { kind: 'ADDED', after, position: after.position };
      after = await next(young);
    }
  }
}

async function next(facts: AsyncGenerator<FactInView>): Promise<FactInView | undefined> {
  const { value, done } = await facts.next();
  return done ? undefined : value;
}

/** What a fact says, as one text; who says so is not part of it. */
function looks({ from, to, censored, status, value, amount, qualifiers }: FactInView): string {
  return JSON.stringify([from?.text, endText(to), censored, status, value, amount, qualifiers]);
}
