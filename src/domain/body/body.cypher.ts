import { factColumns } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** How many steps of PART_OF lead from a body to its state at most. */
const STEPS = '1..3';

/** All bodies of entities, theirs too: key, columns of the facts from the entity down. */
export const bodiesBelow = (counting: string): Statement =>
  statement(
    'bodies-below',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})<-[hops:PART_OF*${STEPS}]-(b:Entity)
     WHERE all(r IN hops WHERE ${counting}) RETURN key, [r IN hops | ${factColumns('r')}] AS chain`,
  );

/**
 * Entities and those of their bodies that are parties to agreements: key, of each fact from the entity down the body and the
 * days it lasts, how many facts make it a party, whatever the view: a number Neo4j keeps, but counts where a label is asked for.
 */
export const signersBelow = (counting: string): Statement =>
  statement(
    'signers-below',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN key, [] AS chain, COUNT { (e)-[:PARTY_TO]->(a) } AS signs
     UNION ALL
     UNWIND $keys AS key MATCH (e:Entity {key: key})<-[hops:PART_OF*${STEPS}]-(b:Entity)
     WHERE all(r IN hops WHERE ${counting}) AND EXISTS { (b)-[:PARTY_TO]->(signable:Agreement) }
     RETURN key, [r IN hops | [startNode(r).key, r.from1, r.to2]] AS chain, COUNT { (b)-[:PARTY_TO]->(signed) } AS signs`,
  );

/** All that entities are bodies of: key, columns of the facts from the entity up. */
export const ownersAbove = (counting: string): Statement =>
  statement(
    'owners-above',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})-[hops:PART_OF*${STEPS}]->(b:Entity)
     WHERE all(r IN hops WHERE ${counting}) RETURN key, [r IN hops | ${factColumns('r')}] AS chain`,
  );
