import { type Claim, factKey, groupOfClaimKey, readFactKey } from '../../model/claim.ts';
import { FACT_STATUSES } from '../../model/fact.ts';
import type { View } from '../../model/view.ts';
import type { Reading } from '../reading.ts';
import { after, type Soon } from '../soon.ts';
import { derivedByKey } from '../derived/derived.service.ts';
import { knowledge } from '../source/source.service.ts';
import { type ClaimedFact, claimsOfGroup, claimsThatCount, factsOfPair, inView } from './evaluate.ts';
import { type FactInView, inOrderOfStatement } from './fact-view.ts';

/**
 * A fact by its key, as the view's knowledge has it, whatever its status and days; undefined where nothing of it is known.
 * The key of a spell that has since been joined to an earlier one answers with that.
 */
export async function factByKey(reading: Reading, key: string, view: View): Promise<FactInView | undefined> {
  if (key.includes('~')) return derivedByKey(reading, key, view);
  const place = readFactKey(key);
  if (!place) return undefined;
  const [one] = await claimsOfGroup(reading, place.group);
  if (!one) return undefined;
  const spells = (await factsOfPair(reading, one.type, one.subject, one.object ?? one.subject)).filter(
    (row) => readFactKey(row.key)?.group === place.group,
  );
  for (let spell = place.spell; spell >= 1; spell--) {
    const row = spells.find((each) => each.key === factKey(place.group, spell));
    if (!row) continue;
    const [shown] = await inView(reading, [row], { ...view, valid: undefined, certain: false, status: FACT_STATUSES });
    return shown && { ...shown, view };
  }
  return undefined;
}

/** The fact a claim is about. */
export function factOfClaim(reading: Reading, claim: Claim, view: View): Promise<FactInView | undefined> {
  return factByKey(reading, factKey(groupOfClaimKey(claim.key) as string, claim.spell), view);
}

/** The claims of a fact that count in the view, by statement. */
export function claimsOf(reading: Reading, fact: ClaimedFact, view: View): Soon<Claim[]> {
  const counting = after(knowledge(reading, view), (known) => claimsThatCount(reading, fact, known));
  return after(counting, inOrderOfStatement);
}
