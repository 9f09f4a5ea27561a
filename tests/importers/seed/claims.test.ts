import { describe, expect, it } from '@jest/globals';
import type { ClaimContent } from '../../../src/model/claim.ts';
import { FIRST_DAY } from '../../../src/model/day.ts';
import { when } from '../../../src/model/edtf.ts';
import { checkFile, marked } from '../../support/seed-files.ts';

/** Claims of a file without a problem. */
function claims(text: string): ClaimContent[] {
  const { problems, seed } = checkFile(text);
  expect(problems).toEqual([]);
  return seed.claims.map(({ content }) => content);
}

describe('a fact in the long form', () => {
  it('is a claim for each that makes it, with all it says', () => {
    const [first, second] = claims(`title: x
facts:
  - subject: agreement:k
    type: VALUE
    amount: { value: 2500000000.0, low: 2000000000, unit: USD, basis: CONSTANT_PRICES, words: about 2.5 bn }
    with: { scope: all }
    checked: unchecked
    claims:
      - source: source:n
        locator: paragraph 4
        speaker: person:p
        via: [org:y, org:x]
        mood: ESTIMATED
        stated: 2020-10-23
        statedAs: XXXX-10-23
        from: 2019
        to: 2020
        censored: END
        words: earlier
        inferred: true
        quote: two and a half
        note: The year follows from the sentence before.
        public: 2020-12
        label: price
      - { source: source:t, on: price, mood: DENIED, checked: the paper }
`);
    expect(first).toEqual({
      type: 'VALUE',
      subject: 'agreement:k',
      value: 'about 2.5 bn',
      amount: { value: '2500000000', low: '2000000000', unit: 'USD', basis: 'CONSTANT_PRICES' },
      qualifiers: { scope: 'all' },
      from: when('2019'),
      to: when('2020'),
      censored: true,
      dateText: 'earlier',
      dateInferred: true,
      mood: 'ESTIMATED',
      speaker: 'person:p',
      reportedBy: ['org:y', 'org:x'],
      // The text as the source has it, the day as the coder knows it.
      statedOn: { text: 'XXXX-10-23', earliest: 20201023, latest: 20201023 },
      source: 'source:n',
      locator: 'paragraph 4',
      quote: 'two and a half',
      note: 'The year follows from the sentence before. Unchecked.',
      madePublic: when('2020-12'),
    });
    expect(second).toMatchObject({ mood: 'DENIED', note: 'Checked against the paper.', value: 'about 2.5 bn' });
  });

  it.each([
    ['VALUE', 'NOMINAL', ''],
    ['CREDIT_SHARE', 'SHARE', ''],
    ['QUANTITY_ORDERED', 'COUNT', ''],
    ['OPTION', 'COUNT', ', object: item:i, value: OPEN'],
  ])('of type %s has an amount of basis %s unless told', (type, basis, more) => {
    const [made] = claims(
      `title: x\nfacts:\n  - { subject: agreement:k, type: ${type}${more}, amount: { value: 4, unit: u }, checked: unchecked, claims: [{ source: source:n }] }\n`,
    );
    expect(made?.amount?.basis).toBe(basis);
  });
});

describe('a table of facts', () => {
  it('is a claim for each row, and for each subject of a row', () => {
    const made = claims(`title: x
tables:
  - type: MEMBER_OF
    object: org:x
    source: source:t
    checked: unchecked
    rows: |
      subject                  standing  from        to    censored  via
      country:bbb,country:aaa  OBSERVER  1949-08-24  1951  -         -
      country:aaa              FULL      1952        1960  END       org:y,org:x
`);
    expect(
      made.map(({ subject, qualifiers, from, to, censored, reportedBy }) => [
        subject,
        qualifiers['standing'],
        from?.text,
        to !== 'open' && to?.text,
        censored,
        reportedBy,
      ]),
    ).toEqual([
      ['country:bbb', 'OBSERVER', '1949-08-24', '1951', undefined, []],
      ['country:aaa', 'OBSERVER', '1949-08-24', '1951', undefined, []],
      ['country:aaa', 'FULL', '1952', '1960', true, ['org:y', 'org:x']],
    ]);
  });

  it('has amounts in columns of their own', () => {
    const [made] = claims(`title: x
tables:
  - type: QUANTITY_ORDERED
    source: source:n
    checked: unchecked
    item: item:i
    rows: |
      subject      amount  low  unit
      agreement:k  36      30   aircraft
`);
    expect(made?.amount).toEqual({ value: '36', low: '30', unit: 'aircraft', basis: 'COUNT' });
    expect(made?.qualifiers).toEqual({ item: 'item:i' });
  });

  it('may label a claim that another of the file repeats', () => {
    claims(`title: x
tables:
  - type: MEMBER_OF
    object: org:x
    source: source:t
    checked: unchecked
    rows: |
      subject      from  label
      country:aaa  1949  first
facts:
  - { subject: country:aaa, type: MEMBER_OF, object: org:x, checked: unchecked, claims: [{ source: source:n, on: first }] }
`);
  });
});

describe('a mistake in a fact', () => {
  const fact = (fields: string, rest = 'checked: unchecked, claims: [{ source: source:t }]'): string =>
    `title: x\nfacts:\n  - { ${fields}, ${rest} }\n`;
  /** The problem stands at the fact itself. */
  const atFact = (fields: string, rest?: string): string => fact(fields, rest).replace('{', '¦{');
  const MEMBER = 'subject: country:aaa, type: MEMBER_OF, object: org:x';
  const claim = (fields: string): string =>
    fact(MEMBER, `checked: unchecked, claims: [{ source: source:t, ${fields} }]`);

  it.each([
    ['no type', atFact('subject: country:aaa'), 'A fact needs a `type`.'],
    [
      'a type that is none',
      fact('subject: country:aaa, type: ¦LIKES'),
      '"LIKES" is no type of fact. See schema/registry/facts.',
    ],
    [
      'a field that is not known',
      fact(`${MEMBER}, ¦standing: FULL`),
      '"standing" is not known here. Known are: subject, type',
    ],
    ['no subject', atFact('type: MEMBER_OF, object: org:x'), 'A MEMBER_OF needs a `subject`.'],
    ['a subject that is no key', fact('subject: ¦A, type: MEMBER_OF, object: org:x'), '"A" is no key of an entity.'],
    [
      'a subject of another kind',
      fact('subject: ¦person:p, type: MEMBER_OF, object: org:x'),
      'The subject of MEMBER_OF is one of COUNTRY, ORGANIZATION, not PERSON.',
    ],
    [
      'no object',
      atFact('subject: country:aaa, type: MEMBER_OF'),
      'A MEMBER_OF needs an `object`: it holds between two entities.',
    ],
    [
      'an object of another kind',
      fact('subject: country:aaa, type: MEMBER_OF, object: ¦country:bbb'),
      'The object of MEMBER_OF is one of ORGANIZATION, not COUNTRY.',
    ],
    [
      'an object too many',
      fact('subject: country:aaa, type: EXISTENCE, object: ¦org:x'),
      'A EXISTENCE is of one entity and takes no `object`.',
    ],
    [
      'no value',
      atFact('subject: agreement:k, type: MILESTONE'),
      '`value` is missing. It is one of UNDER_NEGOTIATION, SIGNED',
    ],
    [
      'a value that is no term',
      fact('subject: agreement:k, type: MILESTONE, value: ¦INKED'),
      '"INKED" is not one of UNDER_NEGOTIATION, SIGNED',
    ],
    ['a value too many', fact(`${MEMBER}, value: ¦FULL`), 'A MEMBER_OF takes no `value`.'],
    ['no amount', atFact('subject: agreement:k, type: VALUE'), 'A VALUE needs an amount with its unit.'],
    ['an amount too many', fact(`${MEMBER}, amount: ¦{ value: 5, unit: USD }`), 'MEMBER_OF takes no `amount`'],
    [
      'an amount in words',
      fact('subject: agreement:k, type: VALUE, amount: { value: ¦2.5bn, unit: USD }'),
      '"2.5bn" is no decimal number. Write digits',
    ],
    [
      'an amount with separators',
      fact('subject: agreement:k, type: VALUE, amount: { value: ¦"2,500", unit: USD }'),
      '"2,500" is no decimal number',
    ],
    [
      'an amount of a basis that is none',
      fact('subject: agreement:k, type: VALUE, amount: { value: 5, unit: USD, basis: ¦REAL }'),
      '"REAL" is not one of NOMINAL, CONSTANT_PRICES',
    ],
    [
      'an amount with a field that is not known',
      fact('subject: agreement:k, type: VALUE, amount: { value: 5, ¦currency: USD, unit: USD }'),
      '"currency" is not known here',
    ],
    [
      'a qualifier that is none',
      fact(`${MEMBER}, with: { role: ¦BUYER }`),
      '"role" is no qualifier of MEMBER_OF. Qualifiers are: standing.',
    ],
    [
      'a qualifier where there are none',
      fact('subject: country:aaa, type: EXISTENCE, with: { role: ¦BUYER }'),
      'Qualifiers are: none.',
    ],
    [
      'a qualifier that is no term',
      fact(`${MEMBER}, with: { standing: ¦HALF }`),
      '"HALF" is not one of FULL, ASSOCIATE',
    ],
    [
      'a qualifier that is no key',
      fact('subject: agreement:k, type: QUANTITY_ORDERED, amount: { value: 5, unit: u }, with: { item: ¦S-400 }'),
      '"S-400" is no key of an entity.',
    ],
    [
      'a qualifier named as every object names something',
      fact(`${MEMBER}, with: { constructor: ¦x }`),
      '"constructor" is no qualifier of MEMBER_OF',
    ],
    ['no claim', atFact(MEMBER, 'checked: unchecked'), 'A fact needs `claims`: who says so, in which source.'],
    [
      'a claim without a source',
      fact(MEMBER, 'checked: unchecked, claims: [¦{ from: 1949 }]'),
      'A claim needs a `source`.',
    ],
    ['nothing on checking', fact(MEMBER, 'claims: [¦{ source: source:t }]'), 'Say what this was `checked` against'],
    [
      'a field of a claim that is not known',
      claim('¦form: 1949'),
      '"form" is not known here. Known are: source, locator',
    ],
    ['a mood that is none', claim('mood: ¦SAID'), '"SAID" is not one of ASSERTED, DENIED'],
    ['a date that is none', claim('from: ¦then'), '"then" is not a date. Write an EDTF date such as'],
    ['a date of a statement that is none', claim('stated: ¦2019-13-01'), '"2019-13-01" is not a date'],
    ['a date as the source has it that is none', claim('from: 1949, fromAs: ¦spring'), '"spring" is not a date'],
    ['an end that is none', claim('to: ¦now'), '"now" is not a date'],
    ['an end before the beginning', claim('from: 1950, to: ¦1949'), 'It ends (1949) before it begins (1950).'],
    [
      'an inferred date without a reason',
      claim('from: 1949, inferred: ¦true'),
      'An inferred date needs its reason in `note`.',
    ],
    ['inferred in another way than true', claim('from: 1949, note: n, inferred: ¦maybe'), 'true'],
    ['censored at no end there is', claim('from: 1949, to: 1960, censored: ¦LATER'), 'START'],
    ['a list for a text', claim('locator: ¦[p. 1]'), 'A single value is expected here'],
    [
      'a label nobody bears',
      fact(MEMBER, 'checked: unchecked, claims: [¦{ source: source:t, on: first }]'),
      'No claim of this file has the label "first".',
    ],
    [
      'a label two bear',
      fact(MEMBER, 'checked: unchecked, claims: [{ source: source:t, label: a }, ¦{ source: source:n, label: a }]'),
      'label "a"',
    ],
  ])('%s', (_, withMark, message) => {
    const { text, place } = marked(withMark);
    const { problems } = checkFile(text);
    expect(problems.find((problem) => problem.startsWith(`${place}  `))).toContain(message);
  });

  it('a happening on a day that ends', () => {
    const { problems } = checkFile(
      fact(
        'subject: country:aaa, type: ACTED_TOWARD, object: country:bbb, value: "042"',
        'checked: unchecked, claims: [{ source: source:t, from: 1949-01-01, to: 1949-01-02 }]',
      ),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('A ACTED_TOWARD happens on a day: give `from` only.');
  });

  it('a beginning that is censored, yet exact: it is widened, or a problem', () => {
    const { problems, seed } = checkFile(claim('from: 1816-01-01, to: 1860, censored: START'));
    const widened = seed.claims.every(({ content }) => content.from?.earliest === FIRST_DAY);
    expect(widened || problems.length > 0).toBe(true);
  });
});

describe('a mistake in a row', () => {
  const rows = (header: string, row: string, type = 'MEMBER_OF'): string =>
    `title: x\ntables:\n  - type: ${type}\n    source: source:t\n    checked: unchecked\n    rows: |\n      ${header}\n      ${row}\n`;

  it.each([
    [
      'no subject, at its table',
      rows('subject  object', '-        org:x').replace('type', '¦type'),
      'A MEMBER_OF needs a `subject`.',
    ],
    ['a subject that is no key', rows('subject  object', '¦A  org:x'), '"A" is no key of an entity.'],
    [
      'one of several subjects of another kind',
      rows('subject  object', '¦country:aaa,person:p  org:x'),
      'The subject of MEMBER_OF is one of COUNTRY, ORGANIZATION, not PERSON.',
    ],
    [
      'an object of another kind',
      rows('subject  object', 'country:aaa  ¦item:i'),
      'The object of MEMBER_OF is one of ORGANIZATION, not ITEM.',
    ],
    [
      'a standing that is none',
      rows('subject  object  standing', 'country:aaa  org:x  ¦HALF'),
      '"HALF" is not one of FULL',
    ],
    ['a date that is none', rows('subject  object  from', 'country:aaa  org:x  ¦then'), '"then" is not a date'],
    [
      'a column that is none',
      rows('subject  object  ¦role', 'country:aaa  org:x  BUYER'),
      '"role" is no column of this table. Columns are: type, subject',
    ],
    ['an amount without a unit', rows('subject  amount', 'agreement:k  ¦5', 'VALUE'), 'An amount needs a `unit`.'],
  ])('%s', (_, withMark, message) => {
    const { text, place } = marked(withMark);
    const { problems } = checkFile(text);
    expect(problems.find((problem) => problem.startsWith(`${place}  `))).toContain(message);
  });

  it('no source stands at the subject of its row', () => {
    const { problems } = checkFile(
      'title: x\ntables:\n  - type: MEMBER_OF\n    object: org:x\n    rows: |\n      subject      source    checked\n      country:aaa  -         unchecked\n      country:bbb  source:t  -\n',
    );
    expect(problems).toEqual([
      'x.yaml:7:7  A claim needs a `source`.',
      'x.yaml:8:7  Say what this was `checked` against (a data set, a second source), or that it is unchecked.',
    ]);
  });
});
