// The samples of every data set that comes with the program, on every engine. All figures and facts are worked out by hand from
// the few rows of the samples; `told` is what the rows of each real data set have taught.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Reading } from '../../../src/domain/reading.ts';
import { snapshot } from '../../../src/domain/snapshot/snapshot.service.ts';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import { coverageOf, readCoverage } from '../../../src/importers/dataset/run/coverage.ts';
import type { Report } from '../../../src/importers/dataset/run/report.ts';
import { endText } from '../../../src/model/claim.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { type Ask, asking, dataOf } from '../../support/ask.ts';
import { testEngines } from '../../support/engines.ts';
import { claimsIn, factsIn, type StoredFact } from '../../support/stored.ts';
import { importSample, samplesOf, withFiles } from './datasets.ts';
import { putWorld } from './world.ts';

/** Of each sample: rows, entities that are new, claims, and facts; what is rejected, and what is not settled. */
const COUNTED: Readonly<
  Record<string, { rows: number; entities: number; claims: number; rejected?: string[]; unresolved?: string[] }>
> = {
  'cow-states': { rows: 5, entities: 0, claims: 5, unresolved: ['code COW 999'] },
  'gw-states': { rows: 3, entities: 0, claims: 3 },
  'cow-alliances': { rows: 9, entities: 2, claims: 20, rejected: ['sample-dyads.csv:5:1'] },
  atop: { rows: 7, entities: 1, claims: 16, unresolved: ['code COW 9999'] },
  'cow-igo': { rows: 30, entities: 2, claims: 8 },
  desta: { rows: 7, entities: 4, claims: 22 },
  'cow-mid': { rows: 6, entities: 1, claims: 10, rejected: ['sample.csv:7:1'] },
  'cow-contiguity': { rows: 4, entities: 0, claims: 5 },
  'wikidata-missions': { rows: 5, entities: 0, claims: 5, unresolved: ['code WIKIDATA Q900000009'] },
  ftm: { rows: 8, entities: 4, claims: 6 },
  icews: { rows: 4, entities: 3, claims: 5 },
  'sipri-register': { rows: 4, entities: 7, claims: 33, unresolved: ['name Atlantis'] },
};
const NAMES = Object.keys(COUNTED);

/** A mapping of memberships in a club of this name, whose beginning is told like this. */
const membersOf = (club: string, from: string): string => `dataset: ${club}
title: Members of the club
citation: Nobody. 2019. Members of the club.
licence: CC0 1.0
release: '1'
published: 2019-01-01
coverage: { from: 1950-01-01, to: 1990-12-31 }
files:
  members: { format: csv }
records:
  - from: members
    dates:
      from: ${from}
      to: '{to}'
    entities:
      member: { kind: COUNTRY, code: { COW: '{code}' }, over: [from, to] }
      club: { kind: ORGANIZATION, code: { EXAMPLE: ${club} }, create: { key: ${club}, name: The ${club} } }
    facts: [{ type: MEMBER_OF, subject: member, object: club, with: { standing: FULL }, from: from, to: to }]
`;

for (const engine of testEngines())
  describe(engine.name, () => {
    let store: GraphStore;
    let ask: Ask;
    const reports = new Map<string, Report>();
    beforeAll(async () => {
      store = await engine.open();
      ask = asking(store);
      await putWorld(store);
      for (const name of NAMES) reports.set(name, await importSample(store, name));
    });
    afterAll(() => store.close());

    /** Facts of a type, as `subject object value from/to`, with `!` where the end is only the edition's. */
    const facts = async (wanted: (fact: StoredFact) => boolean): Promise<string[]> =>
      (await factsIn(store)).filter(wanted).map(shown).toSorted();
    const shown = ({ subject, object, value, from, to, censored }: StoredFact): string =>
      [
        subject,
        object === subject ? undefined : object,
        value,
        `${from?.text ?? ''}/${endText(to) ?? ''}${censored ? '!' : ''}`,
      ]
        .filter((part) => part !== undefined)
        .join(' ');

    /** Imports memberships of a club, of rows `code,from,to`; what they made, by its subject and days. */
    const importMembers = async (
      club: string,
      from: string,
      rows: readonly string[],
    ): Promise<{ report: Report; told: string[] }> =>
      withFiles({ 'members.csv': `code,from,to\n${rows.join('\n')}\n` }, async (files) => {
        const report = await importDataset(store, {
          mapping: { path: 'members.yaml', text: membersOf(club, from) },
          files,
        });
        const members = await facts(({ object }) => object === `org:${club}`);
        return { report, told: members.map((each) => each.replace(` org:${club}`, '')) };
      });

    test.each(NAMES)('%s: what was read, and what became of it', (name) => {
      const report = reports.get(name) as Report;
      const {
        rows,
        entities,
        claims,
        rejected = [],
        unresolved = [],
      } = COUNTED[name] ?? { rows: 0, entities: 0, claims: 0 };
      expect({
        rows: report.rowsRead,
        entities: report.entitiesAdded,
        claims: report.claimsAdded,
        rejected: report.rejected.map(({ file, line, column }) => `${file}:${line}:${column}`),
        unresolved: report.unresolved.map(({ what }) => what),
      }).toEqual({ rows, entities, claims, rejected, unresolved });
    });

    test('again, in the other order: nothing changes', async () => {
      const before = (await snapshot(new Reading(store))).id;
      for (const name of NAMES.toReversed()) {
        const { claimsAdded, claimsRetracted, entitiesAdded, facts: changed } = await importSample(store, name);
        expect([
          name,
          claimsAdded,
          claimsRetracted,
          entitiesAdded,
          changed.added,
          changed.changed,
          changed.removed,
        ]).toEqual([name, 0, 0, 0, 0, 0, 0]);
      }
      expect((await snapshot(new Reading(store))).id).toBe(before);
    });

    test('the order of importing does not matter', async () => {
      const expected = (await snapshot(new Reading(store))).id;
      const other = testEngines()[0];
      const second = await (other as typeof engine).open();
      await putWorld(second);
      for (const name of NAMES.toReversed()) await importSample(second, name);
      const id = (await snapshot(new Reading(second))).id;
      await second.close();
      expect(id).toBe(expected);
    });

    describe('COW states', () => {
      test("a number that passed from Prussia to Germany gives each its part; the edition's ends are no ends", async () => {
        const own = [...(await claimsIn(store)).values()].filter(({ source }) => source === 'dataset:cow-states@2016');
        const told = own.map(
          ({ subject, from, to, censored, dateInferred }) =>
            `${subject} ${from?.text}/${endText(to)}${censored ? '!' : ''}${dateInferred ? ' inferred' : ''}`,
        );
        expect(told.toSorted()).toEqual([
          'country:deu 1871-01-18/1945-05-08 inferred',
          'country:hti 1860-03-04/1915-07-05',
          'country:hti 1934-08-20/2016-12-31!',
          'country:prussia ../1816-01-01/1871-01-17 inferred',
          'country:usa ../1816-01-01/2016-12-31!',
        ]);
      });
    });

    describe('COW alliances and ATOP', () => {
      test('one alliance of both is one agreement, with the claims of both; dates that differ are a contradiction', async () => {
        const { agreement } = await dataOf(
          ask(`{ agreement(ref: { code: { scheme: "cowalliance", value: "9001" } }) {
            key codes { scheme value }
            facts(types: [PARTY_TO], direction: IN) { nodes { subject { key } validFrom validTo censored
              claims { source { id } locator validFrom validTo } contradictions { reason } } } } }`),
        );
        expect(agreement.key).toBe('agreement:cow-alliance-9001');
        expect(agreement.codes).toEqual(
          expect.arrayContaining([
            { scheme: 'ATOP', value: '9905' },
            { scheme: 'COWALLIANCE', value: '9001' },
          ]),
        );
        const mexico = agreement.facts.nodes.filter(
          (fact: { subject: { key: string } }) => fact.subject.key === 'country:mex',
        );
        // COW lets Mexico leave on 1970-06-06 and return in 1980; ATOP lets it leave on 1971-06-06.
        expect(
          mexico.map(({ claims }: { claims: { source: { id: string } }[] }) => claims.map(({ source }) => source.id)),
        ).toEqual([['dataset:atop@4.01', 'dataset:cow-alliances@4.1'], ['dataset:cow-alliances@4.1']]);
        expect(mexico[0].contradictions).toEqual([{ reason: 'SOURCE_DATES_DISAGREE' }]);
        expect(
          mexico[0].claims.map(({ validTo, locator }: { validTo: string; locator: string }) => [validTo, locator]),
        ).toEqual([
          ['1971-06-06', 'sample-members.csv, row 3'],
          ['1970-06-06', 'sample-members.csv, row 2'],
        ]);
        expect([mexico[1].validFrom, mexico[1].validTo, mexico[1].censored]).toEqual([
          '1980-02-01',
          '2012-12-31',
          true,
        ]);
      });

      test('ATOP: two phases of a member are one membership; 0 as end is where the edition stops', async () => {
        const phases = [...(await claimsIn(store)).values()].filter(
          ({ source, type, subject }) =>
            source === 'dataset:atop@4.01' && type === 'PARTY_TO' && subject === 'country:can',
        );
        expect(phases.map(({ from, to, censored, locator }) => [from?.text, endText(to), censored, locator])).toEqual([
          ['1950-03-03', '2016-12-31', true, 'sample-members.csv, rows 1-2'],
        ]);
      });

      test('ATOP: what binds a member otherwise is told of it; what is not coded is not denied', async () => {
        const { agreement } = await dataOf(
          ask(`{ agreement(ref: { code: { scheme: "atop", value: "9905" } }) {
            facts(types: [OBLIGATION], at: { sources: ["dataset:atop@4.01"], status: [ACCEPTED, DENIED] }, first: 50) { nodes { value status qualifiers { name value } } } } }`),
        );
        const told = agreement.facts.nodes.map(
          ({ value, status, qualifiers }: { value: string; status: string; qualifiers: { value: string }[] }) =>
            [value, status, ...qualifiers.map((each) => each.value)].join(' '),
        );
        expect(told.toSorted()).toEqual([
          'CONSULTATION ACCEPTED',
          'DEFENSE ACCEPTED',
          'DEFENSE DENIED country:mex',
          'NEUTRALITY DENIED',
          'NONAGGRESSION ACCEPTED',
          'OFFENSE DENIED',
        ]);
        // The second alliance's cell for consultation is blank.
        const second = await facts(
          ({ type, subject, value }) =>
            type === 'OBLIGATION' && subject === 'agreement:atop-9910' && value === 'CONSULTATION',
        );
        expect(second).toEqual([]);
      });

      test('COW: began before 1816, goes on after 2012; type and flags of one release that differ are both kept', async () => {
        const british = await facts(({ type, subject }) => type === 'PARTY_TO' && subject === 'country:gbr');
        expect(british).toEqual(['country:gbr agreement:cow-alliance-9002 ../1816-01-01/1850-07-07']);
        const own = [...(await claimsIn(store)).values()].filter(
          ({ type, subject }) => type === 'OBLIGATION' && subject === 'agreement:cow-alliance-9002',
        );
        // The flags say defence, the type says entente.
        expect(own.map(({ value, mood }) => `${value} ${mood}`).toSorted()).toEqual([
          'DEFENSE ASSERTED',
          'ENTENTE ASSERTED',
          'NEUTRALITY DENIED',
          'NONAGGRESSION DENIED',
        ]);
      });
    });

    describe('COW IGO', () => {
      test('standings are spells; -1 ends one; -9 leaves its edge open; five years coarse before 1965', async () => {
        const members = await facts(({ type }) => type === 'MEMBER_OF');
        expect(members).toEqual([
          'country:can org:cow-igo-9992 1966/1968/1969',
          'country:usa org:cow-igo-9991 1962~/1965',
          'country:usa org:cow-igo-9991 1966/1967/1969',
          'country:usa org:cow-igo-9991 1968/1970/1970',
          'country:usa org:cow-igo-9991 2013/2014-12-31!',
          'country:usa org:cow-igo-9992 1966/1969',
        ]);
        const widened = (await factsIn(store)).find(({ from }) => from?.text === '1962~');
        expect(widened?.bounds).toEqual({ from1: 19570101, from2: 19671231, to1: 19650101, to2: 19651231 });
      });

      test('a year of 0 is coverage, -9 is not known, a year without a row is not covered', async () => {
        const coverage = await readCoverage(store, 'dataset:cow-igo@3');
        const on = (day: number, igo = 'org:cow-igo-9991'): string | undefined =>
          coverage && coverageOf(coverage, 'country:usa', igo, day);
        expect([on(19610601), on(19680601), on(19710601), on(19900601)]).toEqual(['no', 'missing', 'no', 'outside']);
      });
    });

    test('DESTA: joining and leaving are steps of the party; a consolidated text is no agreement; talks are under negotiation', async () => {
      expect(await facts(({ type }) => type === 'PARTY_ACTION')).toEqual([
        'country:chl agreement:desta-9801 ACCEDED 1980/',
        'country:chl agreement:desta-9801 IN_FORCE 1981/',
        'country:chl agreement:desta-9801 WITHDREW 2001/',
      ]);
      expect(
        await facts(
          ({ type, subject, object }) => type === 'PARTY_TO' && subject === 'country:chl' && object.includes('desta'),
        ),
      ).toEqual(['country:chl agreement:desta-9801 1980/2001', 'country:chl agreement:desta-9802 /']);
      const agreements = [
        ...new Set(
          (await factsIn(store)).map(({ subject }) => subject).filter((key) => key.startsWith('agreement:desta')),
        ),
      ];
      expect(agreements.toSorted()).toEqual([
        'agreement:desta-9801',
        'agreement:desta-9802',
        'agreement:desta-9803',
        'agreement:desta-9804',
      ]);
      const { talks, german } = await dataOf(
        ask(`{ talks: agreement(ref: { id: "agreement:desta-9803" }) { name status }
               german: agreement(ref: { id: "agreement:desta-9804" }) { parties { nodes { key } } } }`),
      );
      expect(talks).toEqual({ name: 'Germany Zürich talks', status: 'UNDER_NEGOTIATION' });
      expect(german.parties.nodes.map(({ key }: { key: string }) => key).toSorted()).toEqual([
        'country:che',
        'country:frg',
      ]);
    });

    test('MID: sides with dates of their own; mirrored rows are one fact, year rows its claims; misspelt labels are mended', async () => {
      expect(await facts(({ type }) => type === 'INVOLVED_IN')).toEqual([
        'country:can event:cow-mid-9701 1950-05-01/1951-02-09',
        'country:chl event:cow-mid-9701 1951-01-03/1951-02-09',
        'country:mex event:cow-mid-9701 1950-05-01/1951-02-09',
      ]);
      const disputes = (await factsIn(store)).filter(({ type }) => type === 'DISPUTE_WITH');
      expect(disputes.map(({ subject, object, claimCount }) => [subject, object, claimCount])).toEqual(
        expect.arrayContaining([
          ['country:can', 'country:mex', 4],
          ['country:chl', 'country:mex', 2],
        ]),
      );
      const notes = [...(await claimsIn(store)).values()].flatMap(({ type, note }) =>
        type === 'DISPUTE_WITH' ? [note] : [],
      );
      expect(notes).toContain('In 1951: Stalemate; highest act Clash; deaths 251-500.');
    });

    test('contiguity: months, several spells, the beginning and end of the edition', async () => {
      expect(await facts(({ type, value }) => type === 'BORDERS' && value === undefined)).toEqual([
        'country:can country:usa 1920-02/2016-12-31!',
        'country:cub country:usa 1902-06/1906-08',
        'country:cub country:usa 1909-02/2016-12-31!',
        'country:deu country:fra 1871-01-18/1945-05',
        'country:fra country:prussia ../1816-01/1871-01-17',
      ]);
    });

    test('missions: one in three states is a fact of each; undated, possible on any day and certain on the day of the copy', async () => {
      const missions = async (at: string): Promise<string[]> => {
        const { facts: found } = await dataOf(
          ask(
            `{ facts(where: { types: [DIPLOMATIC_MISSION_IN] }, at: { ${at} }, first: 50) { nodes { subject { key } object { key } } } }`,
          ),
        );
        return found.nodes
          .map(
            (fact: { subject: { key: string }; object: { key: string } }) => `${fact.subject.key} ${fact.object.key}`,
          )
          .toSorted();
      };
      const all = [
        'country:can country:chl',
        'country:can country:per',
        'country:gha country:ita',
        'country:ken country:ita',
        'country:mex country:can',
      ];
      expect(await missions('validOn: "1990-01-01"')).toEqual(all);
      expect(await missions('validOn: "2024-05-01", certain: true')).toEqual(all);
      expect(await missions('validOn: "2010-01-01", certain: true')).toEqual([
        'country:can country:chl',
        'country:can country:per',
      ]);
      const shared = (await factsIn(store)).filter(
        ({ type, subject }) => type === 'DIPLOMATIC_MISSION_IN' && subject === 'country:can',
      );
      expect(shared.map(({ qualifiers }) => [qualifiers['mission'], qualifiers['host']])).toEqual([
        ['Q900000001', 'country:chl'],
        ['Q900000001', 'country:chl'],
      ]);
      const two = (await factsIn(store)).filter(
        ({ type, contradicted }) => type === 'DIPLOMATIC_MISSION_IN' && contradicted,
      );
      expect(two.map(({ subject }) => subject).toSorted()).toEqual(['country:gha', 'country:ken']);
    });

    test('ICEWS: facts are events, claims are reports; part of its state only where the source says government', async () => {
      const events = (await factsIn(store)).filter(({ type }) => type === 'ACTED_TOWARD');
      expect(
        events
          .map(({ subject, object, value, claimCount }) => `${subject} ${object} ${value} ${claimCount}`)
          .toSorted(),
      ).toEqual([
        'org:icews-example-quoted-group country:mex 010 1',
        'org:icews-foreign-affairs-ghana country:can 040 2',
        'org:icews-protester-ghana org:icews-foreign-affairs-ghana 141 1',
      ]);
      expect(await facts(({ type, subject }) => type === 'PART_OF' && subject.startsWith('org:icews'))).toEqual([
        'org:icews-foreign-affairs-ghana country:gha /',
      ]);
    });

    test('FtM: sources are of the entity as a whole, which is said; personal documents are off unless asked for', async () => {
      const own = [...(await claimsIn(store)).values()].filter(({ source }) => source === 'dataset:ftm@2024-05-01');
      expect(new Set(own.map(({ note }) => note?.split(':')[0]))).toEqual(
        new Set(['Sources of the entity as a whole', undefined]),
      );
      expect(own.find(({ type }) => type === 'PART_OF')).toMatchObject({
        subject: 'org:ftm-ex-co-1',
        object: 'org:ftm-ex-co-2',
        qualifiers: { share: '60' },
        locator: 'EX-ow-1',
      });
      const codes = async (): Promise<string[]> => {
        const { entity } = await dataOf(ask('{ entity(ref: { id: "person:ftm-ex-pe-1" }) { codes { scheme } } }'));
        return entity.codes.map(({ scheme }: { scheme: string }) => scheme);
      };
      expect(await codes()).toEqual(['FTM']);
      await importSample(store, 'ftm', { with: ['documents'] });
      expect((await codes()).toSorted()).toEqual(['FTM', 'PASSPORT']);
      await importSample(store, 'ftm');
      expect(await codes()).toEqual(['FTM']);
    });

    test('the register of SIPRI: after its lines of text; estimates are a mood, values an indicator and no money', async () => {
      const { agreements } = await dataOf(
        ask(`{ agreements(kind: [ARMS_CONTRACT], orderBy: SIGNED_ON_ASC) { nodes { name signedOn
          facts(types: [VALUE, QUANTITY_ORDERED], first: 20) { nodes { type amount { value unit basis } qualifiers { name value } claims { mood } } } } } }`),
      );
      expect(
        agreements.nodes.map(({ name, signedOn }: { name: string; signedOn: string }) => [name, signedOn]),
      ).toEqual([
        ['Germany to Chile: 12 Example-1, ordered 2001', '2001'],
        ['Germany to Chile: 4 Example-2, ordered 2005', '2005'],
        ['Italy to Ghana: 2 Example-3, ordered 2010', '2010'],
        ['Atlantis to Ghana: 3 Example-3, ordered 2011', '2011'],
      ]);
      const [, second] = agreements.nodes;
      const amounts = second.facts.nodes.map(
        (fact: {
          type: string;
          amount: { value: string; unit: string; basis: string };
          qualifiers: { name: string; value: string }[];
          claims: { mood: string }[];
        }) =>
          [
            fact.type,
            fact.amount.value,
            fact.amount.unit,
            fact.amount.basis,
            fact.qualifiers.find(({ name }) => name === 'scope')?.value ?? '',
            fact.claims[0]?.mood,
          ].join(' '),
      );
      expect(amounts.toSorted()).toEqual([
        'QUANTITY_ORDERED 4 unit COUNT  ESTIMATED',
        'VALUE 2.25 TIV million INDICATOR per unit ASSERTED',
        'VALUE 9 TIV million INDICATOR  ASSERTED',
        'VALUE 9 TIV million INDICATOR delivered ASSERTED',
      ]);
    });

    test('a span that began before the data set does is of who bore its code then, not of who bore it before', async () => {
      const { report, told } = await importMembers('old-club', "{ value: '{from}', atStart: censored }", [
        '260,1950-01-01,1960-12-31',
        '255,1950-01-01,1960-12-31',
      ]);
      expect(told).toEqual(['country:frg ../1950-01-01/1960-12-31']);
      expect(report.unresolved.map(({ what, first }) => [what, first])).toEqual([['code COW 255', 'members.csv:3:1']]);
    });

    test('a year that is 0, or not written in full, is none', async () => {
      const { report, told } = await importMembers('new-club', "{ year: '{from}' }", [
        '2,0,1960-12-31',
        '20,90,1960-12-31',
        '70,1955,1960-12-31',
      ]);
      expect(told).toEqual(['country:mex 1955/1960-12-31']);
      expect(report.rejected.map(({ line, column, message }) => `${line}:${column} ${message.slice(0, 15)}`)).toEqual([
        '2:3 "0" is no year.',
        '3:4 "90" is no year',
      ]);
    });

    test('a row longer than its header is told with its place, and the others are imported', async () => {
      const [path = ''] = samplesOf('gw-states');
      const text = `${readFileSync(path, 'utf8').trimEnd()},one,more\n`;
      await withFiles({ 'gw.csv': text }, async ([file = '']) => {
        const report = await importSample(store, 'gw-states', { files: [file], release: '8' });
        expect([report.claims, report.rejected]).toEqual([
          2,
          [{ file: 'gw.csv', line: 4, column: 1, message: 'This row has 8 cells, the header 6 columns.' }],
        ]);
      });
    });
  });
