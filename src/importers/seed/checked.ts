import { isChecked } from './claims.ts';
import type { Seed } from './read.ts';

/** How many claims of a folder of the curated graph say what they were checked against. */
export interface CheckedShare {
  readonly list: string;
  readonly claims: number;
  readonly checked: number;
}

/** Counts per list what is checked: a list is a folder of files, such as `organizations/global`, below where all files lie. */
export function checkedShares(seed: Pick<Seed, 'files' | 'claims'>): CheckedShare[] {
  const folders = new Map(seed.files.map(({ path }) => [path, path.split(/[\\/]/).slice(0, -1)] as const));
  const common = [...folders.values()].reduce((shared, path) => {
    const end = shared.findIndex((part, at) => part !== path[at]);
    return end === -1 ? shared : shared.slice(0, end);
  });
  const shares = new Map<string, { claims: number; checked: number }>();
  for (const { file, checked } of seed.claims) {
    const list = (folders.get(file) ?? []).slice(common.length).join('/') || '.';
    const share = shares.get(list) ?? { claims: 0, checked: 0 };
    share.claims++;
    if (isChecked(checked)) share.checked++;
    shares.set(list, share);
  }
  return [...shares].map(([list, share]) => ({ list, ...share })).toSorted((a, b) => (a.list < b.list ? -1 : 1));
}
