import {
  type Claim,
  EVERYTHING,
  groupOfClaimKey,
  isKnown,
  isRetracted,
  type Knowledge,
  MOODS,
} from '../../model/claim.ts';
import { badInput } from '../../model/errors.ts';
import { FACT_STATUSES, STATUSES_THAT_COUNT } from '../../model/fact.ts';
import type { View } from '../../model/view.ts';
import { claimFromRow, UNDATED } from '../../store/claim-record.ts';
import type { Params, Row } from '../../store/port.ts';
import { countsIn } from '../fact/counts-in.ts';
import { claimsOfGroup, claimsThatCount } from '../fact/evaluate.ts';
import { factOfClaim } from '../fact/fact.service.ts';
import type { Conditions } from '../fact/filter.ts';
import { matching } from '../fact/search.service.ts';
import { comparePositions, type Connection, connect, keyset, type Page, pageThrough, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { allOf, type Soon } from '../soon.ts';
import { sourceNumber } from '../source/number.ts';
import { knowledge } from '../source/source.service.ts';
import { countOfClaims, pageOfClaims, pausedClaims } from './claim.cypher.ts';
import { type ClaimCondition, claimFits } from './filter.ts';

/** A claim by its key, if it was known in the view. */
export async function claimByKey(reading: Reading, key: string, view: View): Promise<Claim | undefined> {
  const group = groupOfClaimKey(key);
  if (group === undefined) return undefined;
  const claim = (await claimsOfGroup(reading, group)).find((each) => each.key === key);
  return claim && isKnown(claim, await knowledge(reading, view)) ? claim : undefined;
}

/**
 * Claims that fit, by statement, then by key. Unless the view names statuses, claims of every fact count: what was
 * denied or only considered was said as well.
 */
export async function listClaims(
  reading: Reading,
  condition: ClaimCondition,
  fact: Conditions | undefined,
  view: View,
  page: Page,
): Promise<Connection<Claim>> {
  const known = await knowledge(reading, view);
  if (fact) return claimsOfFacts(reading, condition, fact, view, known, page);
  const found: Claim[] = [];
  for await (const claim of claimsMatching(reading, condition, view, known, page)) {
    found.push(claim);
    if (found.length > page.size) break;
  }
  return connect(page, found, positionOf, () => countClaims(reading, condition, view, known));
}

const positionOf = (claim: Claim): Position => [claim.statedOn?.earliest ?? UNDATED, claim.key.slice('claim:'.length)];

async function* claimsMatching(
  reading: Reading,
  condition: ClaimCondition,
  view: View,
  known: Knowledge,
  page: Page,
): AsyncGenerator<Claim> {
  const sifts = isSifted(condition, view);
  const limit = sifts ? Math.max(500, page.size + 1) : page.size + 1;
  let rest = page;
  for (;;) {
    const { where, orderBy, params } = keyset('c.stated', 'c.id', rest);
    const statement = pageOfClaims(condition.speaker !== undefined, where, orderBy);
    const rows = await reading.read(statement, { ...params, ...claimParams(condition, known), limit });
    const claims = rows.map(([columns]) => claimFromRow(columns as Row));
    const fitting = sifts ? await Promise.all(claims.map((claim) => fits(reading, claim, condition, view))) : undefined;
    // One that was retracted for a time and told again passes the engine, which knows no such times.
    for (const [index, claim] of claims.entries())
      if ((!fitting || fitting[index]) && !isRetracted(claim, known)) yield claim;
    const last = claims.at(-1);
    if (claims.length < limit || !last) return;
    rest = { ...rest, beyond: positionOf(last) };
  }
}

async function countClaims(reading: Reading, condition: ClaimCondition, view: View, known: Knowledge): Promise<number> {
  if (isSifted(condition, view)) {
    let n = 0;
    for await (const _ of claimsMatching(reading, condition, view, known, { size: 5000, backwards: false })) n++;
    return n;
  }
  const [bySpeaker, params] = [condition.speaker !== undefined, claimParams(condition, known)];
  const [row] = await reading.read(countOfClaims(bySpeaker), params);
  if (known.recordedBy === EVERYTHING.recordedBy) return row?.[0] as number;
  const paused = await reading.read(pausedClaims(bySpeaker), params);
  return (row?.[0] as number) - paused.filter(([columns]) => isRetracted(claimFromRow(columns as Row), known)).length;
}

function claimParams(condition: ClaimCondition, known: Knowledge): Params {
  const both = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): string[] | undefined =>
    a && b ? [...a].filter((each) => b.has(each)) : a || b ? [...(a ?? b ?? [])] : undefined;
  return {
    known: known.known,
    recordedBy: known.recordedBy,
    sources: both(condition.sources, known.sources)?.map(sourceNumber) ?? null,
    moods: condition.moods ? [...condition.moods].map((mood) => MOODS.indexOf(mood) + 1) : null,
    speaker: condition.speaker ?? null,
  };
}

const namesStatuses = (view: View): boolean => view.status.join() !== STATUSES_THAT_COUNT.join();
const restrictsFacts = (view: View): boolean => view.valid !== undefined || namesStatuses(view);

const isSifted = (condition: ClaimCondition, view: View): boolean =>
  condition.reportedBy !== undefined ||
  condition.stated !== undefined ||
  condition.dateInferred !== undefined ||
  restrictsFacts(view);

/** Whether a claim fits what its properties do not tell, and its fact counts where the view restricts facts. */
async function fits(reading: Reading, claim: Claim, condition: ClaimCondition, view: View): Promise<boolean> {
  if (!claimFits(claim, condition)) return false;
  if (!restrictsFacts(view)) return true;
  const fact = await factOfClaim(reading, claim, view);
  return fact !== undefined && countsIn(fact, { ...view, status: namesStatuses(view) ? view.status : FACT_STATUSES });
}

/** The most claims that are put in order at once where facts are asked for first. */
const MOST_CLAIMS = 20_000;

/** Claims of the facts that fit: gathered, then put in the order of statement. */
async function claimsOfFacts(
  reading: Reading,
  condition: ClaimCondition,
  fact: Conditions,
  view: View,
  known: Knowledge,
  page: Page,
): Promise<Connection<Claim>> {
  const among: View = namesStatuses(view) ? view : { ...view, status: FACT_STATUSES };
  const claims: Claim[] = [];
  let pending: Soon<Claim[]>[] = [];
  const gather = async (): Promise<void> => {
    for (const list of await allOf(pending)) claims.push(...list.filter((claim) => claimFits(claim, condition)));
    pending = [];
    if (claims.length > MOST_CLAIMS)
      throw badInput(
        'where.fact',
        `more than ${MOST_CLAIMS} claims are about such facts. Narrow it by subject, object or type.`,
      );
  };
  for await (const each of matching(reading, fact, among, { size: 1000, backwards: false })) {
    pending.push(claimsThatCount(reading, each, known));
    if (pending.length >= 1000) await gather();
  }
  await gather();
  const standing = claims
    .filter((claim) => !isRetracted(claim, known))
    .toSorted((a, b) => comparePositions(positionOf(a), positionOf(b)));
  return pageThrough(page, standing, positionOf);
}
