// Random GraphQL operations that explore: pairs, paths, neighbourhoods, networks, groups, search, changes, contradictions, and
// filters within filters.
import * as fc from 'fast-check';
import { MOODS } from '../../src/model/claim.ts';
import { DERIVED_NAMES, ENTITY_KINDS, RECORDED_TYPES, RELATION_TYPES } from '../../src/model/registry.ts';
import type { At } from '../../src/model/view.ts';
import { DAYS, ENTITY_KEYS, maybe, SOURCE_NAMES } from './arbitrary.ts';
import { FACT, few, type Operation, PAGE, size, some, someAt, someFactWhere, subset } from './operations.ts';

const ANY_TYPE = [...RECORDED_TYPES, ...DERIVED_NAMES];
const LINKS = [...RELATION_TYPES, ...DERIVED_NAMES];
const key = fc.oneof(
  { arbitrary: fc.constantFrom('country:aa', 'country:bb', 'org:one', 'org:two', 'agreement:x'), weight: 3 },
  fc.constantFrom(...ENTITY_KEYS),
);
const ref = key.map((id) => ({ id }));
const direction = fc.constantFrom('OUT', 'IN', 'BOTH');
/** Mostly all. */
const types = fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, subset(LINKS), subset(DERIVED_NAMES));

/** A view of every sort, with what goes first in it, and which moods assert. */
const anyView: fc.Arbitrary<At> = fc
  .tuple(
    someAt,
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 2 },
      fc.constantFrom('LATEST_STATED' as const, 'PRIMARY_FIRST' as const).map((prefer) => ({ prefer })),
      subset(SOURCE_NAMES).map((preferSources) => ({ prefer: 'SOURCE_ORDER' as const, preferSources })),
    ),
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 3 },
      subset(MOODS.filter((mood) => mood !== 'DENIED')).map((moods) => ({ moods })),
    ),
  )
  .map(([at, prefer, moods]): At => ({ ...at, ...prefer, ...moods }));

/** Most views show something: the present one, one of a day, and seldom one of all at once. */
export const someView: fc.Arbitrary<At> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  { arbitrary: fc.constantFrom(...DAYS).map((validOn) => ({ validOn })), weight: 2 },
  { arbitrary: fc.constantFrom(...DAYS).map((knownOn) => ({ knownOn })), weight: 2 },
  { arbitrary: anyView, weight: 3 },
);

/** A filter of facts with others inside it: of ends by what they have, of facts by what else there is between the same ends. */
const link = fc.oneof(
  fc.constantFrom(
    { types: ['MEMBER_OF'] },
    { types: ['PARTY_TO', 'PART_OF'] },
    { types: ['ALLY_OF', 'SANCTIONS'] },
    { types: ['MILESTONE', 'VALUE'] },
  ),
  fc.record({ types: maybe(subset(ANY_TYPE)), status: maybe(subset(['ACCEPTED', 'REPORTED', 'DISPUTED'])) }),
);
const having = fc.record({ fact: fc.oneof(link, someFactWhere), direction });
const endWith = fc.oneof(
  fc.array(having, { minLength: 1, maxLength: 2 }).map((all) => ({ with: all })),
  fc.array(having, { minLength: 1, maxLength: 2 }).map((all) => ({ without: all })),
  fc.tuple(having, having, fc.constantFrom(...ENTITY_KINDS)).map(([one, other, kind]) => ({
    with: [one],
    without: [other],
    kinds: [kind, 'COUNTRY', 'ORGANIZATION'],
  })),
);
export const someDeepWhere: fc.Arbitrary<object> = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 3 },
      someFactWhere,
      subset(ANY_TYPE).map((all) => ({ types: all })),
      subset(DERIVED_NAMES).map((all) => ({ types: all })),
    ),
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 3 },
      endWith.map((about) => ({ about })),
      endWith.map((subject) => ({ subject })),
      endWith.map((object) => ({ object })),
      fc.array(link, { minLength: 1, maxLength: 2 }).map((has) => ({ has })),
      fc.array(link, { minLength: 1, maxLength: 2 }).map((lacks) => ({ lacks })),
      fc.tuple(link, fc.constantFrom(1, 24)).map(([one, withinMonths]) => ({ has: [{ ...one, withinMonths }] })),
      fc.uniqueArray(key, { minLength: 1, maxLength: 3 }).map((keys) => ({ between: keys.map((id) => ({ id })) })),
      fc.tuple(fc.constantFrom('item'), key).map(([name, id]) => ({ qualifiers: [{ name, entity: { id } }] })),
    ),
  )
  .map(([where, more]) => ({ ...where, ...more }));

const REASONS =
  'DIFFERENT_VALUE DIFFERENT_OBJECT DENIED IMPOSSIBLE_ORDER OVERLAPPING_EXCLUSIVE SOURCE_DATES_DISAGREE'.split(' ');
const operation = (query: string, variables: object): Operation => ({
  query,
  // What is undefined is not sent.
  variables: JSON.parse(JSON.stringify(variables)) as Operation['variables'],
});
const BRIEF = 'key type status validFrom validTo sourceCount subject { key } object { key }';
const SIDES = `reason explanation sides { fact { ${BRIEF} } claims { key } } preferred { key }`;

const facts = fc.tuple(someDeepWhere, size, someView).map(([where, page, at]) =>
  operation(
    `query ($where: FactFilter, $at: At, $first: Int, $last: Int) {
  facts(where: $where, at: $at, first: $first, last: $last) { edges { cursor node { ${FACT} derivedFrom { key } contradictions { id key reason } } } ${PAGE} } }`,
    { where, at, ...page },
  ),
);
const entities = fc.tuple(endWith, size, someView).map(([where, page, at]) =>
  operation(
    `query ($where: EntityFilter, $at: At, $first: Int, $last: Int) {
  entities(where: $where, at: $at, first: $first, last: $last) { edges { cursor node { id key } because { ${BRIEF} } } ${PAGE} } }`,
    { where, at, ...page },
  ),
);
const dyad = fc
  .record({ a: ref, b: ref, types, at: someView, span: fc.constantFrom(...DAYS), page: size })
  .map(({ a, b, types: asked, at, span, page }) =>
    operation(
      `query ($a: Ref!, $b: Ref!, $types: [FactType!], $from: Date, $at: At, $first: Int, $last: Int) { dyad(a: $a, b: $b, at: $at) {
  a { key } b { key }
  facts(types: $types, first: $first, last: $last) { edges { cursor node { ${BRIEF} derivedFrom { key } } } ${PAGE} }
  agreements(first: $first, last: $last) { nodes { key status } ${PAGE} }
  sharedMemberships(first: $first, last: $last) { edges { node { key } because { ${BRIEF} } } ${PAGE} }
  sanctions(first: $first, last: $last) { nodes { ${BRIEF} } ${PAGE} }
  timeline(from: $from, first: $first, last: $last) { edges { cursor node { on what fact { key } } } ${PAGE} }
  contradictions(first: $first, last: $last) { nodes { ${SIDES} } ${PAGE} } } }`,
      { a, b, types: asked, at, from: span, ...page },
    ),
  );
const commonNeighbors = fc
  .record({
    of: fc.uniqueArray(key, { minLength: 2, maxLength: 3 }),
    types,
    kinds: maybe(subset(ENTITY_KINDS)),
    at: someView,
    page: size,
  })
  .map(({ of, page, ...rest }) =>
    operation(
      `query ($of: [Ref!]!, $types: [FactType!], $kinds: [EntityKind!], $at: At, $first: Int, $last: Int) {
  commonNeighbors(of: $of, types: $types, kinds: $kinds, at: $at, first: $first, last: $last) { edges { cursor node { id key } because { ${BRIEF} } } ${PAGE} } }`,
      { of: of.map((id) => ({ id })), ...rest, ...page },
    ),
  );
const paths = fc
  .record({
    from: ref,
    to: ref,
    how: few(
      some({
        types: subset(LINKS),
        direction,
        exclude: subset(ENTITY_KEYS),
        maxLength: fc.integer({ min: 1, max: 5 }),
        concurrent: fc.boolean(),
        rank: fc.constantFrom('LENGTH', 'EVIDENCE'),
        maxDegree: fc.constantFrom(2, 5),
        first: fc.constantFrom(1, 20),
      }),
    ),
    at: someView,
  })
  .filter(({ from, to }) => from.id !== to.id)
  .map(({ how, ...variables }) =>
    operation(
      `query ($from: Ref!, $to: Ref!, $types: [FactType!], $direction: Direction, $exclude: [ID!], $maxLength: Int, $concurrent: Boolean, $rank: PathRank, $maxDegree: Int, $first: Int, $at: At) {
  paths(from: $from, to: $to, types: $types, direction: $direction, exclude: $exclude, maxLength: $maxLength, concurrent: $concurrent, rank: $rank, maxDegree: $maxDegree, first: $first, at: $at) {
    complete paths { length evidence entities { key } facts { ${BRIEF} } } } }`,
      { ...variables, ...how },
    ),
  );
const NETWORK = `truncated cursor nodes { key kind label degree entity { id } } edges { key source target type validFrom validTo status weight fact { ${BRIEF} } } layout { key x y }`;
const neighborhood = fc
  .record({
    of: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.map((id) => ({ id }))),
    how: few(
      some({
        depth: fc.integer({ min: 1, max: 3 }),
        types: fc.oneof(subset(LINKS), subset(DERIVED_NAMES)),
        direction,
        limitPerType: fc.constantFrom(1, 2, 25),
        exclude: subset(ENTITY_KEYS),
      }),
    ),
    at: someView,
  })
  .map(({ how, ...variables }) =>
    operation(
      `query ($of: [Ref!]!, $depth: Int, $types: [FactType!], $direction: Direction, $limitPerType: Int, $exclude: [ID!], $at: At) {
  neighborhood(of: $of, depth: $depth, types: $types, direction: $direction, limitPerType: $limitPerType, exclude: $exclude, at: $at) { ${NETWORK} } }`,
      { ...variables, ...how },
    ),
  );
const network = fc.tuple(someDeepWhere, fc.constantFrom(1, 3, 500), someView).map(([where, limit, at]) =>
  operation(
    `query ($where: FactFilter, $limit: Int!, $at: At) { network(where: $where, limit: $limit, at: $at) { ${NETWORK} }
  structure(where: $where, at: $at) { nodeCount tieCount density communityCount modularity nodes { key degree betweenness pageRank community } } }`,
    { where, limit, at },
  ),
);
const GROUP_KEYS =
  'TYPE YEAR MONTH BEGAN_YEAR SUBJECT OBJECT PAIR ORGANIZATION VALUE AGREEMENT_KIND STATUS SOURCE'.split(' ');
const aggregate = fc
  .record({
    where: someDeepWhere,
    // Years and months are of a span, else there would be thousands.
    during: fc.constantFrom({ from: '2018-01-01', to: '2020-12-31' }, { from: '2019-10-01', to: '2019-10-31' }),
    groupBy: fc.uniqueArray(fc.constantFrom(...GROUP_KEYS), { minLength: 1, maxLength: 3 }),
    sum: maybe(fc.constantFrom('VALUE', 'QUANTITY_ORDERED', 'CREDIT_SHARE')),
    largestFirst: fc.boolean(),
    at: someView,
    page: size,
  })
  .filter(({ groupBy }) => !(groupBy.includes('YEAR') && groupBy.includes('MONTH')))
  .map(({ where, during, page, ...variables }) =>
    operation(
      `query ($where: FactFilter, $groupBy: [GroupKey!]!, $sum: FactType, $largestFirst: Boolean, $at: At, $first: Int, $last: Int) {
  aggregate(where: $where, groupBy: $groupBy, sum: $sum, largestFirst: $largestFirst, at: $at, first: $first, last: $last) {
    edges { cursor node { keys { by value entities { key } } count claimCount subjects objects sum { value unit basis } sums { value low high unit basis } withoutAmount facts(first: 3) { nodes { key } totalCount } } } ${PAGE} } }`,
      {
        ...variables,
        where: variables.groupBy.some((by) => by === 'YEAR' || by === 'MONTH') ? { ...where, during } : where,
        ...page,
      },
    ),
  );
const search = fc
  .record({
    text: fc.constantFrom('a', 'bb', 'land bb', 'One', 'pe', 'Oen', 'äa', 'zzz', 'X'),
    kinds: maybe(subset(ENTITY_KINDS)),
    page: size,
  })
  .map(({ page, ...variables }) =>
    operation(
      `query ($text: String!, $kinds: [EntityKind!], $first: Int, $last: Int) {
  search(text: $text, kinds: $kinds, first: $first, last: $last) { edges { cursor node { entity { key } score matched because } } ${PAGE} } }`,
      { ...variables, ...page },
    ),
  );
const changes = fc
  .tuple(fc.oneof(fc.constant({}), someFactWhere), someView, someView, size)
  .map(([where, from, to, page]) =>
    operation(
      `query ($where: FactFilter, $from: At!, $to: At!, $first: Int, $last: Int) {
  changes(where: $where, from: $from, to: $to, first: $first, last: $last) { edges { cursor node { kind before { id ${BRIEF} } after { id ${BRIEF} } } } ${PAGE} } }`,
      { where, from, to, ...page },
    ),
  );
const contradictions = fc
  .record({
    asked: few(
      some({
        about: ref,
        between: fc.uniqueArray(key, { minLength: 2, maxLength: 2 }).map((keys) => keys.map((id) => ({ id }))),
        types: subset(['MILESTONE', 'VALUE', 'MEMBER_OF', ...RECORDED_TYPES]),
        reasons: subset(REASONS),
      }),
    ),
    at: someView,
    page: size,
  })
  .map(({ page, asked, at }) =>
    operation(
      `query ($about: Ref, $between: [Ref!], $types: [FactType!], $reasons: [ContradictionReason!], $at: At, $first: Int, $last: Int) {
  contradictions(about: $about, between: $between, types: $types, reasons: $reasons, at: $at, first: $first, last: $last) {
    edges { cursor node { id key ${SIDES} latest: preferred(prefer: LATEST_STATED) { key } } } ${PAGE} } }`,
      { ...asked, at, ...page },
    ),
  );

/** Any one of them. */
export const someExploration: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: facts, weight: 4 },
  { arbitrary: entities, weight: 2 },
  { arbitrary: dyad, weight: 3 },
  commonNeighbors,
  { arbitrary: paths, weight: 2 },
  { arbitrary: neighborhood, weight: 2 },
  network,
  { arbitrary: aggregate, weight: 2 },
  search,
  { arbitrary: changes, weight: 2 },
  { arbitrary: contradictions, weight: 2 },
);
