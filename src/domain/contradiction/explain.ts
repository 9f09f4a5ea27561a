import { type Claim, endText } from '../../model/claim.ts';
import type { Contradiction, Side } from '../../model/contradiction.ts';
import type { Fact } from '../../model/fact.ts';
import { type ContradictionReason, factType } from '../../model/registry.ts';
import { inOrderOfStatement } from '../fact/fact-view.ts';
import { wordsFor } from '../fact/words.ts';

type NameOf = (key: string) => string;

/** What is at odds, in one sentence, with names in place of keys. */
export function explain({ reason, sides }: Contradiction, nameOf: NameOf): string {
  const [a, b] = sides;
  const [first, second] = [statement(a.fact, nameOf), statement(b.fact, nameOf)];
  const sentences: Record<ContradictionReason, () => string> = {
    DENIED: () =>
      `According to ${voices(affirming(sides), nameOf)}, ${first}; denied by ${voices(denying(sides), nameOf)}.`,
    SOURCE_DATES_DISAGREE: () =>
      `${first}: dated ${dates(a)} by ${voices(dating(a), nameOf)}, but ${dates(b)} by ${voices(dating(b), nameOf)}.`,
    DIFFERENT_VALUE: () => `Only one can hold: ${first}, or ${second}.`,
    DIFFERENT_OBJECT: () => `Only one can hold at a time: ${first} (${span(a.fact)}), or ${second} (${span(b.fact)}).`,
    OVERLAPPING_EXCLUSIVE: () =>
      `One standing excludes the other, but they overlap: ${first} (${span(a.fact)}), and ${second} (${span(b.fact)}).`,
    IMPOSSIBLE_ORDER: () =>
      `They came in an impossible order: ${first} (${span(a.fact)}), and ${second} (${span(b.fact)}).`,
  };
  return sentences[reason]();
}

const affirming = (sides: readonly [Side, Side]): Side => (isDenial(sides[0]) ? sides[1] : sides[0]);
const denying = (sides: readonly [Side, Side]): Side => (isDenial(sides[0]) ? sides[0] : sides[1]);
const isDenial = (side: Side): boolean => side.claims.every((claim) => claim.mood === 'DENIED');

/** The fact as a clause: "Turkey is a member of NATO (standing FULL)"; of what is reached on a day, "Turkey signed the treaty". */
function statement(fact: Fact, nameOf: NameOf): string {
  const entry = factType(fact.type);
  const reached = entry.dates === 'reached' ? wordsFor(fact, entry.began) : undefined;
  const object = fact.object === undefined ? undefined : nameOf(fact.object);
  const qualifiers = Object.entries(fact.qualifiers).map(
    ([name, value]) => `${name} ${entry.qualifiers?.[name]?.entity ? nameOf(value) : value}`,
  );
  const details = qualifiers.length > 0 ? `(${qualifiers.join(', ')})` : undefined;
  const value = reached === undefined ? fact.value : undefined;
  return [nameOf(fact.subject), reached ?? entry.reads, object, value, amount(fact), details].filter(Boolean).join(' ');
}

function amount({ amount: told }: Fact): string | undefined {
  if (!told) return undefined;
  const { value, low, high, unit } = told;
  return `${value ?? [low, high].filter((bound) => bound !== undefined).join(' to ')} ${unit}`.trim();
}

const span = (fact: Fact): string =>
  fact.from || fact.to
    ? `${fact.from?.text ?? '?'} to ${fact.to === 'open' ? 'now' : (fact.to?.text ?? '?')}`
    : 'undated';

function dates({ claims }: Side): string {
  const [claim] = claims;
  const isReached = claim && factType(claim.type).dates === 'reached';
  const from = claim?.from?.text;
  const to = endText(claim?.to);
  const start = from && (isReached ? from : `from ${from}`);
  const end = to && to !== '..' && `to ${to}${claim?.censored ? ' or later' : ''}`;
  return [start, end].filter(Boolean).join(' ') || 'otherwise';
}

/** Of a side, the claims that give its very dates; others of it may mean the same. */
function dating(side: Side): Side {
  const told = dates(side);
  return { ...side, claims: side.claims.filter((claim) => dates({ ...side, claims: [claim] }) === told) };
}

/** How many speakers are named; the others are counted. */
const NAMED = 3;

/** Who stands on a side, in the order they spoke: speakers by name, sources that speak for themselves by number. */
function voices(side: Side, nameOf: NameOf): string {
  const claims = inOrderOfStatement(side.claims);
  const speakers = [
    ...new Set(claims.map((claim: Claim) => claim.speaker).filter((speaker) => speaker !== undefined)),
  ].map(nameOf);
  const silent = new Set(claims.filter((claim) => claim.speaker === undefined).map(({ source }) => source)).size;
  const own = silent === 0 ? [] : [silent === 1 ? 'one source' : `${silent} sources`];
  const others = speakers.length - NAMED;
  const more = others > 0 ? [others === 1 ? 'another speaker' : `${others} other speakers`] : [];
  const all = [...speakers.slice(0, NAMED), ...more, ...own];
  return all.length < 2 ? (all[0] ?? 'a source') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
