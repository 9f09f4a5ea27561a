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
import type { Batch } from '../../src/domain/record/record.service.ts';
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
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => weighed(arbitrary, 1, 1);
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

/** One step of a history: claims that are added, and keys of earlier ones that are retracted. */
export interface Step {
  readonly now: number;
  readonly claims: readonly ClaimContent[];
  readonly retract: readonly string[];
}

export const FIRST_STEP = Date.UTC(2026, 0, 1);
export const STEP_LENGTH = 86_400_000;

/** A history: claims come in up to four steps a day apart, and some are retracted in a step after their own. */
export const someHistory = (claims = someClaims()): fc.Arbitrary<Step[]> =>
  claims.chain((all) =>
    fc
      .array(fc.record({ added: fc.nat({ max: 3 }), retracted: seldom(fc.nat({ max: 4 })) }), {
        minLength: all.length,
        maxLength: all.length,
      })
      .map((fates) =>
        Array.from({ length: 5 }, (_, step): Step => ({
          now: FIRST_STEP + step * STEP_LENGTH,
          claims: all.filter((__, index) => fates[index]?.added === step),
          retract: all
            .filter((__, index) => (fates[index]?.retracted ?? 9) === step && (fates[index]?.added ?? 9) < step)
            .map(keyOf),
        })),
      ),
  );
