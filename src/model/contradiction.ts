import { disagree } from './amount.ts';
import { boundsOf, mustMeet } from './bounds.ts';
import type { Claim } from './claim.ts';
import type { When } from './edtf.ts';
import { denies, endsThatSpeak, type Fact } from './fact.ts';
import { digest } from './hash.ts';
import { type ContradictionReason, type Exclusion, factType, type FactTypeEntry } from './registry.ts';

/** Two sides that cannot both be right. Of a denial, and of dates that differ, both sides have the same fact. */
export interface Contradiction {
  readonly key: string;
  readonly reason: ContradictionReason;
  readonly sides: readonly [Side, Side];
}

export interface Side {
  readonly fact: Fact;
  readonly claims: readonly Claim[];
}

const isAsserted = (fact: Fact): boolean =>
  fact.status === 'ACCEPTED' || fact.status === 'REPORTED' || fact.status === 'DISPUTED';

/** Whether facts of a type can contradict other facts, not only themselves. */
export function hasRivals(entry: FactTypeEntry): boolean {
  return (entry.exclusive?.length ?? 0) > 0 || (entry.order?.length ?? 0) > 0;
}

/** The end by which possible rivals of a fact are found: facts of its type that share it. */
export function rivalsShare(entry: FactTypeEntry): 'subject' | 'object' {
  return entry.exclusive?.every((rule) => rule.same.includes('subject')) === false ? 'object' : 'subject';
}

/** All contradictions among the facts given, which are of one type and hold all rivals of each other; in a stable order. */
export function findContradictions(facts: readonly Fact[]): Contradiction[] {
  const [one] = facts;
  if (one === undefined) return [];
  const entry = factType(one.type);
  const ordered = facts.map(inOrder);
  const asserted = ordered.filter(isAsserted);
  return [
    ...ordered.flatMap(denials),
    ...asserted.flatMap((fact) => datesThatDisagree(fact, entry)),
    ...(entry.exclusive ?? []).flatMap((rule) => excluded(asserted, rule)),
    ...misordered(asserted, entry.order ?? []),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The fact with its claims in the order of their keys: sides hold them, and tell who speaks, in whatever order they were read. */
function inOrder(fact: Fact): Fact {
  if (fact.claims.length < 2) return fact;
  const sorted = (claims: readonly Claim[]): Claim[] => claims.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { ...fact, claims: sorted(fact.claims), asserting: sorted(fact.asserting) };
}

/** The facts with the status that the others give them: asserted, beside a conflicting fact, is DISPUTED. */
export function settle(facts: readonly Fact[], contradictions: readonly Contradiction[]): Fact[] {
  const disputed = new Set(
    contradictions
      .filter(
        ({ reason }) =>
          reason === 'DIFFERENT_VALUE' || reason === 'DIFFERENT_OBJECT' || reason === 'OVERLAPPING_EXCLUSIVE',
      )
      .flatMap(({ sides }) => sides.map(({ fact }) => fact.key)),
  );
  return facts.map((fact) => (disputed.has(fact.key) && isAsserted(fact) ? { ...fact, status: 'DISPUTED' } : fact));
}

/** A side under the name it is told apart by, whatever further claims join it. */
interface NamedSide extends Side {
  readonly name: string;
}

function contradiction(reason: ContradictionReason, a: NamedSide, b: NamedSide): Contradiction {
  const [x, y] = [a, b].toSorted((p, q) => (sideKey(p) < sideKey(q) ? -1 : 1)) as [NamedSide, NamedSide];
  const sides = [x, y] as const;
  return {
    key: `contradiction:${digest(JSON.stringify([reason, ...sides.map(sideKey)]), 16)}`,
    reason,
    sides: [
      { fact: x.fact, claims: x.claims },
      { fact: y.fact, claims: y.claims },
    ],
  };
}

const sideKey = ({ fact, name }: NamedSide): string => `${fact.key} ${name}`;

function denials(fact: Fact): Contradiction[] {
  if (fact.status === 'RETRACTED') return [];
  const denying = fact.claims.filter((claim) => claim.mood === 'DENIED');
  const denied = fact.asserting.filter((claim) => denying.some((denial) => denies(denial, claim)));
  if (denied.length === 0) return [];
  const denyingThese = denying.filter((denial) => denied.some((claim) => denies(denial, claim)));
  return [
    contradiction('DENIED', { fact, claims: denied, name: 'asserted' }, { fact, claims: denyingThese, name: 'denied' }),
  ];
}

/** One contradiction for each camp of claims whose beginnings, or ends, have no day in common with the foremost camp's. */
function datesThatDisagree(fact: Fact, entry: FactTypeEntry): Contradiction[] {
  if (entry.dates === 'timeless' || fact.claims.length < 2) return [];
  const claims = fact.asserting;
  const ends = endsThatSpeak(claims).filter((claim) => claim.to !== 'open' && !claim.censored);
  const disagreeing = (which: 'from' | 'to', [first, ...others]: Camp[]): Contradiction[] =>
    others.map((other) =>
      contradiction(
        'SOURCE_DATES_DISAGREE',
        { fact, claims: (first as Camp).claims, name: `${which} ${(first as Camp).date}` },
        { fact, claims: other.claims, name: `${which} ${other.date}` },
      ),
    );
  return [
    ...disagreeing(
      'from',
      camps(claims, (claim) => claim.from),
    ),
    ...disagreeing(
      'to',
      camps(ends, (claim) => claim.to as When),
    ),
  ];
}

/** Claims that may mean one date, and that date. */
interface Camp {
  readonly date: string;
  readonly claims: Claim[];
}

/**
 * Claims that may mean one date together: the most exact date first, with all that have a day in common with it; of the
 * rest likewise, so that exact dates stay at odds however many claims give a year both lie in. The camp of most claims is
 * the first, and the first claims of a camp give its very date.
 */
function camps(claims: readonly Claim[], date: (claim: Claim) => When | undefined): Camp[] {
  let left = claims.filter((claim) => date(claim) !== undefined);
  const found: Camp[] = [];
  while (left.length > 0) {
    const lead = foremost(left.map((claim) => date(claim) as When));
    const isWith = (claim: Claim): boolean => {
      const when = date(claim) as When;
      return when.earliest <= lead.latest && lead.earliest <= when.latest;
    };
    found.push({
      date: lead.text,
      claims: left
        .filter(isWith)
        .toSorted((a, b) => Number(date(b)?.text === lead.text) - Number(date(a)?.text === lead.text)),
    });
    left = left.filter((claim) => !isWith(claim));
  }
  return found.toSorted((a, b) => b.claims.length - a.claims.length);
}

/** The most exact date; among equals the one given most often, then the earlier. */
function foremost(dates: readonly When[]): When {
  const times = (when: When): number => dates.filter(({ text }) => text === when.text).length;
  const width = (when: When): number => when.latest - when.earliest;
  return dates.toSorted(
    (a, b) => width(a) - width(b) || times(b) - times(a) || a.earliest - b.earliest || (a.text < b.text ? -1 : 1),
  )[0] as When;
}

function field(fact: Fact, name: string): string {
  if (name === 'subject') return fact.subject;
  if (name === 'object') return fact.object ?? '';
  if (name === 'unit') return fact.amount?.unit ?? '';
  if (name === 'basis') return fact.amount?.basis ?? '';
  return fact.qualifiers[name] ?? '';
}

function excluded(facts: readonly Fact[], rule: Exclusion): Contradiction[] {
  const slots = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (rule.needs !== undefined && fact.qualifiers[rule.needs] === undefined) continue;
    const slot = JSON.stringify(rule.same.map((name) => field(fact, name)));
    const list = slots.get(slot);
    if (list) list.push(fact);
    else slots.set(slot, [fact]);
  }
  return [...slots.values()].flatMap((list) =>
    list.flatMap((a, index) =>
      list
        .slice(index + 1)
        .filter((b) => differs(a, b, rule.differ) && togetherInTime(a, b))
        .map((b) =>
          contradiction(
            rule.reason,
            { fact: a, claims: a.asserting, name: '' },
            { fact: b, claims: b.asserting, name: '' },
          ),
        ),
    ),
  );
}

function differs(a: Fact, b: Fact, name: string): boolean {
  if (name !== 'value') return field(a, name) !== field(b, name);
  if (a.amount && b.amount) return disagree(a.amount, b.amount);
  return a.value !== undefined && b.value !== undefined && a.value !== b.value;
}

function togetherInTime(a: Fact, b: Fact): boolean {
  const bounds = (fact: Fact) => boundsOf(factType(fact.type), fact.from, fact.to, fact.censored);
  return mustMeet(bounds(a), bounds(b));
}

/**
 * What comes later in a chain happened, even at its latest, before what comes earlier. Of several facts of a step, the one
 * that began first is due and the one that was over first has come; among equals, as with several senses of one day, the
 * one whose key is first. A chain's first step is excused where another chain leads to the same later step and had begun:
 * who signed and withdrew may accede anew. A pair that several chains hold is one contradiction.
 */
function misordered(facts: readonly Fact[], chains: readonly (readonly string[])[]): Contradiction[] {
  const places = new Map<string, Fact[]>();
  for (const fact of facts) {
    const place = JSON.stringify([fact.subject, fact.object]);
    if (fact.from !== undefined && fact.value !== undefined) places.set(place, [...(places.get(place) ?? []), fact]);
  }
  const found = [...places.values()].flatMap((list) => {
    const firstOf = (value: string | undefined, by: 'earliest' | 'latest' = 'earliest'): Fact | undefined =>
      list
        .filter((fact) => fact.value === value)
        .toSorted((a, b) => (a.from as When)[by] - (b.from as When)[by] || (a.key < b.key ? -1 : 1))[0];
    const enteredBefore = (chain: readonly string[], later: string, came: Fact): boolean =>
      chains.some((other) => {
        const entry = other !== chain && other.includes(later) ? firstOf(other[0]) : undefined;
        return entry !== undefined && (entry.from as When).earliest <= (came.from as When).latest;
      });
    return chains.flatMap((chain) =>
      chain.flatMap((earlier, index) => {
        const due = firstOf(earlier);
        if (due === undefined) return [];
        return chain.slice(index + 1).flatMap((later) => {
          const came = firstOf(later, 'latest');
          if (came === undefined || (came.from as When).latest >= (due.from as When).earliest) return [];
          if (index === 0 && enteredBefore(chain, later, came)) return [];
          return [
            contradiction(
              'IMPOSSIBLE_ORDER',
              { fact: due, claims: due.asserting, name: '' },
              { fact: came, claims: came.asserting, name: '' },
            ),
          ];
        });
      }),
    );
  });
  return [...new Map(found.map((each) => [each.key, each])).values()];
}
