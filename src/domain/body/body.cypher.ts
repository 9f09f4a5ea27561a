import { factColumns } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** How many steps of PART_OF lead from a body to its state at most. */
const STEPS = '1..3';

/**
 * Entities and all bodies of them, theirs too: key, columns of the facts from the entity down, how many facts make it a party to
 * agreements, whatever the view.
 */
export const bodiesBelow = (counting: string): Statement =>
  statement(
    'bodies-below',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN key, [] AS chain, COUNT { (e)-[:PARTY_TO]->(a:Agreement) } AS signs
     UNION ALL
     UNWIND $keys AS key MATCH (e:Entity {key: key})<-[hops:PART_OF*${STEPS}]-(b:Entity)
     WHERE all(r IN hops WHERE ${counting}) RETURN key, [r IN hops | ${factColumns('r')}] AS chain, COUNT { (b)-[:PARTY_TO]->(signed:Agreement) } AS signs`,
  );

/** All that entities are bodies of: key, columns of the facts from the entity up. */
export const ownersAbove = (counting: string): Statement =>
  statement(
    'owners-above',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})-[hops:PART_OF*${STEPS}]->(b:Entity)
     WHERE all(r IN hops WHERE ${counting}) RETURN key, [r IN hops | ${factColumns('r')}] AS chain`,
  );
