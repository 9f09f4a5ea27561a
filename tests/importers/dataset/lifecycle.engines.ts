// What an import does over time: cut off and gone on with, corrected, followed by a newer release, answered, dropped.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { Reading } from '../../../src/domain/reading.ts';
import { snapshot } from '../../../src/domain/snapshot/snapshot.service.ts';
import { datasetsIn, dropDataset } from '../../../src/importers/dataset/run/datasets.ts';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import { patient } from '../../../src/importers/dataset/run/patience.ts';
import type { Report } from '../../../src/importers/dataset/run/report.ts';
import { readReview, reviewText } from '../../../src/importers/dataset/run/review.ts';
import { EntenteError } from '../../../src/model/errors.ts';
import type { GraphStore, Writer } from '../../../src/store/port.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { testEngines } from '../../support/engines.ts';
import { claimsIn } from '../../support/stored.ts';
import { importSample, samplesOf, withFiles, wishFor } from './datasets.ts';
import { olderAlliances } from './older.ts';
import { putWorld } from './world.ts';

const idOf = async (store: GraphStore): Promise<string> => (await snapshot(new Reading(store))).id;

/** The store, that fails with the error once so many transactions have been written. */
function failing(store: GraphStore, after: number, error: Error): GraphStore {
  let written = 0;
  return {
    engine: store.engine,
    hasOrderedIndexes: store.hasOrderedIndexes,
    read: (statement, params) => store.read(statement, params),
    write: <T>(work: (writer: Writer) => Promise<T>) =>
      written++ >= after ? Promise.reject(error) : store.write(work),
    ensureSchema: () => store.ensureSchema(),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

for (const engine of testEngines())
  describe(engine.name, () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await engine.open();
      await putWorld(store);
    });
    afterEach(() => store.close());

    test('cut off after any transaction, it goes on where it was and ends the same', async () => {
      const names = ['cow-alliances', 'icews'];
      for (const name of names) await importSample(store, name);
      const expected = await idOf(store);
      const expectedCounts = (await importSample(store, 'icews')).claims;
      await store.close();
      for (let after = 0; ; after++) {
        store = await engine.open();
        await putWorld(store);
        await importSample(store, 'cow-alliances');
        const cut = await importSample(failing(store, after, new Error('killed')), 'icews').catch(
          (error: Error) => error,
        );
        if (!(cut instanceof Error)) {
          expect(after).toBeGreaterThan(2);
          break;
        }
        expect(
          (await datasetsIn(store)).find(({ dataset }) => dataset === 'dataset:icews')?.state ?? 'unfinished',
        ).toBe('unfinished');
        const report = await importSample(store, 'icews');
        expect([after, await idOf(store), report.claims]).toEqual([after, expected, expectedCounts]);
        expect((await datasetsIn(store)).map(({ source, state }) => `${source} ${state}`)).toEqual([
          'dataset:cow-alliances@4.1 complete',
          'dataset:icews@2018 complete',
        ]);
        await store.close();
      }
    });

    test('a mapping that is changed after a cut begins anew; what it no longer says is taken back', async () => {
      const standing = async (): Promise<string[]> =>
        [...(await claimsIn(store)).values()]
          .flatMap(({ key, retractedAt }) => (retractedAt === undefined ? [key] : []))
          .toSorted();
      await importSample(store, 'cow-states');
      const expected = await standing();
      await store.close();
      store = await engine.open();
      await putWorld(store);
      const wish = wishFor('cow-states', samplesOf('cow-states'));
      const other = {
        ...wish,
        mapping: { ...wish.mapping, text: wish.mapping.text.replace('called {statenme}', 'named {statenme}') },
      };
      await expect(importDataset(failing(store, 2, new Error('killed')), other)).rejects.toThrow('killed');
      const report = await importDataset(store, wish);
      expect([report.claims, report.claimsRetracted, await standing()]).toEqual([5, 5, expected]);
    });

    test('an engine that is gone for a while is waited for', async () => {
      let gone = 0;
      const away = new EntenteError('STORE_UNAVAILABLE', 'Neo4j cannot be used.');
      const flaky: GraphStore = {
        ...failing(store, Infinity, away),
        engine: 'neo4j',
        write: (work) => (gone++ === 1 ? Promise.reject(away) : store.write(work)),
      };
      const heard: string[] = [];
      const report = await importDataset(flaky, wishFor('gw-states', samplesOf('gw-states')), {
        progress: () => undefined,
        waiting: (message) => heard.push(message),
      });
      expect([report.claims, heard.length]).toEqual([3, 1]);
      expect(heard[0]).toMatch(/Waiting for it; nothing is lost/);
      // Not for ever.
      const dead = patient({ ...flaky, write: () => Promise.reject(away) }, () => undefined, 1);
      await expect(dead.write(() => Promise.resolve())).rejects.toThrow(away);
    });

    test('a newer release is a source of its own: what it adds, changes and drops is told, the older stays answerable', async () => {
      const report = await withFiles(olderAlliances(), async (paths) => {
        await importDataset(store, wishFor('cow-alliances', paths, { release: '4.0' }));
        return importSample(store, 'cow-alliances');
      });
      // Of the members: Mexico's return is added to its group, the two of 9002 have another end; and two milestones and two obligations follow.
      expect(report.comparedWith).toMatchObject({ with: 'dataset:cow-alliances@4.0', dropped: 0 });
      const { changes } = await dataOf(
        asking(
          store,
        )(`{ changes(where: { types: [PARTY_TO] }, from: { sources: ["dataset:cow-alliances@4.0"] }, to: { sources: ["dataset:cow-alliances@4.1"] }) {
          nodes { kind before { validTo } after { subject { key } validFrom validTo } } } }`),
      );
      const shown = changes.nodes.map(
        (change: {
          kind: string;
          before?: { validTo: string };
          after: { subject: { key: string }; validFrom: string; validTo: string };
        }) => `${change.kind} ${change.after.subject.key} ${change.before?.validTo ?? '-'} ${change.after.validTo}`,
      );
      expect(shown.toSorted()).toEqual([
        'ADDED country:mex - 2012-12-31',
        'CHANGED country:gbr 1849-06-06 1850-07-07',
        'CHANGED country:usa 1849-06-06 1850-07-07',
      ]);
      const { then } = await dataOf(
        asking(store)(
          `{ then: facts(where: { types: [PARTY_TO], about: { in: [{ id: "country:gbr" }] } }, at: { sources: ["dataset:cow-alliances@4.0"] }) { nodes { validTo } } }`,
        ),
      );
      expect(then.nodes).toEqual([{ validTo: '1849-06-06' }]);
    });

    test('other files under the same label correct it; what they no longer say stays answerable as it was recorded', async () => {
      await importSample(store, 'cow-alliances');
      const before = new Date().toISOString();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const report = await withFiles(olderAlliances(), (paths) =>
        importDataset(store, wishFor('cow-alliances', paths)),
      );
      expect([report.claimsRetracted > 0, report.claimsAdded > 0]).toEqual([true, true]);
      const mexican = async (at: string): Promise<number> => {
        const { found } = await dataOf(
          asking(store)(
            `{ found: facts(where: { types: [PARTY_TO], about: { in: [{ id: "country:mex" }] } }, at: { ${at} }) { totalCount } }`,
          ),
        );
        return found.totalCount;
      };
      expect([await mexican(''), await mexican(`recordedBy: "${before}"`)]).toEqual([1, 2]);
      const again = await importSample(store, 'cow-alliances');
      expect(await mexican('')).toBe(2);
      expect(again.claimsRetracted).toBe(report.claimsAdded);
    });

    test('what could not be settled is answered and imported again; what is skipped stays out', async () => {
      const first = await importSample(store, 'cow-states');
      expect(first.unresolved).toMatchObject([{ what: 'code COW 999', count: 1, first: 'sample.csv:6:5' }]);
      const review = parse(reviewText(first.source, first.unresolved, new Map())) as {
        unresolved: { use: string | null }[];
      };
      const answered = (use: string): { path: string; text: string } => ({
        path: 'review.yaml',
        text: stringify({ ...review, unresolved: review.unresolved.map((each) => ({ ...each, use })) }),
      });
      const skipped = await importSample(store, 'cow-states', { review: answered('skip') });
      expect([skipped.unresolvedCount, skipped.claimsAdded]).toEqual([0, 0]);
      // What was asked stays beside the answer.
      const { answers } = readReview('review.yaml', answered('skip').text);
      expect(parse(reviewText(skipped.source, [], answers))).toMatchObject({
        unresolved: [{ what: 'code COW 999', why: expect.any(String), rows: 1, first: 'sample.csv:6:5', use: 'skip' }],
      });
      const second = await importSample(store, 'cow-states', { review: answered('country:che') });
      expect([second.unresolvedCount, second.claimsAdded, second.claimsRetracted]).toEqual([0, 1, 0]);
      await expect(importSample(store, 'cow-states', { review: answered('Switzerland') })).rejects.toThrow(
        /review.yaml:\d+:\d+ {2}"Switzerland" is no key/,
      );
      const wrong = await importSample(store, 'cow-states', { review: answered('country:zzz') });
      expect(wrong.rejected.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /^review.yaml:\d+:\d+ answers code COW 999 with country:zzz, which is not in the graph.$/,
        ),
      ]);
    });

    test('what two rows call differently and would become one is asked, not guessed', async () => {
      const files = Object.fromEntries(
        samplesOf('atop').map((path, index) => [
          `${index}.csv`,
          readFileSync(path, 'utf8')
            .replace('9910,,,1921', '9910,,9001,1921')
            .replace(/9910,,,(2|9999),/g, '9910,,9001,$1,'),
        ]),
      );
      const report = await withFiles(files, (paths) => importDataset(store, wishFor('atop', paths)));
      expect(report.unresolved.map(({ what }) => what)).toEqual([
        'code ATOP 9905 and code COWALLIANCE 9001',
        'code ATOP 9910 and code COWALLIANCE 9001',
        'code COW 9999',
      ]);
      expect([report.entitiesAdded, report.claims]).toEqual([0, 0]);
    });

    test('a dry run tells what would be done and writes nothing; strict writes nothing where anything is wrong', async () => {
      const before = await idOf(store);
      const dry = await importSample(store, 'cow-alliances', { dryRun: true });
      expect(await idOf(store)).toBe(before);
      await expect(importSample(store, 'cow-alliances', { strict: true })).rejects.toThrow(
        /Rejected: 1 mistake in 1 row; 0 names.*--strict nothing was imported.*sample-dyads.csv:5:1/s,
      );
      expect(await idOf(store)).toBe(before);
      const done = await importSample(store, 'cow-alliances');
      const told = ({ entitiesAdded, claims, claimsAdded, facts }: Report): unknown => ({
        entitiesAdded,
        claims,
        claimsAdded,
        added: facts.added,
      });
      // Two spells are one group until they are formed.
      expect(told(dry)).toEqual({ ...(told(done) as object), added: done.facts.added - 2 });
    });

    test('files without a row do not take back what a release holds', async () => {
      await importSample(store, 'gw-states');
      const before = await idOf(store);
      const [path = ''] = samplesOf('gw-states');
      const [header = ''] = readFileSync(path, 'utf8').split('\n');
      await withFiles({ 'gw.csv': `${header}\n` }, async (files) => {
        await expect(importSample(store, 'gw-states', { files })).rejects.toThrow(
          /hold no row.*nothing was changed.*entente drop/,
        );
      });
      expect(await idOf(store)).toBe(before);
    });

    test('a data set, or a release, is dropped: its claims are taken back, what was answered before stays', async () => {
      await importSample(store, 'gw-states');
      const without = await idOf(store);
      await importSample(store, 'cow-alliances');
      const before = new Date().toISOString();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(dropDataset(store, 'nothing')).rejects.toThrow(
        /"nothing" is no data set.*dataset:cow-alliances@4.1, dataset:gw-states@7/,
      );
      expect(await dropDataset(store, 'cow-alliances@4.1')).toEqual({
        sources: ['dataset:cow-alliances@4.1'],
        claimsRetracted: 20,
      });
      expect((await datasetsIn(store)).map(({ source, state, claims }) => [source, state, claims])).toEqual([
        ['dataset:cow-alliances@4.1', 'dropped', 0],
        ['dataset:gw-states@7', 'complete', 3],
      ]);
      const parties = async (at: string): Promise<number> =>
        (await dataOf(asking(store)(`{ facts(where: { types: [PARTY_TO] }, at: { ${at} }) { totalCount } }`))).facts
          .totalCount;
      expect([await parties(''), await parties(`recordedBy: "${before}"`)]).toEqual([0, 5]);
      const back = await importSample(store, 'cow-alliances');
      expect([back.claimsAdded, await parties('')]).toEqual([20, 5]);
      expect(await idOf(store)).not.toBe(without);
    });
  });
