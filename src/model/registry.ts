import { DERIVED_TYPES, ENUMS, FACT_TYPES, POLICIES, SCHEMES } from './generated/registry.ts';

export const ENTITY_KINDS = [
  'COUNTRY',
  'ORGANIZATION',
  'PERSON',
  'AGREEMENT',
  'ITEM',
  'LEGAL_INSTRUMENT',
  'SANCTION',
  'EVENT',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export type EnumName = keyof typeof ENUMS;
/** A type of fact that claims are recorded of. */
export type RecordedType = keyof typeof FACT_TYPES;
/** A type of fact that follows from others by a rule of the registry. */
export type DerivedType = keyof typeof DERIVED_TYPES;
export type FactType = RecordedType | DerivedType;

export type ContradictionReason =
  | 'DIFFERENT_VALUE'
  | 'DIFFERENT_OBJECT'
  | 'DENIED'
  | 'IMPOSSIBLE_ORDER'
  | 'OVERLAPPING_EXCLUSIVE'
  | 'SOURCE_DATES_DISAGREE';

export interface QualifierEntry {
  readonly description: string;
  /** Its values are the terms of this enum. */
  readonly enum?: EnumName;
  /** Its value is the key of an entity. */
  readonly entity?: boolean;
  readonly default?: string;
  /** Part of what tells one fact from another. */
  readonly distinguishing?: boolean;
}

/** Facts that agree in `same` and overlap in time may not differ in `differ`. */
export interface Exclusion {
  readonly same: readonly string[];
  readonly differ: string;
  /** Facts without this qualifier have no rivals: what would be the same is not known to be. */
  readonly needs?: string;
  readonly reason: 'DIFFERENT_VALUE' | 'DIFFERENT_OBJECT' | 'OVERLAPPING_EXCLUSIVE';
}

/** Words for a happening: the same for all facts of a type, or by the term of the value, or of a qualifier, that is named. */
export type Words = string | Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One entry of the registry: everything the graph needs to know of a type of fact. */
export interface FactTypeEntry {
  readonly name: RecordedType;
  readonly reads: string;
  readonly inverse?: string;
  /** How its beginning is told, in the past tense; absent: as it reads. */
  readonly began?: Words;
  /** How its end is told; absent: it is not. */
  readonly ended?: Words;
  readonly description: string;
  readonly subject: readonly EntityKind[];
  /** Absent: a property of one entity. */
  readonly object?: readonly EntityKind[];
  readonly value?: { readonly enum?: EnumName; readonly text?: string; readonly amount?: boolean };
  /** Beside a value of another sort, an amount may be given. */
  readonly amount?: 'optional';
  readonly symmetric?: boolean;
  /**
   * spell: holds from a day to a day. reached: holds from its day on. day: happened on a day, which is part of its
   * identity. timeless: holds whatever the day, unless dates are given.
   */
  readonly dates: 'spell' | 'reached' | 'day' | 'timeless';
  /** Of `reached`: it happens once, so that all claims of it are about one happening. */
  readonly once?: boolean;
  /**
   * What a fact without any date means: that it holds always, that it is not known when, or that it holds as long as its
   * subject, or object, lasts (see life.ts).
   */
  readonly undated?: 'always' | 'unknown' | 'subject' | 'object';
  readonly datesMean?: string;
  readonly qualifiers?: Readonly<Record<string, QualifierEntry>>;
  readonly exclusive?: readonly Exclusion[];
  /** Values in the order they can come about. */
  readonly order?: readonly (readonly string[])[];
  readonly counterpart?: Readonly<Record<string, string>>;
}

/** How an end of a derived fact is tied to the pivot. */
export interface Leg {
  readonly type: RecordedType;
  /** Which end of the leg's fact points to the other. */
  readonly from: 'end' | 'pivot';
  /** Only in this role. */
  readonly role?: string;
  /** What the end is a body of counts as well, up to its state. */
  readonly rollUp?: boolean;
}

/** A rule by which facts follow from others: two ends tied to one pivot, each by a leg. */
export interface DerivedEntry {
  readonly name: DerivedType;
  readonly reads: string;
  readonly inverse: string;
  readonly began?: string;
  readonly ended?: string;
  readonly description: string;
  readonly subject: readonly EntityKind[];
  readonly object: readonly EntityKind[];
  readonly symmetric?: boolean;
  readonly pivot: {
    readonly kind: EntityKind;
    readonly agreementKind?: readonly string[];
    /** Milestones of the pivot from which it counts, the first that is known; it ends with the agreement. */
    readonly begins?: readonly string[];
    /** Bodies count that belonged to their state when it began; absent: also those that came to belong to it later. */
    readonly bodiesAt?: 'begin';
    /** The pivot's preferred fact of this type gives the amount. */
    readonly amount?: RecordedType;
  };
  readonly legs: { readonly subject: Leg; readonly object: Leg };
  /** Facts of this type between the ends count as well. */
  readonly also?: RecordedType;
}

/** What decides which of several that disagree goes first. */
export type Criterion = 'support' | 'weight' | 'precision' | 'latest' | 'order';
export type PolicyName = (typeof POLICIES)[number]['name'];

export function isPolicy(name: string): name is PolicyName {
  return POLICIES.some((policy) => policy.name === name);
}

/** The criteria of a policy, the foremost first. */
export function criteriaOf(policy: PolicyName): readonly Criterion[] {
  return POLICIES.find(({ name }) => name === policy)?.criteria ?? POLICIES[0].criteria;
}

/** The rule of a derived type. */
export function derivedType(name: DerivedType): DerivedEntry {
  return DERIVED_TYPES[name];
}

const entries = new Map<string, FactTypeEntry>(
  Object.values(FACT_TYPES as unknown as Record<string, FactTypeEntry>).map((entry) => [entry.name, entry]),
);

/** All types claims are recorded of, by name. */
export const RECORDED_TYPES = [...entries.keys()].toSorted() as readonly RecordedType[];
/** Of those, the ones between two entities. */
export const RELATION_TYPES = RECORDED_TYPES.filter((name) => factType(name).object !== undefined);
/** Of those, the ones of one entity. */
export const PROPERTY_TYPES = RECORDED_TYPES.filter((name) => factType(name).object === undefined);
export const DERIVED_NAMES = Object.keys(DERIVED_TYPES) as readonly DerivedType[];

/** The entry of a recorded type. */
export function factType(name: RecordedType): FactTypeEntry {
  const entry = entries.get(name);
  if (!entry) throw new TypeError(`no such fact type: ${name}`);
  return entry;
}

export function isRecordedType(name: string): name is RecordedType {
  return entries.has(name);
}

export function isDerivedType(name: string): name is DerivedType {
  return Object.hasOwn(DERIVED_TYPES, name);
}

/** The terms of an enum of the registry, in its order. */
export function terms(name: EnumName): readonly string[] {
  return Object.keys(ENUMS[name].terms);
}

const schemesBySpelling = new Map<string, string>(
  SCHEMES.flatMap((scheme) =>
    [scheme.name, ...scheme.also].map((spelling) => [spelling.toLowerCase(), scheme.name] as const),
  ),
);

/** Code schemes the registry knows. */
export const SCHEME_NAMES: readonly string[] = SCHEMES.map(({ name }) => name);

/** The registry's name of a code scheme in any spelling it knows; another data set's scheme in upper case. */
export function schemeName(spelling: string): string {
  return schemesBySpelling.get(spelling.toLowerCase()) ?? spelling.toUpperCase();
}

/** A pattern the values of the scheme match, where the registry has one. */
export function schemePattern(name: string): RegExp | undefined {
  const scheme = SCHEMES.find((each) => each.name === name);
  return scheme && new RegExp(`^(?:${scheme.pattern})$`);
}

/** Prefixes of entity keys by kind. */
export const KEY_PREFIX: Readonly<Record<EntityKind, string>> = {
  COUNTRY: 'country',
  ORGANIZATION: 'org',
  PERSON: 'person',
  AGREEMENT: 'agreement',
  ITEM: 'item',
  LEGAL_INSTRUMENT: 'law',
  SANCTION: 'sanction',
  EVENT: 'event',
};

/** Labels of entity nodes by kind. */
export const KIND_LABEL: Readonly<Record<EntityKind, string>> = {
  COUNTRY: 'Country',
  ORGANIZATION: 'Organization',
  PERSON: 'Person',
  AGREEMENT: 'Agreement',
  ITEM: 'Item',
  LEGAL_INSTRUMENT: 'LegalInstrument',
  SANCTION: 'Sanction',
  EVENT: 'Event',
};

const kindByPrefix = new Map(ENTITY_KINDS.map((kind) => [KEY_PREFIX[kind], kind]));

/** The kind of entity a key is of, by its prefix; undefined for anything that is no entity's key. */
export function kindOfKey(key: string): EntityKind | undefined {
  const match = /^([a-z]+):[a-z0-9][a-z0-9.-]*$/.exec(key);
  return match?.[1] === undefined ? undefined : kindByPrefix.get(match[1]);
}
