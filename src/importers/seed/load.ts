import { createHash } from 'node:crypto';
import { claimKey, groupOf } from '../../model/claim.ts';
import type { Recorded } from '../../domain/record/ledger.ts';
import { readMark, record, standingClaims } from '../../domain/record/record.service.ts';
import type { GraphStore } from '../../store/port.ts';
import type { CheckedSeed } from './check.ts';
import type { Seed } from './read.ts';

/** Where the graph remembers which curated files it holds. */
const MARK = 'seed';
/** And which sources those cite. */
const SOURCES_MARK = 'seed-sources';
/** Raised when the way files are read changes, so that an unchanged seed is read again. */
const READER = 3;

/** A hash of the files and of the way they are read: whether the graph holds them already. */
export function seedHash(seed: Pick<Seed, 'files'>): string {
  const hash = createHash('sha256').update(`reader ${READER}\n`);
  for (const file of seed.files) hash.update(`${file.path.split(/[\\/]/).slice(-3).join('/')}\n${file.text}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Whether the graph holds just these files, loaded to the end. */
export async function isLoaded(store: GraphStore, hash: string): Promise<boolean> {
  return (await readMark(store, MARK)) === hash;
}

/** A step of the load, for those who watch: so many of so many records are in. */
export type Progress = (done: number, total: number) => void;

const STEP = 2000;

/**
 * Records the curated graph. Each step is one transaction, and repeating one changes nothing: a load that was cut off
 * is simply done again. Claims an earlier load recorded that the files no longer have are retracted.
 */
export async function loadSeed(
  store: GraphStore,
  seed: CheckedSeed,
  hash: string,
  progress: Progress,
): Promise<Recorded> {
  const now = Date.now();
  const total = seed.entities.length + seed.claims.length;
  const result: Recorded = {
    claimsAdded: 0,
    claimsRetracted: 0,
    factsAdded: 0,
    factsChanged: 0,
    factsRemoved: 0,
    entitiesAdded: 0,
  };
  const take = (recorded: Recorded): void => {
    for (const name of Object.keys(result) as (keyof Recorded)[]) result[name] += recorded[name];
  };
  take(await record(store, { sources: seed.sources }, now));
  let done = 0;
  for (let at = 0; at < seed.entities.length; at += STEP) {
    take(await record(store, { entities: seed.entities.slice(at, at + STEP) }, now));
    progress((done = Math.min(at + STEP, seed.entities.length)), total);
  }
  const grouped = seed.claims
    .map((claim) => ({ claim, group: groupOf(claim, claim.from) }))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1));
  for (let at = 0; at < grouped.length; at += STEP) {
    take(await record(store, { claims: grouped.slice(at, at + STEP).map(({ claim }) => claim) }, now));
    progress(done + Math.min(at + STEP, grouped.length), total);
  }
  const sources = seed.sources.map(({ key }) => key);
  const loadedBefore = JSON.parse((await readMark(store, SOURCES_MARK)) ?? '[]') as string[];
  if (loadedBefore.length > 0) {
    const kept = new Set(grouped.map(({ claim, group }) => claimKey(group, claim)));
    const stale = (await standingClaims(store, [...new Set([...sources, ...loadedBefore])])).filter(
      (key) => !kept.has(key),
    );
    for (let at = 0; at < stale.length; at += STEP)
      take(await record(store, { retract: stale.slice(at, at + STEP) }, now));
  }
  await record(store, { mark: { key: SOURCES_MARK, value: JSON.stringify(sources) } }, now);
  await record(store, { mark: { key: MARK, value: hash } }, now);
  return result;
}
