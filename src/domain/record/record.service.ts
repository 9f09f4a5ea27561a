import { type ClaimContent, claimHash, groupOf, keyOfHash, normalStatement } from '../../model/claim.ts';
import { EntenteError } from '../../model/errors.ts';
import type { EntityPart } from '../../model/entity.ts';
import type { Source } from '../../model/source.ts';
import type { GraphStore, Writer } from '../../store/port.ts';
import { ContentSum } from './content-sum.ts';
import { putEntities } from './entities.ts';
import { putClaims } from './facts.ts';
import type { Ledger, Recorded, ToldClaim } from './ledger.ts';
import { CLAIMS_OF_SOURCES, LOCK_GRAPH, READ_MARK, SAVE_GRAPH, SET_MARK } from './record.cypher.ts';
import { sourceNumber } from '../source/number.ts';
import { publicOn } from './public-on.ts';
import { putSources } from './sources.ts';

/** What is to be recorded together: all of it, or nothing. */
export interface Batch {
  readonly sources?: readonly Source[];
  readonly entities?: readonly { readonly key: string; readonly contributor: string; readonly part: EntityPart }[];
  readonly claims?: readonly ClaimContent[];
  /** Keys of claims to retract: they stay, and answer for the time before. */
  readonly retract?: readonly string[];
  /** A mark set in the same transaction: how far a load has come. */
  readonly mark?: { readonly key: string; readonly value: string };
}

/**
 * Records a batch: sources and entities first, then claims; forms spells and computes the facts its claims touch, from
 * all claims of their groups. Recording the same batch again changes nothing.
 *
 * At most a few thousand claims at once: one transaction holds them. `now` (milliseconds) is when it is recorded.
 * Rejects with BAD_DATA where a claim names an entity or source that is neither there nor in the batch.
 */
export function record(store: GraphStore, batch: Batch, now: number): Promise<Recorded> {
  return store.write(async (writer) => {
    const ledger = await openLedger(writer, now);
    const before = ledger.content.toString();
    const { sources, changed: sourcesChanged } = await putSources(writer, batch.sources ?? [], ledger);
    const entitiesAdded = await putEntities(writer, batch.entities ?? [], ledger);
    const claims = (batch.claims ?? []).map((content) => asClaim(content, sources, now));
    const given = { claims, retract: batch.retract ?? [], sources, sourcesChanged };
    const changed = await putClaims(writer, given, ledger, now);
    if (batch.mark) await writer.run(SET_MARK, { key: batch.mark.key, value: batch.mark.value });
    if (ledger.content.toString() !== before) await closeLedger(writer, ledger, now);
    return { ...changed, entitiesAdded };
  });
}

/** What a mark was set to, if it was. */
export async function readMark(store: GraphStore, key: string): Promise<string | undefined> {
  const [row] = await store.read(READ_MARK, { key });
  return row?.[0] as string | undefined;
}

async function openLedger(writer: Writer, now: number): Promise<Ledger> {
  const [row] = await writer.run(LOCK_GRAPH, { now });
  const [content, entities, claims, facts, sources, recordedUpTo] = row as unknown as [
    string,
    number,
    number,
    number,
    number,
    number,
  ];
  return { content: new ContentSum(content), entities, claims, facts, sources, recordedUpTo };
}

async function closeLedger(writer: Writer, ledger: Ledger, now: number): Promise<void> {
  const { entities, claims, facts, sources } = ledger;
  // Later than whatever was recorded before, even within a millisecond: what is kept of answers is told apart by it.
  const recordedUpTo = Math.max(now, ledger.recordedUpTo + 1);
  await writer.run(SAVE_GRAPH, {
    changes: { content: ledger.content.toString(), entities, claims, facts, sources, recordedUpTo },
  });
}

/** The claim as it will stand: its normal form, its key, and when it became public. */
function asClaim(content: ClaimContent, sources: ReadonlyMap<string, Source>, now: number): ToldClaim {
  const source = sources.get(content.source);
  if (!source)
    throw new EntenteError(
      'BAD_DATA',
      `A claim cites ${content.source}, which is not a source of this graph. Record the source first.`,
    );
  const normal: ClaimContent = { ...content, ...normalStatement(content) };
  const hash = claimHash(normal);
  const key = keyOfHash(groupOf(normal, normal.from), hash);
  return { claim: { ...normal, key, spell: 1, publicOn: publicOn(normal, source, now), recordedAt: now }, hash };
}

/** Keys of the claims from these sources that stand; reads every claim, so it is for loads, not for answers. */
export async function standingClaims(store: GraphStore, sources: readonly string[]): Promise<string[]> {
  const rows = await store.read(CLAIMS_OF_SOURCES, { numbers: sources.map(sourceNumber) });
  return rows.map(([key]) => `claim:${key as string}`);
}
