import type { Claim, SourceStanding } from './claim.ts';

/** Standing of the sources by key. */
export type SourceBook = ReadonlyMap<string, SourceStanding>;

/**
 * How many independent sources: claims from one source, from releases of one data set, that repeat one another, or that
 * report one statement (same speaker, same day) count once.
 */
export function independentSources(claims: readonly Claim[], sources: SourceBook): number {
  if (claims.length < 2) return claims.length;
  const parent = claims.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] as number;
    return at;
  };
  const seen = new Map<string, number>();
  claims.forEach((claim, index) => {
    for (const name of ties(claim, sources)) {
      const other = seen.get(name);
      if (other === undefined) seen.set(name, index);
      else parent[root(index)] = root(other);
    }
  });
  return new Set(claims.map((_, index) => root(index))).size;
}

/** What makes claims depend on each other where they share it. */
function ties(claim: Claim, sources: SourceBook): string[] {
  const shared = [`origin ${sources.get(claim.source)?.dataset ?? claim.source}`, `claim ${claim.key}`];
  if (claim.onClaim !== undefined) shared.push(`claim ${claim.onClaim}`);
  if (claim.speaker !== undefined && claim.statedOn !== undefined)
    shared.push(`said ${claim.speaker} ${claim.statedOn.text}`);
  return shared;
}
