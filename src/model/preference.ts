import type { Claim, Knowledge } from './claim.ts';
import { daysSpanned } from './day.ts';
import type { When } from './edtf.ts';
import { independentSources, type SourceBook } from './independence.ts';
import { criteriaOf, type Criterion } from './registry.ts';

/** How much a kind of source weighs where numbers are equal; least is most. */
const WEIGHT: Readonly<Record<string, number>> = { PRIMARY: 0, DATASET: 1, REFERENCE: 2, REPORT: 3 };

/** The weight of a claim's source: 0 for a primary one; higher is weaker. */
export function weightOf(claim: Claim, sources: SourceBook): number {
  return WEIGHT[sources.get(claim.source)?.kind ?? ''] ?? 9;
}

/** What decides when a view says nothing. */
const DEFAULT_CRITERIA = criteriaOf('MOST_SOURCES');

/** A camp of claims that say the same, with what it is judged by; of each measure, less goes first. */
interface Camp {
  readonly lead: Claim;
  readonly measures: Readonly<Record<Criterion, number>>;
}

/**
 * Which of several things said goes first. Claims that say the same (`camp`) stand together; the camps are compared by the
 * criteria of the policy in turn, and by key at last. Gives the weightiest claim of the first camp.
 */
export function preferredClaim(
  claims: readonly Claim[],
  camp: (claim: Claim) => string,
  date: (claim: Claim) => When | undefined,
  sources: SourceBook,
  knowledge: Knowledge,
): Claim | undefined {
  if (claims.length < 2) return claims[0];
  const camps = new Map<string, Claim[]>();
  for (const claim of claims) {
    const name = camp(claim);
    const list = camps.get(name);
    if (list) list.push(claim);
    else camps.set(name, [claim]);
  }
  return rank(
    [...camps.values()].map((list) => measured(list, date, sources, knowledge)),
    knowledge,
  )[0]?.lead;
}

/** Whose claims, among several sets of claims, go first: the order of the sets by the policy. */
export function preferredOrder(
  sets: readonly (readonly Claim[])[],
  sources: SourceBook,
  knowledge: Knowledge,
): number[] {
  const camps = sets.map((claims) => measured(claims, (claim) => claim.from, sources, knowledge));
  const ranked = rank(camps, knowledge);
  return ranked.map((each) => camps.indexOf(each));
}

function rank(camps: readonly Camp[], knowledge: Knowledge): Camp[] {
  const criteria = knowledge.prefer ?? DEFAULT_CRITERIA;
  return camps.toSorted((a, b) => {
    for (const criterion of criteria) {
      const difference = a.measures[criterion] - b.measures[criterion];
      if (difference !== 0) return difference;
    }
    return a.lead.key < b.lead.key ? -1 : 1;
  });
}

function measured(
  claims: readonly Claim[],
  date: (claim: Claim) => When | undefined,
  sources: SourceBook,
  knowledge: Knowledge,
): Camp {
  const lead = claims.toSorted(
    (a, b) => weightOf(a, sources) - weightOf(b, sources) || (a.key < b.key ? -1 : 1),
  )[0] as Claim;
  const when = date(lead);
  const order = knowledge.order ?? [];
  const place = (claim: Claim): number => {
    const index = order.indexOf(claim.source);
    return index === -1 ? order.length : index;
  };
  return {
    lead,
    measures: {
      support: -independentSources(claims, sources),
      weight: weightOf(lead, sources),
      precision: when ? daysSpanned(when.earliest, when.latest) : Number.MAX_SAFE_INTEGER,
      latest: -claims.reduce((latest, claim) => Math.max(latest, (claim.statedOn ?? claim.publicOn).latest), 0),
      order: claims.reduce((least, claim) => Math.min(least, place(claim)), order.length),
    },
  };
}
