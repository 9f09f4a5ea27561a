import { describe, expect, it } from '@jest/globals';
import { when } from '../../../src/model/edtf.ts';
import type { EntityPart } from '../../../src/model/entity.ts';
import { checkFile, type Checked } from '../../support/seed-files.ts';

const part = ({ checked }: Checked, key: string): EntityPart | undefined =>
  checked.entities.find((each) => each.key === key)?.part;
const inFile = (lines: string): string => `title: x\nentities:\n${lines}\n`;

describe('an entity', () => {
  it('is read in the long form', () => {
    const made = checkFile(
      inFile(`  country:tur:
    kind: COUNTRY
    name: Türkiye
    names: { fr: Turquie, de: Türkei }
    aliases: [Turkey, Ottoman Empire]
    description: A state.
    codes: { ISO3: TUR, cow: '640' }
    latitude: 39.93
    longitude: 32.86`),
    );
    expect(made.problems).toEqual([]);
    expect(part(made, 'country:tur')).toEqual({
      name: 'Türkiye',
      names: { fr: 'Turquie', de: 'Türkei' },
      aliases: ['Turkey', 'Ottoman Empire'],
      description: 'A state.',
      codes: [
        { scheme: 'ISO3', value: 'TUR' },
        { scheme: 'COW', value: '640' },
      ],
      latitude: 39.93,
      longitude: 32.86,
    });
  });

  it('is read from a row', () => {
    const made = checkFile(`title: x
tables:
  - kind: ORGANIZATION
    category: IGO
    rows: |
      key       name  names.fr  aliases            codes
      org:nato  NATO  OTAN      Atlantic Pact; NA  COWIGO=3700; qid=Q7184
      org:un    UN    -         -                  -
`);
    expect(made.problems).toEqual([]);
    expect(part(made, 'org:nato')).toEqual({
      name: 'NATO',
      names: { fr: 'OTAN' },
      aliases: ['Atlantic Pact', 'NA'],
      category: 'IGO',
      codes: [
        { scheme: 'COWIGO', value: '3700' },
        { scheme: 'WIKIDATA', value: 'Q7184' },
      ],
    });
    expect(part(made, 'org:un')).toEqual({ name: 'UN', category: 'IGO' });
  });

  it('has codes that changed with their dates, and codes from tables of a scheme', () => {
    const made = checkFile(`title: x
entities:
  country:deu: { kind: COUNTRY, name: Germany, codes: [{ scheme: COW, value: 255, from: 1990-10-03, to: .. }] }
tables:
  - codes: iso-3166-1-alpha-2
    rows: |
      entity       value  from        to
      country:deu  DE     1990-10-03  ..
      country:aaa  DD     1973        1990-10-02
`);
    expect(made.problems).toEqual([]);
    expect(part(made, 'country:deu')?.codes).toEqual([
      { scheme: 'COW', value: '255', from: when('1990-10-03'), to: 'open' },
      { scheme: 'ISO2', value: 'DE', from: when('1990-10-03'), to: 'open' },
    ]);
    expect(part(made, 'country:aaa')?.codes).toEqual([
      { scheme: 'ISO2', value: 'DD', from: when('1973'), to: when('1990-10-02') },
    ]);
  });

  it('described in several places is added together', () => {
    const made = checkFile(inFile('  country:aaa: { names: { fr: Aa }, aliases: [Alpha], latitude: 1 }'));
    expect(made.problems).toEqual([]);
    expect(part(made, 'country:aaa')).toEqual({ name: 'A', names: { fr: 'Aa' }, aliases: ['Alpha'], latitude: 1 });
  });
});

describe('a mistake in an entity', () => {
  const org = (more: string): string => inFile(`  org:z: { kind: ORGANIZATION, name: Z, ${more} }`);
  const table = (rows: string): string => `title: x\ntables:\n  - kind: ORGANIZATION\n    rows: |\n${rows}`;
  const codes = (rows: string, scheme = 'COW'): string =>
    `title: x\ntables:\n  - codes: ${scheme}\n    rows: |\n${rows}`;

  it.each([
    ['a field that is not known', org('nmae: Y'), '3:41', '"nmae" is not known here. Known are: kind, name'],
    ['names that are a list', org('names: [Y]'), '3:48', 'A map (name: value) is expected here.'],
    ['no latitude', org('latitude: north'), '3:51', '"north" is no latitude. Write degrees, such as 39.93.'],
    ['a latitude beyond the pole', org('latitude: 90.1'), '3:51', '"90.1" is no latitude'],
    ['a longitude round the world', org('longitude: -181'), '3:52', '"-181" is no longitude'],
    ['a category that is none', org('category: CLUB'), '3:51', '"CLUB" is no category. Categories are: IGO'],
    [
      'a kind of agreement that is none',
      inFile('  agreement:z: { kind: AGREEMENT, name: Z, agreementKind: DEAL }'),
      '3:59',
      '"DEAL" is no kind of agreement. Kinds are: TREATY',
    ],
    [
      'an agreement of no kind',
      inFile('  agreement:z: { kind: AGREEMENT, name: Z }'),
      '3:3',
      'agreement:z needs an agreementKind.',
    ],
    [
      'a key that is none',
      inFile('  state:z: { kind: COUNTRY, name: Z }'),
      '3:3',
      '"state:z" is no key of an entity. Begin with country:, org:',
    ],
    [
      'a key of another kind',
      inFile('  country:z: { kind: ORGANIZATION, name: Z }'),
      '3:3',
      'country:z is of kind COUNTRY by its key, but ORGANIZATION here.',
    ],
    ['no kind anywhere', inFile('  country:z: { name: Z }'), '3:3', 'country:z'],
    ['no name', inFile('  org:z: { kind: ORGANIZATION }'), '3:3', 'org:z has no name. Give one, in English.'],
    [
      'another name elsewhere',
      inFile('  org:x: { kind: ORGANIZATION, name: Z }'),
      '3:3',
      'org:x has another name elsewhere: "X".',
    ],
    [
      'another attribute elsewhere',
      inFile('  org:x: { category: COMPANY }'),
      '3:3',
      'org:x has another category elsewhere: "IGO".',
    ],
    [
      'a scheme that is none',
      org('codes: { VDEM: 99 }'),
      '3:56',
      '"VDEM" is no code scheme. See schema/registry/schemes.yaml.',
    ],
    ['a code that is none', org('codes: { ISO3: tur }'), '3:56', '"tur" is no ISO3 code.'],
    ['a code without a scheme', org('codes: [{ value: TUR }]'), '3:49', '"" is no code scheme'],
    [
      'a date of a code that is none',
      org('codes: [{ scheme: ISO3, value: TUR, from: then }]'),
      '3:83',
      '"then" is not a date',
    ],
    ['a row without a key', table('      key  name\n      -    Z\n'), '3:5', 'Every row needs a `key`.'],
    [
      'a code of a row that is none',
      table('      key    name  codes\n      org:z  Z     COWIGO=x\n'),
      '6:20',
      '"x" is no COWIGO code.',
    ],
    [
      'a code of a row without its scheme',
      table('      key    name  codes\n      org:z  Z     3700\n'),
      '6:20',
      '"3700" is no code scheme',
    ],
    [
      'a code without an entity',
      codes('      entity  value\n      -       640\n'),
      '6:15',
      'Every row needs an `entity` and a `value`.',
    ],
    [
      'an entity without a code',
      codes('      entity       value\n      country:aaa  -\n'),
      '6:7',
      'Every row needs an `entity` and a `value`.',
    ],
    [
      'a code that is none in a table',
      codes('      entity       value\n      country:aaa  TUR\n'),
      '6:20',
      '"TUR" is no COW code.',
    ],
    [
      'a table of a scheme that is none',
      codes('      entity       value\n      country:aaa  640\n', 'VDEM'),
      '6:20',
      '"VDEM" is no code scheme',
    ],
    [
      'a code of something described nowhere',
      codes('      entity       value\n      country:zzz  640\n'),
      '6:7',
      'country:zzz is described nowhere.',
    ],
    [
      'a code two bear on one day',
      codes(
        '      entity       value  from        to\n      country:aaa  255    1871        1945-05-08\n      country:bbb  255    1945-05-08  ..\n',
      ),
      '7:7',
      'COW 255 is borne by country:aaa and country:bbb on the same day. Date the code',
    ],
  ])('%s', (_, text, place, message) => {
    const { problems } = checkFile(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^x\\.yaml:${place} `));
    expect(problems[0]).toContain(message);
  });

  it('two names in one language stand at the place that is read later', () => {
    const { problems } = checkFile(
      inFile('  org:z: { kind: ORGANIZATION, name: Z, names: { fr: Y } }') +
        'tables:\n  - kind: ORGANIZATION\n    rows: |\n      key    names.fr\n      org:z  X\n',
    );
    expect(problems).toEqual(['x.yaml:8:7  org:z has another names.fr elsewhere: "Y".']);
  });

  it('is none where a code is handed over the day after', () => {
    const { problems } = checkFile(
      codes(
        '      entity       value  from        to\n      country:aaa  255    1871        1945-05-08\n      country:bbb  255    1945-05-09  ..\n',
      ),
    );
    expect(problems).toEqual([]);
  });
});
