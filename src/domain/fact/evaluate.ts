import { type Claim, groupOfClaimKey, isKnown, isRetracted, type Knowledge } from '../../model/claim.ts';
import { type Contradiction, findContradictions, hasRivals, settle } from '../../model/contradiction.ts';
import { computeFact, type Fact, STATUSES_THAT_COUNT } from '../../model/fact.ts';
import { indexNumber } from '../../model/hash.ts';
import { lastsAsLongAs, lifeOf } from '../../model/life.ts';
import { factType, type RecordedType } from '../../model/registry.ts';
import { isPartial, type View } from '../../model/view.ts';
import { claimFromRow } from '../../store/claim-record.ts';
import { type FactRow, factFromRow, placeOf } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import type { Reading } from '../reading.ts';
import { after, allOf, type Soon } from '../soon.ts';
import { knowledge, sourcesByKey } from '../source/source.service.ts';
import { countsIn } from './counts-in.ts';
import { CLAIMS_BY_GROUP, FACTS_OF_MISSION, factsBetween } from './fact.cypher.ts';
import { asComputed, asStored, type FactInView, type RecordedInView } from './fact-view.ts';

/**
 * Of rows that count, or that vary with what is known, those that count in the view, as the view shows them. What varies
 * is computed from its claims, and those of its rivals, as they were known; all else is as stored.
 */
export async function inView(reading: Reading, rows: readonly FactRow[], view: View): Promise<RecordedInView[]> {
  if (!isPartial(view)) return rows.map((row) => asStored(row, view));
  const known = await knowledge(reading, view);
  const judged = await Promise.all(
    rows.map(async (row) => (row.varies ? await judge(reading, row, known) : undefined)),
  );
  return rows.flatMap((row, index) => {
    if (!row.varies) return [asStored(row, view)];
    const found = judged[index];
    return found && countsIn(found.fact, view) ? [asComputed(row, found.fact, found.contradicted, view)] : [];
  });
}

/** All claims ever recorded of a fact's group, whatever the view. */
export function claimsOfGroup(reading: Reading, group: string): Soon<readonly Claim[]> {
  const fetched = reading.batched('claims', group, async (groups) => {
    const wanted = new Set(groups);
    const rows = await reading.read(CLAIMS_BY_GROUP, { gs: [...new Set(groups.map(indexNumber))] });
    const byGroup = new Map<string, Claim[]>();
    for (const [, columns] of rows) {
      const claim = claimFromRow(columns as Row);
      const each = groupOfClaimKey(claim.key) as string;
      if (!wanted.has(each)) continue;
      const list = byGroup.get(each);
      if (list) list.push(claim);
      else byGroup.set(each, [claim]);
    }
    return byGroup;
  });
  return after(fetched, (found) => found ?? []);
}

/**
 * The claims of a fact that count in a state of knowledge; of one wholly retracted, the retracted ones; of a derived one,
 * those of the facts it follows from.
 */
export function claimsThatCount(reading: Reading, fact: ClaimedFact, known: Knowledge): Soon<Claim[]> {
  if (fact.hops) return claimsOfHops(reading, fact.hops, known);
  const { group, spell } = placeOf(fact);
  return after(claimsOfGroup(reading, group), (all) => {
    const claims = all.filter((claim) => claim.spell === spell && isKnown(claim, known));
    const standing = claims.filter((claim) => !isRetracted(claim, known));
    return standing.length > 0 ? standing : claims;
  });
}

/** What must be known of a fact to find its claims. */
export type ClaimedFact = Pick<FactInView, 'key' | 'hops'>;

async function claimsOfHops(reading: Reading, hops: readonly FactInView[], known: Knowledge): Promise<Claim[]> {
  const claims = (await allOf(hops.map((hop) => claimsThatCount(reading, hop, known)))).flat();
  return [...new Map(claims.map((claim) => [claim.key, claim])).values()];
}

interface Judged {
  readonly fact: Fact;
  readonly contradicted: boolean;
}

async function judge(reading: Reading, row: FactRow, known: Knowledge): Promise<Judged | undefined> {
  const arena = await arenaOf(reading, row, known);
  const found = arena.facts.find(({ key }) => key === row.key);
  const fact = found && (await boundByLife(reading, found, known));
  return (
    fact && {
      fact,
      contradicted: arena.contradictions.some(({ sides }) => sides.some((side) => side.fact.key === row.key)),
    }
  );
}

/** A fact without dates of its own with the days its end lasts, as those were known. */
async function boundByLife(reading: Reading, fact: Fact, known: Knowledge): Promise<Fact> {
  const end = lastsAsLongAs(fact);
  if (end === undefined) return fact;
  const key = fact[end] ?? fact.subject;
  const [milestones, existence] = await Promise.all([
    factsOfPair(reading, 'MILESTONE', key, key),
    factsOfPair(reading, 'EXISTENCE', key, key),
  ]);
  const arenas = await Promise.all(
    [...milestones.slice(0, 1), ...existence].map((row) => arenaOf(reading, row, known)),
  );
  const counted = arenas.flatMap(({ facts }) => facts).filter(({ status }) => STATUSES_THAT_COUNT.includes(status));
  return { ...fact, bounds: lifeOf(counted) };
}

/** The fact and all that may contradict it, computed in a state of knowledge, with the contradictions among them. */
export async function arenaOf(
  reading: Reading,
  row: FactRow,
  known: Knowledge,
): Promise<{ facts: readonly Fact[]; contradictions: readonly Contradiction[] }> {
  const rows = hasRivals(factType(row.type)) ? await rivalsOf(reading, row) : [row];
  const claims = await allOf(rows.map((each) => claimsOfGroup(reading, placeOf(each).group)));
  const sources = await sourcesByKey(
    reading,
    claims.flat().map(({ source }) => source),
  );
  const facts = rows.flatMap((each, index) => {
    const { group, spell } = placeOf(each);
    const own = (claims[index] ?? []).filter((claim) => claim.spell === spell);
    return computeFact(group, spell, own, sources, known) ?? [];
  });
  const contradictions = findContradictions(facts);
  return { facts: settle(facts, contradictions), contradictions };
}

/** The facts a fact may be in contradiction with, itself among them. */
async function rivalsOf(reading: Reading, row: FactRow): Promise<readonly FactRow[]> {
  if (row.type === 'DIPLOMATIC_MISSION_IN') return missionsLike(reading, row);
  return factsOfPair(reading, row.type, row.subject, row.object);
}

/** All facts of a type between two ends, whatever the view. */
export async function factsOfPair(
  reading: Reading,
  type: RecordedType,
  subject: string,
  object: string,
): Promise<readonly FactRow[]> {
  const found = await reading.batched(`between:${type}`, `${subject} ${object}`, async (pairs) => {
    const rows = await reading.read(factsBetween(type), {
      pairs: pairs.map((pair) => ({ subject: pair.split(' ')[0] as string, object: pair.split(' ')[1] as string })),
    });
    const byPair = new Map<string, FactRow[]>();
    for (const [columns] of rows) {
      const each = factFromRow(columns as Row);
      const pair = `${each.subject} ${each.object}`;
      byPair.set(pair, [...(byPair.get(pair) ?? []), each]);
    }
    return byPair;
  });
  return found ?? [];
}

/** Missions of the same identifier at the same state, whoever sends them. */
async function missionsLike(reading: Reading, row: FactRow): Promise<readonly FactRow[]> {
  const mission = row.qualifiers['mission'];
  if (mission === undefined) return [row];
  const found = await reading.batched('missions', JSON.stringify([row.object, mission]), async (asked) => {
    const rows = await reading.read(FACTS_OF_MISSION, {
      rows: asked.map((text) => {
        const [object, id] = JSON.parse(text) as [string, string];
        return { object, mission: id };
      }),
    });
    const byMission = new Map<string, FactRow[]>();
    for (const [columns] of rows) {
      const each = factFromRow(columns as Row);
      const place = JSON.stringify([each.object, each.qualifiers['mission']]);
      byMission.set(place, [...(byMission.get(place) ?? []), each]);
    }
    return byMission;
  });
  return found ?? [row];
}
