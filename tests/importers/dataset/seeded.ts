// The entities of the curated graph, with their codes and when they existed: what data sets are resolved against. The rest of
// the curated graph is left out, so that a suite need not load it.
import { fileURLToPath } from 'node:url';
import { record } from '../../../src/domain/record/record.service.ts';
import { checkSeed } from '../../../src/importers/seed/check.ts';
import { readSeed, seedFiles } from '../../../src/importers/seed/read.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { root } from '../../support/checkout.ts';
import { BEGUN } from './world.ts';

const STEP = 2000;

export async function putSeeded(store: GraphStore): Promise<void> {
  const { sources, entities, claims } = checkSeed(readSeed(seedFiles(fileURLToPath(new URL('seed/', root)))));
  await record(store, { sources }, BEGUN);
  for (let at = 0; at < entities.length; at += STEP)
    await record(store, { entities: entities.slice(at, at + STEP) }, BEGUN);
  await record(
    store,
    { claims: claims.filter(({ type, subject }) => type === 'EXISTENCE' && subject.startsWith('country:')) },
    BEGUN,
  );
}
