import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { checkedShares } from '../../../src/importers/seed/checked.ts';
import { compareSeed } from '../../../src/importers/seed/against/compare.ts';
import { judge, type Judgement } from '../../../src/importers/seed/against/judge.ts';
import { LABELS, type ReferenceName } from '../../../src/importers/seed/against/references.ts';
import { problemText } from '../../../src/importers/problem.ts';
import { problemsOf, readSeed, seedFiles } from '../../../src/importers/seed/read.ts';
import { checkFile } from '../../support/seed-files.ts';

/** States A (code 2; since 1900), B (20; 1900 to 1950, then C bears its code), an organization, an alliance, a trade pact. */
const WORLD = `title: The world
sources:
  source:t: { kind: PRIMARY, title: A treaty, publisher: UN, publishedOn: 1949-04-04 }
  source:own: { kind: DATASET, title: Trade, publisher: P, publishedOn: 2023, dataset: desta, version: '2.2' }
entities:
  country:a: { kind: COUNTRY, name: A, codes: { COW: '2', GW: '2', ISON: '004' } }
  country:b: { kind: COUNTRY, name: B, codes: [{ scheme: COW, value: '20', to: 1950-06-30 }, { scheme: ISON, value: '008' }] }
  country:c: { kind: COUNTRY, name: C, codes: [{ scheme: COW, value: '20', from: 1950-07-01 }, { scheme: ISON, value: '012' }] }
  org:x: { kind: ORGANIZATION, name: X, category: IGO, codes: { COWIGO: '7' } }
  org:union: { kind: ORGANIZATION, name: U, category: IGO }
  agreement:pact: { kind: AGREEMENT, agreementKind: ALLIANCE, name: P, codes: { COWALLIANCE: '5' } }
  agreement:trade: { kind: AGREEMENT, agreementKind: TRADE, name: T, codes: { DESTA: '9' } }
`;

/** Facts of one claim each, a line each, at line 3 and on. */
const file = (...facts: string[]): string => `title: y\nfacts:\n${facts.map((each) => `  - ${each}\n`).join('')}`;
const fact = (statement: string, claim: string, more = ''): string =>
  `{ ${statement}, checked: unchecked${more === '' ? '' : `, ${more}`}, claims: [{ source: source:t, ${claim} }] }`;
const because = (text: string): string => `disagrees: '${text}'`;
const member = (from: string, to: string, more = '', standing = 'FULL', subject = 'country:a'): string =>
  fact(
    `subject: ${subject}, type: MEMBER_OF, object: org:x, with: { standing: ${standing} }`,
    `from: ${from}, to: ${to}`,
    more,
  );

const IGO_LIST = '"ioname","orgname","sdate","deaddate","dead","ionum"\n"XO","X",1950,,0,7\n';
/** What state 2 (and 20) is in X, year by year from 1948 to 2014. */
function stateYears(codeOf: (year: number, state: number) => number): string {
  const years = Array.from({ length: 67 }, (_, at) => 1948 + at);
  return `ccode,year,state,un,xo\n${[2, 20].flatMap((state) => years.map((year) => `${state},${year},s,0,${codeOf(year, state)}`)).join('\n')}\n`;
}
const inX =
  (from: number, to: number, standing = 1) =>
  (year: number, state: number): number =>
    state !== 2 ? -1 : year >= from && year <= to ? standing : 0;
const igo = (codeOf: (year: number, state: number) => number): Record<string, string> => ({
  'igo/igo_list.csv': IGO_LIST,
  'igo/years.csv': stateYears(codeOf),
});

const MEMBERS_HEAD =
  'version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,all_end_day,all_end_month,all_end_year,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,left_censor,right_censor\n';
const STATES = 'stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\n';

interface Outcome extends Judgement {
  readonly problems: readonly string[];
  readonly missing: readonly ReferenceName[];
}

/** Compares WORLD and one more file with data files, which lie in whatever folders their names say. */
async function against(text: string, data: Readonly<Record<string, string | Uint8Array>>): Promise<Outcome> {
  const place = mkdtempSync(join(tmpdir(), 'entente-against-'));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), content);
  };
  try {
    write('seed/world.yaml', WORLD);
    write('seed/y.yaml', text);
    mkdirSync(join(place, 'data'));
    for (const [name, content] of Object.entries(data)) write(join('data', name), content);
    const seed = readSeed(seedFiles(join(place, 'seed')));
    const comparison = await compareSeed(seed, join(place, 'data'));
    const judgement = judge(seed, comparison);
    const problems = problemsOf(seed).map((each) =>
      problemText({ ...each, file: each.file.split(/[\\/]/).at(-1) ?? '' }),
    );
    return { ...judgement, problems, missing: comparison.missing };
  } finally {
    rmSync(place, { recursive: true });
  }
}

const share = ({ shares }: Judgement, list: string): Partial<Record<string, unknown>> => {
  const { claims, covered, agree, explained, open, leftOut, lacking } = shares.find(
    (each) => each.list === list,
  ) as never;
  return { claims, covered, agree, explained, open, leftOut, lacking };
};
const counts = (claims: number, covered: number, agree: number, explained = 0, open = 0, leftOut = 0, lacking = 0) => ({
  claims,
  covered,
  agree,
  explained,
  open,
  leftOut,
  lacking,
});

describe('a data set', () => {
  it('is found by the first line of its files, in whatever folder, packed or not', async () => {
    const text = file(member('1950', '1990'));
    const data = { 'a/b/list.csv': IGO_LIST, 'c/y.csv.gz': gzipSync(stateYears(inX(1950, 1990))) };
    const outcome = await against(text, data);
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'memberships')).toEqual(counts(1, 1, 1));
    expect(outcome.missing).toEqual(['cowAlliances', 'atop', 'desta', 'cowStates', 'gwStates', 'contiguity']);
  });

  it('of which a file is missing is not compared, and what it would say is no problem', async () => {
    const outcome = await against(file(member('1900', '1901', because('cow-igo v3 none: of another century'))), {
      'list.csv': IGO_LIST,
    });
    expect(outcome.missing).toContain('igo');
    expect(share(outcome, 'memberships')).toEqual(counts(1, 0, 0));
    expect(outcome.problems).toEqual([]);
  });

  it('is asked for in a folder that can be read', async () => {
    await expect(compareSeed(readSeed([]), join(tmpdir(), 'entente-nowhere'))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('a membership', () => {
  it.each([
    ['the same years', '1955-03-01', '1990-12-31', inX(1955, 1990), true],
    ['a year of slack at both ends', '1955-03-01', '1990-12-31', inX(1956, 1991), true],
    ['two years late', '1955-03-01', '1990-12-31', inX(1957, 1990), false],
    ['two years early', '1955-03-01', '1990-12-31', inX(1953, 1990), false],
    ['open, as far as the data set goes', '1955', '..', inX(1955, 2014), true],
    ['open, but ended in the data set', '1955', '..', inX(1955, 2010), false],
    ['a gap', '1955', '..', (year: number, state: number) => (state === 2 && year !== 1970 ? 1 : 0), false],
    [
      'years that are not coded',
      '1955',
      '..',
      (year: number, state: number) => (state !== 2 ? -1 : year < 1960 ? -9 : 1),
      true,
    ],
  ])('%s', async (_, from, to, codeOf, agrees) => {
    const outcome = await against(file(member(from, to)), igo(codeOf));
    expect(share(outcome, 'memberships')).toEqual(agrees ? counts(1, 1, 1) : counts(1, 1, 0, 0, 1));
    expect(outcome.problems).toHaveLength(agrees ? 0 : 1);
  });

  it('tells the row, what both say, and where the data set says it', async () => {
    const { problems, disputes } = await against(file(member('1955-03-01', '1990-12-31')), igo(inX(1958, 1990)));
    expect(problems).toEqual([
      'y.yaml:3:114  MEMBER_OF country:a org:x is 1955-03-01/1990-12-31 here, but 1958/1990 (years.csv:10) in cow-igo v3. Correct the row, or say who is right: `disagrees` `cow-igo v3 1958/1990: reason`.',
    ]);
    expect(disputes).toEqual([
      expect.objectContaining({
        line: 3,
        list: 'memberships',
        here: '1955-03-01/1990-12-31',
        there: '1958/1990',
        why: undefined,
      }),
    ]);
  });

  it('goes on while it is suspended', async () => {
    const outcome = await against(
      file(
        member('1950', '1969-12-31'),
        member('1970-01-01', '1979-12-31', '', 'SUSPENDED'),
        member('1980-01-01', '..'),
      ),
      igo(inX(1950, 2014)),
    );
    expect(share(outcome, 'memberships')).toEqual(counts(3, 3, 3));
  });

  it('of an observer is compared only where the data set codes observers', async () => {
    const observer = file(member('1960', '1970', '', 'OBSERVER'));
    expect(share(await against(observer, igo(inX(1, 1))), 'memberships')).toEqual(counts(1, 0, 0));
    expect(share(await against(observer, igo(inX(1960, 1970, 3))), 'memberships')).toEqual(counts(1, 1, 1));
    expect(share(await against(observer, igo(inX(1960, 1970))), 'memberships')).toEqual(counts(1, 1, 0, 0, 1));
  });

  it('is of the state that bears the code in that year', async () => {
    const both = file(
      member('1948', '1950-06-30', '', 'FULL', 'country:b'),
      member('1950-07-01', '..', '', 'FULL', 'country:c'),
    );
    const outcome = await against(
      both,
      igo((_, state) => (state === 20 ? 1 : 0)),
    );
    expect(share(outcome, 'memberships')).toEqual(counts(2, 2, 2));
    const alone = await against(
      file(member('1948', '1950-06-30', '', 'FULL', 'country:b')),
      igo((_, state) => (state === 20 ? 1 : 0)),
    );
    expect(share(alone, 'memberships')).toEqual(counts(1, 1, 1, 0, 0, 0, 1));
    expect(alone.problems[0]).toMatch(
      /^world\.yaml:9:3 {2}cow-igo v3 has MEMBER_OF country:c org:x 1951\/2014 \(years\.csv:72\), which these files lack\./,
    );
  });
});

describe('an explanation', () => {
  const late = igo(inX(1958, 1990));
  const explained = (text: string): string => file(member('1955', '1990', because(text)));

  it('that says what the data set says lets the row stand', async () => {
    const outcome = await against(explained('cow-igo v3 1958/1990: the list of X has 1955'), late);
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'memberships')).toEqual(counts(1, 1, 0, 1));
    expect(outcome.disputes.map(({ why }) => why)).toEqual(['the list of X has 1955']);
  });

  it('of something else does not, and is a problem of its own', async () => {
    const { problems } = await against(explained('cow-igo v3 1957/1990: the list of X has 1955'), late);
    expect(problems).toHaveLength(2);
    expect(problems.join('\n')).toContain('cow-igo v3 does not say 1957/1990 here, or does not disagree.');
  });

  it('of a disagreement there no longer is, is a problem', async () => {
    const { problems } = await against(explained('cow-igo v3 1958/1990: the list of X has 1955'), igo(inX(1955, 1990)));
    expect(problems).toEqual([expect.stringContaining('does not say 1958/1990 here, or does not disagree')]);
  });

  it('goes into the note, after what was checked', () => {
    const { checked, problems } = checkFile(
      file(
        '{ subject: country:aaa, type: EXISTENCE, checked: gw-states, disagrees: "cow-states 2016 1950/..: it is older", claims: [{ source: source:t, from: 1949, note: Old }] }',
      ),
    );
    expect(problems).toEqual([]);
    expect(checked.claims.map(({ note }) => note)).toEqual([
      'Old. Checked against gw-states. cow-states 2016 has 1950/..: it is older.',
    ]);
  });

  it.each(['nobody 1950: x', 'cow-igo v3 1950', 'cow-igo v3'])(
    'that is none, "%s", is told where it stands',
    (text) => {
      const { problems } = checkFile(
        file(
          `{ subject: country:aaa, type: EXISTENCE, checked: unchecked, disagrees: '${text}', claims: [{ source: source:t }] }`,
        ),
      );
      expect(problems).toEqual([
        expect.stringMatching(/^x\.yaml:3:\d+ {2}".*" does not say which data set disagrees and why/),
      ]);
    },
  );
});

describe('what the files leave out', () => {
  const data = igo(inX(1960, 1970, 3));
  const leftOut = (subject: string, says: string): string =>
    `title: y\nleftOut:\n  - type: MEMBER_OF\n    object: org:x\n    rows: |\n      subject  disagrees\n      ${subject}  ${says}\n`;

  it('is a problem without a reason', async () => {
    const outcome = await against('title: y\n', data);
    expect(share(outcome, 'memberships')).toEqual(counts(0, 0, 0, 0, 0, 0, 1));
    expect(outcome.problems).toEqual([
      expect.stringContaining('OBSERVER 1960/1970 (years.csv:14), which these files lack'),
    ]);
  });

  it.each([
    ['of one', 'country:a', 'cow-igo v3 OBSERVER 1960/1970: no observer'],
    ['of a standing', '-', 'cow-igo v3 OBSERVER: observers are not entered'],
    ['of all further ones', '-', 'cow-igo v3 more: only founders are entered'],
  ])('is none with one: %s', async (_, subject, says) => {
    const outcome = await against(leftOut(subject, says), data);
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'memberships')).toEqual(counts(0, 0, 0, 0, 0, 1));
  });

  it('is a problem where the data set does not have it', async () => {
    expect((await against(leftOut('-', 'cow-igo v3 ASSOCIATE: none are entered'), data)).problems).toHaveLength(2);
  });
});

describe('an alliance', () => {
  const row = (state: number, end: string, open: number): string =>
    `5,${state},s,4,4,1949,${end},4,4,1949,${end},0,${open}\n`;
  const data = { 'm.csv': MEMBERS_HEAD + row(2, ',,', 1) + row(20, ',,', 1) };
  const milestone = (value: string, from: string, more = ''): string =>
    fact(`subject: agreement:pact, type: MILESTONE, value: ${value}`, `from: ${from}`, more);
  const party = (subject: string, more = ''): string =>
    fact(`subject: ${subject}, type: PARTY_TO, object: agreement:pact`, more);

  it('agrees on signature or entry into force, whichever is meant', async () => {
    const parties = [party('country:a'), party('country:b'), party('country:c')];
    const outcome = await against(
      file(milestone('SIGNED', '1949-04-04'), milestone('IN_FORCE', '1949-08-24'), ...parties),
      data,
    );
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'alliances')).toEqual(counts(5, 4, 4));
    expect((await against(file(milestone('SIGNED', '1949-04-05'), ...parties), data)).problems).toHaveLength(1);
  });

  it('that ended, or lost a party, is told', async () => {
    const parties = [party('country:a', 'to: 1960-01-01'), party('country:b', 'to: 1950-06-30'), party('country:c')];
    const { problems } = await against(
      file(milestone('SIGNED', '1949-04-04'), milestone('TERMINATED', '1990'), ...parties),
      data,
    );
    expect(problems).toEqual([
      expect.stringContaining('agreement:pact TERMINATED is 1990 here, but none (m.csv:3)'),
      expect.stringContaining('PARTY_TO country:a agreement:pact is /1960-01-01 here, but 1949-04-04/..'),
    ]);
  });

  it('lacks a party', async () => {
    const { problems } = await against(
      file(milestone('SIGNED', '1949-04-04'), party('country:b'), party('country:c')),
      data,
    );
    expect(problems).toEqual([
      expect.stringContaining('cow-alliances 4.1 has PARTY_TO country:a agreement:pact 1949-04-04/..'),
    ]);
  });
});

describe('a trade agreement', () => {
  const data = {
    't.txt':
      'number,base_treaty,name,entry_type,year,entryforceyear,c1,c2,c3\n9,9,T,base_treaty,1999,2001,4,8,\n9+1,9,T,accession,2005,2006,4,8,12\n',
  };
  const party = (subject: string, source = 'source:t'): string =>
    `{ subject: ${subject}, type: PARTY_TO, object: agreement:trade, checked: unchecked, claims: [{ source: ${source} }] }`;
  const signed = (year: string): string =>
    fact('subject: agreement:trade, type: MILESTONE, value: SIGNED', `from: ${year}`);

  it('agrees by year, and on parties that acceded', async () => {
    const outcome = await against(
      file(signed('1999-05-01'), party('country:a'), party('country:b'), party('country:c')),
      data,
    );
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'trade agreements')).toEqual(counts(4, 4, 4));
    expect((await against(file(signed('1998')), data)).problems).toHaveLength(1);
  });

  it('of a union is one of its members', async () => {
    const union = ['a', 'b', 'c'].map((state) =>
      fact(`subject: country:${state}, type: MEMBER_OF, object: org:union`, 'from: 1990'),
    );
    const outcome = await against(file(...union, party('org:union')), data);
    expect(outcome.problems).toEqual([]);
    expect(share(outcome, 'trade agreements')).toEqual(counts(1, 0, 0));
  });

  it('that is told after the data set is not checked by it', async () => {
    const outcome = await against(file(party('country:a', 'source:own'), party('country:b'), party('country:c')), data);
    expect(share(outcome, 'trade agreements')).toEqual(counts(3, 2, 2));
  });
});

describe('states', () => {
  const data = {
    's.csv': `${STATES}A,2,A,1900,1,2,2016,12,31\nB,20,B,1920,1,10,2016,12,31\n`,
    'd.csv': 'dyad,statelno,statelab,statehno,statehab,conttype,begin,end\n2020,2,A,20,B,1,192001,201612\n',
  };
  const life = (state: string, from: string, to: string, more = ''): string =>
    fact(`subject: country:${state}, type: EXISTENCE`, `from: ${from}, to: ${to}`, more);
  const lives = [life('a', '1900-01-02', '..'), life('b', '1920-01-10', '1950-06-30'), life('c', '1950-07-01', '..')];
  const border = (other: string, from: string, to: string): string =>
    fact(
      `subject: country:a, type: BORDERS, object: country:${other}, with: { contiguity: LAND }`,
      `from: ${from}, to: ${to}`,
    );
  const borders = [border('b', '1920-01-10', '1950-06-30'), border('c', '1950-07-01', '..')];

  it('agree to the day; a code handed over is no end', async () => {
    const outcome = await against(file(...lives, ...borders), data);
    expect(outcome.problems).toEqual([]);
    expect([share(outcome, 'states'), share(outcome, 'borders')]).toEqual([counts(3, 3, 3), counts(2, 2, 2)]);
  });

  it('a day off is told, and so is a border nobody has', async () => {
    const { problems } = await against(
      file(life('a', '1900-01-03', '..'), ...lives.slice(1), borders[0] as string),
      data,
    );
    expect(problems).toEqual([
      expect.stringContaining('cow-contiguity 3.2 has BORDERS country:a country:c 1950-07/..'),
      expect.stringContaining(
        'EXISTENCE country:a is 1900-01-03/.. here, but 1900-01-02/.. (s.csv:2) in cow-states 2016',
      ),
    ]);
  });

  it('a border older than its states are in the list is not contradicted', async () => {
    const older = file(
      ...lives.slice(0, 1),
      life('b', '1910', '1950-06-30', because('cow-states 2016 1920-01-10/..: older')),
      lives[2] as string,
      border('b', '1910', '1950-06-30'),
      borders[1] as string,
    );
    expect((await against(older, data)).problems).toEqual([]);
  });

  it('a succession is on the day on which one begins', async () => {
    const separated = (day: string): string =>
      fact('subject: country:a, type: SUCCEEDED_BY, object: country:b, with: { manner: SEPARATION }', `from: ${day}`);
    const good = await against(file(...lives, ...borders, separated('1920-01-10')), data);
    expect(share(good, 'successions')).toEqual(counts(1, 1, 1));
    expect((await against(file(...lives, ...borders, separated('1920-01-11')), data)).problems).toHaveLength(1);
    expect(share(await against(file(...lives, ...borders, separated('1890')), data), 'successions')).toEqual(
      counts(1, 0, 0),
    );
  });
});

describe('the share that is checked', () => {
  it('is counted folder by folder', async () => {
    const claim = (checked: string, path: string) => ({ checked, file: path });
    const files = ['s/a/b/1.yaml', 's/a/b/2.yaml', 's/a/c/3.yaml', 's/d/4.yaml'];
    expect(
      checkedShares({
        files: files.map((path) => ({ path })),
        claims: [
          claim('cow-igo v3', 's/a/b/1.yaml'),
          claim('unchecked', 's/a/b/2.yaml'),
          claim('Unchecked', 's/a/c/3.yaml'),
          claim('Reuters', 's/d/4.yaml'),
        ],
      } as never),
    ).toEqual([
      { list: 'a/b', claims: 2, checked: 1 },
      { list: 'a/c', claims: 1, checked: 0 },
      { list: 'd', claims: 1, checked: 1 },
    ]);
  });
});

const data = process.env['ENTENTE_TEST_DATA'];

(data === undefined ? describe.skip : describe)('the curated graph against the real files', () => {
  it('has no disagreement that is not explained, and nine in ten of what is covered checked', async () => {
    const seed = readSeed(seedFiles(fileURLToPath(new URL('../../../seed/', import.meta.url))));
    const comparison = await compareSeed(seed, data as string);
    const { shares } = judge(seed, comparison);
    expect(comparison.compared).toHaveLength(LABELS.length);
    expect(problemsOf(seed).map(problemText)).toEqual([]);
    for (const { covered, agree, explained } of shares) {
      expect(covered).toBeGreaterThan(50);
      expect((agree + explained) / covered).toBeGreaterThanOrEqual(0.9);
    }
  }, 60_000);
});
