// Later claims join and split spells: relationships are replaced, removed and made anew, and old keys keep answering.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { record } from '../../../src/domain/record/record.service.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { ENTITIES, FIRST_STEP, SOURCES } from '../../support/arbitrary.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { empty, testEngines } from '../../support/engines.ts';
import { claim, keyOf } from '../../support/graph.ts';

const member = (source: string, from: string, to: string) =>
  claim({ type: 'MEMBER_OF', subject: 'country:aa', object: 'org:one', source, from, to });
const early = member('source:news', '1950', '1960-12-31');
const late = member('source:paper', '1970', '1980-12-31');
const whole = member('source:law', '1950', '1980-12-31');
/** The group all of them share: same ends, same standing. */
const first = `fact:${keyOf(early).slice('claim:'.length).split('.')[0]}`;
const second = `${first}.2`;

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    await empty(store);
    await record(store, { sources: SOURCES, entities: ENTITIES }, FIRST_STEP);
  });
  afterAll(() => store.close());

  const members = async (): Promise<unknown> =>
    (
      await dataOf(
        asking(store)(
          '{ organization(ref: {id: "org:one"}) { members { nodes { key validFrom validTo claims { source { id } } } } } }',
        ),
      )
    ).organization.members.nodes;
  const row = (key: string, validFrom: string, validTo: string, sources: string[]) => ({
    key,
    validFrom,
    validTo,
    claims: sources.map((id) => ({ source: { id } })),
  });

  test('dates that cannot overlap are two spells, in the order of time whatever came first', async () => {
    expect(await record(store, { claims: [late] }, FIRST_STEP)).toMatchObject({ factsAdded: 1 });
    expect(await members()).toEqual([row(first, '1970', '1980-12-31', ['source:paper'])]);
    // The earlier one takes the first key; the later one moves to the second.
    expect(await record(store, { claims: [early] }, FIRST_STEP)).toMatchObject({ factsAdded: 1, factsChanged: 1 });
    expect(await members()).toEqual([
      row(first, '1950', '1960-12-31', ['source:news']),
      row(second, '1970', '1980-12-31', ['source:paper']),
    ]);
  });

  test('a claim that spans both joins them; the second relationship goes, and its key answers with the first', async () => {
    await record(store, { claims: [early, late] }, FIRST_STEP);
    expect(await record(store, { claims: [whole] }, FIRST_STEP)).toMatchObject({
      factsAdded: 0,
      factsChanged: 1,
      factsRemoved: 1,
    });
    const { nodes } = (await dataOf(asking(store)('{ facts { nodes { key claimCount } } }'))).facts;
    expect(nodes).toEqual([{ key: first, claimCount: 3 }]);
    for (const id of [first, second])
      expect(await dataOf(asking(store)(`{ node(id: "${id}") { ... on Fact { key claimCount } } }`))).toEqual({
        node: { key: first, claimCount: 3 },
      });
    expect(await dataOf(asking(store)('{ snapshot { facts claims } }'))).toEqual({ snapshot: { facts: 1, claims: 3 } });
  });

  test('a release that tells two spells apart splits one; each claim goes where it overlaps longest', async () => {
    await record(store, { claims: [whole] }, FIRST_STEP);
    expect(await members()).toEqual([row(first, '1950', '1980-12-31', ['source:law'])]);
    const apart = [member('dataset:d@1', '1950', '1955-12-31'), member('dataset:d@1', '1970', '1985-12-31')];
    expect(await record(store, { claims: apart }, FIRST_STEP)).toMatchObject({ factsAdded: 1, factsChanged: 1 });
    // `whole` shares 6 years with the first spell and 11 with the second, whose beginning it disputes: 1950 by a primary
    // source goes before 1970 by a data set, so the second begins first and stands first in the list.
    const nodes = (await members()) as { key: string; claims: { source: { id: string } }[] }[];
    const sources = Object.fromEntries(
      nodes.map(({ key, claims }) => [key, claims.map(({ source }) => source.id).toSorted()]),
    );
    expect(Object.values(sources).toSorted((a, b) => a.length - b.length)).toEqual([
      ['dataset:d@1'],
      ['dataset:d@1', 'source:law'],
    ]);
  });

  test('retracting the claim that joined two spells keeps it in its spell, and takes it out of the count', async () => {
    await record(store, { claims: [early, late, whole] }, FIRST_STEP);
    await record(store, { retract: [keyOf(whole)] }, FIRST_STEP + 1);
    const { nodes } = (await dataOf(asking(store)('{ facts { nodes { claimCount sourceCount } } }'))).facts;
    expect(nodes.reduce((sum: number, { claimCount }: { claimCount: number }) => sum + claimCount, 0)).toBe(2);
    expect(await dataOf(asking(store)('{ snapshot { claims } }'))).toEqual({ snapshot: { claims: 3 } });
  });

  test('a fact between other ends is left alone', async () => {
    const other = { ...early, subject: 'country:bb' };
    await record(store, { claims: [early, late, other] }, FIRST_STEP);
    const before = await dataOf(
      asking(store)('{ country(ref: {id: "country:bb"}) { facts { nodes { key validFrom validTo claimCount } } } }'),
    );
    await record(store, { claims: [whole] }, FIRST_STEP);
    expect(
      await dataOf(
        asking(store)('{ country(ref: {id: "country:bb"}) { facts { nodes { key validFrom validTo claimCount } } } }'),
      ),
    ).toEqual(before);
  });
});
