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

const asserting = (fact: Fact): Claim[] =>
  fact.claims.filter((claim) => claim.mood === 'ASSERTED' || claim.mood === 'ESTIMATED');
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
  const asserted = facts.filter(isAsserted);
  return [
    ...facts.flatMap(denials),
    ...asserted.flatMap((fact) => datesThatDisagree(fact, entry)),
    ...(entry.exclusive ?? []).flatMap((rule) => excluded(asserted, rule)),
    ...(entry.order ?? []).flatMap((chain) => misordered(asserted, chain)),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
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

function contradiction(reason: ContradictionReason, a: Side, b: Side): Contradiction {
  const sides = [a, b].toSorted((x, y) => (sideKey(x) < sideKey(y) ? -1 : 1)) as [Side, Side];
  return { key: `contradiction:${digest(JSON.stringify([reason, ...sides.map(sideKey)]), 16)}`, reason, sides };
}

/** A side is told apart by its fact and the dates or mood it stands for, so that a further claim on it changes no key. */
const sideKey = (side: Side): string => {
  const [claim] = side.claims;
  return `${side.fact.key} ${claim?.mood === 'DENIED' ? 'denied' : ''}${claim?.from?.text ?? ''}/${claim?.to === 'open' ? '..' : (claim?.to?.text ?? '')}`;
};

function denials(fact: Fact): Contradiction[] {
  const denying = fact.claims.filter((claim) => claim.mood === 'DENIED');
  const denied = asserting(fact).filter((claim) => denying.some((denial) => denies(denial, claim)));
  if (denied.length === 0) return [];
  const denyingThese = denying.filter((denial) => denied.some((claim) => denies(denial, claim)));
  return [contradiction('DENIED', { fact, claims: denied }, { fact, claims: denyingThese })];
}

/** One contradiction for each two camps of claims whose beginnings, or ends, have no day in common. */
function datesThatDisagree(fact: Fact, entry: FactTypeEntry): Contradiction[] {
  if (entry.dates === 'timeless' || fact.claims.length < 2) return [];
  const claims = asserting(fact);
  const ends = endsThatSpeak(claims).filter((claim) => claim.to !== 'open' && !claim.censored);
  return [...camps(claims, (claim) => claim.from), ...camps(ends, (claim) => claim.to as When)].map(([a, b]) =>
    contradiction('SOURCE_DATES_DISAGREE', { fact, claims: a }, { fact, claims: b }),
  );
}

function camps(claims: readonly Claim[], date: (claim: Claim) => When | undefined): [Claim[], Claim[]][] {
  const byDate = new Map<string, { when: When; claims: Claim[] }>();
  for (const claim of claims) {
    const when = date(claim);
    if (when === undefined) continue;
    const camp = byDate.get(when.text);
    if (camp) camp.claims.push(claim);
    else byDate.set(when.text, { when, claims: [claim] });
  }
  const list = [...byDate.values()];
  return list.flatMap((a, index) =>
    list.slice(index + 1).flatMap((b) => {
      const apart = a.when.latest < b.when.earliest || b.when.latest < a.when.earliest;
      return apart ? [[a.claims, b.claims] as [Claim[], Claim[]]] : [];
    }),
  );
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
        .map((b) => contradiction(rule.reason, { fact: a, claims: asserting(a) }, { fact: b, claims: asserting(b) })),
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

/** What comes later in the chain happened, even at its latest, before what comes earlier. */
function misordered(facts: readonly Fact[], chain: readonly string[]): Contradiction[] {
  const places = new Map<string, Fact[]>();
  for (const fact of facts) {
    const place = JSON.stringify([fact.subject, fact.object]);
    if (fact.from !== undefined && fact.value !== undefined && chain.includes(fact.value))
      places.set(place, [...(places.get(place) ?? []), fact]);
  }
  return [...places.values()].flatMap((list) => {
    const firstOf = (value: string | undefined): Fact | undefined =>
      list
        .filter((fact) => fact.value === value)
        .toSorted((a, b) => (a.from as When).earliest - (b.from as When).earliest)[0];
    return chain.flatMap((earlier, index) => {
      const due = firstOf(earlier);
      if (due === undefined) return [];
      return chain.slice(index + 1).flatMap((later) => {
        const came = firstOf(later);
        if (came === undefined || (came.from as When).latest >= (due.from as When).earliest) return [];
        return [
          contradiction(
            'IMPOSSIBLE_ORDER',
            { fact: due, claims: asserting(due) },
            { fact: came, claims: asserting(came) },
          ),
        ];
      });
    });
  });
}
