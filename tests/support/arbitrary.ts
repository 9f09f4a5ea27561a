// Small random graphs for fast-check: few entities, dates and sources, so that claims meet, agree and contradict each other.
import * as fc from 'fast-check';
import { type ClaimContent, MOODS } from '../../src/model/claim.ts';
import { when } from '../../src/model/edtf.ts';
import {
  type EntityKind,
  type EnumName,
  factType,
  kindOfKey,
  RECORDED_TYPES,
  type RecordedType,
  terms,
} from '../../src/model/registry.ts';
import type { Source } from '../../src/model/source.ts';
import { type Batch, record } from '../../src/domain/record/record.service.ts';
import { type Entity, type EntityPart, layTogether } from '../../src/model/entity.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { empty } from './engines.ts';
import { entity, keyOf, source } from './graph.ts';

/** More runs than usual, to search longer: `ENTENTE_TEST_RUNS=20 npm test -- engines`. */
export const runs = (usual: number): number => usual * Number(process.env['ENTENTE_TEST_RUNS'] ?? 1);

/** One source of every kind, two releases of one data set, one that is only a copy, and one without any date. */
export const SOURCES: readonly Source[] = [
  source('source:law', { kind: 'PRIMARY', publishedOn: when('2017-01-01') }),
  source('dataset:d@1', { kind: 'DATASET', dataset: 'dataset:d', version: '1', publishedOn: when('2018') }),
  source('dataset:d@2', { kind: 'DATASET', dataset: 'dataset:d', version: '2', publishedOn: when('2020-06') }),
  source('source:news', { publishedOn: when('2019-10-24') }),
  source('source:paper', { publishedOn: when('2020-12') }),
  source('source:copy', { retrievedOn: '2020-12-07' }),
  source('source:bare', { kind: 'REFERENCE' }),
];
export const SOURCE_NAMES = [...SOURCES.map(({ key }) => key), 'dataset:d'];

export const ENTITIES: NonNullable<Batch['entities']> = [
  entity('country:aa', { name: 'Äa', codes: [{ scheme: 'COW', value: '1', to: when('1990-10-02') }] }),
  entity('country:bb', { name: 'Bb', aliases: ['Land of Bb'] }),
  entity('country:cc', { name: 'Cc' }),
  entity('org:one', { name: 'One', category: 'IGO' }),
  entity('org:two', { name: 'Two', category: 'STATE_BODY' }),
  entity('person:p', { name: 'Pé' }),
  entity('agreement:x', { name: 'X', agreementKind: 'ARMS_CONTRACT' }),
  entity('agreement:y', { name: 'Y', agreementKind: 'TREATY' }),
  entity('agreement:z', { name: 'Z', agreementKind: 'ALLIANCE' }),
  entity('item:i', { name: 'I' }),
  entity('law:l', { name: 'L' }),
  entity('sanction:s', { name: 'S' }),
  entity('event:e', { name: 'E' }),
];
export const ENTITY_KEYS = ENTITIES.map(({ key }) => key);
const ofKinds = (kinds: readonly EntityKind[]): string[] =>
  ENTITY_KEYS.filter((key) => kinds.includes(kindOfKey(key) as EntityKind));
/** The first ones oftener, so that claims meet. */
const among = (keys: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: fc.constantFrom(...keys.slice(0, 2)), weight: 3 }, fc.constantFrom(...keys));
const WHO = ofKinds(['COUNTRY', 'ORGANIZATION', 'PERSON']);

/** Days around which everything happens, and the forms dates come in: exact, partial, uncertain, open, the year not told. */
export const DAYS = ['1990-10-03', '2018-12-31', '2019-01-01', '2019-10-23', '2019-10-24', '2020-02-29', '2020-12-07'];
const DATES = [
  ...DAYS,
  '2019',
  '2019-10',
  '2019~',
  '2019-10?',
  '199X',
  '../2018',
  '../2019-10-23',
  '2019-10-24/..',
  '2017-03/2019-05',
  'XXXX-10-23',
];

/** The value so many times, nothing so many times. */
const weighed = <T>(arbitrary: fc.Arbitrary<T>, value: number, nothing: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: nothing }, { arbitrary, weight: value });
export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => weighed(arbitrary, 1, 1);
const mostly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => weighed(arbitrary, 4, 1);
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => weighed(arbitrary, 1, 4);
const date = fc.constantFrom(...DATES).map(when);
const number = fc.constantFrom('1', '2', '2.5', '2500000000');
const term = (name: EnumName): fc.Arbitrary<string> => fc.constantFrom(...terms(name));

function statement(type: RecordedType): fc.Arbitrary<Partial<ClaimContent>> {
  const entry = factType(type);
  const qualifiers = Object.entries(entry.qualifiers ?? {}).map(([name, qualifier]) => {
    const value = qualifier.enum
      ? term(qualifier.enum)
      : qualifier.entity
        ? fc.constantFrom(...ENTITY_KEYS.slice(0, 3), 'item:i')
        : fc.constantFrom('this', 'that');
    return [name, maybe(value)] as const;
  });
  const amount = fc.record({
    value: mostly(number),
    low: maybe(number),
    high: maybe(number),
    unit: fc.constantFrom('USD', 'battery'),
    basis: fc.constantFrom('NOMINAL' as const, 'COUNT' as const),
  });
  return fc.record({
    subject: among(ofKinds(entry.subject)),
    object: entry.object ? among(ofKinds(entry.object)) : fc.constant(undefined),
    value: entry.value?.enum
      ? term(entry.value.enum)
      : entry.value?.text !== undefined
        ? fc.constantFrom('042', '17')
        : fc.constant(undefined),
    amount: entry.value?.amount ? amount : entry.amount ? maybe(amount) : fc.constant(undefined),
    qualifiers: fc
      .record(Object.fromEntries(qualifiers))
      .map(
        (given) =>
          Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
            string,
            string
          >,
      ),
  });
}

const evidence = fc.record({
  from: mostly(date),
  to: mostly(fc.oneof(date, fc.constant('open' as const))),
  censored: fc.boolean(),
  dateText: seldom(fc.constantFrom('today', 'earlier')),
  dateInferred: seldom(fc.constant(true as const)),
  mood: fc.oneof(
    { arbitrary: fc.constant('ASSERTED' as const), weight: 6 },
    { arbitrary: fc.constant('DENIED' as const), weight: 2 },
    { arbitrary: fc.constantFrom(...MOODS), weight: 2 },
  ),
  speaker: maybe(fc.constantFrom(...WHO)),
  reportedBy: fc.uniqueArray(fc.constantFrom(...WHO), { maxLength: 2 }),
  statedOn: maybe(date),
  source: fc.constantFrom(...SOURCES).map(({ key }) => key),
  locator: maybe(fc.constantFrom('p. 1', '§ 2, “Ä”')),
  quote: seldom(fc.constant('“so” \\ \u{1F1F9}')),
  note: seldom(fc.constant('Unchecked.')),
  madePublic: seldom(date),
  /** Which claim before it, counted back, it repeats or denies. */
  back: seldom(fc.nat({ max: 3 })),
});

function isPossible({ type, subject, object, from, to }: ClaimContent): boolean {
  if (subject === object) return false;
  if (to === undefined) return true;
  return factType(type).dates !== 'day' && (to === 'open' || from === undefined || to.latest >= from.earliest);
}

function claimOf(types: readonly RecordedType[]): fc.Arbitrary<{ content: ClaimContent; back?: number }> {
  return fc.constantFrom(...types).chain((type) =>
    fc
      .tuple(statement(type), evidence)
      .map(([told, { back, censored, ...said }]) => ({
        back,
        content: {
          type,
          ...told,
          ...said,
          // Only an end that is a day can be where coverage stops.
          censored: censored && said.to !== undefined && said.to !== 'open' ? true : undefined,
        } as ClaimContent,
      }))
      .filter(({ content }) => isPossible(content)),
  );
}

/** Types whose facts exclude each other, or must follow in order, come more often than the rest. */
const RIVALS = RECORDED_TYPES.filter((type) => factType(type).exclusive ?? factType(type).order);
const someTypes = fc.uniqueArray(fc.oneof(fc.constantFrom(...RIVALS), fc.constantFrom(...RECORDED_TYPES)), {
  minLength: 1,
  maxLength: 4,
});

/** Claims, each different from the others, some of them about another. */
export const someClaims = ({
  types = someTypes,
  minLength = 1,
  maxLength = 16,
}: { types?: fc.Arbitrary<RecordedType[]>; minLength?: number; maxLength?: number } = {}): fc.Arbitrary<
  ClaimContent[]
> =>
  types
    .chain((few) => fc.array(claimOf(few), { minLength, maxLength }))
    .map((drawn) => {
      const claims: ClaimContent[] = [];
      for (const { content, back } of drawn) {
        const about = back === undefined ? undefined : claims.at(-1 - back);
        claims.push(about ? { ...content, onClaim: keyOf(about) } : content);
      }
      return [...new Map(claims.map((claim) => [keyOf(claim), claim])).values()];
    });

/** One step of a history: claims that are added or told again, keys of earlier ones that are retracted, and what else changes. */
export interface Step {
  readonly now: number;
  readonly claims: readonly ClaimContent[];
  readonly retract: readonly string[];
  readonly sources?: readonly Source[];
  readonly entities?: NonNullable<Batch['entities']>;
}

export const FIRST_STEP = Date.UTC(2026, 0, 1);
export const STEP_LENGTH = 86_400_000;
const STEPS = 5;

/** What may be found out of a source or an entity later: another kind, another day it appeared, other names and codes. */
const CORRECTIONS: readonly Pick<Step, 'sources' | 'entities'>[] = [
  { sources: [source('source:news', { kind: 'PRIMARY', publishedOn: when('2019-10-24') })] },
  { sources: [source('source:paper', { publishedOn: when('2018-12-31'), publisher: 'Another' })] },
  { sources: [source('source:bare', { kind: 'REFERENCE', publishedOn: when('2019') })] },
  { sources: [source('source:law', { kind: 'REPORT', retrievedOn: '2020-12-07' })] },
  { entities: [entity('country:bb', { name: 'Bbb', aliases: ['Bb'], codes: [{ scheme: 'COW', value: '2' }] })] },
  { entities: [entity('org:one', { name: 'One', aliases: ['The One'] }, 'dataset:d@1')] },
  { entities: [entity('agreement:y', { name: 'Y', agreementKind: 'ALLIANCE' })] },
];

/**
 * A history: claims come in up to four steps a day apart; some are retracted in a step after their own, and some of these
 * told again. With `corrections`, sources and entities change as well.
 */
export const someHistory = (claims = someClaims(), { corrections = false } = {}): fc.Arbitrary<Step[]> => {
  const fate = fc.record({
    added: fc.nat({ max: 3 }),
    retracted: seldom(fc.integer({ min: 1, max: 3 })),
    again: maybe(fc.integer({ min: 1, max: 2 })),
  });
  const changes = corrections
    ? fc.array(fc.tuple(fc.integer({ min: 1, max: STEPS - 1 }), fc.constantFrom(...CORRECTIONS)), { maxLength: 2 })
    : fc.constant([]);
  return claims.chain((all) =>
    fc.tuple(fc.array(fate, { minLength: all.length, maxLength: all.length }), changes).map(([fates, corrected]) => {
      const at = (index: number): { added: number; retracted: number; again: number } => {
        const { added = 0, retracted, again } = fates[index] ?? {};
        const gone = retracted === undefined ? STEPS : added + retracted;
        return { added, retracted: gone, again: again === undefined ? STEPS : gone + again };
      };
      return Array.from({ length: STEPS }, (_, step): Step => ({
        now: FIRST_STEP + step * STEP_LENGTH,
        claims: all.filter((__, index) => at(index).added === step || at(index).again === step),
        retract: all.filter((__, index) => at(index).retracted === step).map(keyOf),
        sources: corrected.flatMap(([when_, { sources = [] }]) => (when_ === step ? sources : [])),
        entities: corrected.flatMap(([when_, { entities = [] }]) => (when_ === step ? entities : [])),
      }));
    }),
  );
};

/** The sources, and the entities, as a history leaves them. */
export const sourcesAfter = (steps: readonly Step[]): Source[] => [
  ...new Map([...SOURCES, ...steps.flatMap(({ sources = [] }) => sources)].map((each) => [each.key, each])).values(),
];
export function entitiesAfter(steps: readonly Step[]): Entity[] {
  const parts = new Map<string, Map<string, EntityPart>>();
  for (const { key, contributor, part } of [...ENTITIES, ...steps.flatMap(({ entities = [] }) => entities)])
    parts.set(key, new Map(parts.get(key)).set(contributor, part));
  return [...parts].map(([key, known]) => layTogether(key, known));
}

/** Empties a store and plays a history in it. */
export async function play(store: GraphStore, steps: readonly Step[]): Promise<void> {
  await empty(store);
  await record(store, { sources: SOURCES, entities: ENTITIES }, FIRST_STEP);
  for (const { now, ...batch } of steps)
    if (Object.values(batch).some((list) => list.length > 0)) await record(store, batch, now);
}
