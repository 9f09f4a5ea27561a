import { factColumns } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** The parts of entities: key of the whole, fact columns. */
export const partsOf = (counting: string): Statement =>
  statement(
    'parts-of',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})<-[r:PART_OF]-(b:Entity) WHERE ${counting} RETURN key, ${factColumns('r')}`,
  );

/** The wholes entities are part of: key of the part, fact columns. */
export const wholesOf = (counting: string): Statement =>
  statement(
    'wholes-of',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})-[r:PART_OF]->(b:Entity) WHERE ${counting} RETURN key, ${factColumns('r')}`,
  );
