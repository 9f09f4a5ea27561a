import type { When } from '../../../model/edtf.ts';
import type { SeedClaim } from '../claims.ts';
import { mayBeSame } from './dates.ts';
import type { Finding } from './finding.ts';
import type { SeedIndex } from './index.ts';
import { type Life, livesOf, type StateList } from './lives.ts';

/** Which end of which state a succession is the day of. A continuation is no event of a list of states. */
const EVENT: Readonly<Record<string, 'object begins' | 'subject ends'>> = {
  SEPARATION: 'object begins',
  DISSOLUTION: 'object begins',
  ABSORPTION: 'subject ends',
  UNION: 'subject ends',
};

/**
 * Compares the day of a succession with a list of states: a state that separates or comes out of a dissolution begins on
 * it, one that is absorbed or unites ends on it or the day before. The nearest such day is meant; one more than ten years off
 * is of another event.
 */
export function compareSuccessions(seed: SeedIndex, list: StateList): Finding[] {
  return seed.claims('SUCCEEDED_BY').flatMap((claim) => {
    const { subject, object = '', from, qualifiers } = claim.content;
    const event = EVENT[qualifiers['manner'] ?? ''];
    if (!event || !from) return [];
    const ends =
      event === 'object begins'
        ? livesOf(seed, object, list).flatMap((life) => (life.isFirst ? [] : [{ day: life.from, life }]))
        : livesOf(seed, subject, list).flatMap((life) => (life.isLast ? [] : [{ day: life.to, life }]));
    const nearest = ends.toSorted((a, b) => distance(a.day, from) - distance(b.day, from))[0];
    if (!nearest || distance(nearest.day, from) > TEN_YEARS) return [];
    return [finding(claim, list.label, nearest, mayBeSame(nearest.day, from, event === 'subject ends' ? 1 : 0))];
  });
}

/** In days written as yyyymmdd. */
const TEN_YEARS = 100_000;
const distance = (a: When, b: When): number => Math.abs(a.earliest - b.earliest);

function finding(claim: SeedClaim, label: string, { day, life }: { day: When; life: Life }, agrees: boolean): Finding {
  const { type, subject, object, from } = claim.content;
  return {
    label,
    type,
    subject,
    object,
    claims: [claim],
    agrees,
    seedSays: from?.text ?? '',
    says: day.text,
    row: life.row,
  };
}
