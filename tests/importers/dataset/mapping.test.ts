// What is wrong with a mapping: all of it at once, each with its place, before a row is read.
import { describe, expect, test } from '@jest/globals';
import { identify } from '../../../src/importers/dataset/input/identify.ts';
import { readMapping } from '../../../src/importers/dataset/mapping/mapping.ts';
import { trySamples } from '../../../src/importers/dataset/run/sample.ts';
import { mappingOf, samplesOf, withFiles } from './datasets.ts';

const HEAD = `dataset: example
title: An example
citation: Somebody. 2020. An example.
licence: CC0 1.0
release: '1'
`;

/** Reads a mapping in which each `¦` stands where a mistake is; returns where they are, and what is found. */
function marked(text: string): { places: string[]; found: string[] } {
  const places = text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/¦/g)].map((_, nth) => `${index + 1}:${line.split('¦', nth + 1).join('').length + 1}`),
    );
  const mapping = readMapping('m.yaml', text.replaceAll('¦', ''));
  return { places, found: mapping.problems().map(({ line, column, message }) => `${line}:${column}  ${message}`) };
}

describe('a mapping with mistakes', () => {
  test('tells all of them, in the order of their places', () => {
    const { places, found } = marked(`${HEAD}coverage: { from: ¦1816-02-30 }
colour: red
files:
  rows: { format: ¦doc, encoding: ¦ebcdic, skip: ¦-1, delimiter: ¦"ab" }
records:
  - from: ¦others
    entities: {}
  - from: rows
    let:
      a: ¦'{b}'
      b: '{a}'
      c: { text: '{x}', match: ¦'(' }
    dates:
      begin: { value: '{begin}', format: ¦dd-mm }
      end: ¦{ year: '{end}', censored: ['0'] }
      fixed: ¦'sometime'
    entities:
      state: { kind: COUNTRY, code: { ¦'no scheme': '{code}' } }
      other: { kind: ¦NATION, name: '{name}' }
      made: { kind: AGREEMENT, create: ¦{ name: '{title}', agreementKind: ¦PACT } }
    facts:
      - { type: ¦FRIEND_OF, subject: state }
      - ¦{ type: MEMBER_OF, subject: ¦nobody }
      - { type: MEMBER_OF, subject: state, object: ¦made, with: { ¦colour: red, standing: ¦BEST } }
      - { type: MILESTONE, subject: made, value: ¦WRITTEN, mood: ¦HOPED }
      - ¦{ type: VALUE, subject: made }
      - { type: BORDERS, subject: state, object: state, from: ¦'{$options}' }
`);
    expect(found.map((each) => each.split('  ')[0])).toEqual(expect.arrayContaining(places));
    // The one member that no mapping has is marked at its name.
    expect(found.find((each) => each.startsWith('7:1 '))).toMatch(/"colour"/);
    expect(found).toHaveLength(places.length + 1);
    const about = (place: string): string => found.find((each) => each.startsWith(`${place} `)) ?? '';
    const expected = [
      /1816-02-30.*not a day/,
      /doc/,
      /ebcdic/,
      /skip/,
      /one character/,
      /"others" is none of the mapping's files: rows/,
      /needs itself: a → b → a/,
      /no pattern/,
      /"dd-mm" is no date format/,
      /coverage/,
      /sometime/,
      /no code scheme/,
      /kind.*COUNTRY/,
      /key/,
      /"PACT" is no kind of agreement.*ALLIANCE/,
      /"FRIEND_OF" is no type of fact.*MEMBER_OF/,
      /object/,
      /"nobody" is none of the record's entities/,
      /object of MEMBER_OF is one of ORGANIZATION/,
      /"colour" is no qualifier of MEMBER_OF.*standing/,
      /"BEST".*FULL/,
      /"WRITTEN".*SIGNED/,
      /"HOPED".*ASSERTED/,
      /amount/,
      /\{\$options\}.*\{\$release\}/,
    ];
    places.forEach((place, index) => expect(about(place)).toMatch(expected[index] as RegExp));
  });

  test('tells braces, spans, units and numbers that cannot be meant', () => {
    const { places, found } = marked(`${HEAD}coverage: ¦{ from: 2012-01-01, to: 1816-01-01 }
files: { rows: { format: csv } }
records:
  - from: rows
    entities: { deal: { kind: AGREEMENT, create: { key: ¦'{id', name: 'Deal {id}', agreementKind: MEMORANDUM } } }
    facts:
      - { type: VALUE, subject: deal, amount: { value: '{value}', unit: ¦usd } }
      - { type: VALUE, subject: deal, amount: { value: '{value}', format: ¦1:234, unit: 'TIV million' } }
`);
    expect(found.map((each) => each.split('  ')[0])).toEqual(places);
    for (const [index, message] of [
      /ends before it begins/,
      /"\{id" has a brace/,
      /written USD/,
      /"1.234,5"/,
    ].entries())
      expect(found[index]).toMatch(message);
  });

  test('that is no YAML is told so, and nothing else', () => {
    const mapping = readMapping('m.yaml', 'dataset: [a\ntitle: b\n');
    expect(mapping.problems().map(({ message }) => message)).toEqual([expect.stringMatching(/^This is no YAML/)]);
  });

  test('tells what a mapping must have', () => {
    const { found } = marked('records: []\n');
    for (const needed of ['dataset', 'title', 'citation', 'licence', 'release', 'files', 'records'])
      expect(found.join('\n')).toContain(`\`${needed}\``);
  });

  test('is told the columns that its files do not have, where it names them, and the nearest there is', async () => {
    const text = `${HEAD}files:
  rows: { format: csv }
records:
  - from: rows
    let: { who: '{cuntry}' }
    dates: { begin: '{year}' }
    entities: { state: { kind: COUNTRY, code: { COW: '{ccode}' } } }
    facts: [{ type: EXISTENCE, subject: state, from: begin, note: '{who}, {remarks}' }]
`;
    await withFiles({ 'rows.csv': 'ccode,country,year\n2,USA,1816\n' }, async (paths) => {
      const mapping = readMapping('m.yaml', text.replace('{cuntry}', '{CCODE }'));
      await identify(mapping, paths);
      expect(mapping.problems().map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
        '10:17 "CCODE " is no column of rows.csv. Did you mean ccode?',
        expect.stringMatching(/^13:\d+ "remarks" is no column of rows.csv. Its columns are: ccode, country, year.$/),
      ]);
    });
  });

  test('is told a column it names that stands in the header twice', async () => {
    const text = `${HEAD}files:
  rows: { format: csv }
records:
  - from: rows
    entities: { state: { kind: COUNTRY, code: { COW: '{ccode}' } } }
    facts: [{ type: EXISTENCE, subject: state, from: '{year}' }]
`;
    await withFiles({ 'rows.csv': 'ccode,year,note,year,note\n2,1816,,1817,\n' }, async (paths) => {
      const mapping = readMapping('m.yaml', text);
      await identify(mapping, paths);
      expect(mapping.problems().map(({ line, message }) => `${line} ${message}`)).toEqual([
        '11 "year" stands more than once in the header of rows.csv. Give its columns different names.',
      ]);
    });
  });

  test('is told a date whose form no row fits', async () => {
    const text = `${HEAD}files:
  rows: { format: csv }
records:
  - from: rows
    dates:
      begin: { value: '{begin}', format: yyyymm }
      end: { value: '{end}', format: yyyymm }
    entities: { state: { kind: COUNTRY, code: { COW: '{ccode}' } } }
    facts: [{ type: EXISTENCE, subject: state, from: begin, to: end }]
`;
    await withFiles({ 'rows.csv': 'ccode,begin,end\n2,1816-01-01,201612\n20,1920-01-10,wrong\n' }, async (paths) => {
      const mapping = readMapping('m.yaml', text);
      const { files } = await identify(mapping, paths);
      await trySamples(mapping, files);
      const [problem, ...more] = mapping.problems();
      expect([problem?.line, problem?.column, more]).toEqual([11, 14, []]);
      expect(problem?.message).toMatch(/^No row fits this date: "1[89]\d\d-\d\d-\d\d" is no date of the form yyyymm/);
    });
  });
});

describe('files', () => {
  test('are told apart by their header, in whatever order they come; what is none of them is left alone', async () => {
    const mapping = readMapping('m', mappingOf('cow-alliances').text);
    const paths = samplesOf('cow-alliances');
    for (const order of [paths, paths.toReversed()]) {
      const { files, ignored } = await identify(mapping, [...order, ...samplesOf('gw-states')]);
      expect(files.map(({ rule }) => rule.name)).toEqual(['members', 'dyads']);
      expect(ignored).toEqual(samplesOf('gw-states'));
    }
  });

  test('that are missing, or there twice, are an error that says which', async () => {
    const mapping = readMapping('m', mappingOf('cow-alliances').text);
    const [dyads = '', members = ''] = samplesOf('cow-alliances');
    await expect(identify(mapping, [dyads])).rejects.toThrow(
      /The file "members" of cow-alliances is not among those given/,
    );
    await expect(identify(mapping, [dyads, members, members])).rejects.toThrow(/are both the file "members"/);
    await expect(identify(mapping, ['nowhere.csv'])).rejects.toThrow(/nowhere.csv is not there/);
  });

  test.each([
    ['', '{ format: csv }', 'given.csv is empty.'],
    [
      'a;state;year\n1;2;3\n',
      '{ format: csv }',
      'given.csv has one column, "a;state;year", when it is read with the delimiter ","; ";" may be meant.',
    ],
    ['a,b\n1,2\n', '{ format: csv }', 'given.csv has the columns a, b.'],
    [
      'a,b\n1,2\n',
      '{ format: csv, headerHas: [state, year] }',
      'given.csv has no line with the cells state, year among its first 1000.',
    ],
  ])('that hold something else are an error that says what: %j', async (content, rule, found) => {
    const mapping = readMapping(
      'm',
      `${HEAD}files: { rows: ${rule} }
records:
  - from: rows
    entities: { state: { kind: COUNTRY, code: { COW: '{state}' } }, other: { kind: COUNTRY, code: { COW: '{other}' } } }
    facts: [{ type: BORDERS, subject: state, object: other, from: '{year}' }]
`,
    );
    await withFiles({ 'given.csv': content }, async (paths) => {
      await expect(identify(mapping, paths)).rejects.toThrow(
        `The file "rows" of example is not among those given. ${found} Its file "rows" (csv) has the columns`,
      );
    });
  });
});

describe('releases', () => {
  test('have the label asked for; a data set without releases is labelled with a day', () => {
    const { text } = mappingOf('cow-alliances');
    expect(readMapping('m', text).source).toMatchObject({
      key: 'dataset:cow-alliances@4.1',
      publishedOn: { text: '2013' },
    });
    // When another release appeared is not known.
    expect(readMapping('m', text, { release: '4.0' }).source).toMatchObject({
      key: 'dataset:cow-alliances@4.0',
      publishedOn: undefined,
    });
    expect(readMapping('m', mappingOf('ftm').text).problems()[0]?.message).toMatch(/--release/);
    expect(readMapping('m', mappingOf('ftm').text, { release: 'may' }).problems()[0]?.message).toMatch(/not a day/);
    expect(readMapping('m', text, { with: ['documents'] }).problems()[0]?.message).toMatch(/no option "documents"/);
  });
});
