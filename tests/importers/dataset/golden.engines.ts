// Questions on imported data, on every engine. Each .json beside its .graphql was worked out by hand from the rows of the samples (and
// the few rows below); only keys and ids that are hashes are left out.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importDataset } from '../../../src/importers/dataset/run/import.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { asking, dataOf } from '../../support/ask.ts';
import { testEngines } from '../../support/engines.ts';
import { importSample, withFiles, wishFor } from './datasets.ts';
import { olderAlliances } from './older.ts';
import { putWorld } from './world.ts';

const folder = new URL('golden/', import.meta.url);
const questions = readdirSync(fileURLToPath(folder))
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.replace('.graphql', ''));

/** Treaty actions as a list of treaties would have them: a mapping of the test's own. */
const ACTIONS = `dataset: treaty-actions
title: Treaty actions
citation: Nobody. 2019. Treaty actions.
licence: CC0 1.0
release: '1'
published: 2019-01-01
files:
  actions: { format: csv }
records:
  - from: actions
    dates: { day: '{day}' }
    entities:
      party: { kind: COUNTRY, code: { COW: '{ccode}' }, on: day }
      treaty: { kind: AGREEMENT, code: { EXAMPLE: '{treaty}' }, create: { key: 'example-{treaty}', name: 'Treaty {treaty}', agreementKind: TREATY } }
    facts:
      - { type: PARTY_ACTION, subject: party, object: treaty, value: '{action}', from: day, public: '{told}' }
      - { type: PARTY_TO, subject: party, object: treaty, from: day, when: { action: [RATIFIED, SUCCEEDED] } }
`;
const ROWS = `treaty,ccode,action,day,told
T1,2,SIGNED,1990-01-01,
T1,20,SIGNED,1990-01-01,
T1,20,RATIFIED,1992-05-01,
T1,70,SIGNED,1990-01-02,
T1,70,RATIFIED,2018-03-03,2021-04-01
T2,255,RATIFIED,1866-01-01,
T2,255,SUCCEEDED,1872-02-02,
T3,255,SUCCEEDED,1872-02-02,
T1,20,RESERVED,1992-05-01,
`;

for (const engine of testEngines())
  describe(engine.name, () => {
    let store: GraphStore;
    beforeAll(async () => {
      store = await engine.open();
      await putWorld(store);
      for (const name of ['cow-alliances', 'atop', 'desta', 'icews', 'sipri-register', 'wikidata-missions'])
        await importSample(store, name);
      await withFiles(olderAlliances(), (paths) =>
        importDataset(store, wishFor('cow-alliances', paths, { release: '4.0' })),
      );
      await withFiles({ 'actions.csv': ROWS }, (files) =>
        importDataset(store, { mapping: { path: 'actions.yaml', text: ACTIONS }, files }),
      );
    });
    afterAll(() => store.close());

    test.each(questions)('question %s', async (name) => {
      const data: unknown = await dataOf(asking(store)(readFileSync(new URL(`${name}.graphql`, folder), 'utf8')));
      const shown: unknown = JSON.parse(
        JSON.stringify(data, (field, value: unknown) =>
          /^(id|key)$/.test(field) && String(value).startsWith('fact:') ? undefined : value,
        ),
      );
      if (process.env['SHOW']) process.stdout.write(`== ${name}\n${JSON.stringify(shown, null, 1)}\n`);
      else expect(shown).toEqual(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
    });
  });
