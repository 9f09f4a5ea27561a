// A made-up graph of a given number of facts. What is skewed in real ones is skewed here: the first country is tied to a
// twentieth of all facts, the next to fewer by a power law; organizations have from a few members to nearly all.
import { randomFrom, wordOf } from './random.mjs';

/** Countries at most; a small graph has fewer. */
const MOST_COUNTRIES = 250;
const SOURCES = 40;
/** Every how manieth fact is told by two sources. */
const TWICE = 10;
/** Records of a batch. */
const BATCH = 4000;
const KINDS = [
  'TREATY',
  'TREATY',
  'TREATY',
  'TRADE',
  'TRADE',
  'MEMORANDUM',
  'ALLIANCE',
  'INVESTMENT',
  'ARMS_CONTRACT',
  'LOAN',
];
const MATTERS = ['trade', 'defence', 'air services', 'taxation', 'fisheries', 'science', 'extradition', 'culture'];

const two = (number) => String(number).padStart(2, '0');
const day = (year, month, date) => ({
  text: `${year}-${two(month)}-${two(date)}`,
  earliest: year * 10_000 + month * 100 + date,
  latest: year * 10_000 + month * 100 + date,
});

/** How many of each sort there are in a graph of so many facts. */
export function sizesOf(facts) {
  const entities = facts / 10;
  const countries = Math.min(MOST_COUNTRIES, facts / 80);
  return {
    facts,
    countries,
    hub: facts / 20,
    organizations: entities * 0.05,
    persons: entities * 0.05,
    items: entities * 0.08,
    agreements: entities * 0.82 - countries,
  };
}

/** The batches of a graph, as `record` takes them. */
export function* batchesOf(facts) {
  const sizes = sizesOf(facts);
  yield { sources: sources() };
  yield* inBatches(entitiesOf(sizes), 'entities');
  yield* inBatches(claimsOf(factsOf(sizes), facts), 'claims');
}

function* inBatches(records, name) {
  let batch = [];
  for (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield { [name]: batch };
    batch = [];
  }
  if (batch.length > 0) yield { [name]: batch };
}

const sourceKey = (number) => `source:bench-${number}`;

const sources = () =>
  Array.from({ length: SOURCES }, (_, number) => ({
    key: sourceKey(number),
    kind: 'DATASET',
    dataset: sourceKey(number),
    title: `Register of ${wordOf(number)}`,
    publisher: `Institute of ${wordOf(number + SOURCES)}`,
    publishedOn: day(2021, (number % 12) + 1, 1),
  }));

const country = (rank) => `country:bench-${rank}`;
const organization = (number) => `org:bench-${number}`;
const agreement = (number) => `agreement:bench-${number}`;
const person = (number) => `person:bench-${number}`;
const item = (number) => `item:bench-${number}`;

/** The kind of an agreement, the day it was signed, and the day it ended, if it did. */
function lifeOf(number) {
  const random = randomFrom(number * 7 + 1);
  const kind = KINDS[Math.floor(random() * KINDS.length)];
  const year = 1950 + Math.floor(random() * 70);
  const signed = day(year, 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28));
  const ended = random() < 0.1 ? day(Math.min(2020, year + 5 + Math.floor(random() * 30)), 12, 31) : undefined;
  return { kind, year, signed, ended };
}

function* entitiesOf({ countries, organizations, persons, items, agreements }) {
  const give = (key, part) => ({ key, contributor: sourceKey(0), part });
  for (let rank = 0; rank < countries; rank++)
    yield give(country(rank), {
      name: `Republic of ${wordOf(rank)}`,
      aliases: [wordOf(rank), `${wordOf(rank)} State`],
      codes: [
        { scheme: 'COW', value: String(rank + 2), from: day(1816, 1, 1), to: day(1949, 12, 31) },
        { scheme: 'COW', value: String(((rank + 1) % countries) + 2), from: day(1950, 1, 1), to: 'open' },
      ],
    });
  for (let number = 0; number < organizations; number++)
    yield give(organization(number), {
      name: `Organization of ${wordOf(1000 + number)}`,
      aliases: [`O${wordOf(1000 + number)}`],
    });
  for (let number = 0; number < persons; number++)
    yield give(person(number), { name: `${wordOf(number % 997)} ${wordOf(20_000 + number)}` });
  for (let number = 0; number < items; number++)
    yield give(item(number), { name: `System ${wordOf(40_000 + number)}` });
  for (let number = 0; number < agreements; number++) {
    const { kind, year } = lifeOf(number);
    const matter = MATTERS[number % MATTERS.length];
    yield give(agreement(number), {
      name: `Agreement of ${wordOf(100_000 + number)} on ${matter} (${year})`,
      agreementKind: kind,
      description: `Made up: ${matter}, of the year ${year}.`,
    });
  }
}

/** Statements with their dates, in an order of their own; more of them than are asked for. */
function* factsOf({ hub, countries, organizations, persons, items, agreements, facts }) {
  for (let number = 0; number < agreements; number++) {
    const { signed } = lifeOf(number);
    yield { type: 'MILESTONE', subject: agreement(number), value: 'SIGNED', from: signed };
  }
  for (let number = 0; number < persons; number++) {
    const from = day(1990 + (number % 20), 1 + (number % 12), 1);
    const at = organization(number % organizations);
    yield {
      type: 'HOLDS_POSITION',
      subject: person(number),
      object: at,
      qualifiers: { title: 'Director' },
      from,
      to: 'open',
    };
  }
  for (let number = 0; number < organizations / 2; number++)
    yield {
      type: 'PART_OF',
      subject: organization(number * 2 + 1),
      object: country(number % countries),
      from: day(1950 + (number % 60), 1, 1),
      to: 'open',
    };
  yield* membershipsOf(organizations, countries);
  for (let number = 0; number < agreements; number += 2)
    yield {
      type: 'COVERS',
      subject: agreement(number),
      object: item(Math.floor(randomFrom(number + 3)() * items)),
      ...spanOf(number),
    };
  yield* partiesOf(hub, agreements, countries);
  // What is left of the number asked for: further events of agreements, one of each sort and year.
  const sorts = ['RATIFIED', 'ACCEDED', 'IN_FORCE'];
  for (let number = 0; number < facts; number++) {
    const { year } = lifeOf(number % agreements);
    const rank = (number * 31) % countries;
    const value = sorts[Math.floor(number / agreements) % sorts.length];
    yield {
      type: 'PARTY_ACTION',
      subject: country(rank),
      object: agreement(number % agreements),
      value,
      from: day(year + 1, 1, 1),
    };
  }
}

/** Of two organizations one has few members, some have nearly all states. */
function* membershipsOf(organizations, countries) {
  for (let number = 0; number < organizations; number++) {
    const random = randomFrom(number * 13 + 5);
    const share = number % 100 === 0 ? 0.8 : 0.25 * random() ** 2;
    for (let rank = 0; rank < countries; rank++) {
      if (random() > share * (1.5 - rank / countries)) continue;
      const year = 1950 + Math.floor(random() * 65);
      const to = random() < 0.1 ? day(Math.min(2020, year + 10), 6, 30) : 'open';
      const standing = random() < 0.9 ? 'FULL' : 'OBSERVER';
      yield {
        type: 'MEMBER_OF',
        subject: country(rank),
        object: organization(number),
        qualifiers: { standing },
        from: day(year, 1 + (rank % 12), 1),
        to,
      };
    }
  }
}

/** The days an agreement lasts. */
function spanOf(number) {
  const { signed, ended } = lifeOf(number);
  return { from: signed, to: ended ?? 'open' };
}

/** A country's number of agreements falls with its rank: the first has `hub`, the hundredth a thirtieth of it. */
function* partiesOf(hub, agreements, countries) {
  const shares = Array.from({ length: countries }, (_, rank) => Math.min(1, (hub / agreements) * (rank + 1) ** -0.75));
  for (let number = 0; number < agreements; number++) {
    const random = randomFrom(number * 11 + 9);
    const span = spanOf(number);
    for (let rank = 0; rank < countries; rank++) {
      if (random() >= shares[rank]) continue;
      yield {
        type: 'PARTY_TO',
        subject: country(rank),
        object: agreement(number),
        qualifiers: { role: 'SIGNATORY' },
        ...span,
      };
    }
  }
}

function* claimsOf(statements, facts) {
  let number = 0;
  for (const { qualifiers = {}, ...statement } of statements) {
    if (number >= facts) return;
    const first = number % SOURCES;
    const told = number % TWICE === 0 ? [first, (first + 7) % SOURCES] : [first];
    for (const source of told)
      yield {
        ...statement,
        qualifiers,
        mood: 'ASSERTED',
        reportedBy: [],
        source: sourceKey(source),
        locator: `row ${number}`,
      };
    number++;
  }
}
