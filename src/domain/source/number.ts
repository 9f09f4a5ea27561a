import { digest, indexNumber } from '../../model/hash.ts';

/** Numbers worked out before: every claim that is written or weighed asks for its source's. */
const known = new Map<string, number>();
const MOST_KNOWN = 10_000;

/** The number that stands for a source, by its key, in range tests on facts and claims. */
export function sourceNumber(key: string): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  const number = indexNumber(digest(key, 10));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, number);
  return number;
}
