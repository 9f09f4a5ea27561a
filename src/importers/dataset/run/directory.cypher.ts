import { statement } from '../../../store/port.ts';

/** Entities a code was ever given to: code, key. */
export const ENTITIES_WITH_CODES = statement(
  'import-entities-with-codes',
  `UNWIND $codes AS code MATCH (c:Code {code: code}) RETURN DISTINCT code, c.entity ORDER BY code, c.entity`,
);

/** What contributors say of entities: key, parts as JSON. */
export const PARTS_OF = statement(
  'import-parts-of',
  `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN e.key, e.parts ORDER BY e.key`,
);

/** When entities existed: key, earliest beginning, latest end, of each spell that counts. */
export const EXISTENCE_OF = statement(
  'import-existence-of',
  `UNWIND $keys AS key MATCH (e:Entity {key: key})-[x:EXISTENCE]->(e2:Entity) WHERE x.status <= 3 RETURN e.key, x.from1, x.to2 ORDER BY e.key, x.from1`,
);

/** Whether any entity has a code that begins so: one of those. */
export const ANY_CODE = statement(
  'import-any-code',
  `MATCH (c:Code) WHERE c.code STARTS WITH $prefix RETURN c.code LIMIT 1`,
);
