import type { ClaimContent } from '../../../model/claim.ts';
import type { EntityPart } from '../../../model/entity.ts';
import { Reading } from '../../../domain/reading.ts';
import { sourceByKey } from '../../../domain/source/source.service.ts';
import { record } from '../../../domain/record/record.service.ts';
import type { Recorded } from '../../../domain/record/ledger.ts';
import type { GraphStore } from '../../../store/port.ts';
import type { Source } from '../../../model/source.ts';
import { compare, datesOf } from './compare.ts';
import type { Evaluated } from './evaluate.ts';
import { groupsOf, type Told, toldGroups } from './groups.ts';
import { Retraction } from './retraction.ts';
import { Sorter } from './sorter.ts';
import { type Counts, type Mark, markKey, NOTHING } from './mark.ts';
import { addParts } from './parts.ts';
import type { Compared } from './report.ts';

/** Claims recorded in one transaction, about: a group is never parted. */
const STEP = 4000;

/** Told how many of so many records are in. */
export type Steps = (done: number, total: number) => void;

export interface RecordedAll {
  readonly counts: Counts;
  readonly facts: number;
  readonly compared?: Compared;
}

/**
 * Records what was evaluated: entities in the order of their keys, then claims in the order of their hubs and groups, then retracts what
 * the graph still has of this release and the files do not. How far it has come stands in a mark of the same transaction: an
 * import that was cut off goes on after it when its inputs are the same, and begins anew, which changes nothing, when not.
 */
export async function recordAll(
  store: GraphStore,
  evaluated: Evaluated,
  source: Source,
  inputs: string,
  before: Mark | undefined,
  other: string | undefined,
  steps: Steps,
): Promise<RecordedAll> {
  const goesOn = before?.inputs === inputs && (before.stage === 'entities' || before.stage === 'claims');
  const startedAt = goesOn ? before.startedAt : Date.now();
  // Of a source the graph does not know there is nothing to compare with what the files tell.
  const isFirst = other === undefined && (await sourceByKey(new Reading(store), source.key)) === undefined;
  const counts: Counts = goesOn ? { ...before.counts } : { ...NOTHING };
  const total = evaluated.entities.count + evaluated.claims.count;
  let done = 0;
  const step = async (
    stage: Mark['stage'],
    at: string,
    batch: Omit<Parameters<typeof record>[1], 'mark'>,
    more: Partial<Counts>,
    finishedAt?: number,
  ): Promise<void> => {
    const next: Counts = { ...counts };
    for (const name of Object.keys(more) as (keyof Counts)[]) next[name] += more[name] ?? 0;
    const mark: Mark = { inputs, stage, at, startedAt, finishedAt, counts: next };
    // The counts of this very step are known only once it is in; they join the mark of the next one.
    const recorded = await record(
      store,
      { ...batch, mark: { key: markKey(source.key), value: JSON.stringify(mark) } },
      Date.now(),
    );
    Object.assign(counts, next);
    take(counts, recorded);
  };

  const skipEntities = goesOn && before.stage === 'claims';
  await step(goesOn ? before.stage : 'entities', goesOn ? before.at : '', { sources: [source] }, {});
  let parts: { key: string; contributor: string; part: EntityPart }[] = [];
  const flush = async (): Promise<void> => {
    const last = parts.at(-1);
    if (!last) return;
    await step('entities', last.key, { entities: parts }, { entitiesDescribed: parts.length });
    parts = [];
  };
  for await (const entity of mergedEntities(evaluated)) {
    steps((done += entity.drafts), total);
    if (skipEntities || (goesOn && before.stage === 'entities' && entity.key <= before.at)) continue;
    parts.push({ key: entity.key, contributor: source.key, part: entity.part });
    if (parts.length >= STEP / 2) await flush();
  }
  await flush();

  const after = goesOn && before.stage === 'claims' ? before.at : '';
  let claims: ClaimContent[] = [];
  let last = after;
  // While the engine takes one batch the next is made ready.
  let running: Promise<void> = Promise.resolve();
  const flushClaims = async (): Promise<void> => {
    const [batch, at] = [claims, last];
    claims = [];
    await running;
    if (batch.length > 0) running = step('claims', at, { claims: batch }, { claims: batch.length });
    running.catch(() => undefined);
  };
  const all = new Sorter<Told>();
  try {
    for await (const { group, mark, claims: told } of groupsOf(evaluated.claims)) {
      if (!isFirst) for (const { key, claim } of told) await all.add(group, { key, dates: datesOf(claim) });
      done += told.length;
      if (mark <= after) continue;
      if (claims.length > 0 && claims.length + told.length > STEP) await flushClaims();
      for (const { claim } of told) claims.push(claim);
      last = mark;
      steps(Math.min(done, total), total);
    }
    await flushClaims();
  } finally {
    await running;
  }

  const comparison = isFirst ? undefined : compare(store, source.key, toldGroups(all), other);
  const retraction = new Retraction();
  try {
    for await (const stale of comparison?.stale ?? []) for (const claim of stale) await retraction.add(claim);
    for await (const retract of retraction.steps()) await step('claims', last, { retract }, {});
  } finally {
    all.drop();
    retraction.drop();
  }
  await step('done', '', {}, {}, Date.now());
  steps(total, total);
  const facts = comparison?.facts() ?? counts.factsAdded + counts.factsChanged;
  return { counts, facts, compared: comparison?.compared() };
}

function take(counts: Counts, recorded: Recorded): void {
  for (const name of [
    'entitiesAdded',
    'claimsAdded',
    'claimsRetracted',
    'factsAdded',
    'factsChanged',
    'factsRemoved',
  ] as const)
    counts[name] += recorded[name];
}

/** Entities one by one, what their rows say laid together; those that clash left out. */
export async function* mergedEntities({
  entities,
  clashes,
}: Pick<Evaluated, 'entities' | 'clashes'>): AsyncGenerator<{ key: string; part: EntityPart; drafts: number }> {
  let held: { key: string; part: EntityPart; drafts: number } | undefined;
  for await (const { value } of entities.sorted()) {
    const { key, part } = value;
    if (clashes.has(key)) continue;
    if (held?.key === key) held = { key, part: addParts(held.part, part), drafts: held.drafts + 1 };
    else {
      if (held) yield held;
      held = { key, part, drafts: 1 };
    }
  }
  if (held) yield held;
}
