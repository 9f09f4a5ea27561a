// Made-up facts in any number, as batches: the shape of an event data set beside treaties and memberships. The same number
// gives the same facts.

/** Records of a batch. */
const STEP = 10_000;
const STATES = 200;

/** A sequence of numbers from 0 to 1, the same each time (mulberry32). */
function sequence(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Batches that make about `facts` facts: of ten, seven are acts of one actor towards another on a day (every tenth told by
 * two sources), one is a membership, two are the stages and parties of an agreement. `when` reads a date.
 */
export function* manyFacts(facts, when) {
  const random = sequence(7);
  const below = (n) => Math.floor(random() * n);
  const actors = Math.max(200, Math.floor(facts / 400));
  const agreements = Math.max(10, Math.floor(facts / 20));
  const state = (index) => `country:made-${index}`;
  const actor = (index) => (index < STATES ? state(index) : `org:made-${index}`);
  const date = (first, years) =>
    when(`${first + below(years)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`);
  const claim = (type, subject, object, more) => ({
    type,
    subject,
    object,
    qualifiers: {},
    mood: 'ASSERTED',
    reportedBy: [],
    source: 'dataset:made@1',
    ...more,
  });
  const release = (key, version) => ({
    key,
    kind: 'DATASET',
    dataset: key.split('@')[0],
    title: 'Made-up facts',
    version,
    publishedOn: when('2025'),
  });
  yield { sources: [release('dataset:made@1', '1'), release('dataset:other@1', '1')] };

  function* entities() {
    for (let index = 0; index < actors; index++)
      yield { key: actor(index), contributor: 'dataset:made@1', part: { name: `Actor ${index}` } };
    for (let index = 0; index < agreements; index++)
      yield {
        key: `agreement:made-${index}`,
        contributor: 'dataset:made@1',
        part: { name: `Agreement ${index}`, agreementKind: 'TREATY', aliases: [`No. ${index}`] },
      };
  }
  function* claims() {
    for (let index = 0; index < agreements; index++) {
      const agreement = `agreement:made-${index}`;
      const locator = `agreement ${index}`;
      const one = below(STATES);
      const signed = date(1950, 70);
      yield claim('MILESTONE', agreement, undefined, { value: 'SIGNED', from: signed, locator });
      yield claim('MILESTONE', agreement, undefined, { value: 'IN_FORCE', from: signed, locator });
      yield claim('PARTY_TO', state(one), agreement, { locator });
      yield claim('PARTY_TO', state((one + 1 + below(STATES - 1)) % STATES), agreement, { locator });
    }
    for (let index = 0; index < facts / 10; index++)
      yield claim('MEMBER_OF', actor(below(actors)), `org:made-${STATES + below(actors - STATES)}`, {
        from: date(1950, 70),
        to: 'open',
        locator: `member ${index}`,
      });
    for (let index = 0; index < facts * 0.7; index++) {
      const [one, other] = [below(actors), below(actors - 1)];
      const act = claim('ACTED_TOWARD', actor(one), actor(other < one ? other : other + 1), {
        value: `0${1 + below(9)}${below(5)}`,
        from: date(1995, 25),
        locator: `event ${index}`,
      });
      yield act;
      if (index % 10 === 0) yield { ...act, source: 'dataset:other@1', locator: `report ${index}` };
    }
  }
  for (const [name, records] of [
    ['entities', entities()],
    ['claims', claims()],
  ]) {
    let batch = [];
    for (const each of records)
      if (batch.push(each) === STEP) {
        yield { [name]: batch };
        batch = [];
      }
    yield { [name]: batch };
  }
}
