// The real files of the data sets, where they are (their folder in ENTENTE_TEST_DATA): what became of them is held against figures
// worked out here from the raw files with other readers, by the words of the codebooks. All on the embedded engine; on each Neo4j
// the states and the alliances of COW and ATOP. The file of COW IGO, by far the largest, is loaded once.
// ENTENTE_TEST_DATASETS names those to be imported alone, for working on one: the tests of the others are left out.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Reading } from '../../../src/domain/reading.ts';
import { snapshot } from '../../../src/domain/snapshot/snapshot.service.ts';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import type { Report } from '../../../src/importers/dataset/run/report.ts';
import type { Claim } from '../../../src/model/claim.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { testEngines } from '../../support/engines.ts';
import { claimsIn, factsIn, type StoredFact } from '../../support/stored.ts';
import { NO_DATA, realFiles, wishFor } from './datasets.ts';
import {
  count,
  DAY,
  dayOf,
  distinct,
  grouped,
  type RawObject,
  rawObjects,
  rawRows,
  type RawRow,
  rowsNamed,
  sum,
} from './raw.ts';
import { putSeeded } from './seeded.ts';

/** Data sets by the folders of their files. */
const FOLDERS: Readonly<Record<string, string>> = {
  'cow-states': 'cow-states',
  'gw-states': 'gw-states',
  'cow-contiguity': 'cow-contiguity',
  'cow-alliances': 'cow-alliances',
  atop: 'atop',
  'cow-igo': 'cow-igo',
  desta: 'desta',
  'cow-mid': 'cow-mid',
  'wikidata-missions': 'wikidata-embassies',
  icews: 'icews-sample',
  ftm: 'ftm',
};
const EVERYWHERE = ['cow-states', 'cow-alliances', 'atop'];

const here = (name: string): string => realFiles(FOLDERS[name] ?? '') ?? '';
const hasAll = Object.keys(FOLDERS).every((name) => here(name) !== '');
if (!hasAll) process.stderr.write(`Left out: suites on real data; ${NO_DATA}.\n`);

(hasAll ? describe : describe.skip).each(testEngines().map((engine) => [engine.name, engine] as const))(
  '%s',
  (_, engine) => {
    const names =
      process.env['ENTENTE_TEST_DATASETS']?.split(',') ??
      (engine.uri === undefined ? Object.keys(FOLDERS) : EVERYWHERE);
    const on = (name: string): typeof test => (names.includes(name) ? test : (test.skip as typeof test));
    let store: GraphStore;
    const reports = new Map<string, Report>();
    let claims: readonly Claim[] = [];
    let facts: readonly StoredFact[] = [];
    beforeAll(async () => {
      store = await engine.open();
      await putSeeded(store);
      for (const name of names) reports.set(name, await importDataset(store, wishFor(name, [here(name)])));
      claims = [...(await claimsIn(store)).values()];
      facts = await factsIn(store);
    }, 600_000);
    afterAll(() => store.close());

    const report = (name: string): Report => reports.get(name) as Report;
    const of = (name: string, type?: Claim['type'], is: (claim: Claim) => boolean = () => true): Claim[] =>
      claims.filter(
        (claim) => claim.source === report(name).source && (type === undefined || claim.type === type) && is(claim),
      );
    const rowsOf = (some: readonly Claim[], file: string): Set<number> =>
      rowsNamed(some.flatMap(({ locator }) => (locator?.startsWith(file) ? [locator] : [])));
    /** Rows, by number, that are told to be rejected or to wait for a name. */
    const places = (name: string, file: string): number[] => [
      ...report(name)
        .rejected.filter((problem) => problem.file === file)
        .map(({ line }) => line - 1),
      ...report(name)
        .unresolved.filter(({ first }) => first.startsWith(file))
        .map(({ first }) => Number(first.split(':')[1]) - 1),
    ];

    on('cow-states')("cow-states: every spell, its edition's ends censored", () => {
      const raw = rawRows(here('cow-states'), 'states2016.csv');
      const own = of('cow-states', 'EXISTENCE');
      expect([report('cow-states').rowsRead, rowsOf(own, 'states2016.csv').size]).toEqual([243, raw.length]);
      const atEnd = count(raw, (row) => `${row['endyear']}-${row['endmonth']}-${row['endday']}` === '2016-12-31');
      expect(count(own, ({ censored }) => censored === true)).toBe(atEnd);
      expect(report('cow-states')).toMatchObject({ rejectedCount: 0, unresolvedCount: 0 });
    });

    on('gw-states')('gw-states: every spell; 9999-12-31 is still so', () => {
      const raw = rawRows(here('gw-states'), 'gwstates.csv');
      const own = of('gw-states', 'EXISTENCE');
      expect(rowsOf(own, 'gwstates.csv').size).toBe(raw.length);
      expect(count(own, ({ to }) => to === 'open')).toBe(count(raw, (row) => row['end'] === '9999-12-31'));
    });

    on('cow-contiguity')(
      'cow-contiguity: every row, by kind of contiguity; a pair and kind with gaps has several spells',
      () => {
        const raw = rawRows(here('cow-contiguity'), 'contdir.csv');
        const own = of('cow-contiguity', 'BORDERS');
        expect(rowsOf(own, 'contdir.csv').size).toBe(raw.length);
        const kinds = ['LAND', 'WATER_12', 'WATER_24', 'WATER_150', 'WATER_400'];
        for (const [index, kind] of kinds.entries())
          expect([
            kind,
            rowsOf(
              own.filter(({ qualifiers }) => qualifiers['contiguity'] === kind),
              'contdir.csv',
            ).size,
          ]).toEqual([kind, count(raw, (row) => row['conttype'] === String(index + 1))]);
        expect(
          rowsOf(
            own.filter(({ censored }) => censored === true),
            'contdir.csv',
          ).size,
        ).toBe(count(raw, (row) => row['end'] === '201612'));
      },
    );

    on('cow-alliances')('cow-alliances: members, dyads, what they are bound to', () => {
      const members = rawRows(here('cow-alliances'), 'alliance_v4.1_by_member.csv');
      const dyads = rawRows(here('cow-alliances'), 'alliance_v4.1_by_dyad.csv');
      expect([members.length, dyads.length]).toEqual([1221, 3222]);
      const parties = of('cow-alliances', 'PARTY_TO');
      expect(rowsOf(parties, 'alliance_v4.1_by_member.csv').size).toBe(members.length);
      expect(
        rowsOf(
          parties.filter(({ censored }) => censored === true),
          'alliance',
        ).size,
      ).toBe(count(members, (row) => row['right_censor'] === '1'));
      expect(
        rowsOf(
          parties.filter(({ from }) => from?.text.startsWith('../') ?? false),
          'alliance',
        ).size,
      ).toBe(count(members, (row) => row['left_censor'] === '1'));
      expect(distinct(parties, ({ object }) => object)).toBe(distinct(members, (row) => row['version4id']));

      const told = rowsOf(of('cow-alliances', 'ALLIED_WITH'), 'alliance_v4.1_by_dyad.csv');
      const backwards = dyads.flatMap((row, index) =>
        row['dyad_end_year'] !== '' &&
        dayOf(row['dyad_end_year'], row['dyad_end_month'], row['dyad_end_day']) <
          dayOf(row['dyad_st_year'], row['dyad_st_month'], row['dyad_st_day'])
          ? [index + 1]
          : [],
      );
      const left = dyads.map((__, index) => index + 1).filter((row) => !told.has(row));
      expect(left).toEqual(places('cow-alliances', 'alliance_v4.1_by_dyad.csv').toSorted((a, b) => a - b));
      expect(left.filter((row) => backwards.includes(row))).toEqual(backwards);
      // The others name a state by a number it had not on those days.
      expect(report('cow-alliances').unresolved.map(({ what, first }) => [what, first])).toEqual([
        ['code COW 260', 'alliance_v4.1_by_dyad.csv:1809:5'],
      ]);

      for (const [column, value] of [
        ['defense', 'DEFENSE'],
        ['neutrality', 'NEUTRALITY'],
        ['nonaggression', 'NONAGGRESSION'],
        ['entente', 'ENTENTE'],
      ] as const)
        for (const [flag, mood] of [
          ['1', 'ASSERTED'],
          ['0', 'DENIED'],
        ] as const)
          expect([
            column,
            flag,
            distinct(
              of(
                'cow-alliances',
                'OBLIGATION',
                (claim) => claim.value === value && claim.mood === mood && !claim.note?.startsWith('By its type'),
              ),
              ({ subject }) => subject,
            ),
          ]).toEqual([
            column,
            flag,
            distinct(
              members.filter((row) => row[column] === flag),
              (row) => row['version4id'],
            ),
          ]);
      // Type and flags of one release conflict: both are kept.
      const typed: Readonly<Record<string, string>> = {
        'Type I:': 'defense',
        'Type II:': 'neutrality',
        'Type III:': 'entente',
      };
      const conflicting = members.filter((row) => {
        const column = Object.entries(typed).find(([type]) => row['ss_type']?.startsWith(type))?.[1];
        return column !== undefined && row[column] === '0';
      });
      const both = facts.filter(
        ({ type, subject, status }) =>
          type === 'OBLIGATION' && status === 'DISPUTED' && subject.startsWith('agreement:'),
      );
      expect(conflicting.length).toBeGreaterThan(0);
      for (const row of conflicting) {
        const column = Object.entries(typed)
          .find(([type]) => row['ss_type']?.startsWith(type))?.[1]
          ?.toUpperCase();
        const agreement = of(
          'cow-alliances',
          'PARTY_TO',
          ({ locator }) => locator?.endsWith(`row ${members.indexOf(row) + 1}`) ?? false,
        )[0]?.object;
        expect(both.map(({ subject, value }) => `${subject} ${value}`)).toContain(`${agreement} ${column}`);
      }
    });

    on('atop')('atop: alliances, memberships of several phases as one, what binds one member only', () => {
      const alliances = rawRows(here('atop'), 'atop-alliance-level.csv');
      const members = rawRows(here('atop'), 'atop-member-level.csv');
      expect([alliances.length, members.length]).toEqual([745, 2398]);
      const unsettled = new Set(report('atop').unresolved.flatMap(({ what }) => /ATOP (\d+)/.exec(what)?.[1] ?? []));
      // Two alliances are not settled, to which ATOP gives one number of COW.
      expect([...unsettled].toSorted()).toEqual(['3785', '3810']);
      const settled = (row: RawRow): boolean => !unsettled.has(row['atopid'] ?? '') && row['member'] !== '8152';
      expect(of('atop', 'MILESTONE', ({ value }) => value === 'IN_FORCE')).toHaveLength(
        alliances.filter(settled).length,
      );
      expect(of('atop', 'MILESTONE', ({ value }) => value === 'TERMINATED')).toHaveLength(
        count(alliances.filter(settled), (row) => row['endyr'] !== '0'),
      );
      for (const [column, value] of [
        ['defense', 'DEFENSE'],
        ['offense', 'OFFENSE'],
        ['neutral', 'NEUTRALITY'],
        ['nonagg', 'NONAGGRESSION'],
        ['consul', 'CONSULTATION'],
      ] as const) {
        const whole = of(
          'atop',
          'OBLIGATION',
          (claim) => claim.value === value && claim.qualifiers['party'] === undefined,
        );
        expect([
          column,
          count(whole, ({ mood }) => mood === 'ASSERTED'),
          count(whole, ({ mood }) => mood === 'DENIED'),
        ]).toEqual([
          column,
          count(alliances.filter(settled), (row) => row[column] === '1'),
          count(alliances.filter(settled), (row) => row[column] === '0'),
        ]);
        const wholeOf = new Map(alliances.map((row) => [row['atopid'], row[column]]));
        const own = rowsOf(
          of('atop', 'OBLIGATION', (claim) => claim.value === value && claim.qualifiers['party'] !== undefined),
          'atop-member-level.csv',
        );
        expect([column, own.size]).toEqual([
          column,
          count(
            members.filter(settled),
            (row) => (row[column] === '0' || row[column] === '1') && row[column] !== wholeOf.get(row['atopid']),
          ),
        ]);
      }

      // Phases that follow each other within a day are one membership.
      const series = grouped(members.filter(settled), (row) => `${row['atopid']} ${row['member']}`);
      const memberships = sum(series, (rows) => {
        const spans = rows
          .map((row) => ({
            first: dayOf(row['yrent'], row['moent'], row['dayent']),
            last:
              row['yrexit'] === '0'
                ? Date.UTC(2016, 11, 31)
                : dayOf(row['yrexit'], row['moexit'], row['dayexit'], true),
          }))
          .toSorted((a, b) => a.first - b.first);
        let [spells, until] = [0, -Infinity];
        for (const { first, last } of spans) {
          if (first > until + DAY) spells++;
          until = Math.max(until, last);
        }
        return spells;
      });
      const parties = of('atop', 'PARTY_TO');
      expect(distinct(parties, ({ object, locator }) => [object, locator])).toBe(memberships);
      expect(rowsOf(parties, 'atop-member-level.csv').size).toBe(members.filter(settled).length);
    });

    on('atop')(
      'atop and cow-alliances: one agreement each, with the claims of both; where the ends differ, a contradiction',
      () => {
        const alliances = rawRows(here('atop'), 'atop-alliance-level.csv');
        const members = rawRows(here('cow-alliances'), 'alliance_v4.1_by_member.csv');
        const cow = new Map(members.map((row) => [row['version4id'], row]));
        const linked = alliances.filter(
          (row) => cow.has(row['cow4id'] ?? '') && !['3785', '3810'].includes(row['atopid'] ?? ''),
        );
        const sourcesOf = new Map<string, Set<string>>();
        for (const { type, subject, source } of claims)
          if (type === 'MILESTONE') sourcesOf.set(subject, (sourcesOf.get(subject) ?? new Set()).add(source));
        const shared = [...sourcesOf.values()].filter(
          (sources) => sources.has(report('atop').source) && sources.has(report('cow-alliances').source),
        );
        expect(shared).toHaveLength(linked.length);
        // The day on which it ended, where both know the whole day.
        const differing = linked.filter((row) => {
          const other = cow.get(row['cow4id'] ?? '');
          const [mine, theirs] = [
            [row['endyr'], row['endmo'], row['endday']],
            [other?.['all_end_year'], other?.['all_end_month'], other?.['all_end_day']],
          ];
          return mine[0] !== '0' && theirs[0] !== '' && Number(mine[0]) !== Number(theirs[0]);
        });
        const ended = facts.filter(
          ({ type, value, claimCount, contradicted }) =>
            type === 'MILESTONE' && value === 'TERMINATED' && claimCount > 1 && contradicted,
        );
        expect(differing.length).toBeGreaterThan(30);
        expect(ended.length).toBeGreaterThanOrEqual(differing.length);
      },
    );

    on('atop')('question 31: allied pairs by year, 1900 to 1914, by ATOP alone', async () => {
      const members = rawRows(here('atop'), 'atop-member-level.csv');
      const [first, last] = [Date.UTC(1900, 0, 1), Date.UTC(1914, 11, 31)];
      const allied = new Set<string>();
      for (const rows of grouped(members, (row) => row['atopid'] ?? '')) {
        const spans = rows.map((row) => ({
          member: Number(row['member']),
          begins: dayOf(row['yrent'], row['moent'], row['dayent']),
          ends: row['yrexit'] === '0' ? Infinity : dayOf(row['yrexit'], row['moexit'], row['dayexit'], true),
        }));
        for (const a of spans)
          for (const b of spans.filter(({ member }) => member > a.member)) {
            const [from, to] = [Math.max(a.begins, b.begins, first), Math.min(a.ends, b.ends, last)];
            if (from > to) continue;
            for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year++)
              allied.add(`${a.member} ${b.member} ${year}`);
          }
      }
      const { aggregate } = await dataOf(
        asking(store)(
          `{ aggregate(where: { types: [ALLY_OF], during: { from: "1900-01-01", to: "1914-12-31" } }, groupBy: [PAIR, YEAR], at: { sources: ["dataset:atop@4.01"] }) { totalCount } }`,
        ),
      );
      expect(aggregate.totalCount).toBe(allied.size);
    });

    on('icews')('question 38: events and reports of June 2018', async () => {
      const raw = rawRows(here('icews'), 'events.2018.sample.tab', { delimiter: '\t' }).filter((row) =>
        row['Event Date']?.startsWith('2018-06'),
      );
      const { facts: found } = await dataOf(
        asking(store)(
          '{ facts(where: { types: [ACTED_TOWARD], during: { from: "2018-06-01", to: "2018-06-30" } }) { totalCount } }',
        ),
      );
      expect(found.totalCount).toBe(
        distinct(raw, (row) => [row['Source Name'], row['Target Name'], row['CAMEO Code'], row['Event Date']]),
      );
    });

    on('cow-igo')('cow-igo: every spell of every state in every organization, standings apart', () => {
      const raw = rawRows(here('cow-igo'), 'state_year_format3.csv.gz');
      const columns = Object.keys(raw[0] ?? {}).filter((name) => !['ccode', 'year', 'state'].includes(name));
      expect([raw.length, columns.length]).toEqual([15_557, 534]);
      const states = grouped(raw, (row) => row['ccode'] ?? '');
      const spells: Record<string, number> = { '1': 0, '2': 0, '3': 0 };
      for (const rows of states) {
        const years = rows.toSorted((a, b) => Number(a['year']) - Number(b['year']));
        for (const column of columns) {
          let before = '';
          let year = 0;
          for (const row of years) {
            const cell = row[column] ?? '';
            const isNext = Number(row['year']) === year + 1 && cell === before;
            if (cell in spells && !isNext) spells[cell] = (spells[cell] ?? 0) + 1;
            [before, year] = [cell, Number(row['year'])];
          }
        }
      }
      const own = of('cow-igo', 'MEMBER_OF');
      // One number of COW runs through two organizations of the graph, and through several states: their parts are one spell.
      const bearer = (object: string | undefined): string | undefined =>
        object === 'org:shanghai-five' ? 'org:sco' : object;
      const told = (standing: string): number =>
        distinct(
          own.filter(({ qualifiers }) => qualifiers['standing'] === standing),
          ({ object, locator }) => [bearer(object), locator],
        );
      expect([told('FULL'), told('ASSOCIATE'), told('OBSERVER')]).toEqual([spells['1'], spells['2'], spells['3']]);
      expect(report('cow-igo')).toMatchObject({ rejectedCount: 0, unresolvedCount: 0 });
      const organizations = rawRows(here('cow-igo'), 'igo_list.csv', { latin: true });
      expect(rowsOf(of('cow-igo', 'EXISTENCE'), 'igo_list.csv').size).toBe(organizations.length);
    });

    on('cow-igo')('cow-igo: the European Community and the Union are two memberships', () => {
      const french = facts.filter(
        ({ type, subject, object }) =>
          type === 'MEMBER_OF' && subject === 'country:fra' && ['org:eec', 'org:eu'].includes(object),
      );
      expect(french.map(({ object, from }) => `${object} ${from?.text.slice(0, 4)}`).toSorted()).toEqual([
        'org:eec 1958',
        'org:eu 1993',
      ]);
    });

    on('desta')('desta: agreements, parties, joinings, leavings', () => {
      const raw = rawRows(here('desta'), 'desta_list_of_treaties_02_02.txt', { latin: true });
      const party = (row: RawRow): { code: string; side: string }[] =>
        Array.from({ length: 91 }, (__, index) => ({
          code: row[`c${index + 1}`] ?? '',
          side: row[`mc${index + 1}`] ?? '',
        })).filter(({ code }) => code !== '');
      const OWN = new Set(['base_treaty', 'protocol or amendment', 'negotiation']);
      const own = raw.filter((row) => OWN.has(row['entry_type'] ?? ''));
      expect(report('desta').entitiesDescribed).toBe(distinct(own, (row) => row['number']));
      expect(of('desta', 'MILESTONE', ({ value }) => value === 'SIGNED')).toHaveLength(
        count(own, (row) => row['year'] !== ''),
      );
      expect(of('desta', 'MILESTONE', ({ value }) => value === 'UNDER_NEGOTIATION')).toHaveLength(
        count(raw, (row) => row['entry_type'] === 'negotiation'),
      );
      const joining = (row: RawRow): number =>
        count(
          party(row),
          ({ side }) => row['entry_type'] === 'accession' && side === { '5': '1', '6': '2' }[row['typememb'] ?? ''],
        );
      const leaving = (row: RawRow): number =>
        count(party(row), ({ side }) => row['entry_type'] === 'withdrawal' && side === '1');
      const waiting = report('desta').factsWaiting;
      expect(waiting).toBeLessThan(20);
      const made =
        of('desta', 'PARTY_ACTION', ({ value }) => value === 'ACCEDED').length +
        of('desta', 'PARTY_ACTION', ({ value }) => value === 'WITHDREW').length;
      expect(sum(raw, joining) + sum(raw, leaving) - made).toBeLessThanOrEqual(waiting);
      const original = of('desta', 'PARTY_TO', ({ from, to }) => from === undefined && to === undefined).length;
      const expected = sum(own, (row) => party(row).length);
      expect(expected - original).toBeGreaterThanOrEqual(0);
      expect(expected - original).toBeLessThanOrEqual(waiting);
      // An accession in which the coding tells nobody who joins is told to be of no use.
      expect(report('desta').files[0]?.unusedLines).toEqual(
        raw.flatMap((row, index) => (row['entry_type'] === 'accession' && joining(row) === 0 ? [index + 2] : [])),
      );
    });

    on('cow-mid')('cow-mid: a dispute each, its sides, a fact of each pair, a claim of each row', () => {
      const raw = rawRows(here('cow-mid'), 'dyadic_mid_4.01.csv');
      expect([raw.length, report('cow-mid').rowsRead]).toEqual([10_350, 10_350]);
      expect(distinct(of('cow-mid', 'EXISTENCE'), ({ subject }) => subject)).toBe(distinct(raw, (row) => row['disno']));
      const disputes = of('cow-mid', 'DISPUTE_WITH');
      expect(rowsOf(disputes, 'dyadic_mid_4.01.csv').size).toBe(raw.length);
      const unsplit = disputes.filter(({ dateInferred }) => !dateInferred);
      const pairs = distinct(raw, (row) => [
        row['disno'],
        ...[row['statea'] ?? '', row['stateb'] ?? ''].toSorted((a, b) => Number(a) - Number(b)),
      ]);
      expect(
        distinct(unsplit, ({ subject, object, qualifiers }) => [subject, object, qualifiers['dispute']]),
      ).toBeLessThanOrEqual(pairs);
      // Rows of one dispute whose side is a year: they tell one spell, and are rejected together.
      const [rejected, ...others] = report('cow-mid').rejected;
      const wrong = raw.flatMap((row, index) =>
        [row['sideaa'], row['sideab']].every((side) => side === '0' || side === '1') ? [] : [index + 1],
      );
      expect(others).toEqual([]);
      expect([
        ...rowsNamed([/\((.*) together\)/.exec(rejected?.message ?? '')?.[1] ?? ''].map((rows) => `file, ${rows}`)),
      ]).toEqual(wrong);
    });

    on('wikidata-missions')('wikidata-missions: a fact for each state a mission is accredited to', () => {
      const raw = rawRows(here('wikidata-missions'), 'database_of_embassies.csv', { delimiter: ';' });
      expect(raw).toHaveLength(9852);
      const told = sum(raw, (row) =>
        Math.max(1, (row['jurisdictionQIDs'] ?? '').split('|').filter((each) => each !== '').length),
      );
      const own = of('wikidata-missions', 'DIPLOMATIC_MISSION_IN');
      const same = distinct(
        raw.flatMap((row, index) =>
          (row['jurisdictionQIDs'] || row['countryQID'] || '').split('|').map((each) => [index, each]),
        ),
        (each) => each,
      );
      expect(own.length + report('wikidata-missions').factsWaiting + report('wikidata-missions').rejectedCount).toBe(
        Math.min(told, same),
      );
    });

    on('icews')('icews: 3,705 reports are about 2,734 events', () => {
      const raw = rawRows(here('icews'), 'events.2018.sample.tab', { delimiter: '\t' });
      expect(raw).toHaveLength(3705);
      expect(of('icews', 'ACTED_TOWARD')).toHaveLength(raw.length);
      const event = (row: RawRow): unknown => [
        row['Source Name'],
        row['Target Name'],
        row['CAMEO Code'],
        row['Event Date'],
      ];
      expect(distinct(raw, event)).toBe(2734);
      expect(facts.filter(({ type }) => type === 'ACTED_TOWARD')).toHaveLength(2734);
    });

    on('ftm')('ftm: persons, bodies, who owns and leads them, sanctions', () => {
      const raw = rawObjects(here('ftm'));
      const ofSchema = (...schemas: string[]): RawObject[] => raw.filter(({ schema }) => schemas.includes(schema));
      expect(report('ftm')).toMatchObject({ rowsRead: raw.length, rejectedCount: 0, unresolvedCount: 0 });
      const described = ofSchema('Person', 'Organization', 'Company', 'PublicBody', 'LegalEntity', 'Sanction');
      expect(report('ftm').entitiesDescribed).toBe(described.length);
      const persons = new Set(ofSchema('Person').map(({ id }) => id));
      const byPersons = ofSchema('Ownership').filter(({ properties }) => persons.has(properties['owner']?.[0] ?? ''));
      expect(of('ftm', 'PART_OF')).toHaveLength(ofSchema('Ownership').length - byPersons.length);
      expect(of('ftm', 'HOLDS_POSITION')).toHaveLength(byPersons.length + ofSchema('Directorship').length);
      expect(of('ftm', 'TARGETS')).toHaveLength(ofSchema('Sanction').length);
    });

    test('again: nothing changes', async () => {
      const before = (await snapshot(new Reading(store))).id;
      for (const name of names.filter((each) => each !== 'cow-igo' && each !== 'cow-mid')) {
        const {
          claimsAdded,
          claimsRetracted,
          facts: changed,
        } = await importDataset(store, wishFor(name, [here(name)]));
        expect([name, claimsAdded, claimsRetracted, changed.added, changed.changed, changed.removed]).toEqual([
          name,
          0,
          0,
          0,
          0,
          0,
        ]);
      }
      expect((await snapshot(new Reading(store))).id).toBe(before);
    }, 600_000);
  },
);
