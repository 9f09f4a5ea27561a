import { type Claim, claimKey, type ClaimContent, groupOf, normalStatement } from '../../model/claim.ts';
import { findContradictions, settle } from '../../model/contradiction.ts';
import { exactDay } from '../../model/edtf.ts';
import { CURATED, type EntityPart } from '../../model/entity.ts';
import { computeFact, type Fact } from '../../model/fact.ts';
import { boundsOf, mayMeet } from '../../model/bounds.ts';
import { factType, KEY_PREFIX, kindOfKey, type EntityKind } from '../../model/registry.ts';
import type { Source } from '../../model/source.ts';
import { formSpells } from '../../model/spells.ts';
import type { Batch } from '../../domain/record/record.service.ts';
import type { Place, Placed } from './place.ts';
import type { Seed } from './read.ts';

/** The curated graph, checked, in the form it is recorded in: sources, entities, and claims by group. */
export interface CheckedSeed {
  readonly sources: readonly Source[];
  readonly entities: NonNullable<Batch['entities']>;
  readonly claims: readonly ClaimContent[];
}

/**
 * Checks what spans files, noting problems where they stand: references that lead nowhere, two different words on one
 * entity or source, claims told twice, codes borne by two entities on one day, and facts that cannot be (a member before
 * the state existed, ratified before signed, two exclusive standings at once).
 */
export function checkSeed(seed: Seed): CheckedSeed {
  const sources = joinSources(seed);
  const entities = joinEntities(seed);
  const placed = joinClaims(seed, sources, entities);
  checkCodes(seed);
  checkFacts(placed, sources);
  return {
    sources: [...sources.values()],
    entities: [...entities].map(([key, part]) => ({ key, contributor: CURATED, part })),
    claims: placed.map(({ value }) => value),
  };
}

function joinSources(seed: Seed): Map<string, Source> {
  const joined = new Map<string, Source>();
  for (const { value, at } of seed.sources) {
    const known = joined.get(value.key);
    if (known && JSON.stringify(known) !== JSON.stringify(value))
      at.problem(`${value.key} is described elsewhere in other words. Keep one description.`);
    joined.set(value.key, known ?? value);
  }
  return joined;
}

function joinEntities(seed: Seed): Map<string, EntityPart> {
  const parts = new Map<string, { part: Record<string, unknown>; at: Place }>();
  const ofKind = new Set(seed.entities.filter(({ kind }) => kind !== undefined).map(({ key }) => key));
  for (const { key, kind, value, at } of seed.entities) {
    const expected = kindOfKey(key);
    if (!expected) {
      at.problem(
        `"${key}" is no key of an entity. Begin with ${Object.values(KEY_PREFIX).join(':, ')}: and go on with lower-case letters, digits, hyphens.`,
      );
      continue;
    }
    if (kind !== undefined && kind !== expected)
      at.problem(`${key} is of kind ${expected} by its key, but ${kind} here.`);
    const known = parts.get(key);
    if (known) add(known.part, value, key, at);
    else parts.set(key, { part: { ...value }, at });
  }
  for (const { entity, value, at } of seed.codes) {
    const known = parts.get(entity);
    if (!known) at.problem(`${entity} is described nowhere.`);
    else known.part['codes'] = [...((known.part['codes'] as unknown[] | undefined) ?? []), value];
  }
  const joined = new Map<string, EntityPart>();
  for (const [key, { part, at }] of parts) {
    if (!ofKind.has(key)) at.problem(`${key} needs a \`kind\`: ${expectedKind(key)}.`);
    if (part['name'] === undefined) at.problem(`${key} has no name. Give one, in English.`);
    else {
      if (expectedKind(key) === 'AGREEMENT' && part['agreementKind'] === undefined)
        at.problem(`${key} needs an agreementKind.`);
      joined.set(key, part as unknown as EntityPart);
    }
  }
  return joined;
}

const expectedKind = (key: string): EntityKind | undefined => kindOfKey(key);

/** Adds what a further place says of an entity. */
function add(part: Record<string, unknown>, more: Partial<EntityPart>, key: string, at: Place): void {
  for (const [field, value] of Object.entries(more)) {
    if (value === undefined) continue;
    const known = part[field];
    if (known === undefined) part[field] = value;
    else if (Array.isArray(value)) part[field] = [...new Set([...(known as unknown[]), ...(value as unknown[])])];
    else if (typeof value === 'object') {
      for (const [name, text] of Object.entries(value as Record<string, string>)) {
        const old = (known as Record<string, string>)[name];
        if (old !== undefined && old !== text) at.problem(`${key} has another ${field}.${name} elsewhere: "${old}".`);
      }
      part[field] = { ...(value as object), ...(known as object) };
    } else if (known !== value) at.problem(`${key} has another ${field} elsewhere: ${JSON.stringify(known)}.`);
  }
}

/** A claim, where it stands, and whether its file explains it. */
type PlacedClaim = Placed<ClaimContent> & { readonly isExplained: boolean };

function joinClaims(
  seed: Seed,
  sources: ReadonlyMap<string, Source>,
  entities: ReadonlyMap<string, EntityPart>,
): PlacedClaim[] {
  const keyOfLabel = new Map<string, string>();
  const finished: PlacedClaim[] = [];
  const seen = new Map<string, Place>();
  // A claim that repeats or denies another is finished after it.
  for (const { content, isExplained, label, on, file, at } of seed.claims.toSorted(
    (a, b) => Number(a.on !== undefined) - Number(b.on !== undefined),
  )) {
    const onClaim = on === undefined ? undefined : keyOfLabel.get(`${file} ${on}`);
    if (on !== undefined && onClaim === undefined) at.problem(`No claim of this file has the label "${on}".`);
    const claim = normal({ ...content, onClaim });
    const key = claimKey(groupOf(claim, claim.from), claim);
    if (label !== undefined) {
      if (keyOfLabel.has(`${file} ${label}`)) at.problem(`Another claim of this file has the label "${label}".`);
      keyOfLabel.set(`${file} ${label}`, key);
    }
    if (seen.has(key)) at.problem('This claim is told twice. Keep one.');
    seen.set(key, at);
    if (!sources.has(claim.source))
      at.problem(`${claim.source} is no source of these files. Describe it under \`sources\`.`);
    for (const named of namedIn(claim))
      if (!entities.has(named))
        at.problem(`${named} is described nowhere. Describe it under \`entities\`, or mend the key.`);
    finished.push({ value: claim, isExplained, at });
  }
  return finished.filter(({ value }) => sources.has(value.source) && namedIn(value).every((key) => entities.has(key)));
}

const normal = (content: ClaimContent): ClaimContent => ({ ...content, ...normalStatement(content) });

function namedIn(claim: ClaimContent): string[] {
  const entry = factType(claim.type);
  const inQualifiers = Object.entries(claim.qualifiers).flatMap(([name, value]) =>
    entry.qualifiers?.[name]?.entity ? [value] : [],
  );
  return [claim.subject, claim.object, claim.speaker, ...claim.reportedBy, ...inQualifiers].filter(
    (key) => key !== undefined,
  );
}

/** A code names one entity on any one day. */
function checkCodes(seed: Seed): void {
  const bearers = new Map<string, { entity: string; bounds: ReturnType<typeof boundsOf>; at: Place }[]>();
  const existence = factType('EXISTENCE');
  for (const { entity, value, at } of seed.codes) {
    const code = `${value.scheme} ${value.value}`;
    const bounds = boundsOf(existence, value.from, value.to, false);
    const list = bearers.get(code) ?? [];
    const other = list.find((each) => each.entity !== entity && mayMeet(each.bounds, bounds));
    if (other)
      at.problem(
        `${code} is borne by ${other.entity} and ${entity} on the same day. Date the code: its last day at one, its first at the other.`,
      );
    bearers.set(code, [...list, { entity, bounds, at }]);
  }
}

/** Computes every fact and notes what cannot be. */
function checkFacts(placed: readonly PlacedClaim[], sources: ReadonlyMap<string, Source>): void {
  const groups = new Map<string, Claim[]>();
  const places = new Map<string, Place>();
  const explained = new Set<string>();
  for (const { value, isExplained, at } of placed) {
    const group = groupOf(value, value.from);
    const key = claimKey(group, value);
    places.set(key, at);
    if (isExplained) explained.add(key);
    const publicOn = value.madePublic ?? sources.get(value.source)?.publishedOn ?? value.statedOn ?? exactDay(99991231);
    groups.set(group, [...(groups.get(group) ?? []), { ...value, key, spell: 1, publicOn, recordedAt: 0 }]);
  }
  const facts = [...groups].flatMap(([group, claims]) =>
    formSpells(claims).flatMap((spell, index) => computeFact(group, index + 1, spell, sources) ?? []),
  );
  const at = (fact: Fact): Place | undefined => places.get(fact.claims[0]?.key ?? '');
  const isDoubted = (fact: Fact): boolean => fact.claims.every(({ key }) => explained.has(key));
  checkExistence(facts, isDoubted, at);
  checkHandovers(facts, at);
  const arenas = new Map<string, Fact[]>();
  for (const fact of facts) {
    const arena = `${fact.type} ${fact.subject} ${fact.object ?? ''}`;
    arenas.set(arena, [...(arenas.get(arena) ?? []), fact]);
  }
  for (const list of arenas.values()) {
    const contradictions = findContradictions(list);
    settle(list, contradictions);
    for (const { reason, sides } of contradictions) {
      const [a, b] = sides;
      if (reason === 'IMPOSSIBLE_ORDER' && !isDoubted(a.fact) && !isDoubted(b.fact))
        at(b.fact)?.problem(
          `${told(b.fact)} comes before ${told(a.fact)}, which cannot be. Mend a date, or say in the claim's note what is in doubt.`,
        );
      if (reason === 'OVERLAPPING_EXCLUSIVE')
        at(b.fact)?.problem(`${told(b.fact)} holds together with ${told(a.fact)}; one excludes the other.`);
    }
  }
}

const told = (fact: Fact): string =>
  `${fact.type} ${fact.subject}${fact.object === undefined ? '' : ` ${fact.object}`} ${[fact.value, ...Object.values(fact.qualifiers)].filter(Boolean).join(' ')} (${fact.from?.text ?? ''}/${fact.to === 'open' ? '..' : (fact.to?.text ?? '')})`;

/**
 * Nothing is a member, or borders, or is a party before its ends existed or after they ceased to. Some were: India was in
 * the League of Nations. A note that says so lets the claim pass.
 */
function checkExistence(
  facts: readonly Fact[],
  isExplained: (fact: Fact) => boolean,
  at: (fact: Fact) => Place | undefined,
): void {
  const lives = new Map<string, Fact[]>();
  for (const fact of facts)
    if (fact.type === 'EXISTENCE') lives.set(fact.subject, [...(lives.get(fact.subject) ?? []), fact]);
  const bodily = new Set(['MEMBER_OF', 'BORDERS', 'DIPLOMATIC_MISSION_IN', 'PARTICIPATES_IN', 'PARTY_TO']);
  for (const fact of facts) {
    if (!bodily.has(fact.type) || fact.from === undefined || isExplained(fact)) continue;
    for (const end of [fact.subject, fact.object ?? fact.subject]) {
      const lived = lives.get(end);
      if (
        lived &&
        !lived.some((life) => fact.bounds.from2 >= life.bounds.from1 && fact.bounds.from1 <= life.bounds.to2)
      )
        at(fact)?.problem(
          `${told(fact)} begins when ${end} did not exist (${lived.map((life) => `${life.from?.text ?? ''}/${life.to === 'open' ? '..' : (life.to?.text ?? '')}`).join(', ')}).`,
        );
      else if (
        lived &&
        fact.to &&
        fact.to !== 'open' &&
        !lived.some((life) => fact.bounds.to1 <= life.bounds.to2 && fact.bounds.to2 >= life.bounds.from1)
      )
        at(fact)?.problem(`${told(fact)} ends when ${end} did not exist.`);
      else if (lived && fact.to === 'open' && !lived.some((life) => life.bounds.to2 >= 99991231))
        at(fact)?.problem(`${told(fact)} is said to go on, but ${end} ceased to exist.`);
    }
  }
}

/**
 * One day belongs to one of two that follow each other: a membership that ends on the day its successor's (of the
 * successor state, or of another standing) begins would be counted twice on that day. The last day is included.
 */
function checkHandovers(facts: readonly Fact[], at: (fact: Fact) => Place | undefined): void {
  const heirs = new Map<string, string[]>();
  for (const fact of facts)
    if (fact.type === 'SUCCEEDED_BY' && fact.object !== undefined)
      heirs.set(fact.subject, [...(heirs.get(fact.subject) ?? []), fact.object]);
  const begins = new Map<string, Fact>();
  const place = (subject: string, fact: Fact, day: number): string =>
    `${fact.type} ${subject} ${fact.object ?? ''} ${day}`;
  const handed = new Set(['MEMBER_OF', 'EXISTENCE', 'PARTICIPATES_IN', 'BORDERS']);
  for (const fact of facts)
    if (handed.has(fact.type) && fact.from !== undefined && fact.from.earliest === fact.from.latest) {
      begins.set(place(fact.subject, fact, fact.from.earliest), fact);
      if (fact.type === 'BORDERS' && fact.object !== undefined)
        begins.set(place(fact.object, { ...fact, object: fact.subject }, fact.from.earliest), fact);
    }
  for (const fact of facts) {
    if (!handed.has(fact.type) || fact.to === undefined || fact.to === 'open' || fact.to.earliest !== fact.to.latest)
      continue;
    for (const next of [fact.subject, ...(heirs.get(fact.subject) ?? [])]) {
      const other = begins.get(place(next, fact, fact.to.earliest));
      if (other && other.key !== fact.key)
        at(fact)?.problem(
          `${told(fact)} ends on the day ${told(other)} begins, so both hold on it. \`to\` is the last day: end it the day before.`,
        );
    }
  }
}
