import { claimKey } from '../../../model/claim.ts';
import type { EntityPart } from '../../../model/entity.ts';
import { record } from '../../../domain/record/record.service.ts';
import type { Recorded } from '../../../domain/record/ledger.ts';
import type { GraphStore } from '../../../store/port.ts';
import type { Source } from '../../../model/source.ts';
import { compare, datesOf } from './compare.ts';
import type { Evaluated } from './evaluate.ts';
import { groupsOf, type Told, toldGroups } from './groups.ts';
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
  let claims: NonNullable<Parameters<typeof record>[1]['claims']>[number][] = [];
  let last = after;
  const flushClaims = async (): Promise<void> => {
    if (claims.length > 0) await step('claims', last, { claims }, { claims: claims.length });
    claims = [];
  };
  const all = new Sorter<Told>();
  for await (const { group, mark, claims: told } of groupsOf(evaluated.claims)) {
    for (const claim of told) await all.add(group, { key: claimKey(group, claim), dates: datesOf(claim) });
    done += told.length;
    if (mark <= after) continue;
    if (claims.length > 0 && claims.length + told.length > STEP) await flushClaims();
    claims.push(...told);
    last = mark;
    steps(Math.min(done, total), total);
  }
  await flushClaims();

  const comparison = compare(store, source.key, toldGroups(all), other);
  for await (const retract of comparison.stale)
    for (let at = 0; at < retract.length; at += STEP)
      await step('claims', last, { retract: retract.slice(at, at + STEP) }, {});
  all.drop();
  await step('done', '', {}, {}, Date.now());
  steps(total, total);
  return { counts, facts: comparison.facts(), compared: comparison.compared() };
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
