import type { Bounds } from '../../model/bounds.ts';
import { canonical, type Claim, factKey, hubOf } from '../../model/claim.ts';
import { type Contradiction, findContradictions, hasRivals, rivalsShare, settle } from '../../model/contradiction.ts';
import { EntenteError } from '../../model/errors.ts';
import { computeFact, type Fact, STATUSES_THAT_COUNT } from '../../model/fact.ts';
import { indexNumber } from '../../model/hash.ts';
import { lastsAsLongAs } from '../../model/life.ts';
import { factType, type RecordedType } from '../../model/registry.ts';
import type { Source } from '../../model/source.ts';
import { formSpells } from '../../model/spells.ts';
import { cellsOf } from '../../store/cells.ts';
import { claimFromRow, claimProperties, CLAIM_PROPERTIES } from '../../store/claim-record.ts';
import { FACT_PROPERTIES, factFromRow, factProperties, placeOf, wholeOf } from '../../store/fact-record.ts';
import type { Params, Row, Writer } from '../../store/port.ts';
import {
  ALL_CLAIMS_OF_SOURCES,
  CHANGE_CLAIMS,
  CLAIMS_OF_GROUPS,
  CREATE_CLAIMS,
  CREATE_FACTS,
  DELETE_FACTS,
  EXISTING_ENTITIES,
  FACTS_BY_KEY,
  FACTS_OF_MISSIONS,
  FACTS_OF_PAIRS,
  REPLACE_FACTS,
  SET_SIGNATURES,
} from './record.cypher.ts';
import { HubRows } from './hub-rows.ts';
import { groupOfClaim, type Ledger, type Recorded, type ToldClaim } from './ledger.ts';
import { boundByLives, livesTouched } from './lives.ts';
import { publicOn } from './public-on.ts';
import { Sending } from './sending.ts';
import { sourceNumber } from '../source/number.ts';

type Changed = Omit<Recorded, 'entitiesAdded'>;
type Groups = Map<string, Claim[]>;

/** Claims to add and keys of those to retract, with all sources of the graph, and which of these are not as they were. */
interface Given {
  readonly claims: readonly ToldClaim[];
  readonly retract: readonly string[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly sourcesChanged: ReadonlySet<string>;
}

/**
 * Adds claims and retracts others, then computes the facts of every group they touch, and of its rivals, from all claims,
 * and writes what differs. The only place facts are written. Claims of a source that changed are dated and weighed anew.
 */
export async function putClaims(writer: Writer, given: Given, ledger: Ledger, now: number): Promise<Changed> {
  const { retract, sources, sourcesChanged } = given;
  const touched = new Set(given.claims.map(({ claim }) => groupOfClaim(claim)));
  for (const key of [...retract, ...(await claimsCiting(writer, sourcesChanged))])
    touched.add(key.slice('claim:'.length).split('.')[0] as string);
  const groups = await readGroups(writer, [...touched]);
  const known = new Map([...groups.values()].flat().map((claim) => [claim.key, claim]));

  const told = new Map(given.claims.map((each) => [each.claim.key, each]));
  const fresh = [...told.values()].filter(({ claim }) => !known.has(claim.key));
  const added = fresh.map(({ claim }) => claim);
  const toRetract = new Set(retract.filter((key) => known.has(key) && known.get(key)?.retractedAt === undefined));
  const toRestore = new Set([...told.keys()].filter((key) => known.get(key)?.retractedAt !== undefined));
  const toRedate = [...known.values()].filter(({ source }) => sourcesChanged.has(source));
  if (added.length + toRetract.size + toRestore.size + toRedate.length === 0) return NOTHING;
  const existence = mustExist(writer, added);

  for (const { claim, hash } of fresh) {
    push(groups, groupOfClaim(claim), claim);
    ledger.content.addHash(hash);
  }
  const changed = new Map<string, Claim>();
  for (const list of groups.values())
    list.forEach((claim, index) => {
      const standing = toRetract.has(claim.key)
        ? retracted(claim, now)
        : toRestore.has(claim.key)
          ? restored(claim, now)
          : claim;
      const other = sourcesChanged.has(claim.source) ? redated(standing, sources) : standing;
      if (other === claim) return;
      list[index] = other;
      changed.set(other.key, other);
      ledger.content.subtract(contentOf(claim));
      ledger.content.add(contentOf(other));
    });
  ledger.claims += added.length;

  const reading = readFacts(writer, groups, new Set([...known.values()].map(groupOfClaim)));
  const [existing] = await Promise.all([reading, existence]);
  await addRivals(writer, groups, existing);
  const storedSpells = new Map([...groups.values()].flat().map((claim) => [claim.key, claim.spell]));
  for (const { key } of added) storedSpells.delete(key);
  const spells = new Map([...groups].map(([group, claims]) => [group, numbered(claims)]));
  for (const [group, list] of spells) groups.set(group, list.flat());
  const sending = new Sending(writer);
  writeClaims(sending, groups, storedSpells, changed);
  const changes = writeFacts(sending, spells, existing, sources);
  await sending.done();
  await boundByLives(writer, livesTouched([...groups.values()].flat()));
  ledger.facts += changes.factsAdded - changes.factsRemoved;
  return { claimsAdded: added.length + toRestore.size, claimsRetracted: toRetract.size, ...changes };
}

const NOTHING: Changed = { claimsAdded: 0, claimsRetracted: 0, factsAdded: 0, factsChanged: 0, factsRemoved: 0 };

const retracted = (claim: Claim, now: number): Claim => ({ ...claim, retractedAt: now });

/** A retracted claim that is told again stands again; that it did not in between stays known. */
const restored = ({ retractedAt, ...claim }: Claim, now: number): Claim => ({
  ...claim,
  pauses: [...(claim.pauses ?? []), [retractedAt ?? now, now]],
});

/** A claim as public as its source now says it is. */
function redated(claim: Claim, sources: ReadonlyMap<string, Source>): Claim {
  return { ...claim, publicOn: publicOn(claim, sources.get(claim.source) as Source, claim.recordedAt) };
}

/** Keys of all claims that cite the sources. */
async function claimsCiting(writer: Writer, sources: ReadonlySet<string>): Promise<string[]> {
  if (sources.size === 0) return [];
  const rows = await writer.run(ALL_CLAIMS_OF_SOURCES, { numbers: [...sources].map(sourceNumber) });
  return rows.map(([key]) => `claim:${key as string}`);
}

/** What a claim counts as in the content of the graph: a retracted one is another content. */
export const contentOf = (claim: Claim): string =>
  canonical(claim) + (claim.retractedAt === undefined ? '' : ' retracted');

/** All claims of groups, by group. An index number may be shared; the key tells. */
async function readGroups(writer: Writer, groups: readonly string[]): Promise<Groups> {
  const wanted = new Set(groups);
  const found: Groups = new Map();
  if (groups.length === 0) return found;
  for (const [columns] of await writer.run(CLAIMS_OF_GROUPS, { gs: [...new Set(groups.map(indexNumber))] })) {
    const claim = claimFromRow(columns as Row);
    const group = groupOfClaim(claim);
    if (wanted.has(group)) push(found, group, claim);
  }
  return found;
}

async function mustExist(writer: Writer, claims: readonly Claim[]): Promise<void> {
  const named = new Set<string>();
  for (const claim of claims) {
    named.add(claim.subject);
    if (claim.object !== undefined) named.add(claim.object);
    if (claim.speaker !== undefined) named.add(claim.speaker);
    for (const reporter of claim.reportedBy) named.add(reporter);
    for (const [name, qualifier] of Object.entries(factType(claim.type).qualifiers ?? {})) {
      const value = claim.qualifiers[name];
      if (qualifier.entity && value !== undefined) named.add(value);
    }
  }
  for (const [key] of await writer.run(EXISTING_ENTITIES, { keys: [...named] })) named.delete(key as string);
  if (named.size === 0) return;
  const missing = [...named].toSorted();
  throw new EntenteError(
    'BAD_DATA',
    `Claims name ${missing.length} entities that are not in the graph: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' ...' : ''}.`,
    { missing },
  );
}

const ends = (statement: { subject: string; object?: string }): { subject: string; object: string } => ({
  subject: statement.subject,
  object: statement.object ?? statement.subject,
});

/**
 * Facts the graph has of groups and all that may contradict these, by key: those of an arena together, or none of it, for what
 * is read is judged anew.
 */
async function readFacts(writer: Writer, groups: Groups, known: ReadonlySet<string>): Promise<Map<string, StoredFact>> {
  const pairs = new HubRows(FACTS_OF_PAIRS);
  const alone = new HubRows(FACTS_BY_KEY);
  for (const [group, claims] of groups) {
    const [one] = claims;
    if (!one) continue;
    const entry = factType(one.type);
    if (hasRivals(entry) && rivalsShare(entry) === 'subject') {
      const { subject, object } = ends(one);
      pairs.add(one, hubOf(one) === subject ? object : subject, true);
    } else if (known.has(group))
      for (const claim of claims) alone.add(claim, factKey(group, claim.spell).slice('fact:'.length), true);
  }
  const found = new Map<string, StoredFact>();
  const take = (rows: readonly Row[]): void => {
    for (const whole of rows) {
      const row = factFromRow(whole[0] as Row);
      found.set(row.key, {
        type: row.type,
        ...ends(row),
        group: placeOf(row).group,
        bounds: row.undated ? row.bounds : undefined,
        text: JSON.stringify(whole),
      });
    }
  };
  const asked = [...pairs.all(), ...alone.all()].map(([text, params]) => writer.run(text, params));
  for (const rows of await Promise.all(asked)) take(rows);
  const missions = [...groups.values()].flatMap(([one]) =>
    one?.type === 'DIPLOMATIC_MISSION_IN' && one.qualifiers['mission'] !== undefined
      ? [{ object: one.object ?? '', mission: one.qualifiers['mission'] }]
      : [],
  );
  if (missions.length > 0) take(await writer.run(FACTS_OF_MISSIONS, { rows: missions }));
  return found;
}

interface StoredFact {
  readonly type: RecordedType;
  readonly subject: string;
  readonly object: string;
  readonly group: string;
  /** The days it lasts, where it has none of its own. */
  readonly bounds?: Bounds;
  /** All it holds as JSON, to tell whether it changed. */
  readonly text: string;
}

/** Reads the claims of facts that may contradict those of the groups, so that all are judged together. */
async function addRivals(writer: Writer, groups: Groups, existing: ReadonlyMap<string, StoredFact>): Promise<void> {
  const missing = [...existing.values()]
    .filter(({ type, group }) => hasRivals(factType(type)) && !groups.has(group))
    .map(({ group }) => group);
  if (missing.length === 0) return;
  for (const [group, claims] of await readGroups(writer, [...new Set(missing)])) groups.set(group, claims);
}

/** Where facts are judged together: those of one type that share the end, or ends, by which rivals are found. */
function arena(fact: Fact): string {
  const entry = factType(fact.type);
  if (!hasRivals(entry)) return fact.group;
  if (rivalsShare(entry) === 'object') return `${fact.type} ${fact.object} ${fact.qualifiers['mission'] ?? fact.group}`;
  return `${fact.type} ${fact.subject} ${fact.object ?? ''}`;
}

/** The claims of a group by spells, each with the number of its own. */
const numbered = (claims: readonly Claim[]): Claim[][] =>
  formSpells(claims).map((spell, index) =>
    spell.map((claim) => (claim.spell === index + 1 ? claim : { ...claim, spell: index + 1 })),
  );

/** Computes the facts of groups, whose spells are given, and sends those that differ. */
function writeFacts(
  sending: Sending,
  groups: ReadonlyMap<string, readonly Claim[][]>,
  existing: ReadonlyMap<string, StoredFact>,
  sources: ReadonlyMap<string, Source>,
): Pick<Changed, 'factsAdded' | 'factsChanged' | 'factsRemoved'> {
  const arenas = new Map<string, Fact[]>();
  const claimsOf = new Map<string, readonly Claim[]>();
  for (const [group, spells] of groups)
    spells.forEach((spell, index) => {
      const fact = computeFact(group, index + 1, spell, sources);
      if (!fact) return;
      claimsOf.set(fact.key, spell);
      push(arenas, arena(fact), fact);
    });

  const create = new Map<RecordedType, Row[]>();
  const replace = new HubRows(REPLACE_FACTS);
  const remove = new HubRows(DELETE_FACTS);
  const kept = new Set<string>();
  const signatures: Params[] = [];
  for (const facts of arenas.values()) {
    const alone = facts.length === 1 && facts[0]?.claims.length === 1;
    const contradictions = alone ? [] : findContradictions(facts);
    const contradicted = keysIn(contradictions);
    const everContradicted = alone
      ? contradicted
      : keysIn(contradictionsBeforeRetraction(facts, claimsOf, sources, contradictions));
    const varying = new Set(facts.filter((fact) => variesAlone(fact, claimsOf)).map(({ key }) => key));
    // Beside a rival that was otherwise in another state of knowledge, it may have been at odds with it then.
    const haveRivals = facts.length > 1 && hasRivals(factType((facts[0] as Fact).type));
    const settled = contradictions.length > 0 ? settle(facts, contradictions) : facts;
    if (settled[0]?.type === 'MILESTONE') signatures.push(signatureOf(settled));
    for (const fact of settled) {
      const claims = claimsOf.get(fact.key) ?? [];
      const varies = varying.has(fact.key) || everContradicted.has(fact.key) || (haveRivals && varying.size > 0);
      const props = factProperties(fact, claims[0] && sourceNumber(claims[0].source), {
        varies,
        contradicted: contradicted.has(fact.key),
      });
      const old = existing.get(fact.key);
      const bounded = old?.bounds && props['undated'] ? { ...props, ...old.bounds } : props;
      const { subject, object } = ends(fact);
      kept.add(fact.key);
      if (!old) push(create, fact.type, [subject, object, ...cellsOf(FACT_PROPERTIES[fact.type], props)]);
      else if (old.text !== JSON.stringify(wholeOf(fact.type, { subject, object }, bounded)))
        replace.add(fact, props['key'] as string, bounded);
    }
  }
  for (const [key, old] of existing)
    if (!kept.has(key) && groups.has(old.group)) remove.add(old, key.slice('fact:'.length), true);

  for (const [text, params] of [...remove.all(), ...replace.all()]) sending.send(text, params);
  for (const [type, rows] of create) sending.send(CREATE_FACTS[type], { rows });
  if (signatures.length > 0) sending.send(SET_SIGNATURES, { rows: signatures });
  return { factsAdded: size(create), factsChanged: replace.size, factsRemoved: remove.size };
}

/** The days between which an agreement was signed, as its best attested signature has it; agreements are listed by it. */
function signatureOf(milestones: readonly Fact[]): Params {
  const signed = milestones
    .filter((fact) => fact.value === 'SIGNED' && fact.from !== undefined && STATUSES_THAT_COUNT.includes(fact.status))
    .toSorted((a, b) => b.sourceCount - a.sourceCount || (a.key < b.key ? -1 : 1))[0];
  return {
    key: milestones[0]?.subject ?? '',
    props: { signed: signed?.bounds.from1 ?? null, signedBy: signed?.bounds.from2 ?? null },
  };
}

/** Whether a fact is otherwise in another state of knowledge, whatever its rivals: not all of its claims may count there. */
function variesAlone(fact: Fact, claimsOf: ReadonlyMap<string, readonly Claim[]>): boolean {
  const claims = claimsOf.get(fact.key) ?? [];
  return (
    claims.length > 1 ||
    claims.some((claim) => wasRetracted(claim) || claim.mood !== 'ASSERTED') ||
    lastsAsLongAs(fact) !== undefined
  );
}

const wasRetracted = (claim: Claim): boolean => claim.retractedAt !== undefined || claim.pauses !== undefined;

const keysIn = (contradictions: readonly Contradiction[]): Set<string> =>
  new Set(contradictions.flatMap(({ sides }) => sides.map(({ fact }) => fact.key)));

/** With a retracted claim among them, facts may have been in contradiction before: they must be computed for that time. */
function contradictionsBeforeRetraction(
  facts: readonly Fact[],
  claimsOf: ReadonlyMap<string, readonly Claim[]>,
  sources: ReadonlyMap<string, Source>,
  now: readonly Contradiction[],
): readonly Contradiction[] {
  const all = facts.map((fact) => claimsOf.get(fact.key) ?? []);
  if (!all.some((claims) => claims.some(wasRetracted))) return now;
  const standing = facts.map((fact, index) =>
    computeFact(
      fact.group,
      fact.spell,
      (all[index] ?? []).map((claim) => ({ ...claim, retractedAt: undefined, pauses: undefined })),
      sources,
    ),
  );
  return findContradictions(standing.filter((fact) => fact !== undefined));
}

const size = (map: ReadonlyMap<string, readonly unknown[]>): number =>
  [...map.values()].reduce((total, list) => total + list.length, 0);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Sends claims that are new, and of known ones the spell and the retraction where they changed. */
function writeClaims(
  sending: Sending,
  groups: Groups,
  storedSpells: ReadonlyMap<string, number>,
  changed: ReadonlyMap<string, Claim>,
): void {
  const fresh: Row[] = [];
  const rows: Params[] = [];
  for (const [group, claims] of groups)
    for (const claim of claims) {
      const stored = storedSpells.get(claim.key);
      if (stored === undefined)
        fresh.push(cellsOf(CLAIM_PROPERTIES, claimProperties(claim, sourceNumber(claim.source))));
      else if (changed.has(claim.key) || stored !== claim.spell)
        rows.push({
          g: indexNumber(group),
          id: claim.key.slice('claim:'.length),
          changes: {
            ...(changed.has(claim.key) && claimProperties(claim, sourceNumber(claim.source))),
            spell: claim.spell,
            retracted: claim.retractedAt ?? null,
            pauses: claim.pauses ? JSON.stringify(claim.pauses) : null,
          },
        });
    }
  if (fresh.length > 0) sending.send(CREATE_CLAIMS, { rows: fresh });
  if (rows.length > 0) sending.send(CHANGE_CLAIMS, { rows });
}
