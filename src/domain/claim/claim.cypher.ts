import { claimColumns } from '../../store/claim-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** Claims that stood in a state of knowledge, and fit what their properties tell. */
const standing = `c.known <= $known AND c.recorded <= $recordedBy AND (c.retracted IS NULL OR c.retracted > $recordedBy)
  AND ($sources IS NULL OR c.source IN $sources) AND ($moods IS NULL OR c.mood IN $moods)`;

const start = (bySpeaker: boolean): string => (bySpeaker ? 'MATCH (c:Claim {speaker: $speaker})' : 'MATCH (c:Claim)');

/** A page of claims, in order: claim columns. */
export const pageOfClaims = (bySpeaker: boolean, beyond: string, orderBy: string): Statement =>
  statement(
    'page-of-claims',
    `${start(bySpeaker)} WHERE ${standing} AND ${beyond} WITH c ORDER BY ${orderBy} LIMIT $limit RETURN ${claimColumns('c')}`,
  );

/** How many claims there are of a sort. */
export const countOfClaims = (bySpeaker: boolean): Statement =>
  statement('count-of-claims', `${start(bySpeaker)} WHERE ${standing} RETURN count(c)`);

/** Of those, the claims that were retracted for a time and told again: claim columns. */
export const pausedClaims = (bySpeaker: boolean): Statement =>
  statement(
    'paused-claims',
    `${start(bySpeaker)} WHERE ${standing} AND c.pauses IS NOT NULL RETURN ${claimColumns('c')}`,
  );
