import type { Day } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import type { Claim, Mood } from '../../model/claim.ts';
import { spanOf } from '../../model/view.ts';
import { type Ref, takeRef } from '../entity/entity.service.ts';
import type { FactFilter } from '../fact/filter.ts';
import type { Reading } from '../reading.ts';
import { releases } from '../source/source.service.ts';

/** Which claims, as it is asked. */
export interface ClaimFilter {
  readonly fact?: FactFilter | null;
  readonly speaker?: Ref | null;
  readonly reportedBy?: Ref | null;
  readonly source?: string | null;
  readonly mood?: readonly Mood[] | null;
  readonly stated?: { readonly from?: string | null; readonly to?: string | null } | null;
  readonly dateInferred?: boolean | null;
}

/** Which claims, with every reference resolved; what the fact must be is judged apart. */
export interface ClaimCondition {
  /** Key of the speaker. */
  readonly speaker?: string;
  readonly reportedBy?: string;
  readonly sources?: ReadonlySet<string>;
  readonly moods?: ReadonlySet<Mood>;
  readonly stated?: { readonly first: Day; readonly last: Day };
  readonly dateInferred?: boolean;
}

export async function resolveClaimFilter(
  reading: Reading,
  filter: ClaimFilter,
  argument: string,
): Promise<ClaimCondition> {
  const [speaker, reportedBy, sources] = await Promise.all([
    filter.speaker ? takeRef(reading, filter.speaker, `${argument}.speaker`) : undefined,
    filter.reportedBy ? takeRef(reading, filter.reportedBy, `${argument}.reportedBy`) : undefined,
    filter.source ? releases(reading, filter.source) : undefined,
  ]);
  if (filter.source && !sources)
    throw badInput(
      `${argument}.source`,
      `"${filter.source}" is no source, release or data set of this graph. Ask \`sources\` for their ids.`,
    );
  return {
    speaker,
    reportedBy,
    sources: sources && new Set(sources),
    moods: filter.mood ? new Set(filter.mood) : undefined,
    stated: filter.stated ? spanOf(`${argument}.stated`, filter.stated) : undefined,
    dateInferred: filter.dateInferred ?? undefined,
  };
}

/** Whether a claim fits. */
export function claimFits(claim: Claim, condition: ClaimCondition): boolean {
  const { speaker, reportedBy, sources, moods, stated, dateInferred } = condition;
  if (speaker !== undefined && claim.speaker !== speaker) return false;
  if (reportedBy !== undefined && (reportedBy === null || !claim.reportedBy.includes(reportedBy))) return false;
  if (sources && !sources.has(claim.source)) return false;
  if (moods && !moods.has(claim.mood)) return false;
  if (stated && !(claim.statedOn && claim.statedOn.earliest <= stated.last && claim.statedOn.latest >= stated.first))
    return false;
  return dateInferred === undefined || (claim.dateInferred ?? false) === dateInferred;
}
