import { describe, expect, it } from '@jest/globals';
import { when } from '../../src/model/edtf.ts';
import { canonicalSource, citationOf, type Source } from '../../src/model/source.ts';

const treaty: Source = {
  key: 'source:north-atlantic-treaty-1949',
  kind: 'PRIMARY',
  title: 'North Atlantic Treaty',
  publisher: 'United Nations Treaty Series',
  publishedOn: when('1949-04-04'),
  ids: { UNTS: 'I-541' },
};

describe('the citation of a source', () => {
  it('names publisher, title, date and identifiers', () => {
    expect(citationOf(treaty)).toBe('United Nations Treaty Series, North Atlantic Treaty, 1949-04-04, UNTS I-541.');
  });

  it('names the release of a data set, its address, and the day it was consulted', () => {
    expect(
      citationOf({
        key: 'dataset:cow-alliances@4.1',
        kind: 'DATASET',
        title: 'Formal Alliances',
        publisher: 'Correlates of War',
        version: '4.1',
        publishedOn: when('2013'),
        url: 'https://correlatesofwar.org',
        retrievedOn: '2026-01-31',
      }),
    ).toBe(
      'Correlates of War, Formal Alliances, version 4.1, 2013, https://correlatesofwar.org, consulted 2026-01-31.',
    );
  });

  it('says so where there is no date, and leaves out what is not known', () => {
    expect(citationOf({ key: 'source:x', kind: 'REPORT', title: 'On the S-400' })).toBe('On the S-400, n.d.');
  });

  it('is the one its makers ask for, as it is', () => {
    expect(citationOf({ ...treaty, citation: 'Gibler, D. (2009). International Military Alliances' })).toBe(
      'Gibler, D. (2009). International Military Alliances',
    );
  });
});

describe('the canonical text of a source', () => {
  it('does not depend on the order of identifiers', () => {
    const two = { UNTS: 'I-541', DOI: '10.1000/1' };
    const turned = { DOI: '10.1000/1', UNTS: 'I-541' };
    expect(canonicalSource({ ...treaty, ids: two })).toBe(canonicalSource({ ...treaty, ids: turned }));
  });

  it.each<[string, Partial<Source>]>([
    ['key', { key: 'source:x' }],
    ['kind', { kind: 'REPORT' }],
    ['title', { title: 'x' }],
    ['publisher', { publisher: undefined }],
    ['url', { url: 'https://x.test' }],
    ['date', { publishedOn: when('1949') }],
    ['copy', { retrievedOn: '2020-12-07' }],
    ['licence', { licence: 'CC0-1.0' }],
    ['citation', { citation: 'x' }],
    ['data set', { dataset: 'dataset:x' }],
    ['version', { version: '2' }],
    ['identifiers', { ids: { UNTS: 'I-542' } }],
  ])('differs by %s', (_, change) => {
    expect(canonicalSource({ ...treaty, ...change })).not.toBe(canonicalSource(treaty));
  });
});
