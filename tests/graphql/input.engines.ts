// Whatever is asked wrongly is told by code, argument and what would do; what merely is not there is null.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { GraphStore } from '../../src/store/port.ts';
import { type Answer, type Ask, asking, dataOf } from '../support/ask.ts';
import { openSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(30_000);

let store: GraphStore;
let ask: Ask;
beforeAll(async () => {
  store = await openSmall();
  ask = asking(store);
});
afterAll(() => store.close());

/** The one error of an answer, which must name the argument. */
async function refused(answer: Promise<Answer>, argument: string): Promise<string> {
  const { data, errors = [] } = await answer;
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  // In the sentence for people, as a word of its own.
  expect(errors[0]?.message).toMatch(new RegExp(`(^|[^\\w.])\\$?${argument.replaceAll(/[[\].]/g, '\\$&')}\\b`));
  expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
  return errors[0]?.message ?? '';
}

describe('what is not there is null, without an error', () => {
  test.each([
    ['node', '{ x: node(id: "country:nowhere") { id } }'],
    ['node of no kind', '{ x: node(id: "planet:mars") { id } }'],
    ['node, a fact', '{ x: node(id: "fact:0000000000000000") { id } }'],
    ['node, a claim', '{ x: node(id: "claim:0000000000000000.0000000000") { id } }'],
    ['node, a source', '{ x: node(id: "source:none") { id } }'],
    ['entity by id', '{ x: entity(ref: {id: "country:nowhere"}) { key } }'],
    ['entity by name', '{ x: entity(ref: {name: "Nowhere"}) { key } }'],
    ['country by code', '{ x: country(ref: {code: {scheme: "ISO3", value: "XXX"}}) { key } }'],
    [
      'code on a day nobody bore it',
      '{ x: country(ref: {code: {scheme: "COW", value: "255", on: "1900-01-01"}}) { key } }',
    ],
    ['an entity of another kind', '{ x: country(ref: {id: "org:nato"}) { key } }'],
    ['agreement', '{ x: agreement(ref: {id: "agreement:none"}) { key } }'],
    ['organization', '{ x: organization(ref: {name: "Nothing Inc"}) { key } }'],
  ])('%s', async (_, query) => {
    expect(await dataOf(ask(query))).toEqual({ x: null });
  });

  test('in a filter by id nothing fits it', async () => {
    const query = `{ facts(where: {about: {in: [{id: "country:nowhere"}]}}) { totalCount nodes { key } }
      claims(where: {speaker: {id: "person:nobody"}}) { totalCount nodes { key } }
      agreements(between: [{id: "country:tur"}, {id: "country:nowhere"}]) { totalCount nodes { key } } }`;
    const nothing = { totalCount: 0, nodes: [] };
    expect(await dataOf(ask(query))).toEqual({ facts: nothing, claims: nothing, agreements: nothing });
  });
});

const LISTS: readonly [name: string, field: string][] = [
  ['facts', 'facts(ARGS) { edges { cursor } }'],
  ['claims', 'claims(ARGS) { edges { cursor } }'],
  ['entities', 'entities(ARGS) { edges { cursor } }'],
  ['agreements', 'agreements(ARGS) { edges { cursor } }'],
  ['agreements by name', 'agreements(orderBy: NAME_ASC, ARGS) { edges { cursor } }'],
  ['sources', 'sources(ARGS) { edges { cursor } }'],
  ['facts of an entity', 'entity(ref: {id: "country:tur"}) { facts(ARGS) { edges { cursor } } }'],
  ['members', 'organization(ref: {id: "org:nato"}) { members(ARGS) { edges { cursor } } }'],
  ['agreements of a country', 'country(ref: {id: "country:tur"}) { agreements(ARGS) { edges { cursor } } }'],
  ['parties', 'agreement(ref: {id: "agreement:deal"}) { parties(ARGS) { edges { cursor } } }'],
];
const list = (field: string, args: string): Promise<Answer> => ask(`{ ${field.replace('ARGS', args)} }`);

describe.each(LISTS)('a page of %s', (_, field) => {
  test.each([
    ['first', 'first: 0'],
    ['first', 'first: 101'],
    ['first', 'first: -1'],
    ['last', 'last: 0'],
    ['last', 'last: 101'],
    ['last', 'first: 1, last: 1'],
    ['after', 'after: "no cursor"'],
    ['after', 'after: ""'],
    ['before', 'before: "bm8gY3Vyc29y"'],
    ['after', `after: "${Buffer.from('[1,2,3]').toString('base64url')}"`],
    ['after', `after: "${Buffer.from('[null,"x"]').toString('base64url')}"`],
    ['before', `before: "${'A'.repeat(3000)}"`],
  ])('refuses, naming %s: %s', (argument, args) => refused(list(field, args), argument));

  test('takes 1 and 100', async () => {
    for (const args of ['first: 1', 'first: 100', 'last: 1', 'last: 100'])
      expect((await list(field, args)).errors).toBeUndefined();
  });
});

describe('days and instants', () => {
  const facts = (at: string) => ask(`{ facts(at: {${at}}) { totalCount } }`);
  test.each([
    ['at.validOn', 'validOn: "2019-10"'],
    ['at.validOn', 'validOn: "2019"'],
    ['at.validOn', 'validOn: "2019-02-29"'],
    ['at.validOn', 'validOn: "2019-13-01"'],
    ['at.validOn', 'validOn: "0000-01-01"'],
    ['at.validOn', 'validOn: "2019-10-23~"'],
    ['at.validOn', 'validOn: "today"'],
    ['at.validOn', 'validOn: ""'],
    ['at.validDuring', 'validDuring: {from: "2019-10-24", to: "2019-10-23"}'],
    ['at.validDuring.from', 'validDuring: {from: "2019-10"}'],
    ['at.validDuring.to', 'validDuring: {to: "2019-02-30"}'],
    ['validOn', 'validOn: "2019-10-23", validDuring: {from: "2019-01-01"}'],
    ['at.knownOn', 'knownOn: "2020-12"'],
    ['at.recordedBy', 'recordedBy: "2020-12-07"'],
    ['at.recordedBy', 'recordedBy: "2020-12-07T25:00:00Z"'],
    ['at.recordedBy', 'recordedBy: "2020-02-30T12:00:00Z"'],
    ['at.sources', 'sources: ["source:none"]'],
    ['at.sources', 'sources: ["source:news", "dataset:e"]'],
  ])('%s is named: %s', (argument, at) => refused(facts(at), argument));

  test.each([
    ['where.during', '{ facts(where: {during: {from: "2020-01-01", to: "2019-01-01"}}) { totalCount } }'],
    ['where.began.from', '{ facts(where: {began: {from: "2020"}}) { totalCount } }'],
    ['where.stated', '{ claims(where: {stated: {from: "2020-01-02", to: "2020-01-01"}}) { totalCount } }'],
    ['where.source', '{ claims(where: {source: "source:none"}) { totalCount } }'],
    ['where.claim.source', '{ facts(where: {claim: {source: "source:none"}}) { totalCount } }'],
    ['signed', '{ agreements(signed: {from: "2020-01-02", to: "2020-01-01"}) { totalCount } }'],
    ['signed.to', '{ agreements(signed: {to: "2020-1-1"}) { totalCount } }'],
    ['on', '{ country(ref: {id: "country:tur"}) { codes(on: "2020-01") { value } } }'],
    ['ref.code.on', '{ country(ref: {code: {scheme: "COW", value: "255", on: "1860"}}) { key } }'],
    ['where.qualifiers[0].name', '{ facts(where: {qualifiers: [{name: "colour"}]}) { totalCount } }'],
    ['where.about.nameContains', '{ facts(where: {about: {nameContains: "--"}}) { totalCount } }'],
    ['first', '{ facts { nodes { claims(first: 0) { key } } } }'],
    ['first', '{ facts { nodes { claims(first: 101) { key } } } }'],
    [
      'between',
      '{ agreements(between: [{id: "a"}, {id: "b"}, {id: "c"}, {id: "d"}, {id: "e"}, {id: "f"}]) { totalCount } }',
    ],
    ['id', '{ node(id: "country:tur@valid=2019") { id } }'],
  ])('%s is named: %s', async (argument, query) => {
    const { errors = [] } = await ask(query);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) {
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(message).toContain(`${argument}:`);
    }
  });

  test('a span of one day, and an open one, are spans', async () => {
    expect(await dataOf(facts('validDuring: {from: "2019-10-23", to: "2019-10-23"}'))).toMatchObject({
      facts: { totalCount: expect.any(Number) as unknown },
    });
    expect(await dataOf(facts('validDuring: {}, sources: []'))).toEqual({ facts: { totalCount: 0 } });
  });
});

describe('a reference', () => {
  const entity = 'query ($ref: Ref!) { entity(ref: $ref) { key } }';
  test('with two members is refused', async () => {
    await refused(ask('{ entity(ref: {id: "country:tur", name: "Turkey"}) { key } }'), 'ref');
    await refused(ask(entity, { ref: { id: 'country:tur', name: 'Turkey' } }), 'ref');
  });
  test('without any is refused', async () => {
    await refused(ask('{ entity(ref: {}) { key } }'), 'ref');
    await refused(ask(entity, { ref: {} }), 'ref');
    await refused(ask(entity, { ref: { id: null } }), 'ref');
  });
  test('with a variable that may be absent is refused, absent or not', async () => {
    const query = 'query ($id: ID) { entity(ref: {id: $id}) { key } }';
    await refused(ask(query), 'id');
    await refused(ask(query, { id: null }), 'id');
  });
  test('deep in a filter is refused by its place', async () => {
    await refused(
      ask('query ($where: FactFilter) { facts(where: $where) { totalCount } }', {
        where: { about: { in: [{ id: 'country:tur' }, {}] } },
      }),
      'where',
    );
  });

  test.each([
    ['where.speaker', 'claims(where: {speaker: {name: "Turkye"}}) { totalCount }'],
    ['where.about.in[0]', 'facts(where: {about: {in: [{name: "Turkye"}]}}) { totalCount }'],
    ['between[1]', 'agreements(between: [{id: "country:rus"}, {name: "Turkye"}]) { totalCount }'],
  ])('by a name nobody bears is refused in a filter, with the nearest: %s', async (argument, field) => {
    const { errors = [] } = await ask(`{ ${field} }`);
    expect(errors.map(({ extensions }) => extensions)).toMatchObject([{ code: 'NOT_FOUND', argument }]);
    expect(errors[0]?.message).toContain('Turkey');
  });
  test('by a name two bear is refused with both keys; the kind asked for may tell them apart', async () => {
    const { errors = [], data } = await ask('{ entity(ref: {name: "georgia"}) { key } }');
    expect(data).toEqual({ entity: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'AMBIGUOUS_REF',
      argument: 'ref',
      keys: ['country:geo', 'org:georgia-company'],
    });
    expect(errors[0]?.message).toMatch(/country:geo, org:georgia-company.*by id/);
    expect(await dataOf(ask('{ country(ref: {name: "GEORGIA"}) { key } }'))).toEqual({
      country: { key: 'country:geo' },
    });
  });
  test('by a code is of the day: now Germany, in 1860 Prussia', async () => {
    const query = `{ now: country(ref: {code: {scheme: "cow", value: "255"}}) { key }
      once: country(ref: {code: {scheme: "COW", value: "255", on: "1860-01-01"}}) { key } }`;
    expect(await dataOf(ask(query))).toEqual({ now: { key: 'country:deu' }, once: { key: 'country:prussia' } });
  });
});

test('facts of no type are none, whichever way they point and whatever is asked of them', async () => {
  // Into an entity no EXISTENCE points, so of the types asked for none is left.
  for (const args of ['types: [], direction: OUT', 'types: [], direction: IN', 'types: [EXISTENCE], direction: IN'])
    for (const fields of ['key', 'key sourceCount', 'key status', 'key claims { key }']) {
      const { entity } = await dataOf(
        ask(`{ entity(ref: {id: "country:tur"}) { key facts(${args}) { totalCount nodes { ${fields} } } } }`),
      );
      expect(entity).toEqual({ key: 'country:tur', facts: { totalCount: 0, nodes: [] } });
    }
});
