// What a store is sent comes back as it was sent: rows in the order of the columns, every value the port allows.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type GraphStore, hint, type Row, statement, type Value } from '../../../src/store/port.ts';
import { testEngines } from '../../support/engines.ts';

const ECHO = statement('test-echo', 'RETURN $value AS value');
const KEEP = statement('test-keep', 'MERGE (m:Meta {key: $key}) SET m.value = $value RETURN m.key');
const KEPT = statement('test-kept', 'MATCH (m:Meta {key: $key}) RETURN m.value');

// -0 is left out: JSON has one zero.
const text = fc.string({ unit: 'binary', maxLength: 40 });
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);

describe.each(testEngines())('$name', ({ name, open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const echo = async (value: Value): Promise<Value | undefined> => (await store.read(ECHO, { value }))[0]?.[0];
  const kept = async (value: Value): Promise<Value | undefined> => {
    await store.write((writer) => writer.run(KEEP, { key: 'kept', value }));
    return (await store.read(KEPT, { key: 'kept' }))[0]?.[0];
  };

  test('columns come in the order the text returns them, not by name', async () => {
    const rows = await store.read(statement('test-columns', 'RETURN 3 AS z, 1 AS a, 2 AS m, [2, 1] AS b'));
    expect(rows).toEqual([[3, 1, 2, [2, 1]]] satisfies Row[]);
  });

  test('rows come in the order the text asks for', async () => {
    const rows = await store.read(
      statement('test-order', 'UNWIND $xs AS x WITH x ORDER BY x DESC LIMIT 3 RETURN x, x * x AS squared'),
      { xs: [2, 5, 1, 4, 3] },
    );
    expect(rows).toEqual([
      [5, 25],
      [4, 16],
      [3, 9],
    ]);
  });

  test('nothing found is no row; a missing property is null', async () => {
    expect(await store.read(KEPT, { key: 'no such' })).toEqual([]);
    await store.write((writer) => writer.run(KEEP, { key: 'without', value: null }));
    expect(await store.read(KEPT, { key: 'without' })).toEqual([[null]]);
  });

  test.each<[string, Value]>([
    ['the largest safe integer', Number.MAX_SAFE_INTEGER],
    ['the smallest safe integer', Number.MIN_SAFE_INTEGER],
    ['a day as an integer', 99991231],
    ['milliseconds since 1970', 1795372442889],
    ['a fraction', 41.0082],
    ['a float beyond the safe integers', 1e300],
    ['the least float', 5e-324],
    ['the empty text', ''],
    ['Turkish, Greek, Arabic, Chinese', 'İstanbul ığüşöç Ἑλλάς تركيا 土耳其'],
    ['a letter and its accent apart', 'e\u0301 is not \u00e9'],
    ['beyond the basic plane', '\u{1F1F9}\u{1F1F7} \u{10FFFF}'],
    ['a quote, a backslash, lines, a zero', '\' " ` \\ \n \r\n \t \u0000 $value'],
    ['true', true],
    ['false', false],
    ['null', null],
    ['the empty list', []],
    ['a list of texts', ['b', 'a', 'b']],
    ['a list with null', [1, null, 2]],
    [
      'lists in lists',
      [
        ['a', 1],
        ['b', null, [2.5]],
      ],
    ],
    ['a map', { b: [1, { c: null }], a: 'x' }],
  ])('%s comes back', async (_, value) => {
    expect(await echo(value)).toEqual(value);
  });

  test('any text, and any number, comes back as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 20 }),
        fc.array(number, { maxLength: 20 }),
        async (texts, numbers) => {
          expect(await echo({ texts, numbers })).toEqual({ texts, numbers });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('any text, and any number, is kept as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(text, number, async (word, value) => {
        expect(await kept(word)).toBe(word);
        expect(await kept(value)).toBe(value);
      }),
      { numRuns: 20 },
    );
  });

  test('a text is told from a number, and from another of the same letters', async () => {
    expect(await kept('5')).toBe('5');
    expect(await kept(5)).toBe(5);
    await store.write((writer) => writer.run(KEEP, { key: 'É', value: 1 }));
    expect(await store.read(KEPT, { key: 'E\u0301' })).toEqual([]);
    expect(await store.read(KEPT, { key: 'é' })).toEqual([]);
  });

  test('a batch of the usual size comes through whole', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ key: `row ${index}`, value: index }));
    const [counted] = await store.read(
      statement('test-batch', 'UNWIND $rows AS row RETURN count(row) AS n, sum(row.value) AS total'),
      { rows },
    );
    expect(counted).toEqual([5000, (4999 * 5000) / 2]);
  });

  test('a hint is sent to Neo4j, and to no other engine', async () => {
    const asked = store.read(statement('test-hint', `RETURN 1 ${hint('AS one, 2')} AS n`));
    expect(await asked).toEqual([name === 'embedded' ? [1] : [1, 2]]);
  });
});
