// The files of a first load hold what recording the same makes of a graph, whatever the claims, batches and parts are.
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotId } from '../../../src/domain/snapshot/snapshot.service.ts';
import { type Batch, record } from '../../../src/domain/record/record.service.ts';
import { openEmbedded } from '../../../src/engines/embedded/embedded.store.ts';
import { ARGUMENTS } from '../../../src/exporters/bulk/arguments.ts';
import { exportStore } from '../../../src/exporters/bulk/from-store.ts';
import { gathering } from '../../../src/exporters/bulk/gather.ts';
import { BulkLoad } from '../../../src/exporters/bulk/load.ts';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { ENTITIES, runs, someClaims, SOURCES } from '../../support/arbitrary.ts';
import { claim, entity, keyOf, source } from '../../support/graph.ts';
import { stateOf } from '../../support/stored.ts';
import { contentIn, recordsIn } from './files.ts';

jest.setTimeout(180_000 * runs(1));

const NOW = Date.UTC(2026, 10, 1);

const root = mkdtempSync(join(tmpdir(), 'entente-bulk-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(root, String(folders++));

async function embedded(batches: readonly Batch[] = []): Promise<GraphStore> {
  const store = openEmbedded({ shuffle: true });
  await store.ensureSchema();
  for (const batch of batches) await record(store, batch, NOW);
  return store;
}

async function loaded(batches: readonly Batch[], parts: number): Promise<{ folder: string; content: string }> {
  const folder = newFolder();
  const load = new BulkLoad(folder, { now: NOW, parts });
  for (const batch of batches) await load.add(batch);
  return { folder, content: (await load.finish()).content };
}

/** Claims in batches of a few, after the sources and entities they name; some of them told twice. */
const someBatches = fc
  .tuple(someClaims({ minLength: 1, maxLength: 24 }), fc.integer({ min: 1, max: 8 }))
  .map(([claims, size]): Batch[] => {
    const batches: Batch[] = [{ sources: SOURCES }, { entities: ENTITIES, mark: { key: 'a', value: 'b' } }];
    for (let at = 0; at < claims.length; at += size) batches.push({ claims: claims.slice(at, at + size) });
    batches.push({ claims: claims.slice(0, 2), mark: { key: 'a', value: 'c' } });
    return batches;
  });

describe('a first load', () => {
  test('is what recording makes, from batches and from the graph', async () => {
    await fc.assert(
      fc.asyncProperty(someBatches, fc.constantFrom(1, 2, 7), async (batches, parts) => {
        const store = await embedded(batches);
        const { folder, content } = await loaded(batches, parts);
        const exported = newFolder();
        await exportStore(store, exported);
        expect(contentIn(folder)).toEqual(contentIn(exported));
        expect(content).toBe((await stateOf(store)).content);
        await store.close();
      }),
      { numRuns: runs(60) },
    );
  });

  test('is the same when importers write to it that read from a graph', async () => {
    await fc.assert(
      fc.asyncProperty(someBatches, async (batches) => {
        const [graph, whole] = [await embedded(), await embedded(batches)];
        const folder = newFolder();
        const load = new BulkLoad(folder, { now: NOW, parts: 2 });
        const store = gathering(graph, load);
        for (const batch of batches) await record(store, batch, NOW);
        await load.finish();
        const exported = newFolder();
        await exportStore(whole, exported);
        expect(contentIn(folder)).toEqual(contentIn(exported));
        expect((await stateOf(graph)).claims).toBe(0);
        await Promise.all([graph.close(), whole.close()]);
      }),
      { numRuns: runs(20) },
    );
  });

  test('is what importing a data set makes', async () => {
    const code = (value: string) => ({ codes: [{ scheme: 'COW', value }] });
    const states: Batch = {
      entities: [entity('country:can', code('20')), entity('country:mex', code('70'))],
    };
    const path = 'datasets/cow-alliances/mapping.yaml';
    const wish = {
      mapping: { path, text: readFileSync(path, 'utf8') },
      files: ['datasets/cow-alliances/sample-members.csv', 'datasets/cow-alliances/sample-dyads.csv'],
    };
    const [graph, whole] = [await embedded([states]), await embedded([states])];
    const folder = newFolder();
    const load = new BulkLoad(folder, { now: NOW, parts: 2 });
    await load.add(states);
    const report = await importDataset(gathering(graph, load), wish);
    const { content } = await load.finish();
    const { rowsPerSecond: _, seconds: __, ...usual } = await importDataset(whole, wish);
    expect(usual.claimsAdded).toBeGreaterThan(0);
    expect(report).toMatchObject({ ...usual, facts: { added: usual.facts.added } });
    expect(content).toBe((await stateOf(whole)).content);
    // Apart from the moments, and the mark that tells them.
    const exported = newFolder();
    await exportStore(whole, exported);
    const timeless = (lines: readonly string[]) =>
      lines
        .filter((line) => !line.startsWith('nodes Meta '))
        .map((line) => line.replace(/ recorded:long \d+/, ''))
        .toSorted();
    expect(timeless(contentIn(folder))).toEqual(timeless(contentIn(exported)));
    expect(recordsIn(folder).filter((line) => line.includes('"import:dataset:cow-alliances@'))).toHaveLength(1);
    await Promise.all([graph.close(), whole.close()]);
  });

  test('counts as recorded at one moment', async () => {
    const { folder } = await loaded([{ sources: SOURCES }, { entities: ENTITIES }], 1);
    expect(recordsIn(folder).filter((line) => line.includes(` recordedUpTo:long ${NOW}`))).toHaveLength(1);
  });

  test('keeps what a graph knows beyond that: retractions, and when each was recorded', async () => {
    const told = claim({ type: 'BORDERS', subject: 'country:aa', object: 'country:bb', source: 'source:law' });
    const store = await embedded([{ sources: SOURCES, entities: ENTITIES, claims: [told] }]);
    await record(store, { retract: [keyOf(told)] }, NOW + 1000);
    const folder = newFolder();
    const { content } = await exportStore(store, folder);
    expect(content).toBe((await stateOf(store)).content);
    expect(recordsIn(folder).filter((line) => line.startsWith('nodes Claim '))).toEqual([
      expect.stringMatching(new RegExp(` recorded:long ${NOW} retracted:long ${NOW + 1000} `)),
    ]);
    await store.close();
  });
});

describe('what cannot be loaded', () => {
  const broken = async (...batches: Batch[]): Promise<{ folder: string; error: unknown }> => {
    const folder = newFolder();
    const load = new BulkLoad(folder, { now: NOW, parts: 1 });
    try {
      for (const batch of batches) await load.add(batch);
      await load.finish();
    } catch (error) {
      load.abandon();
      return { folder, error };
    }
    throw new Error('it was loaded');
  };

  test('a claim on an entity that never comes is refused, and nothing is left behind', async () => {
    const lost = claim({ type: 'BORDERS', subject: 'country:aa', object: 'country:zz', source: 'source:law' });
    const { folder, error } = await broken({ sources: SOURCES, entities: ENTITIES, claims: [lost] });
    expect(error).toMatchObject({ code: 'BAD_DATA', message: expect.stringContaining('country:zz') });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a claim from a source that never comes', async () => {
    const lost = claim({ type: 'BORDERS', subject: 'country:aa', object: 'country:bb', source: 'source:none' });
    const { error } = await broken({ entities: ENTITIES, claims: [lost] });
    expect(error).toMatchObject({ code: 'BAD_DATA', message: expect.stringContaining('source:none') });
  });

  test('a retraction, and a source in two versions', async () => {
    expect((await broken({ retract: ['claim:aaaaaaaaaaaaaaaa.bbbbbbbbbb'] })).error).toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining('claim:aaaaaaaaaaaaaaaa.bbbbbbbbbb'),
    });
    const two = await broken({ sources: [source('source:x')] }, { sources: [source('source:x', { title: 'Other' })] });
    expect(two.error).toMatchObject({ code: 'BAD_DATA', message: expect.stringContaining('source:x') });
  });

  test('a folder that holds something is left alone', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(() => new BulkLoad(folder, { now: NOW })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    const store = await embedded();
    await expect(exportStore(store, folder)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await store.close();
    expect([readdirSync(folder), readFileSync(join(folder, 'mine.txt'), 'utf8')]).toEqual([['mine.txt'], 'mine']);
  });

  test('a graph that changes while it is written', async () => {
    const store = await embedded([{ sources: SOURCES, entities: ENTITIES }]);
    let isFirst = true;
    const changing = {
      read: async (...[statement, params]: Parameters<GraphStore['read']>) => {
        const rows = await store.read(statement, params);
        if (isFirst) await record(store, { entities: [entity('country:late')] }, NOW + 1);
        isFirst = false;
        return rows;
      },
    } as GraphStore;
    const folder = newFolder();
    await expect(exportStore(changing, folder)).rejects.toMatchObject({ code: 'BAD_DATA' });
    expect(readdirSync(folder)).toEqual([]);
    await store.close();
  });
});

test('an empty graph has files too, and its own snapshot', async () => {
  const store = await embedded();
  const folder = newFolder();
  const { content } = await exportStore(store, folder);
  expect(existsSync(join(folder, ARGUMENTS))).toBe(true);
  expect(snapshotId(content)).toBe(snapshotId((await stateOf(store)).content));
  await store.close();
});
