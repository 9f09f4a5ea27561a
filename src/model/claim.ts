import type { Amount } from './amount.ts';
import { type Day, LAST_DAY } from './day.ts';
import type { When } from './edtf.ts';
import { digest, digestOf, sha256 } from './hash.ts';
import { type Criterion, factType, kindOfKey, type RecordedType } from './registry.ts';

export const MOODS = ['ASSERTED', 'DENIED', 'CONSIDERED', 'NEGOTIATED', 'PLANNED', 'EXPECTED', 'ESTIMATED'] as const;
export type Mood = (typeof MOODS)[number];

/** What a claim says, apart from when it held. */
export interface Statement {
  readonly type: RecordedType;
  /** Key of an entity. */
  readonly subject: string;
  /** Key of an entity; absent for a property. */
  readonly object?: string;
  /** A term of the registry, or the source's words. */
  readonly value?: string;
  readonly amount?: Amount;
  /** By name, in the order of the names; an entity is given by its key. */
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** The end of a span: a date; `open`, still so as far as the source says; absent, not known. */
export type End = When | 'open';

/** What a source says, and how it says it: everything of a claim but where it stands in this graph. */
export interface ClaimContent extends Statement {
  readonly from?: When;
  readonly to?: End;
  /** `to` is only where the source's coverage stops. */
  readonly censored?: boolean;
  /** The source's words for the date, where they say more or less. */
  readonly dateText?: string;
  /** A date is the coder's; why stands in `note`. */
  readonly dateInferred?: boolean;
  readonly mood: Mood;
  /** Key of an entity; absent: the source itself. */
  readonly speaker?: string;
  /** Who passed it on, nearest the speaker first. */
  readonly reportedBy: readonly string[];
  readonly statedOn?: When;
  /** Key of the source. */
  readonly source: string;
  readonly locator?: string;
  readonly quote?: string;
  readonly note?: string;
  /** Key of the claim this one repeats or, denied, disputes. */
  readonly onClaim?: string;
  /** When it became public, where that is neither the source's date nor the statement's. */
  readonly madePublic?: When;
}

/** A claim as the graph holds it. */
export interface Claim extends ClaimContent {
  /** `claim:`, the group's 16 characters, a dot, ten of its own. */
  readonly key: string;
  /** Which spell of its group it belongs to, from 1. */
  readonly spell: number;
  /** When the source appeared, else when stated, else when recorded. */
  readonly publicOn: When;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly retractedAt?: number;
  /** Times between which it was retracted, having been told again since: from, until. */
  readonly pauses?: readonly (readonly [number, number])[];
}

/**
 * The statement in the one form it is stored and compared in: ends of a symmetric type in the order of their keys,
 * qualifiers by name with their defaults.
 */
export function normalStatement(statement: Statement): Statement {
  const entry = factType(statement.type);
  const given: Record<string, string> = { ...statement.qualifiers };
  for (const [name, qualifier] of Object.entries(entry.qualifiers ?? {}))
    if (qualifier.default !== undefined) given[name] ??= qualifier.default;
  const qualifiers = Object.fromEntries(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const { subject, object } = statement;
  const turn = entry.symmetric === true && object !== undefined && object < subject;
  return turn ? { ...statement, subject: object, object: subject, qualifiers } : { ...statement, qualifiers };
}

/**
 * What tells a group of claims from another: subject, type, object, value or amount, and the distinguishing qualifiers;
 * for what happened on a day, the day. Not the dates otherwise: sources may disagree on those and mean the same fact.
 */
function groupParts(statement: Statement, from: When | undefined): unknown[] {
  const entry = factType(statement.type);
  const told = Object.entries(statement.qualifiers).filter(([name]) => entry.qualifiers?.[name]?.distinguishing);
  const parts: unknown[] = [statement.type, statement.subject, statement.object ?? '', statement.value ?? ''];
  if (entry.value?.amount && statement.amount) {
    const { value, low, high, unit, basis } = statement.amount;
    parts.push([value ?? '', low ?? '', high ?? '', unit, basis]);
  }
  if (told.length > 0) parts.push(told);
  if (entry.dates === 'day') parts.push(from?.text ?? '');
  return parts;
}

/** The 16 characters of the group a normal statement belongs to. A fact's key is this, and its spell after the first. */
export function groupOf(statement: Statement, from: When | undefined): string {
  return digest(JSON.stringify(groupParts(statement, from)), 16);
}

/** Key of a fact: the group, and from the second spell on its number. */
export function factKey(group: string, spell: number): string {
  return spell === 1 ? `fact:${group}` : `fact:${group}.${spell}`;
}

/** Group and spell of a fact's key, or undefined where the text is none. */
export function readFactKey(key: string): { group: string; spell: number } | undefined {
  const match = /^fact:([0-9a-z]{16})(?:\.([2-9]|[1-9]\d{1,5}))?$/.exec(key);
  return match?.[1] === undefined ? undefined : { group: match[1], spell: Number(match[2] ?? 1) };
}

/** The group of a claim's key, or undefined where the text is none. */
export function groupOfClaimKey(key: string): string | undefined {
  return /^claim:([0-9a-z]{16})\.[0-9a-z]{10}$/.exec(key)?.[1];
}

/** The text of an end. */
export const endText = (end: End | undefined): string | undefined => (end === 'open' ? '..' : end?.text);

/** The content of a claim in one canonical text: the same claim, however it came, gives the same text. */
export function canonical(claim: ClaimContent): string {
  const bounds = (when: When | undefined): unknown => when && [when.text, when.earliest, when.latest];
  return JSON.stringify([
    [claim.type, claim.subject, claim.object, claim.value, claim.amount && amountParts(claim.amount), claim.qualifiers],
    [
      bounds(claim.from),
      claim.to === 'open' ? '..' : bounds(claim.to),
      claim.censored || undefined,
      claim.dateText,
      claim.dateInferred || undefined,
    ],
    [claim.mood, claim.speaker, claim.reportedBy, bounds(claim.statedOn), bounds(claim.madePublic)],
    [claim.source, claim.locator, claim.quote, claim.note, claim.onClaim],
  ]);
}

const amountParts = (amount: Amount): unknown => [amount.value, amount.low, amount.high, amount.unit, amount.basis];

/** SHA-256 of a claim's whole content. */
export const claimHash = (claim: ClaimContent): Buffer => sha256(canonical(claim));

/** The key of a claim: its group, and the beginning of its hash. */
export const claimKey = (group: string, claim: ClaimContent): string => keyOfHash(group, claimHash(claim));
export const keyOfHash = (group: string, hash: Buffer): string => `claim:${group}.${digestOf(hash, 10)}`;

/** Kinds of entities whose facts are computed from each other: of an agreement its parties and its milestones. */
const HUBS: ReadonlySet<string> = new Set(['AGREEMENT', 'EVENT']);

/** The entity by whose facts a statement's are computed and found: an object that is a hub, else the subject. */
export function hubOf({ subject, object }: Pick<Statement, 'subject' | 'object'>): string {
  return object !== undefined && HUBS.has(kindOfKey(object) ?? '') ? object : subject;
}

/** What a source is, as far as judging a claim needs it. */
export interface SourceStanding {
  readonly key: string;
  readonly kind: SourceKind;
  /** The data set it is a release of: releases of one data set are not independent of each other. */
  readonly dataset?: string;
}

export const SOURCE_KINDS = ['PRIMARY', 'DATASET', 'REFERENCE', 'REPORT'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** From which state of knowledge to read claims. The default is all that is recorded and not retracted. */
export interface Knowledge {
  /** Claims public by the end of this day. */
  readonly known: Day;
  /** Claims recorded, and not yet retracted, at this instant (milliseconds). */
  readonly recordedBy: number;
  /** Keys of the sources that count, releases of a data set named one by one; absent: all. */
  readonly sources?: ReadonlySet<string>;
  /** Moods that count as asserting; absent: ASSERTED and ESTIMATED. */
  readonly moods?: ReadonlySet<Mood>;
  /** What decides between claims that disagree; absent: MOST_SOURCES. */
  readonly prefer?: readonly Criterion[];
  /** Keys of sources in the order they are preferred, releases of a data set named one by one, for the criterion `order`. */
  readonly order?: readonly string[];
}

/** Moods that count as asserting unless a view says otherwise. */
export const ASSERTING_MOODS: readonly Mood[] = ['ASSERTED', 'ESTIMATED'];

/** Whether a claim asserts its fact, in a state of knowledge. */
export function asserts(claim: Claim, knowledge: Knowledge): boolean {
  return knowledge.moods ? knowledge.moods.has(claim.mood) : claim.mood === 'ASSERTED' || claim.mood === 'ESTIMATED';
}

export const EVERYTHING: Knowledge = { known: LAST_DAY, recordedBy: Number.MAX_SAFE_INTEGER };

/** Whether a claim had been made, from a source that counts, in a state of knowledge; retracted or not. */
export function isKnown(claim: Claim, knowledge: Knowledge): boolean {
  return (
    claim.publicOn.latest <= knowledge.known &&
    claim.recordedAt <= knowledge.recordedBy &&
    (knowledge.sources === undefined || knowledge.sources.has(claim.source))
  );
}

/** Whether a known claim had been retracted. */
export function isRetracted(claim: Claim, knowledge: Knowledge): boolean {
  const at = knowledge.recordedBy;
  if (claim.retractedAt !== undefined && claim.retractedAt <= at) return true;
  return claim.pauses?.some(([from, until]) => from <= at && at < until) ?? false;
}
