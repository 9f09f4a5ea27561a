import { canonical, type ClaimContent } from '../../../model/claim.ts';
import type { DraftedClaim } from './evaluate.ts';
import type { Sorter } from './sorter.ts';

/** The claims an import has of one group (of one fact, or its spells), in the order of their rows. */
export interface ClaimGroup {
  readonly group: string;
  /** How far a recording has come that has these: texts in the order in which groups come. */
  readonly mark: string;
  readonly claims: readonly ClaimContent[];
}

/** Claims group by group, in the order of their hubs; the same claim once, and what many rows say `once` from the first. */
export async function* groupsOf(sorted: Sorter<DraftedClaim>): AsyncGenerator<ClaimGroup> {
  let mark = '';
  let held = new Map<string, ClaimContent>();
  const made = (): ClaimGroup => ({ group: mark.slice(mark.indexOf(' ') + 1), mark, claims: [...held.values()] });
  for await (const { key, value } of sorted.sorted()) {
    const next = key.slice(0, key.lastIndexOf(' '));
    if (next !== mark && held.size > 0) {
      yield made();
      held = new Map();
    }
    mark = next;
    const { claim } = value;
    const content = canonical(value.once ? { ...claim, locator: undefined } : claim);
    if (!held.has(content)) held.set(content, claim);
  }
  if (held.size > 0) yield made();
}

/** What the files tell of a fact, as far as a comparison needs it. */
export interface Told {
  readonly key: string;
  readonly dates: string;
}

export interface ToldGroup {
  readonly group: string;
  readonly told: readonly Told[];
}

/** What was told, group by group, in the order of the groups. */
export async function* toldGroups(sorted: Sorter<Told>): AsyncGenerator<ToldGroup> {
  let held: { group: string; told: Told[] } | undefined;
  for await (const { key, value } of sorted.sorted()) {
    if (held && held.group !== key) yield held;
    held = held?.group === key ? { group: key, told: [...held.told, value] } : { group: key, told: [value] };
  }
  if (held) yield held;
}
