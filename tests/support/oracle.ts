// What a graph must hold after a history, in plain TypeScript: all claims in one list, every fact computed from scratch.
import { type Claim, claimKey, EVERYTHING, groupOf, type Knowledge, normalStatement } from '../../src/model/claim.ts';
import { findContradictions, settle } from '../../src/model/contradiction.ts';
import { exactDay, when, type When } from '../../src/model/edtf.ts';
import { computeFact, type Fact, STATUSES_THAT_COUNT } from '../../src/model/fact.ts';
import { lastsAsLongAs, lifeOf } from '../../src/model/life.ts';
import { formSpells } from '../../src/model/spells.ts';
import type { Source } from '../../src/model/source.ts';
import type { Step } from './arbitrary.ts';

/** A fact as a state of knowledge has it, and whether anything contradicts it. */
export interface Judged {
  readonly fact: Fact;
  readonly contradicted: boolean;
}

/** When a claim became public: the rule of the model, once more. */
function publicOn(content: Step['claims'][number], source: Source, now: number): When {
  const recorded = new Date(now).toISOString().slice(0, 10);
  return (
    content.madePublic ??
    source.publishedOn ??
    (source.retrievedOn === undefined ? undefined : when(`../${source.retrievedOn}`)) ??
    content.statedOn ??
    exactDay(Number(recorded.replaceAll('-', '')))
  );
}

/** Every claim ever recorded, by key, with the spell it belongs to now that all are known, and the sources as they are now. */
export function claimsAfter(steps: readonly Step[], sources: readonly Source[]): Map<string, Claim> {
  const book = new Map(sources.map((source) => [source.key, source]));
  const claims = new Map<string, Claim>();
  for (const { now, claims: added, retract } of steps) {
    for (const content of added) {
      const normal = { ...content, ...normalStatement(content) };
      const key = claimKey(groupOf(normal, normal.from), normal);
      const known = claims.get(key);
      if (known?.retractedAt !== undefined) {
        const { retractedAt, ...standing } = known;
        claims.set(key, { ...standing, pauses: [...(known.pauses ?? []), [retractedAt, now]] });
      }
      if (known) continue;
      const source = book.get(content.source) as Source;
      claims.set(key, { ...normal, key, spell: 1, publicOn: publicOn(content, source, now), recordedAt: now });
    }
    for (const key of retract) {
      const claim = claims.get(key);
      if (claim && claim.retractedAt === undefined) claims.set(key, { ...claim, retractedAt: now });
    }
  }
  for (const group of byGroup(claims.values()).values())
    formSpells(group).forEach((spell, index) => {
      for (const claim of spell) claims.set(claim.key, { ...claim, spell: index + 1 });
    });
  return claims;
}

export function byGroup(claims: Iterable<Claim>): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const group = groupOf(claim, claim.from);
    groups.set(group, [...(groups.get(group) ?? []), claim]);
  }
  return groups;
}

/** Every fact anything was known of in a state of knowledge, judged beside all others of its type at once. */
export function factsKnown(
  claims: ReadonlyMap<string, Claim>,
  sources: readonly Source[],
  knowledge: Knowledge = EVERYTHING,
): Judged[] {
  const book = new Map(sources.map((source) => [source.key, source]));
  const byType = new Map<string, Fact[]>();
  for (const [group, list] of byGroup(claims.values())) {
    const spells = new Map<number, Claim[]>();
    for (const claim of list) spells.set(claim.spell, [...(spells.get(claim.spell) ?? []), claim]);
    for (const [spell, own] of spells) {
      const inOrder = own.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      const fact = computeFact(group, spell, inOrder, book, knowledge);
      if (!fact) continue;
      // Missions are told apart by their identifier: those without one have no rivals.
      const nameless = fact.type === 'DIPLOMATIC_MISSION_IN' && fact.qualifiers['mission'] === undefined;
      const place = nameless ? fact.key : fact.type;
      byType.set(place, [...(byType.get(place) ?? []), fact]);
    }
  }
  const judged = [...byType.values()].flatMap((facts) => {
    const contradictions = findContradictions(facts);
    const keys = new Set(contradictions.flatMap(({ sides }) => sides.map(({ fact }) => fact.key)));
    return settle(facts, contradictions).map((fact) => ({ fact, contradicted: keys.has(fact.key) }));
  });
  return judged.map(({ fact, contradicted }) => ({ fact: withLife(fact, judged), contradicted }));
}

/** A fact without dates of its own has the days of the agreement or event it lasts as long as, as the facts that count tell them. */
function withLife(fact: Fact, all: readonly Judged[]): Fact {
  const end = lastsAsLongAs(fact);
  if (end === undefined) return fact;
  const key = fact[end] ?? fact.subject;
  const telling = all
    .map((each) => each.fact)
    .filter(({ type, subject }) => subject === key && (type === 'MILESTONE' || type === 'EXISTENCE'))
    .filter(({ status }) => STATUSES_THAT_COUNT.includes(status));
  return { ...fact, bounds: lifeOf(telling) };
}
