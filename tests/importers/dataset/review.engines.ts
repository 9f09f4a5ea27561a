// Answers to names and codes that an import could not settle: for any day, or each for its days.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { parse } from 'yaml';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import type { Report } from '../../../src/importers/dataset/run/report.ts';
import { readReview, reviewText } from '../../../src/importers/dataset/run/review.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { empty, testEngines } from '../../support/engines.ts';
import { claimsIn } from '../../support/stored.ts';
import { withFiles } from './datasets.ts';
import { putWorld } from './world.ts';

const MAPPING = `dataset: asked
title: Visits and stays
publisher: Nobody
citation: Nobody. 2020. Visits and stays.
licence: CC0
url: https://example.org/asked
release: '1'
published: '2020'
files:
  visits: { format: csv, tellBy: [who, day] }
  stays: { format: csv, tellBy: [who, begun, ended] }
records:
  - title: A visit
    from: visits
    dates: { day: '{day}' }
    entities:
      who: { kind: COUNTRY, code: { COW: '{who}' }, on: day }
      host: { kind: COUNTRY, key: country:fra }
    facts:
      - { type: ACTED_TOWARD, subject: who, object: host, value: '042', from: day }
  - title: A stay
    from: stays
    dates: { begun: '{begun}', ended: '{ended}' }
    entities:
      who: { kind: COUNTRY, code: { COW: '{who}' }, over: [begun, ended] }
    facts:
      - { type: EXISTENCE, subject: who, from: begun, to: ended }
`;
const VISITS = 'who,day\n260,1947-03-01\n260,1995-05-05\n260,2001\n999,\n';
const STAYS = 'who,begun,ended\n998,1960-01-01,1995-12-31\n';

const uses = (given: string): string => `unresolved:\n  - what: code COW 260\n    use: ${given}\n`;
const problemsOf = (given: string): string[] =>
  readReview('r.yaml', uses(given)).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a review file', () => {
  it.each<[string, string, string]>([
    [
      'neither key nor skip',
      '[{ use: France, to: 1990 }]',
      '3:18 "France" is no key of an entity, such as country:tur, and not skip.',
    ],
    [
      'no day',
      '[{ use: country:fra, to: 1990-02-31 }]',
      '3:35 "1990-02-31" names a day no calendar has. Write an EDTF date such as 2019-10-23, 2019-10, 2019, 2019-10~, ../1816, 2012/.. or XXXX-10-23.',
    ],
    [
      'ends before it begins',
      '[{ use: country:fra, from: 1991, to: 1990 }]',
      '3:11 It ends (1990-12-31) before it begins (1991-01-01).',
    ],
    [
      'two for one day',
      '[{ use: country:fra, to: 1990-10-03 }, { use: country:deu, from: 1990-10-03 }]',
      '3:49 country:deu and country:fra are both answered for 1990-10-03; of a day only one can be meant.',
    ],
    [
      'two for any day',
      '[country:fra, country:deu]',
      '3:24 country:deu and country:fra are both answered for any day; of a day only one can be meant.',
    ],
    ['only days', '[{ from: 1990 }]', '3:11 Each of several answers needs `use`: the key of an entity, or skip.'],
    [
      'an unknown field',
      '[{ use: country:fra, until: 1990 }]',
      '3:31 "until" is not known here. Known are: use, from, to.',
    ],
  ])('is refused, with the place: %s', (_, given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });

  it('keeps the answers for some days as they were given', () => {
    const given = '[{ use: skip, to: 1949-05-22 }, { use: country:deu, from: 1990-10-03 }]';
    const { answers } = readReview('r.yaml', uses(given));
    expect(parse(reviewText('dataset:asked@1', [], answers))).toEqual({
      dataset: 'dataset:asked@1',
      unresolved: [
        {
          what: 'code COW 260',
          use: [
            { use: 'skip', to: '1949-05-22' },
            { use: 'country:deu', from: '1990-10-03' },
          ],
        },
      ],
    });
  });
});

describe.each(testEngines())('$name', ({ open }) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    await empty(store);
    await putWorld(store);
  });
  afterAll(() => store.close());

  const imported = (review?: string): Promise<Report> =>
    withFiles({ 'visits.csv': VISITS, 'stays.csv': STAYS }, (files) =>
      importDataset(store, {
        mapping: { path: 'mapping.yaml', text: MAPPING },
        files,
        ...(review !== undefined && { review: { path: 'r.yaml', text: review } }),
      }),
    );
  /** What the data set tells, of claims that stand. */
  const told = async (type: string): Promise<string[]> =>
    [...(await claimsIn(store)).values()]
      .filter(({ retractedAt, ...claim }) => retractedAt === undefined && claim.type === type)
      .filter(({ source }) => source === 'dataset:asked@1')
      .map(({ subject, from, to }) => `${subject} ${from?.text}/${to === 'open' ? '..' : (to?.text ?? '')}`)
      .toSorted();

  test('a question tells from when to when it is asked', async () => {
    const { unresolved } = await imported();
    expect(unresolved).toMatchObject([
      { what: 'code COW 260', count: 3, dates: '1947-03-01 to 2001' },
      { what: 'code COW 998', count: 1, why: 'leads to no country on 1960-01-01.' },
      { what: 'code COW 999', count: 1, why: 'leads to no country.' },
    ]);
    expect(unresolved[1]?.dates).toBeUndefined();
    expect(reviewText('dataset:asked@1', unresolved, new Map())).toContain('dates: 1947-03-01 to 2001\n');
  });

  test('one code is answered with another entity for other days; what no answer covers stays open', async () => {
    const answered = uses('[{ use: skip, to: 1949-05-22 }, { use: country:deu, from: 1990, to: 2000 }]');
    const report = await imported(answered);
    expect(await told('ACTED_TOWARD')).toEqual(['country:deu 1995-05-05/']);
    expect(report.unresolved).toMatchObject([
      { what: 'code COW 260', why: 'leads to no country on 2001.', count: 1 },
      { what: 'code COW 998' },
      { what: 'code COW 999' },
    ]);
    // It is asked again with the answers it has.
    const { answers } = readReview('r.yaml', answered);
    expect(
      (parse(reviewText(report.source, report.unresolved, answers)) as { unresolved: object[] }).unresolved,
    ).toMatchObject([
      { what: 'code COW 260', rows: 1, use: [{ use: 'skip' }, { use: 'country:deu' }] },
      { what: 'code COW 998', use: null },
      { what: 'code COW 999', use: null },
    ]);
  });

  test('a date that several answers may mean is not guessed', async () => {
    const report = await imported(
      uses('[{ use: country:frg, to: 2001-06-30 }, { use: country:deu, from: 2001-07-01 }]'),
    );
    expect(report.unresolved.find(({ what }) => what === 'code COW 260')).toMatchObject({
      why: 'is answered with country:frg and country:deu on 2001.',
      candidates: ['country:frg', 'country:deu'],
    });
  });

  test('a row without a date is not answered for some days', async () => {
    const { unresolved } = await imported(uses('[{ use: country:frg, to: 1990-10-02 }]').replace('260', '999'));
    expect(unresolved.find(({ what }) => what === 'code COW 999')?.why).toBe(
      'is answered for some days only, and the row tells none.',
    );
  });

  test('a span is cut where the answer passes from one to the next, and waits where a part of it is not answered', async () => {
    const asked = (given: string): string => uses(given).replace('260', '998');
    const report = await imported(
      asked('[{ use: country:frg, to: 1990-10-02 }, { use: country:deu, from: 1990-10-03 }]'),
    );
    expect(await told('EXISTENCE')).toEqual(['country:deu 1990-10-03/1995-12-31', 'country:frg 1960-01-01/1990-10-02']);
    expect(report.unresolved.map(({ what }) => what)).toEqual(['code COW 260', 'code COW 999']);
    const part = await imported(asked('[{ use: country:frg, to: 1990-10-02 }, { use: country:deu, from: 1991 }]'));
    expect(part.unresolved.find(({ what }) => what === 'code COW 998')?.why).toBe(
      'is answered for a part of 1960-01-01/1995-12-31 only.',
    );
    expect([part.claimsRetracted, await told('EXISTENCE')]).toEqual([2, []]);
  });
});
