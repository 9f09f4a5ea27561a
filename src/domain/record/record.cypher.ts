import { KIND_LABEL, RECORDED_TYPES, type EntityKind, type RecordedType, ENTITY_KINDS } from '../../model/registry.ts';
import { createdWith } from '../../store/cells.ts';
import { claimColumns, CLAIM_PROPERTIES } from '../../store/claim-record.ts';
import { FACT_PROPERTIES, factColumns, wholeFact } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** One statement for each recorded type: a relationship's type is no parameter. */
function perType(name: string, text: (type: RecordedType) => string): Readonly<Record<RecordedType, Statement>> {
  return Object.fromEntries(RECORDED_TYPES.map((type) => [type, statement(`${name}:${type}`, text(type))])) as Record<
    RecordedType,
    Statement
  >;
}

/** Of each type a text for facts whose hub is their subject, and one for those whose hub is their object. */
export type PerHub = Readonly<Record<'subject' | 'object', Readonly<Record<RecordedType, Statement>>>>;

/**
 * Texts that find facts of a type from their hub, one row a hub: its key, and what is given there by key. For a row a fact, or a
 * pair, both engines would go through all facts of the hub, or of the pair, again for each.
 */
function perHub(name: string, rest: string): PerHub {
  const start = 'UNWIND $rows AS row MATCH (h:Entity {key: row.hub})';
  return {
    subject: perType(`${name}-from`, (type) => `${start}-[r:${type}]->(x:Entity) ${rest}`),
    object: perType(`${name}-to`, (type) => `${start}<-[r:${type}]-(x:Entity) ${rest}`),
  };
}

/** Takes the write lock of the graph and returns what is known of it: content sum, counts, marks. */
export const LOCK_GRAPH = statement(
  'lock-graph',
  `MERGE (m:Meta {key: 'graph'})
   ON CREATE SET m.content = '0', m.entities = 0, m.claims = 0, m.facts = 0, m.sources = 0, m.recordedUpTo = 0
   SET m.locked = $now
   RETURN m.content, m.entities, m.claims, m.facts, m.sources, m.recordedUpTo`,
);

/** Stores the content sum and counts; returns nothing of use. */
export const SAVE_GRAPH = statement('save-graph', `MATCH (m:Meta {key: 'graph'}) SET m += $changes RETURN m.key`);

/** What a mark (a loaded seed, a step of an import) was set to; no row where it was not. */
export const READ_MARK = statement('read-mark', `MATCH (m:Meta {key: $key}) RETURN m.value`);

/** Sets a mark. */
export const SET_MARK = statement('set-mark', `MERGE (m:Meta {key: $key}) SET m.value = $value RETURN m.key`);

/** All sources: body as JSON text. */
export const ALL_SOURCES = statement('all-sources', `MATCH (s:Source) RETURN s.key, s.body ORDER BY s.key`);

/** Creates or replaces sources. */
export const PUT_SOURCES = statement(
  'put-sources',
  `UNWIND $rows AS row MERGE (s:Source {key: row.key}) SET s.number = row.number, s.dataset = row.dataset, s.title = row.title, s.body = row.body RETURN count(s)`,
);

/** Of the keys given, each entity there is, with what its contributors say. */
export const READ_PARTS = statement(
  'read-parts',
  `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN e.key, e.parts`,
);

/** Creates entities of one kind. */
export const CREATE_ENTITIES = Object.fromEntries(
  ENTITY_KINDS.map((kind) => [
    kind,
    statement(
      `create-entities:${kind}`,
      `UNWIND $rows AS row CREATE (e:Entity:${KIND_LABEL[kind]} {key: row.key}) SET e += row.props RETURN count(e)`,
    ),
  ]),
) as Record<EntityKind, Statement>;

/** Replaces what is said of entities; null removes. */
export const REPLACE_ENTITIES = statement(
  'replace-entities',
  `UNWIND $rows AS row MATCH (e:Entity {key: row.key}) SET e += row.props RETURN count(e)`,
);

/** Removes the look-up nodes of entities. */
export const DROP_CODES = statement(
  'drop-codes',
  `UNWIND $rows AS row MATCH (c:Code {code: row.code}) WHERE c.entity = row.entity DETACH DELETE c`,
);
export const DROP_NAMES = statement(
  'drop-names',
  `UNWIND $rows AS row MATCH (n:Name {fold: row.fold}) WHERE n.entity = row.entity DETACH DELETE n`,
);

/** Creates the nodes by which entities are found: a code with the days it applied, a name in folded form. */
export const CREATE_CODES = statement(
  'create-codes',
  `UNWIND $rows AS row CREATE (c:Code) SET c += row RETURN count(c)`,
);
export const CREATE_NAMES = statement(
  'create-names',
  `UNWIND $rows AS row CREATE (n:Name) SET n += row RETURN count(n)`,
);

/** Of the keys given, those that are entities. */
export const EXISTING_ENTITIES = statement(
  'existing-entities',
  `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN e.key`,
);

/** All claims of the groups with these index numbers. */
export const CLAIMS_OF_GROUPS = statement(
  'claims-of-groups',
  `UNWIND $gs AS g MATCH (c:Claim {g: g}) RETURN ${claimColumns('c')}`,
);

/** Creates claims: each row is the cells of CLAIM_PROPERTIES. */
export const CREATE_CLAIMS = statement(
  'create-claims',
  `UNWIND $rows AS row CREATE (c:Claim ${createdWith(CLAIM_PROPERTIES, 'row')}) RETURN count(c)`,
);

/** Sets the spell, the retraction, and where given all else that may change, of claims. */
export const CHANGE_CLAIMS = statement(
  'change-claims',
  `UNWIND $rows AS row MATCH (c:Claim {g: row.g}) WHERE c.id = row.id SET c += row.changes RETURN count(c)`,
);

/** Facts: `given` of a row has their keys. */
export const FACTS_BY_KEY = perHub('facts-by-key', `WHERE row.given[r.key] IS NOT NULL RETURN ${wholeFact('r')}`);

/** Facts between a hub and other entities: `given` of a row has the keys of those. */
export const FACTS_OF_PAIRS = perHub('facts-of-pairs', `WHERE row.given[x.key] IS NOT NULL RETURN ${wholeFact('r')}`);

/** Missions with the identifiers given, accredited to the states given, whoever sends them. */
export const FACTS_OF_MISSIONS = statement(
  'facts-of-missions',
  `UNWIND $rows AS row MATCH (o:Entity {key: row.object})<-[r:DIPLOMATIC_MISSION_IN]-(s:Entity) WHERE r.q_mission = row.mission RETURN ${wholeFact('r')}`,
);

/** Creates facts: each row is the keys of both ends and the cells of FACT_PROPERTIES of the type. */
export const CREATE_FACTS = perType(
  'create-facts',
  (type) =>
    `UNWIND $rows AS row MATCH (s:Entity {key: row[0]}) MATCH (o:Entity {key: row[1]}) CREATE (s)-[r:${type} ${createdWith(FACT_PROPERTIES[type], 'row', 2)}]->(o) RETURN count(r)`,
);

/** Replaces facts: `given` of a row has the properties they get, by their keys. */
export const REPLACE_FACTS = perHub(
  'replace-facts',
  `WHERE row.given[r.key] IS NOT NULL SET r = row.given[r.key] RETURN count(r)`,
);

/** Deletes facts: `given` of a row has their keys. */
export const DELETE_FACTS = perHub('delete-facts', `WHERE row.given[r.key] IS NOT NULL DELETE r`);

/** Claims from the sources with these numbers that are not retracted. Reads every claim: for reloading, not for asking. */
export const CLAIMS_OF_SOURCES = statement(
  'claims-of-sources',
  `MATCH (c:Claim) WHERE c.source IN $numbers AND c.retracted IS NULL RETURN c.id ORDER BY c.id`,
);

/** Every claim from the sources with these numbers, retracted or not: key. Reads every claim, as above. */
export const ALL_CLAIMS_OF_SOURCES = statement(
  'all-claims-of-sources',
  `MATCH (c:Claim) WHERE c.source IN $numbers RETURN c.id`,
);

/** Sets between which days agreements were signed; null removes. */
export const SET_SIGNATURES = statement(
  'set-signatures',
  `UNWIND $rows AS row MATCH (a:Entity {key: row.key}) SET a += row.props RETURN count(a)`,
);

/** What tells how long entities last: key, columns of their milestones and EXISTENCE. */
export const LIVES = statement(
  'lives',
  `UNWIND $keys AS key MATCH (g:Entity {key: key})-[r:MILESTONE|EXISTENCE]->(h:Entity) RETURN key, ${factColumns('r')}`,
);

/** Facts of entities that last as long as one of their ends: key, fact columns. */
export const UNDATED_FACTS = statement(
  'undated-facts',
  `UNWIND $keys AS key MATCH (g:Entity {key: key})-[r:PARTY_TO|INVOLVED_IN|COVERS]-(x:Entity) WHERE r.undated IS NOT NULL RETURN key, ${factColumns('r')}`,
);

/** Sets the bounds of facts: `given` of a row has them, by the keys of the facts. */
export const SET_BOUNDS = perHub(
  'set-bounds',
  `WHERE row.given[r.key] IS NOT NULL SET r += row.given[r.key] RETURN count(r)`,
);
