import { describe, expect, it } from '@jest/globals';
import { when } from '../../../src/model/edtf.ts';
import { checkFile } from '../../support/seed-files.ts';

const GOOD = '{ kind: REPORT, title: T, publisher: P, publishedOn: 2020-12-07 }';
const inFile = (key: string, source: string): string => `title: x\nsources:\n  ${key}: ${source}\n`;

describe('a source', () => {
  it('is read with all it has', () => {
    const { seed, problems } = checkFile(`title: x
sources:
  dataset:cow-alliances@4.1:
    kind: DATASET
    title: Formal Alliances
    publisher: Correlates of War
    publishedOn: '2013'
    retrievedOn: 2026-01-31
    url: https://correlatesofwar.org
    licence: CC-BY-4.0
    citation: Gibler (2009)
    dataset: dataset:cow-alliances
    version: '4.1'
    ids: { DOI: 10.1000/1, ISBN: '9781568028248' }
`);
    expect(problems).toEqual([]);
    expect(seed.sources.find(({ value }) => value.kind === 'DATASET')?.value).toEqual({
      key: 'dataset:cow-alliances@4.1',
      kind: 'DATASET',
      title: 'Formal Alliances',
      publisher: 'Correlates of War',
      publishedOn: when('2013'),
      retrievedOn: '2026-01-31',
      url: 'https://correlatesofwar.org',
      licence: 'CC-BY-4.0',
      citation: 'Gibler (2009)',
      dataset: 'dataset:cow-alliances',
      version: '4.1',
      ids: { DOI: '10.1000/1', ISBN: '9781568028248' },
    });
  });

  it.each([
    ['a key of another sort', inFile('org:x', GOOD), '3:3', '"org:x" is no key of a source. Write source: and'],
    ['a key with capitals', inFile('source:NATO', GOOD), '3:3', '"source:NATO" is no key of a source'],
    [
      'a kind that is none',
      inFile('source:x', GOOD.replace('REPORT', 'NEWS')),
      '3:21',
      'A source needs a kind: PRIMARY, DATASET, REFERENCE, REPORT.',
    ],
    ['no kind', inFile('source:x', GOOD.replace('kind: REPORT, ', '')), '3:13', 'A source needs a kind: PRIMARY'],
    ['no title', inFile('source:x', GOOD.replace('title: T, ', '')), '3:3', 'A source needs a `title`.'],
    ['no publisher', inFile('source:x', GOOD.replace('publisher: P, ', '')), '3:3', 'A source needs a `publisher`.'],
    [
      'a date that is none',
      inFile('source:x', GOOD.replace('2020-12-07', 'lately')),
      '3:66',
      '"lately" is not a date.',
    ],
    [
      'a copy made in a month',
      inFile('source:x', GOOD.replace('publishedOn: 2020-12-07', 'retrievedOn: 2020-12')),
      '3:66',
      '"2020-12" is not a day. Write one such as 2020-12-07.',
    ],
    [
      'a field that is not known',
      inFile('source:x', GOOD.replace('title', 'tittle: U, title')),
      '3:29',
      '"tittle" is not known here',
    ],
    [
      'ids that are a list',
      inFile('source:x', GOOD.replace(' }', ', ids: [DOI] }')),
      '3:83',
      'A map (name: value) is expected here.',
    ],
    [
      'neither a date nor a day of consultation',
      inFile('source:x', '{ kind: REPORT, title: T, publisher: P }'),
      '3:3',
      'retrievedOn',
    ],
    [
      'other words than elsewhere',
      `title: x\nsources:\n  source:t: { kind: PRIMARY, title: The treaty, publisher: UN, publishedOn: 1949-04-04 }\n`,
      '3:3',
      'source:t is described elsewhere in other words. Keep one description.',
    ],
  ])('with a mistake: %s', (_, text, place, message) => {
    const { problems } = checkFile(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^x\\.yaml:${place} `));
    expect(problems[0]).toContain(message);
  });

  it('described twice in the same words is one', () => {
    const { problems, checked } = checkFile(
      'title: x\nsources:\n  source:t: { kind: PRIMARY, title: A treaty, publisher: UN, publishedOn: 1949-04-04 }\n',
    );
    expect(problems).toEqual([]);
    expect(checked.sources.filter(({ key }) => key === 'source:t')).toHaveLength(1);
  });
});
