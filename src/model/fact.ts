import { type Bounds, boundsOf } from './bounds.ts';
import {
  asserts,
  type Claim,
  type End,
  endText,
  EVERYTHING,
  factKey,
  isKnown,
  isRetracted,
  type Knowledge,
  type Statement,
} from './claim.ts';
import { type Day, LAST_DAY } from './day.ts';
import type { When } from './edtf.ts';
import { independentSources, type SourceBook } from './independence.ts';
import { preferredClaim, weightOf } from './preference.ts';
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
  /** The dates that go first by the policy: unless asked otherwise, those most independent sources give. */
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
  /** Independent sources that assert it; where none does, that speak of it. */
  readonly sourceCount: number;
  readonly claimCount: number;
  readonly claims: readonly Claim[];
  /** Of those, the ones that assert it. */
  readonly asserting: readonly Claim[];
}

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

  const affirming = counted.filter((claim) => claim.mood !== 'DENIED');
  const speaking = affirming.length > 0 ? affirming : counted;
  const asserting = affirming.filter((claim) => asserts(claim, knowledge));
  const dating = asserting.length > 0 ? asserting : speaking;
  const dates = preferredDates(dating, sources, knowledge);
  const { type, subject, object, value } = first;
  return {
    type,
    subject,
    object,
    value,
    amount: dates.best.amount,
    qualifiers: dates.best.qualifiers,
    key: factKey(group, spell),
    group,
    spell,
    from: dates.from,
    to: dates.to,
    censored: dates.censored,
    bounds: agreed(dates, dating),
    status: standing.length === 0 ? 'RETRACTED' : statusOf(counted, asserting, sources),
    knownSince: counted.map(({ publicOn }) => publicOn).reduce((a, b) => (isBefore(b, a) ? b : a)),
    recordedAt: counted.reduce((least, claim) => Math.min(least, claim.recordedAt), Number.MAX_SAFE_INTEGER),
    sourceCount: independentSources(dating, sources),
    claimCount: counted.length,
    claims: counted,
    asserting,
  };
}

/** Of dates with the same days, such as 2019 and 2019~, the one that comes first as text: never the one read first. */
const isBefore = (a: When, b: When): boolean =>
  (a.latest - b.latest || a.earliest - b.earliest || (a.text < b.text ? -1 : 1)) < 0;

/** ACCEPTED: asserted by a primary source, a data set, or two independent sources. */
function statusOf(claims: readonly Claim[], asserting: readonly Claim[], sources: SourceBook): FactStatus {
  const denying = claims.filter((claim) => claim.mood === 'DENIED');
  if (asserting.length === 0) return denying.length === claims.length ? 'DENIED' : 'PROPOSED';
  if (asserting.some((claim) => denying.some((denial) => denies(denial, claim)))) return 'DISPUTED';
  const isStrong = asserting.some((claim) => weightOf(claim, sources) <= 1);
  return isStrong || independentSources(asserting, sources) > 1 ? 'ACCEPTED' : 'REPORTED';
}

/**
 * Whether a denial speaks against an assertion: not where what is asserted begins only after the day the denial is of
 * ("not yet signed", said before the signing, is no contradiction).
 */
export function denies(denial: Claim, assertion: Claim): boolean {
  const until = denial.to !== undefined && denial.to !== 'open' ? denial.to : (denial.statedOn ?? denial.publicOn);
  return assertion.from === undefined || assertion.from.earliest <= until.latest;
}

interface Dates {
  readonly from?: When;
  readonly to?: End;
  readonly censored: boolean;
  /** The claim the fact's other details are taken from. */
  readonly best: Claim;
}

/** The beginning and the end that go first, each by itself: a source may give only one of them. */
function preferredDates(claims: readonly Claim[], sources: SourceBook, knowledge: Knowledge): Dates {
  const start = preferredClaim(
    claims.filter((claim) => claim.from !== undefined),
    (claim) => claim.from?.text ?? '',
    (claim) => claim.from,
    sources,
    knowledge,
  );
  const begun = start?.from;
  const end = preferredClaim(
    // A spell does not end before it begins: ends that would have it so are of other dates than the beginning chosen.
    endsThatSpeak(claims).filter(({ to }) => to === 'open' || !begun || (to as When).latest >= begun.earliest),
    (claim) => `${endText(claim.to) ?? ''}${claim.censored ? ' censored' : ''}`,
    (claim) => (claim.to === 'open' ? undefined : claim.to),
    sources,
    knowledge,
  );
  const any = (): Claim | undefined =>
    preferredClaim(
      claims,
      () => '',
      () => undefined,
      sources,
      knowledge,
    );
  return { from: start?.from, to: end?.to, censored: end?.censored ?? false, best: (start ?? end ?? any()) as Claim };
}

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
    if (claim.to === 'open') return (claim.statedOn ?? claim.publicOn).latest > latestEnd && hasOwnDate(claim);
    return !claim.censored || (claim.to as When).earliest > latestEnd;
  });
}

/** "Still so" is of a day only where the claim itself is dated: when it was said, or its source appeared. */
const hasOwnDate = (claim: Claim): boolean =>
  claim.statedOn !== undefined || claim.publicOn.earliest === claim.publicOn.latest;

/**
 * Bounds of the preferred dates, narrowed within to what no dating claim speaks against: one that may mean the same day, such as
 * "by 2020" beside "in 2019", does not.
 */
function agreed(dates: Dates, claims: readonly Claim[]): Bounds {
  const entry = factType(dates.best.type);
  const own = boundsOf(entry, dates.from, dates.to, dates.censored);
  let { from2, to1 } = own;
  const speaking = new Set(endsThatSpeak(claims));
  const to = dates.to === 'open' ? undefined : dates.to;
  for (const claim of claims) {
    if (claim.from && dates.from && claim.from.earliest > dates.from.latest) from2 = Math.max(from2, claim.from.latest);
    if (claim.to !== undefined && claim.to !== 'open' && speaking.has(claim) && !(to && claim.to.latest >= to.earliest))
      to1 = Math.min(to1, claim.to.earliest);
  }
  return { ...own, from2, to1 };
}

/** Where a fact stands among others by its beginning; one without stands last. */
export function beginning(fact: Pick<Fact, 'from' | 'bounds'>): Day {
  return fact.from === undefined ? LAST_DAY + 1 : fact.bounds.from1;
}
