// The constraints and indexes the texts rely on: made once, and keys that tell one node from all others.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type GraphStore, INDEXES, statement } from '../../../src/store/port.ts';
import { empty, testEngines } from '../../support/engines.ts';

describe.each(testEngines())('$name', ({ name, open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(() => empty(store));
  afterAll(() => store.close());

  test('making the schema again, and twice at once, does nothing and keeps the data', async () => {
    await store.write((writer) => writer.run(statement('test-one', "CREATE (m:Meta {key: 'one'}) RETURN m.key")));
    await store.ensureSchema();
    await Promise.all([store.ensureSchema(), store.ensureSchema()]);
    expect(await store.read(statement('test-all', 'MATCH (m:Meta) RETURN m.key'))).toEqual([['one']]);
  });

  // The embedded engine keeps no constraint on entities: its one writer is the record service, which looks first.
  const unique = INDEXES.filter((index) => index.unique && !(name === 'embedded' && index.label === 'Entity'));

  test.each(unique)(
    'a second $label of the same $property is refused, and nothing of its transaction stays',
    async ({ label, property }) => {
      const create = statement('test-create', `CREATE (n:${label} {${property}: $value}) RETURN n.${property}`);
      const count = statement('test-count', `MATCH (n:${label}) RETURN count(n)`);
      await store.write((writer) => writer.run(create, { value: 'same' }));
      const attempt = store.write(async (writer) => {
        await writer.run(create, { value: 'other' });
        await writer.run(create, { value: 'same' });
      });
      await expect(attempt).rejects.toThrow();
      expect(await store.read(count)).toEqual([[1]]);
    },
  );

  test.each(INDEXES)(
    '$label is found by $property, and by no other value of it',
    async ({ label, property, unique: one }) => {
      const create = statement(
        'test-make',
        `UNWIND $values AS value CREATE (n:${label} {${property}: value}) RETURN count(n)`,
      );
      const find = statement('test-find', `MATCH (n:${label} {${property}: $value}) RETURN count(n)`);
      const values = one ? ['a', 'b', 'c'] : ['a', 'b', 'b', 'c'];
      await store.write((writer) => writer.run(create, { values }));
      expect(await store.read(find, { value: 'b' })).toEqual([[one ? 1 : 2]]);
      expect(await store.read(find, { value: 'B' })).toEqual([[0]]);
    },
  );

  test('forty MERGE of one key at once make one node', async () => {
    const merge = statement('test-merge', "MERGE (m:Meta {key: 'one'}) SET m.touched = true RETURN m.key");
    await Promise.all(Array.from({ length: 40 }, () => store.write((writer) => writer.run(merge))));
    expect(await store.read(statement('test-count', 'MATCH (m:Meta) RETURN count(m)'))).toEqual([[1]]);
  });
});
