// Random GraphQL operations over the entities, sources and days of arbitrary.ts.
import * as fc from 'fast-check';
import { MOODS } from '../../src/model/claim.ts';
import { FACT_STATUSES } from '../../src/model/fact.ts';
import { ENTITY_KINDS, RECORDED_TYPES, terms } from '../../src/model/registry.ts';
import type { At } from '../../src/model/view.ts';
import { DAYS, ENTITY_KEYS, FIRST_STEP, SOURCE_NAMES, STEP_LENGTH } from './arbitrary.ts';

/** One operation: its text, and variables of which `at` may be replaced by another view of the same. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const AMOUNT = 'amount { value low high unit basis }';
export const CLAIM = `id key mood speaker { key } reportedBy { key } statedOn validFrom validTo dateText dateInferred ${AMOUNT}
  source { id kind title publisher publishedOn retrievedOn dataset version citation } locator quote note onClaim { key } publicOn recordedAt retractedAt`;
export const FACT = `id key type subject { id key name } object { key name } value ${AMOUNT} qualifiers { name value entity { key } }
  validFrom validTo censored status knownSince sourceCount claimCount claims(first: 20) { ${CLAIM} }`;
export const PAGE = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';

export const subset = <T>(all: readonly T[], minLength = 1): fc.Arbitrary<T[]> =>
  fc.subarray([...all], { minLength, maxLength: 3 });
export const some = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([name, value]) => [
          name,
          fc.option(value as fc.Arbitrary<unknown>, { nil: undefined, freq: 2 }),
        ]),
      ),
    )
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>);

const day = fc.constantFrom(...DAYS);
const span = fc.tuple(day, day, fc.constantFrom('both', 'from', 'to')).map(([a, b, ends]) => {
  const [from, to] = [a, b].toSorted();
  return ends === 'both' ? { from, to } : ends === 'from' ? { from } : { to };
});
const status = subset(FACT_STATUSES, 0);
const entityKey = fc.constantFrom(...ENTITY_KEYS);
const ref = entityKey.map((id) => ({ id }));

/** A view: every member of `at` comes about, alone and together. */
export const someAt: fc.Arbitrary<At> = fc
  .record({
    valid: fc.oneof(
      fc.constant({}),
      day.map((validOn) => ({ validOn })),
      span.map((validDuring) => ({ validDuring })),
    ),
    certain: fc.constantFrom({}, {}, { certain: true }, { certain: false }),
    known: fc.oneof(
      fc.constant({}),
      day.map((knownOn) => ({ knownOn })),
    ),
    recorded: fc.oneof(
      fc.constant({}),
      fc.nat({ max: 4 }).map((step) => ({ recordedBy: new Date(FIRST_STEP + step * STEP_LENGTH).toISOString() })),
    ),
    sources: fc.oneof(
      fc.constant({}),
      subset(SOURCE_NAMES).map((sources) => ({ sources })),
    ),
    status: fc.oneof(
      fc.constant({}),
      status.map((statuses) => ({ status: statuses })),
    ),
  })
  .map(({ valid, certain, known, recorded, sources, status: statuses }) => ({
    ...valid,
    ...certain,
    ...known,
    ...recorded,
    ...sources,
    ...statuses,
  }));

const end = some({
  in: fc.uniqueArray(entityKey, { maxLength: 3 }).map((keys) => keys.map((id) => ({ id }))),
  kinds: subset(ENTITY_KINDS),
  nameContains: fc.constantFrom('a', 'B', 'é', 'one'),
});
export interface ClaimWhere {
  speaker: { id: string };
  reportedBy: { id: string };
  source: string;
  mood: string[];
  stated: { from?: string; to?: string };
  dateInferred: boolean;
}
const claimWhere: fc.Arbitrary<Partial<ClaimWhere>> = some<ClaimWhere>({
  speaker: ref,
  reportedBy: ref,
  source: fc.constantFrom(...SOURCE_NAMES),
  mood: subset(MOODS),
  stated: span,
  dateInferred: fc.boolean(),
});
export interface EndWhere {
  in?: { id: string }[];
  kinds?: string[];
  nameContains?: string;
}
export interface FactWhere {
  types: string[];
  subject: EndWhere;
  object: EndWhere;
  about: EndWhere;
  value: string[];
  qualifiers: { name: string; value?: string[] }[];
  agreementKind: string[];
  status: string[];
  during: { from?: string; to?: string };
  began: { from?: string; to?: string };
  sourceCountMax: number;
  contradicted: boolean;
  claim: Partial<ClaimWhere>;
}
const factWhere: fc.Arbitrary<Partial<FactWhere>> = some<FactWhere>({
  types: subset(RECORDED_TYPES),
  subject: end,
  object: end,
  about: end,
  value: subset(['SIGNED', 'DELIVERED', 'PAID', 'RATIFIED', 'OPEN', '042']),
  qualifiers: fc.constantFrom(
    [{ name: 'standing', value: ['FULL', 'OBSERVER'] }],
    [{ name: 'role' }],
    [{ name: 'mission', value: ['this'] }],
    [{ name: 'share' }],
  ),
  agreementKind: subset(terms('AgreementKind')),
  status,
  during: span,
  began: span,
  sourceCountMax: fc.nat({ max: 2 }),
  contradicted: fc.boolean(),
  claim: claimWhere,
});
/** One or two members at a time find something; more find nothing. */
export const few = <T extends object>(where: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(where, fc.nat(), fc.nat({ max: 2 })).map(([all, from, n]) => {
    const members = Object.entries(all);
    return Object.fromEntries(n === 0 ? [] : members.slice(from % Math.max(members.length, 1)).slice(0, n)) as T;
  });
export const someFactWhere = few(factWhere);
export const someClaimWhere: fc.Arbitrary<Partial<ClaimWhere> & { fact?: Partial<FactWhere> }> = fc
  .tuple(few(claimWhere), fc.option(someFactWhere, { nil: undefined }))
  .map(([where, fact]) => (fact ? { ...where, fact } : where));

export const size = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: 4 }).map((first) => ({ first })),
  fc.integer({ min: 1, max: 4 }).map((last) => ({ last })),
  fc.constant({ first: 100 }),
);
const types = fc.option(subset(RECORDED_TYPES), { nil: undefined });

export const factsQuery = `query ($where: FactFilter, $at: At, $first: Int, $last: Int) {
  facts(where: $where, at: $at, first: $first, last: $last) { edges { cursor node { ${FACT} } } ${PAGE} } }`;
export const claimsQuery = `query ($where: ClaimFilter, $at: At, $first: Int, $last: Int) {
  claims(where: $where, at: $at, first: $first, last: $last) { edges { cursor node { ${CLAIM} fact { key status } } } ${PAGE} } }`;
const agreementsQuery = `query ($kind: [AgreementKind!], $between: [Ref!], $signed: Span, $status: [AgreementStatus!], $where: EntityFilter, $orderBy: AgreementOrder, $at: At, $first: Int, $last: Int) {
  agreements(kind: $kind, between: $between, signed: $signed, status: $status, where: $where, orderBy: $orderBy, at: $at, first: $first, last: $last) {
    edges { cursor node { id key agreementKind status } fact { key } } ${PAGE} } }`;
const entitiesQuery = `query ($where: EntityFilter, $at: At, $first: Int, $last: Int) {
  entities(where: $where, at: $at, first: $first, last: $last) { edges { cursor node { id key name } } ${PAGE} } }`;
const AGREEMENTS = `agreements(kind: $kind, status: $agreementStatus, at: $below, first: $first, last: $last) { edges { cursor node { key } fact { key status } } ${PAGE} }`;
const entityQuery = `query ($ref: Ref!, $types: [FactType!], $direction: Direction!, $standing: [Standing!], $kind: [AgreementKind!], $agreementStatus: [AgreementStatus!], $at: At, $below: At, $first: Int, $last: Int) {
  entity(ref: $ref, at: $at) {
    id key kind name aliases description codes { scheme value validFrom validTo }
    degrees(at: $below) { type direction count }
    facts(types: $types, direction: $direction, at: $below, first: $first, last: $last) { edges { cursor node { ${FACT} } } ${PAGE} }
    ... on Country { memberships(at: $below, first: $first, last: $last) { nodes { key } ${PAGE} } ${AGREEMENTS} }
    ... on Organization { members(standing: $standing, at: $below, first: $first, last: $last) { nodes { key } ${PAGE} } ${AGREEMENTS} }
    ... on Agreement {
      agreementKind status(at: $below) signedOn inForceFrom value { value low high unit basis } milestones(at: $below) { key value validFrom }
      parties(at: $below, first: $first, last: $last) { edges { cursor role node { key } actions { action on fact { key status } } fact { key status } } ${PAGE} }
    }
  }
}`;

const facts = fc
  .tuple(someFactWhere, size, someAt)
  .map(([where, page, at]): Operation => ({ query: factsQuery, variables: { where, at, ...page } }));
const claims = fc
  .tuple(someClaimWhere, size, someAt)
  .map(([where, page, at]): Operation => ({ query: claimsQuery, variables: { where, at, ...page } }));
const entities = fc
  .tuple(end, size, someAt)
  .map(([where, page, at]): Operation => ({ query: entitiesQuery, variables: { where, at, ...page } }));
const agreements = fc
  .tuple(
    some({
      kind: subset(terms('AgreementKind')),
      between: fc
        .uniqueArray(fc.constantFrom('country:aa', 'country:bb', 'org:one', 'org:two', 'person:p'), { maxLength: 3 })
        .map((keys) => keys.map((id) => ({ id }))),
      signed: span,
      status: subset(terms('AgreementStatus')),
      orderBy: fc.constantFrom('SIGNED_ON_ASC', 'SIGNED_ON_DESC', 'NAME_ASC'),
    }),
    size,
    someAt,
  )
  .map(([where, page, at]): Operation => ({ query: agreementsQuery, variables: { ...where, at, ...page } }));
const entity = fc
  .record({
    ref,
    types,
    direction: fc.constantFrom('OUT', 'IN', 'BOTH'),
    standing: fc.option(subset(terms('Standing')), { nil: undefined }),
    kind: fc.option(subset(terms('AgreementKind')), { nil: undefined }),
    agreementStatus: fc.option(subset(terms('AgreementStatus')), { nil: undefined }),
    at: someAt,
    below: fc.oneof(
      fc.constant({}),
      fc.constant({ validOn: null, validDuring: null }),
      fc.constant({ knownOn: null }),
      fc.constant({ status: null, sources: null }),
    ),
    page: size,
  })
  .map(({ page, ...variables }): Operation => ({ query: entityQuery, variables: { ...variables, ...page } }));

/** Any one of them. A fact or a claim as `node` is asked for by the ids these answer. */
export const someOperation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: entity, weight: 3 },
  { arbitrary: facts, weight: 3 },
  claims,
  entities,
  { arbitrary: agreements, weight: 2 },
);
