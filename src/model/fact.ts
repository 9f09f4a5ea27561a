import { type Bounds, boundsOf } from './bounds.ts';
import {
  type Claim,
  type End,
  endText,
  EVERYTHING,
  factKey,
  isKnown,
  isRetracted,
  type Knowledge,
  type SourceStanding,
  type Statement,
} from './claim.ts';
import { type Day, daysSpanned, LAST_DAY } from './day.ts';
import type { When } from './edtf.ts';
import { factType } from './registry.ts';

/** In the order of their numbers, from 1, by which the graph stores them. */
export const FACT_STATUSES = ['ACCEPTED', 'DISPUTED', 'REPORTED', 'PROPOSED', 'DENIED', 'RETRACTED'] as const;
export type FactStatus = (typeof FACT_STATUSES)[number];
/** What counts unless a view says otherwise: nobody is a member because somebody plans it. */
export const STATUSES_THAT_COUNT: readonly FactStatus[] = ['ACCEPTED', 'DISPUTED', 'REPORTED'];

/** What holds, as far as the claims that count say. */
export interface Fact extends Statement {
  readonly key: string;
  readonly group: string;
  readonly spell: number;
  /** The dates most independent sources give. */
  readonly from?: When;
  readonly to?: End;
  readonly censored: boolean;
  /** `from1` and `to2` of those dates; `from2` and `to1` such that all sources agree it held between. */
  readonly bounds: Bounds;
  readonly status: FactStatus;
  /** When its first claim became public. */
  readonly knownSince: When;
  /** When its first claim was recorded, milliseconds. */
  readonly recordedAt: number;
  /** Independent sources. */
  readonly sourceCount: number;
  readonly claimCount: number;
  readonly claims: readonly Claim[];
}

/** Standing of the sources by key. */
export type SourceBook = ReadonlyMap<string, SourceStanding>;

/** How much a kind of source weighs where numbers are equal; first is most. */
const WEIGHT: Readonly<Record<string, number>> = { PRIMARY: 0, DATASET: 1, REFERENCE: 2, REPORT: 3 };

const asserts = (claim: Claim): boolean => claim.mood === 'ASSERTED' || claim.mood === 'ESTIMATED';

/**
 * Computes a fact from all claims of one spell, in a state of knowledge. Undefined where nothing of it was known.
 *
 * Its status here knows no other fact: one beside a conflicting fact becomes DISPUTED in `settle` (contradiction.ts).
 */
export function computeFact(
  group: string,
  spell: number,
  claims: readonly Claim[],
  sources: SourceBook,
  knowledge: Knowledge = EVERYTHING,
): Fact | undefined {
  const known = claims.filter((claim) => isKnown(claim, knowledge));
  const [first] = known;
  if (first === undefined) return undefined;
  const standing = known.filter((claim) => !isRetracted(claim, knowledge));
  const counted = standing.length > 0 ? standing : known;

  const speaking = counted.some((claim) => claim.mood !== 'DENIED')
    ? counted.filter((claim) => claim.mood !== 'DENIED')
    : counted;
  const asserting = speaking.filter(asserts);
  const dating = asserting.length > 0 ? asserting : speaking;
  const dates = preferredDates(dating, sources);
  const best = dates.best;
  const earliest = counted.reduce((a, b) => (before(b.publicOn, a.publicOn) ? b : a));
  return {
    ...statementOf(first, best),
    key: factKey(group, spell),
    group,
    spell,
    from: dates.from,
    to: dates.to,
    censored: dates.censored,
    bounds: agreed(dates, dating),
    status: standing.length === 0 ? 'RETRACTED' : statusOf(counted, sources),
    knownSince: earliest.publicOn,
    recordedAt: counted.reduce((least, claim) => Math.min(least, claim.recordedAt), Number.MAX_SAFE_INTEGER),
    sourceCount: independentSources(speaking, sources),
    claimCount: counted.length,
    claims: counted,
  };
}

const before = (a: When, b: When): boolean => a.latest < b.latest || (a.latest === b.latest && a.earliest < b.earliest);

/** What the fact says: what its claims share, and the qualifiers that do not tell facts apart as the best claim has them. */
function statementOf(first: Claim, best: Claim): Statement {
  const { type, subject, object, value } = first;
  const amount = best.amount;
  return {
    type,
    subject,
    object,
    value,
    amount,
    qualifiers: best.qualifiers,
  };
}

/** ACCEPTED: asserted by a primary source, a data set, or two independent sources. */
function statusOf(claims: readonly Claim[], sources: SourceBook): FactStatus {
  const asserting = claims.filter(asserts);
  const denying = claims.filter((claim) => claim.mood === 'DENIED');
  if (asserting.length === 0) return denying.length === claims.length ? 'DENIED' : 'PROPOSED';
  if (asserting.some((claim) => denying.some((denial) => denies(denial, claim)))) return 'DISPUTED';
  const strong = asserting.some((claim) => (WEIGHT[sources.get(claim.source)?.kind ?? ''] ?? 9) <= 1);
  return strong || independentSources(asserting, sources) > 1 ? 'ACCEPTED' : 'REPORTED';
}

/**
 * Whether a denial speaks against an assertion: not where what is asserted begins only after the day the denial is of
 * ("not yet signed", said before the signing, is no contradiction).
 */
export function denies(denial: Claim, assertion: Claim): boolean {
  const until = denial.to !== undefined && denial.to !== 'open' ? denial.to : (denial.statedOn ?? denial.publicOn);
  return assertion.from === undefined || assertion.from.earliest <= until.latest;
}

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
    const names = [
      `origin ${sources.get(claim.source)?.dataset ?? claim.source}`,
      `claim ${claim.onClaim ?? claim.key}`,
      `claim ${claim.key}`,
    ];
    if (claim.speaker !== undefined && claim.statedOn !== undefined)
      names.push(`said ${claim.speaker} ${claim.statedOn.text}`);
    for (const name of names) {
      const other = seen.get(name);
      if (other === undefined) seen.set(name, index);
      else parent[root(index)] = root(other);
    }
  });
  return new Set(claims.map((_, index) => root(index))).size;
}

interface Dates {
  from?: When;
  to?: End;
  censored: boolean;
  best: Claim;
}

/** The dates most independent sources give; among equals the weightier source, the more exact date, the later word. */
function preferredDates(claims: readonly Claim[], sources: SourceBook): Dates {
  const withFrom = claims.filter((claim) => claim.from !== undefined);
  const withEnd = endsThatSpeak(claims);
  const start = mostSupported(
    withFrom,
    (claim) => claim.from?.text ?? '',
    (claim) => claim.from,
    sources,
  );
  const end = mostSupported(withEnd, endKey, (claim) => (claim.to === 'open' ? undefined : claim.to), sources);
  const best =
    start ??
    end ??
    mostSupported(
      claims,
      () => '',
      () => undefined,
      sources,
    );
  return {
    from: start?.from,
    to: end?.to,
    censored: end?.censored ?? false,
    best: best as Claim,
  };
}

const endKey = (claim: Claim): string => `${endText(claim.to) ?? ''}${claim.censored ? ' censored' : ''}`;

/**
 * The claims whose ends speak against or for each other. "Still so" and "so until our coverage stopped" say nothing
 * against an end that came later, so where a later end is told they are silent.
 */
export function endsThatSpeak(claims: readonly Claim[]): Claim[] {
  const withEnd = claims.filter((claim) => claim.to !== undefined);
  const closed = withEnd.filter((claim) => claim.to !== 'open' && !claim.censored);
  if (closed.length === 0) return withEnd;
  const latestEnd = closed.reduce((latest, claim) => Math.max(latest, (claim.to as When).latest), 0);
  return withEnd.filter((claim) => {
    if (claim.to === 'open') return claim.publicOn.latest > latestEnd && hasOwnDate(claim);
    return !claim.censored || (claim.to as When).earliest > latestEnd;
  });
}

/** "Still so" is of a day only where the claim itself is dated: when it was said, or its source appeared. */
const hasOwnDate = (claim: Claim): boolean =>
  claim.statedOn !== undefined || claim.publicOn.earliest === claim.publicOn.latest;

function mostSupported(
  claims: readonly Claim[],
  group: (claim: Claim) => string,
  date: (claim: Claim) => When | undefined,
  sources: SourceBook,
): Claim | undefined {
  if (claims.length < 2) return claims[0];
  const camps = new Map<string, Claim[]>();
  for (const claim of claims) camps.set(group(claim), [...(camps.get(group(claim)) ?? []), claim]);
  const weight = (claim: Claim): number => WEIGHT[sources.get(claim.source)?.kind ?? ''] ?? 9;
  const ranked = [...camps.values()].map((camp) => {
    const lead = camp.toSorted((a, b) => weight(a) - weight(b) || (a.key < b.key ? -1 : 1))[0] as Claim;
    const when = date(lead);
    return {
      lead,
      support: independentSources(camp, sources),
      weight: weight(lead),
      width: when ? daysSpanned(when.earliest, when.latest) : Number.MAX_SAFE_INTEGER,
      said: camp.reduce((latest, claim) => Math.max(latest, (claim.statedOn ?? claim.publicOn).latest), 0),
    };
  });
  return ranked.toSorted(
    (a, b) =>
      b.support - a.support ||
      a.weight - b.weight ||
      a.width - b.width ||
      b.said - a.said ||
      (a.lead.key < b.lead.key ? -1 : 1),
  )[0]?.lead;
}

/** Bounds of the preferred dates, narrowed within to what every dating claim agrees on. */
function agreed(dates: Dates, claims: readonly Claim[]): Bounds {
  const entry = factType(dates.best.type);
  const own = boundsOf(entry, dates.from, dates.to, dates.censored);
  let { from2, to1 } = own;
  const speaking = new Set(endsThatSpeak(claims));
  for (const claim of claims) {
    if (claim.from !== undefined) from2 = Math.max(from2, claim.from.latest);
    if (claim.to !== undefined && claim.to !== 'open' && speaking.has(claim)) to1 = Math.min(to1, claim.to.earliest);
  }
  return { ...own, from2, to1 };
}

/** By beginning, undated last, then by key: the order facts are given in. */
export function beginning(fact: Pick<Fact, 'from' | 'bounds'>): Day {
  return fact.from === undefined ? LAST_DAY + 1 : fact.bounds.from1;
}
