import { boundsOf, mustMeet } from './bounds.ts';
import type { Claim } from './claim.ts';
import { type Day, daysSpanned, FIRST_DAY, LAST_DAY } from './day.ts';
import { factType } from './registry.ts';

/** Claims of one release that are about one spell, and the longest time they allow it. */
interface Cluster {
  claims: Claim[];
  first: Day;
  last: Day;
  dated: boolean;
  /** Some claim tells the end; else `last` is only how far it may go on. */
  ends: boolean;
}

/**
 * Forms spells from all claims of a group: the claims of each spell, spells in the order of time.
 *
 * Two claims are of one spell when their dates may overlap and no one release lists them apart. The result depends on
 * the set of claims alone, not on their order: the release that tells most spells apart comes first, of equals the one that
 * tells most ends; each further one is laid over it, spell to spell, where they overlap longest. A claim that tells no end
 * says nothing against one that does: what was lifted in 2016 and imposed again in 2025 are two spells.
 */
export function formSpells(claims: readonly Claim[]): Claim[][] {
  const [one] = claims;
  if (one === undefined) return [];
  const entry = factType(one.type);
  if (claims.length === 1 || entry.dates === 'timeless' || entry.dates === 'day' || entry.once) return [[...claims]];

  const releases = new Map<string, Claim[]>();
  for (const claim of claims.toSorted(byKey)) {
    const list = releases.get(claim.source);
    if (list) list.push(claim);
    else releases.set(claim.source, [claim]);
  }
  const told = [...releases]
    .map(([source, list]) => ({ source, clusters: clustersOf(list) }))
    .toSorted(
      (a, b) =>
        dated(b.clusters) - dated(a.clusters) ||
        ended(b.clusters) - ended(a.clusters) ||
        (a.source < b.source ? -1 : 1),
    );

  const spells: Cluster[] = [];
  for (const { clusters } of told)
    lay(
      clusters.filter((each) => each.dated),
      spells,
      entry.dates === 'reached',
    );
  placeUndated(
    told.flatMap(({ clusters }) => clusters.filter((each) => !each.dated).flatMap((each) => each.claims)),
    spells,
  );
  return spells
    .toSorted((a, b) => a.first - b.first || a.last - b.last || byKey(least(a), least(b)))
    .map((spell) => spell.claims.toSorted(byKey));
}

const byKey = (a: Claim, b: Claim): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const least = (cluster: Cluster): Claim => cluster.claims.toSorted(byKey)[0] as Claim;
const dated = (clusters: readonly Cluster[]): number => clusters.filter((each) => each.dated).length;
const ended = (clusters: readonly Cluster[]): number => clusters.filter((each) => each.ends).length;

/** What one release tells apart: claims stay together when their dates must overlap, or one lies within the other. */
function clustersOf(claims: readonly Claim[]): Cluster[] {
  const clusters: Cluster[] = [];
  const spans = claims.map((claim) => ({ claim, ...span(claim) }));
  for (const { claim, first, last, isDated, ends } of spans.toSorted((a, b) => a.first - b.first || b.last - a.last)) {
    const home = clusters.find((each) => each.dated === isDated && (!isDated || together(each, claim, first, last)));
    if (home) {
      home.claims.push(claim);
      home.first = Math.min(home.first, first);
      home.last = Math.max(home.last, last);
      home.ends ||= ends;
    } else clusters.push({ claims: [claim], first, last, dated: isDated, ends });
  }
  return clusters;
}

function together(cluster: Cluster, claim: Claim, first: Day, last: Day): boolean {
  if (first >= cluster.first && last <= cluster.last) return true;
  const entry = factType(claim.type);
  if (entry.dates === 'reached') return first <= cluster.first && last >= cluster.last;
  const mine = boundsOf(entry, claim.from, claim.to, claim.censored ?? false);
  return cluster.claims.some((other) => mustMeet(mine, boundsOf(entry, other.from, other.to, other.censored ?? false)));
}

/** The days a claim's spell may lie in; of what is reached on a day, the days it may have been reached. */
function span(claim: Claim): { first: Day; last: Day; isDated: boolean; ends: boolean } {
  const entry = factType(claim.type);
  const isDated = claim.from !== undefined || (claim.to !== undefined && claim.to !== 'open');
  if (entry.dates === 'reached')
    return { first: claim.from?.earliest ?? FIRST_DAY, last: claim.from?.latest ?? LAST_DAY, isDated, ends: true };
  const bounds = boundsOf(entry, claim.from, claim.to, claim.censored ?? false);
  return { first: bounds.from1, last: bounds.to2, isDated, ends: bounds.to2 < LAST_DAY };
}

/** Lays a release's clusters over the spells so far, closest first, one cluster to a spell; what fits none is a new spell. */
function lay(clusters: readonly Cluster[], spells: Cluster[], byNearness: boolean): void {
  const pairs = clusters
    .flatMap((cluster) =>
      spells.map((spell) => ({
        cluster,
        spell,
        fit: byNearness ? -distance(cluster, spell) : overlap(cluster, spell),
      })),
    )
    .filter(({ fit }) => byNearness || fit > 0)
    .toSorted((a, b) => b.fit - a.fit || a.spell.first - b.spell.first || a.cluster.first - b.cluster.first);
  const placed = new Map<Cluster, Cluster>();
  const taken = new Set<Cluster>();
  for (const { cluster, spell } of pairs) {
    if (placed.has(cluster) || taken.has(spell)) continue;
    placed.set(cluster, spell);
    taken.add(spell);
  }
  for (const cluster of clusters) {
    const spell = placed.get(cluster);
    if (spell) merge(spell, cluster);
    else spells.push(cluster);
  }
}

/** Days in common; where neither tells its end, a part of a day, the more the nearer they begin. */
function overlap(a: Cluster, b: Cluster): number {
  const days = daysSpanned(Math.max(a.first, b.first), Math.min(a.last, b.last));
  if (days <= 0 || a.ends || b.ends) return days;
  return 1 / (1 + daysSpanned(Math.min(a.first, b.first), Math.max(a.first, b.first)));
}

function distance(a: Cluster, b: Cluster): number {
  return Math.max(0, daysSpanned(Math.min(a.last, b.last), Math.max(a.first, b.first)) - 1);
}

/** A claim without dates speaks of the spell that held when it became public, else of the last one; without any, all share one. */
function placeUndated(claims: readonly Claim[], spells: Cluster[]): void {
  const [one] = claims;
  if (one === undefined) return;
  if (spells.length === 0) {
    spells.push({ claims: [...claims], first: FIRST_DAY, last: LAST_DAY, dated: false, ends: false });
    return;
  }
  const inTime = spells.toSorted((a, b) => a.first - b.first);
  for (const claim of claims) {
    const said = claim.publicOn.latest;
    const spell = inTime.findLast((each) => each.first <= said && each.last >= said) ?? inTime.at(-1);
    spell?.claims.push(claim);
  }
}

function merge(spell: Cluster, cluster: Cluster): void {
  spell.claims.push(...cluster.claims);
  spell.first = Math.min(spell.first, cluster.first);
  if (spell.ends === cluster.ends) spell.last = Math.max(spell.last, cluster.last);
  else if (cluster.ends) spell.last = cluster.last;
  spell.ends ||= cluster.ends;
}
