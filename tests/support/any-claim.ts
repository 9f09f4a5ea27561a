import * as fc from 'fast-check';
import { AMOUNT_BASES, type Amount } from '../../src/model/amount.ts';
import { type Claim, claimKey, type ClaimContent, groupOf, MOODS, normalStatement } from '../../src/model/claim.ts';
import { addDays, FIRST_DAY, isoFromDay } from '../../src/model/day.ts';
import { type When, when } from '../../src/model/edtf.ts';
import {
  type EntityKind,
  factType,
  KEY_PREFIX,
  RECORDED_TYPES,
  type RecordedType,
  terms,
} from '../../src/model/registry.ts';

/** Arbitrary claims of every recorded type, for properties. */

const day = fc.integer({ min: 0, max: 3_652_058 }).map((number) => isoFromDay(addDays(FIRST_DAY, number)));
const plain = fc.oneof(
  day,
  day.map((text) => text.slice(0, 7)),
  day.map((text) => text.slice(0, 4)),
  fc.constantFrom('0001-01-01', '9999-12-31', '0001', '9999'),
);

/** A date in every form that is taken, with the bounds its text gives it. */
export const anyDate: fc.Arbitrary<When> = fc
  .oneof(
    { weight: 3, arbitrary: plain },
    fc.tuple(plain, fc.constantFrom('?', '~', '%')).map((parts) => parts.join('')),
    plain.map((text) => `../${text}`),
    plain.map((text) => `${text}/..`),
    fc.tuple(plain, plain).map((both) => both.toSorted().join('/')),
    fc.constantFrom('201X', '19XX', '1999-XX', 'XXXX-10-23', 'XXXX-02-28'),
  )
  .map(when);

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const name = fc
  .string({ unit: fc.constantFrom(...Array.from('abcdefgh-123')), minLength: 1, maxLength: 6 })
  .map((each) => `x${each}`);
const keyOf = (kinds: readonly EntityKind[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...kinds), name).map(([kind, each]) => `${KEY_PREFIX[kind]}:${each}`);
const decimal = fc.oneof(fc.maxSafeNat().map(String), fc.constantFrom('0.1', '-5', '123456789012345678901234567890'));
const anyAmount: fc.Arbitrary<Amount> = fc
  .record(
    { value: decimal, low: decimal, high: decimal, unit: text, basis: fc.constantFrom(...AMOUNT_BASES) },
    { requiredKeys: ['unit', 'basis'] },
  )
  .map((amount): Amount => ({ ...amount }));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });

/** What a claim of a type may say, in normal form. */
function statementOf(type: RecordedType) {
  const entry = factType(type);
  const qualifiers = fc.record(
    Object.fromEntries(
      Object.entries(entry.qualifiers ?? {}).map(([each, { enum: values }]) => [
        each,
        values ? fc.constantFrom(...terms(values)) : text,
      ]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<Record<string, string>>;
  const value = entry.value?.enum
    ? fc.constantFrom(...terms(entry.value.enum))
    : entry.value
      ? text
      : fc.constant(undefined);
  return fc
    .record({
      subject: keyOf(entry.subject),
      object: entry.object ? keyOf(entry.object) : fc.constant(undefined),
      value: entry.value?.amount ? maybe(text) : value,
      amount: entry.value?.amount ? anyAmount : entry.amount ? maybe(anyAmount) : fc.constant(undefined),
      qualifiers,
    })
    .map((statement) => normalStatement({ type, ...statement }));
}

const anyTime = fc.integer({ min: 0, max: 4e12 });

/** All of a claim but what it says. */
const evidence = fc.record({
  from: maybe(anyDate),
  to: fc.oneof(fc.constantFrom(undefined, 'open' as const), anyDate),
  censored: maybe(fc.constant(true)),
  dateText: maybe(text),
  dateInferred: maybe(fc.constant(true)),
  mood: fc.constantFrom(...MOODS),
  speaker: maybe(keyOf(['PERSON'])),
  reportedBy: fc.array(keyOf(['ORGANIZATION']), { maxLength: 2 }),
  statedOn: maybe(anyDate),
  source: name.map((each) => `source:${each}`),
  locator: maybe(text),
  quote: maybe(text),
  note: maybe(text),
  onClaim: maybe(fc.constant('claim:0123456789abcdef.0123456789')),
  madePublic: maybe(anyDate),
});
const standing = fc.record({
  publicOn: anyDate,
  recordedAt: anyTime,
  retractedAt: maybe(anyTime),
  spell: fc.integer({ min: 1, max: 9 }),
});

/** A claim of a type as the graph would hold it. */
export const claimOf = (type: RecordedType): fc.Arbitrary<Claim> =>
  fc.tuple(statementOf(type), evidence, standing).map(([statement, rest, place]) => {
    const { censored, ...dated } = rest;
    const closed = rest.to !== undefined && rest.to !== 'open';
    const content: ClaimContent = { ...statement, ...dated, censored: closed ? censored : undefined };
    return { ...content, key: claimKey(groupOf(content, content.from), content), ...place };
  });

/** A claim of any type. */
export const anyClaim: fc.Arbitrary<Claim> = fc.constantFrom(...RECORDED_TYPES).chain(claimOf);
