import { canonical, type ClaimContent } from '../../../model/claim.ts';
import type { DraftedClaim } from './evaluate.ts';
import type { Sorter } from './sorter.ts';

/** The claims an import has of one group (of one fact, or its spells), in the order of their rows. */
export interface ClaimGroup {
  readonly group: string;
  readonly claims: readonly ClaimContent[];
}

/** Claims group by group, in the order of the groups; the same claim once, and what many rows say `once` from the first. */
export async function* groupsOf(sorted: Sorter<DraftedClaim>): AsyncGenerator<ClaimGroup> {
  let group = '';
  let held = new Map<string, ClaimContent>();
  for await (const { key, value } of sorted.sorted()) {
    const name = key.slice(0, 16);
    if (name !== group && held.size > 0) {
      yield { group, claims: [...held.values()] };
      held = new Map();
    }
    group = name;
    const { claim } = value;
    const content = canonical(value.once ? { ...claim, locator: undefined } : claim);
    if (!held.has(content)) held.set(content, claim);
  }
  if (held.size > 0) yield { group, claims: [...held.values()] };
}
