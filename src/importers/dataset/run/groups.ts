import { canonical, type ClaimContent, claimKey } from '../../../model/claim.ts';
import type { DraftedClaim } from './evaluate.ts';
import type { Sorter } from './sorter.ts';

/** The claims an import has of one group (of one fact, or its spells), in the order of their rows. */
export interface ClaimGroup {
  readonly group: string;
  /** How far a recording has come that has these: texts in the order in which groups come. */
  readonly mark: string;
  readonly claims: readonly KeyedClaim[];
}

export interface KeyedClaim {
  readonly key: string;
  readonly claim: ClaimContent;
}

/** Claims group by group, in the order of their hubs; the same claim once, and what many rows say `once` from the first. */
export async function* groupsOf(sorted: Sorter<DraftedClaim>): AsyncGenerator<ClaimGroup> {
  let mark = '';
  let group = '';
  let held: KeyedClaim[] = [];
  let said = new Set<string>();
  for await (const { key: place, value } of sorted.sorted()) {
    const next = place.slice(0, place.lastIndexOf(' '));
    if (next !== mark) {
      if (held.length > 0) yield { group, mark, claims: held };
      [mark, group, held, said] = [next, next.slice(next.indexOf(' ') + 1), [], new Set()];
    }
    const { claim, once } = value;
    const key = claimKey(group, claim);
    const content = once ? canonical({ ...claim, locator: undefined }) : key;
    if (said.has(content)) continue;
    said.add(content);
    held.push({ key, claim });
  }
  if (held.length > 0) yield { group, mark, claims: held };
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
    if (held?.group === key) held.told.push(value);
    else held = { group: key, told: [value] };
  }
  if (held) yield held;
}
