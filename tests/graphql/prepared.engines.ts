// Operations answered compiled. That they answer as the server does is held by `asking` for every operation any suite puts to
// the embedded engine; here is when they do.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { Reading } from '../../src/domain/reading.ts';
import { PreparedOperations } from '../../src/graphql/prepared.ts';
import { buildApi } from '../../src/graphql/schema.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { openSmall } from '../support/small.ts';

let store: GraphStore;
beforeAll(async () => {
  store = await openSmall();
});
afterAll(() => store.close());

const schema = buildApi();
const context = () => ({ reading: new Reading(store) });
const WHO = 'query ($id: ID!) { node(id: $id) { ... on Country { key } } }';
const TURKEY = { id: 'country:tur' };

/** Answers an operation so many times. */
async function answers(operations: PreparedOperations, text: string, variables = {}, times = 1): Promise<unknown[]> {
  operations.take(text, undefined, parse(text));
  const given: unknown[] = [];
  for (let n = 0; n < times; n++) given.push(await operations.answer(text, undefined, variables, context));
  return given;
}

test('an operation is answered once it has come often enough, and an unknown one never', async () => {
  const operations = new PreparedOperations(schema, 1000);
  const [first, second, third] = await answers(operations, WHO, TURKEY, 3);
  expect([first, second]).toEqual([undefined, undefined]);
  expect(third).toBe('{"data":{"node":{"key":"country:tur"}},"extensions":{"cost":1}}\n');
  expect(await operations.answer('{ snapshot { id } }', undefined, {}, context)).toBeUndefined();
});

test('the name an operation is asked for by is never taken for a part of its text', async () => {
  const operations = new PreparedOperations(schema, 1000, 0);
  expect(await answers(operations, 'query\n{ snapshot { facts } }')).toEqual([expect.any(String)]);
  expect(await operations.answer('{ snapshot { facts } }', 'query', {}, context)).toBeUndefined();
});

test('variables that do not fit, two members where one is allowed among them, are left to the server', async () => {
  const operations = new PreparedOperations(schema, 1000, 0);
  const ref = 'query ($ref: Ref!) { entity(ref: $ref) { key } }';
  expect(await answers(operations, ref, { ref: TURKEY })).toEqual([expect.stringContaining('country:tur')]);
  for (const wrong of [{}, { ref: null }, { ref: {} }, { ref: { ...TURKEY, name: 'Turkey' } }, { ref: { no: 1 } }])
    expect(await answers(operations, ref, wrong)).toEqual([undefined]);
});

test('what costs too much is left to the server, by the size of its pages', async () => {
  const operations = new PreparedOperations(schema, 50, 0);
  const page = 'query ($first: Int = 20) { facts(first: $first) { nodes { key } } }';
  expect(await answers(operations, page, {})).toEqual([expect.stringContaining('"cost":21')]);
  expect(await answers(operations, page, { first: 100 })).toEqual([undefined]);
  expect(await answers(operations, page, { first: 40 })).toEqual([expect.stringContaining('"cost":41')]);
});

test('an answer with errors is left to the server, and what comes after it for a while', async () => {
  const operations = new PreparedOperations(schema, 1000, 0);
  const wrong = '{ country(ref: { name: "Nowhere at all" }) { key } facts(first: 101) { totalCount } }';
  expect(await answers(operations, wrong, {}, 2)).toEqual([undefined, undefined]);
});

test('what would be long when written out for every kind of entity is left to the server', async () => {
  const operations = new PreparedOperations(schema, 200_000, 0);
  const facts = (below: string): string => `facts(first: 1) { nodes { subject { ${below} } } }`;
  const short = `{ entity(ref: { id: "country:tur" }) { ${facts('key')} } }`;
  const long = `{ entity(ref: { id: "country:tur" }) { ${facts(facts(facts('key')))} } }`;
  expect(await answers(operations, short)).toEqual([expect.any(String)]);
  expect(await answers(operations, long)).toEqual([undefined]);
  const doubled = `{ entity(ref: { id: "country:tur" }) { ...A1 } } ${Array.from(
    { length: 20 },
    (_, index) => `fragment A${index + 1} on Entity { ${index === 19 ? 'key' : `...A${index + 2} ...A${index + 2}`} }`,
  ).join(' ')}`;
  expect(await answers(operations, doubled)).toEqual([undefined]);
});
