// What recording does to what is there: nothing the second time, nothing where a batch is wrong, and retraction as history.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readMark, record } from '../../../src/domain/record/record.service.ts';
import { when } from '../../../src/model/edtf.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { ENTITIES, FIRST_STEP, SOURCES, STEP_LENGTH } from '../../support/arbitrary.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { empty, testEngines } from '../../support/engines.ts';
import { claim, entity, keyOf, source } from '../../support/graph.ts';
import { everythingIn, factsIn } from '../../support/stored.ts';

const NOTHING = {
  claimsAdded: 0,
  claimsRetracted: 0,
  factsAdded: 0,
  factsChanged: 0,
  factsRemoved: 0,
  entitiesAdded: 0,
};

const member = claim({
  type: 'MEMBER_OF',
  subject: 'country:aa',
  object: 'org:one',
  source: 'source:news',
  from: '1952-02-18',
  to: '..',
});
const said = claim({
  type: 'VALUE',
  subject: 'agreement:x',
  source: 'source:news',
  amount: { value: '2.5', unit: 'USD', basis: 'NOMINAL' },
  speaker: 'person:p',
});
const confirmed = claim({
  type: 'VALUE',
  subject: 'agreement:x',
  source: 'source:paper',
  amount: { value: '2.5', unit: 'USD', basis: 'NOMINAL' },
  onClaim: keyOf(said),
});

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

  const snapshot = () => dataOf(asking(store)('{ snapshot { id facts entities claims recordedUpTo } }'));
  const facts = async (at: string): Promise<unknown> =>
    (await dataOf(asking(store)(`{ facts(at: {${at}}) { nodes { type status claimCount sourceCount } } }`))).facts
      .nodes;

  test('what is new is counted, and the same batch again changes nothing', async () => {
    const batch = { sources: SOURCES, entities: ENTITIES, claims: [member, said, confirmed] };
    expect(await record(store, batch, FIRST_STEP)).toEqual({ ...NOTHING, claimsAdded: 3, factsAdded: 2 });
    const [before, id] = [await everythingIn(store), await snapshot()];
    expect(id.snapshot).toMatchObject({ facts: 2, entities: ENTITIES.length, claims: 3 });
    expect(await record(store, batch, FIRST_STEP + STEP_LENGTH)).toEqual(NOTHING);
    expect(await everythingIn(store)).toEqual(before);
    expect(await snapshot()).toEqual(id);
  });

  test('a claim told twice in one batch is one claim', async () => {
    expect(await record(store, { claims: [member, { ...member }] }, FIRST_STEP)).toEqual({
      ...NOTHING,
      claimsAdded: 1,
      factsAdded: 1,
    });
  });

  test('the empty batch on an empty graph is no change', async () => {
    await empty(store);
    expect(await record(store, {}, FIRST_STEP)).toEqual(NOTHING);
    expect((await snapshot()).snapshot).toMatchObject({ facts: 0, entities: 0, claims: 0 });
  });

  test('a further claim changes the fact, and a mark goes with its batch', async () => {
    await record(store, { claims: [said], mark: { key: 'step', value: '1' } }, FIRST_STEP);
    expect(await facts('')).toEqual([{ type: 'VALUE', status: 'REPORTED', claimCount: 1, sourceCount: 1 }]);
    expect(await record(store, { claims: [confirmed], mark: { key: 'step', value: '2' } }, FIRST_STEP)).toEqual({
      ...NOTHING,
      claimsAdded: 1,
      factsChanged: 1,
    });
    // The second repeats the first: two claims, one source.
    expect(await facts('')).toEqual([{ type: 'VALUE', status: 'REPORTED', claimCount: 2, sourceCount: 1 }]);
    expect(await readMark(store, 'step')).toBe('2');
    expect(await readMark(store, 'no such')).toBeUndefined();
  });

  test('a retracted claim no longer counts, but answers for the time before', async () => {
    await record(store, { claims: [member] }, FIRST_STEP);
    const { id } = (await snapshot()).snapshot;
    const later = FIRST_STEP + STEP_LENGTH;
    expect(await record(store, { retract: [keyOf(member)] }, later)).toEqual({
      ...NOTHING,
      claimsRetracted: 1,
      factsChanged: 1,
    });
    expect(await facts('')).toEqual([]);
    const one = { type: 'MEMBER_OF', claimCount: 1, sourceCount: 1 };
    expect(await facts('status: [RETRACTED]')).toEqual([{ ...one, status: 'RETRACTED' }]);
    expect(await facts(`recordedBy: "${new Date(FIRST_STEP).toISOString()}"`)).toEqual([
      { ...one, status: 'REPORTED' },
    ]);
    expect(await facts(`recordedBy: "${new Date(later).toISOString()}"`)).toEqual([]);
    expect(await facts(`recordedBy: "${new Date(FIRST_STEP - 1).toISOString()}"`)).toEqual([]);
    expect((await snapshot()).snapshot).toMatchObject({
      facts: 1,
      claims: 1,
      recordedUpTo: new Date(later).toISOString(),
    });
    expect((await snapshot()).snapshot.id).not.toBe(id);
  });

  test('a mission that two states are said to keep stays disputed when one of them is said to keep another', async () => {
    const mission = (subject: string, id?: string) =>
      claim({
        type: 'DIPLOMATIC_MISSION_IN',
        subject,
        object: 'country:bb',
        qualifiers: id === undefined ? {} : { mission: id },
        source: 'source:news',
        from: '1990',
        to: '2000',
      });
    const disputed = [
      { type: 'DIPLOMATIC_MISSION_IN', status: 'DISPUTED', claimCount: 1, sourceCount: 1 },
      { type: 'DIPLOMATIC_MISSION_IN', status: 'DISPUTED', claimCount: 1, sourceCount: 1 },
    ];
    await record(store, { claims: [mission('country:aa', 'Q1'), mission('country:cc', 'Q1')] }, FIRST_STEP);
    expect(await facts('')).toEqual(disputed);
    const another = { claims: [mission('country:aa')] };
    expect(await record(store, another, FIRST_STEP)).toEqual({ ...NOTHING, claimsAdded: 1, factsAdded: 1 });
    expect(await facts('status: [DISPUTED]')).toEqual(disputed);
    expect(await record(store, { retract: another.claims.map(keyOf) }, FIRST_STEP)).toEqual({
      ...NOTHING,
      claimsRetracted: 1,
      factsChanged: 1,
    });
    expect(await facts('status: [DISPUTED]')).toEqual(disputed);
  });

  test('of two claims the one that stays counts alone', async () => {
    await record(store, { claims: [said, confirmed] }, FIRST_STEP);
    await record(store, { retract: [keyOf(said)] }, FIRST_STEP + STEP_LENGTH);
    expect(await facts('')).toEqual([{ type: 'VALUE', status: 'REPORTED', claimCount: 1, sourceCount: 1 }]);
  });

  test('a fact that rests on an earlier claim instead of a later one is as old as that, even where all else of it is the same', async () => {
    const again = { ...member, locator: 'p. 2' };
    const at = (step: number) => FIRST_STEP + step * STEP_LENGTH;
    const recorded = async () => (await factsIn(store)).map((fact) => fact.recorded);
    await record(store, { claims: [member] }, at(0));
    await record(store, { claims: [again] }, at(1));
    await record(store, { retract: [keyOf(member)] }, at(2));
    expect(await recorded()).toEqual([at(1)]);
    await record(store, { claims: [member], retract: [keyOf(again)] }, at(3));
    expect(await recorded()).toEqual([at(0)]);
  });

  test('retracting again, or what was never told, changes nothing', async () => {
    await record(store, { claims: [member] }, FIRST_STEP);
    await record(store, { retract: [keyOf(member)] }, FIRST_STEP);
    const before = await everythingIn(store);
    expect(await record(store, { retract: [keyOf(member), keyOf(said), 'no key at all'] }, FIRST_STEP + 5)).toEqual(
      NOTHING,
    );
    expect(await everythingIn(store)).toEqual(before);
  });

  // A file that lost a claim and has it again: the graph must follow, as if it had never been away.
  test('a claim retracted and told again stands again', async () => {
    await record(store, { claims: [member] }, FIRST_STEP);
    const { id } = (await snapshot()).snapshot;
    await record(store, { retract: [keyOf(member)] }, FIRST_STEP + STEP_LENGTH);
    await record(store, { claims: [member] }, FIRST_STEP + 2 * STEP_LENGTH);
    expect(await facts('')).toEqual([{ type: 'MEMBER_OF', status: 'REPORTED', claimCount: 1, sourceCount: 1 }]);
    expect((await snapshot()).snapshot.id).toBe(id);
  });

  const wrong = {
    subject: { ...member, subject: 'country:nowhere' },
    object: { ...member, object: 'org:nothing' },
    speaker: { ...member, speaker: 'person:nobody' },
    reportedBy: { ...member, reportedBy: ['org:one', 'org:nobody'] },
    qualifier: claim({
      type: 'OPTION',
      subject: 'agreement:x',
      object: 'item:i',
      value: 'OPEN',
      source: 'source:news',
      qualifiers: { exercisedBy: 'agreement:none' },
    }),
  };
  test.each(Object.entries(wrong))(
    'an unknown entity as %s is refused by name, and nothing of the batch is written',
    async (_, bad) => {
      const before = await everythingIn(store);
      const batch = {
        sources: [source('source:new')],
        entities: [entity('country:new')],
        claims: [member, bad],
        mark: { key: 'step', value: '1' },
      };
      await expect(record(store, batch, FIRST_STEP)).rejects.toMatchObject({
        code: 'BAD_DATA',
        message: expect.stringMatching(
          /country:nowhere|org:nothing|person:nobody|org:nobody|agreement:none/,
        ) as unknown,
      });
      expect(await everythingIn(store)).toEqual(before);
      expect(await readMark(store, 'step')).toBeUndefined();
    },
  );

  test('an unknown source is refused by name, and so is what is no key of an entity', async () => {
    const before = await everythingIn(store);
    await expect(
      record(store, { claims: [member, { ...member, source: 'source:none' }] }, FIRST_STEP),
    ).rejects.toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining('source:none') as unknown,
    });
    await expect(record(store, { entities: [entity('planet:mars')] }, FIRST_STEP)).rejects.toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining('planet:mars') as unknown,
    });
    expect(await everythingIn(store)).toEqual(before);
  });

  test('entities, sources and claims of one batch may name each other', async () => {
    const batch = {
      sources: [source('source:new', { kind: 'PRIMARY', publishedOn: when('2021') })],
      entities: [entity('country:new'), entity('country:older')],
      claims: [claim({ type: 'BORDERS', subject: 'country:older', object: 'country:new', source: 'source:new' })],
    };
    expect(await record(store, batch, FIRST_STEP)).toEqual({
      ...NOTHING,
      claimsAdded: 1,
      factsAdded: 1,
      entitiesAdded: 2,
    });
    expect(await facts('')).toEqual([{ type: 'BORDERS', status: 'ACCEPTED', claimCount: 1, sourceCount: 1 }]);
  });

  test('batches recorded at the same time end as if one after another', async () => {
    const claims = SOURCES.flatMap(({ key }) => [
      { ...said, source: key },
      { ...member, source: key },
    ]);
    await record(store, { claims }, FIRST_STEP);
    const oneByOne = await everythingIn(store);
    await empty(store);
    await record(store, { sources: SOURCES, entities: ENTITIES }, FIRST_STEP);
    await Promise.all(claims.map((each) => record(store, { claims: [each] }, FIRST_STEP)));
    expect(await everythingIn(store)).toEqual(oneByOne);
  });
});
