import { expect, test } from '@jest/globals';
import { NameIndex } from '../../../src/domain/search/name-index.ts';
import type { GraphStore, Row } from '../../../src/store/port.ts';

const ROWS: readonly Row[] = [
  ['country:tur', 'Turkey', '{"de":"Türkei","fr":"Turquie","tr":"Türkiye"}', '["Republic of Turkey"]'],
  ['country:tkm', 'Turkmenistan', '{"fr":"Turkménistan"}', null],
  ['country:cyp', 'Cyprus', null, '["Republic of Cyprus"]'],
  ['country:ncy', 'Northern Cyprus', null, null],
  ['org:un', 'United Nations', null, '["UN"]'],
];

/** An index of the rows, in the order they are given in; no more of a store is asked. */
const indexOf = (rows: readonly Row[]): NameIndex =>
  new NameIndex({
    read: async ({ name }) => (name === 'names-from' ? [...rows] : [['content']]),
  } as Partial<GraphStore> as GraphStore);

test('each entity is found by the name that is most alike, the most alike first', async () => {
  expect((await indexOf(ROWS).find('Turk')).map(({ key, matched, because }) => [key, matched, because])).toEqual([
    ['country:tur', 'Turkey', 'name: begins with these letters'],
    ['country:tkm', 'Turkmenistan', 'name: begins with these letters'],
  ]);
  expect((await indexOf(ROWS).find('cyprus')).map(({ key, name }) => [key, name])).toEqual([
    ['country:cyp', 'Cyprus'],
    ['country:ncy', 'Northern Cyprus'],
  ]);
});

test('the languages asked go first among equals', async () => {
  const index = indexOf([['country:rus', 'Russia', '{"es":"Rusia","tr":"Rusya"}', null]]);
  expect((await index.find('rusa')).map(({ matched }) => matched)).toEqual(['Rusia']);
  expect((await index.find('rusa', ['tr'])).map(({ matched }) => matched)).toEqual(['Rusya']);
});

test('the order that rows come in changes nothing', async () => {
  for (const text of ['Turk', 'republic', 'cypurs', 'un', 'nations united', 'e'])
    expect(await indexOf(ROWS.toReversed()).find(text)).toEqual(await indexOf(ROWS).find(text));
});

test('of keys, those of the kind that differ in the fewest letters are the nearest', async () => {
  const near = await indexOf(ROWS).nearKeys('country:tyr', 2);
  expect(near.map(({ key, name }) => [key, name])).toEqual([
    ['country:tur', 'Turkey'],
    ['country:cyp', 'Cyprus'],
  ]);
});
