import { describe, expect, it } from '@jest/globals';
import { checkFile, checkFiles, marked, OTHER } from '../../support/seed-files.ts';

/** A file of facts of one claim each, in the long form, one to a line. */
const facts = (...lines: string[]): string => `title: x\nfacts:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
const fact = (statement: string, claim: string): string =>
  `{ ${statement}, checked: unchecked, claims: [${claim.startsWith('¦') ? '¦' : ''}{ source: source:t, ${claim.replace(/^¦/, '')} }] }`;
const member = (claim: string, standing = 'FULL', subject = 'country:aaa'): string =>
  fact(`subject: ${subject}, type: MEMBER_OF, object: org:x, with: { standing: ${standing} }`, claim);
const lived = (key: string, from: string, to: string): string =>
  fact(`subject: ${key}, type: EXISTENCE`, `from: ${from}, to: ${to}`);
const border = (a: string, b: string, claim: string): string =>
  fact(`subject: ${a}, type: BORDERS, object: ${b}`, claim);
const milestone = (value: string, claim: string): string =>
  fact(`subject: agreement:k, type: MILESTONE, value: ${value}`, claim);

/** The problems at the mark, and whether they are all there are. */
function problemAt(withMark: string): string {
  const { text, place } = marked(withMark);
  const { problems } = checkFile(text);
  expect(problems.map((problem) => problem.split('  ')[0])).toEqual([place]);
  return problems[0] as string;
}

describe('a reference that leads nowhere', () => {
  it.each([
    [
      'a source',
      facts(`{ subject: country:aaa, type: EXISTENCE, checked: no, claims: [¦{ source: source:none }] }`),
      'source:none is no source of these files. Describe it under `sources`.',
    ],
    [
      'a subject',
      facts(fact('subject: country:zzz, type: EXISTENCE', '¦from: 1949')),
      'country:zzz is described nowhere. Describe it under `entities`, or mend the key.',
    ],
    [
      'an object',
      facts(fact('subject: country:aaa, type: MEMBER_OF, object: org:zzz', '¦from: 1949')),
      'org:zzz is described nowhere',
    ],
    ['a speaker', facts(member('¦speaker: person:zzz')), 'person:zzz is described nowhere'],
    ['who passed it on', facts(member('¦via: [org:y, org:zzz]')), 'org:zzz is described nowhere'],
    [
      'a qualifier',
      facts(
        fact(
          'subject: agreement:k, type: QUANTITY_ORDERED, amount: { value: 4, unit: u }, with: { item: item:zzz }',
          '¦from: 1949',
        ),
      ),
      'item:zzz is described nowhere',
    ],
  ])('%s', (_, text, message) => {
    expect(problemAt(text)).toContain(message);
  });

  it('keeps its claim from being recorded', () => {
    expect(checkFile(facts(member('speaker: person:zzz'), member('from: 1949'))).checked.claims).toHaveLength(1);
  });

  it('a label of another file', () => {
    const { text, place } = marked(facts(member('¦locator: p. 2, on: one')));
    const { problems } = checkFiles({ 'other.yaml': OTHER, 'w.yaml': facts(member('label: one')), 'x.yaml': text });
    expect(problems).toEqual([`${place}  No claim of this file has the label "one".`]);
  });
});

describe('a claim told twice', () => {
  it('is a problem at the second', () => {
    expect(problemAt(facts(member('from: 1949, locator: p. 1'), member('¦from: 1949, locator: p. 1')))).toContain(
      'This claim is told twice. Keep one.',
    );
  });

  it('also from the other end of a symmetric type, and with a default in so many words', () => {
    const land = fact(
      'subject: country:bbb, type: BORDERS, object: country:aaa, with: { contiguity: LAND }',
      '¦from: 1949',
    );
    expect(problemAt(facts(border('country:aaa', 'country:bbb', 'from: 1949'), land))).toContain('told twice');
  });

  it('is none from another place in the source', () => {
    expect(checkFile(facts(member('from: 1949, locator: p. 1'), member('from: 1949, locator: p. 2'))).problems).toEqual(
      [],
    );
  });

  it('tells a claim about a claim from one that stands alone', () => {
    expect(checkFile(facts(member('from: 1949, label: a'), member('from: 1949, on: a'))).problems).toEqual([]);
  });
});

describe('a fact at a time when one of its ends did not exist', () => {
  const life = lived('country:aaa', '1950-01-01', '1990-12-31');

  it.each([
    [
      'begins before',
      facts(life, member('¦from: 1949-12-31, to: 1960')),
      'begins when country:aaa did not exist (1950-01-01/1990-12-31).',
    ],
    ['begins after', facts(life, member('¦from: 1991, to: 1992')), 'begins when country:aaa did not exist'],
    ['ends after', facts(life, member('¦from: 1960, to: 1991-01-01')), 'ends when country:aaa did not exist.'],
    ['goes on', facts(life, member('¦from: 1960, to: ..')), 'is said to go on, but country:aaa ceased to exist.'],
    [
      'its object did not',
      facts(lived('org:x', '1955', '..'), member('¦from: 1950, to: ..')),
      'begins when org:x did not exist (1955/..).',
    ],
    [
      'between two lives',
      facts(
        lived('country:aaa', '1900', '1910'),
        lived('country:aaa', '1930', '1940'),
        member('¦from: 1920, to: 1935'),
      ),
      '(1900/1910, 1930/1940)',
    ],
  ])('%s', (_, text, message) => {
    const problem = problemAt(text);
    expect(problem).toContain(message);
    expect(problem).toContain('MEMBER_OF country:aaa org:x FULL (');
  });

  it.each([
    ['on its first and last day', facts(life, member('from: 1950-01-01, to: 1990-12-31'))],
    ['in a year of which it existed some days', facts(life, member('from: 1950, to: 1990'))],
    ['without a beginning', facts(life, member('to: 1960'))],
    ['where nothing is said of its existence', facts(member('from: 1800, to: ..'))],
    [
      'explained in a note (India in the League of Nations)',
      facts(life, member('from: 1920, to: 1960, note: Before independence.')),
    ],
    [
      'what is said of it, not done by it',
      facts(life, fact('subject: person:p, type: STANCE_ON, object: country:aaa, value: OPPOSES', 'from: 2020')),
    ],
  ])('is none %s', (_, text) => {
    expect(checkFile(text).problems).toEqual([]);
  });
});

describe('a day that belongs to two', () => {
  const LAST_DAY = 'so both hold on it. `to` is the last day: end it the day before.';
  const heir = fact('subject: country:aaa, type: SUCCEEDED_BY, object: country:bbb', 'from: 1960-06-01');

  it.each([
    ['another standing', facts(member('¦from: 1949, to: 1960-06-01', 'OBSERVER'), member('from: 1960-06-01, to: ..'))],
    [
      'the successor state',
      facts(heir, member('¦from: 1949, to: 1960-06-01'), member('from: 1960-06-01, to: ..', 'FULL', 'country:bbb')),
    ],
    [
      'existence itself',
      facts(
        fact('subject: country:aaa, type: EXISTENCE', '¦from: 1949, to: 1960-06-01'),
        heir,
        lived('country:bbb', '1960-06-01', '..'),
      ),
    ],
    [
      'a border of the successor, from its other end',
      `entities:\n  country:ccc: { kind: COUNTRY, name: C }\n${facts(
        heir,
        border('country:aaa', 'country:ccc', '¦from: 1949, to: 1960-06-01'),
        border('country:bbb', 'country:ccc', 'from: 1960-06-01, to: ..'),
      )}`,
    ],
  ])('hands over to %s', (_, text) => {
    const problem = problemAt(text);
    expect(problem).toContain('1960-06-01) ends on the day ');
    expect(problem).toContain(LAST_DAY);
  });

  it.each([
    ['the day before', facts(member('from: 1949, to: 1960-05-31', 'OBSERVER'), member('from: 1960-06-01, to: ..'))],
    [
      'a day of a month that is not told closer',
      facts(member('from: 1949, to: 1960-05', 'OBSERVER'), member('from: 1960-06, to: ..')),
    ],
    [
      'one that is no successor',
      facts(member('from: 1949, to: 1960-06-01'), member('from: 1960-06-01, to: ..', 'FULL', 'country:bbb')),
    ],
  ])('is none with %s', (_, text) => {
    expect(checkFile(text).problems).toEqual([]);
  });
});

describe('facts that cannot both be', () => {
  it('in force before it was signed', () => {
    const { problems } = checkFile(facts(milestone('IN_FORCE', 'from: 1949'), milestone('SIGNED', 'from: 1950')));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^x\.yaml:[34]:\d+ {2}MILESTONE agreement:k \w+ \(19\d\d\/\) comes before MILESTONE/);
    expect(problems[0]).toContain("which cannot be. Mend a date, or say in the claim's note what is in doubt.");
  });

  it('names first what comes first in time', () => {
    const { problems } = checkFile(facts(milestone('IN_FORCE', 'from: 1949'), milestone('SIGNED', 'from: 1950')));
    expect(problems[0]).toContain(
      'MILESTONE agreement:k IN_FORCE (1949/) comes before MILESTONE agreement:k SIGNED (1950/)',
    );
    const later = checkFile(facts(milestone('DELIVERED', 'from: 1990'), milestone('TERMINATED', 'from: 1980')));
    expect(later.problems[0]).toContain('TERMINATED (1980/) comes before MILESTONE agreement:k DELIVERED (1990/)');
  });

  it('passes where the claim says what is in doubt, as the message promises', () => {
    const doubt = 'note: The gazette of 1950 may have the wrong year.';
    expect(
      checkFile(facts(milestone('IN_FORCE', `from: 1949, ${doubt}`), milestone('SIGNED', `from: 1950, ${doubt}`)))
        .problems,
    ).toEqual([]);
  });

  it('two standings at once', () => {
    const { problems } = checkFile(
      facts(member('from: 1949-01-01, to: 1960-12-31', 'OBSERVER'), member('from: 1955-01-01, to: ..')),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^x\.yaml:[34]:\d+ {2}MEMBER_OF country:aaa org:x \w+ \(\S+\) holds together with MEMBER_OF/,
    );
    expect(problems[0]).toContain('one excludes the other');
  });

  it('are none where sources give two values: that is for the graph to show', () => {
    const price = (value: string): string =>
      fact(`subject: agreement:k, type: VALUE, amount: { value: ${value}, unit: USD }`, 'locator: p. 1');
    expect(checkFile(facts(price('1'), price('2'))).problems).toEqual([]);
  });
});
