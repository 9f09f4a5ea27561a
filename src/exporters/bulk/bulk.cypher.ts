import { statement } from '../../store/port.ts';

/** Entities after a key: key, labels, properties. */
export const ENTITIES_FROM = statement(
  'bulk-entities-from',
  `MATCH (e:Entity) WHERE e.key > $after WITH e ORDER BY e.key LIMIT $limit RETURN e.key, labels(e), properties(e)`,
);

/** How many facts point out of entities: key, number; one without facts has no row. */
export const FACTS_OUT_OF = statement(
  'bulk-facts-out-of',
  `UNWIND $keys AS key MATCH (e:Entity {key: key})-[r]->(x:Entity) RETURN key, count(r) AS n`,
);

/** Facts that point out of entities: type, both ends, properties. */
export const FACTS_OF = statement(
  'bulk-facts-of',
  `UNWIND $keys AS key MATCH (e:Entity {key: key})-[r]->(x:Entity) RETURN type(r), key, x.key, properties(r)`,
);

/** The same of one entity with very many, after a fact's key, in that order. */
export const FACTS_FROM = statement(
  'bulk-facts-from',
  `MATCH (e:Entity {key: $key})-[r]->(x:Entity) WHERE r.key > $after WITH r, x ORDER BY r.key LIMIT $limit RETURN type(r), $key AS subject, x.key, properties(r)`,
);

/** Claims of groups, by their index number: properties. */
export const CLAIMS_OF = statement('bulk-claims-of', `UNWIND $gs AS g MATCH (c:Claim {g: g}) RETURN properties(c)`);

/** Codes after one, each once. */
export const CODES_FROM = statement(
  'bulk-codes-from',
  `MATCH (c:Code) WHERE c.code > $after WITH DISTINCT c.code AS code ORDER BY code LIMIT $limit RETURN code`,
);
export const CODES_OF = statement(
  'bulk-codes-of',
  `UNWIND $codes AS code MATCH (c:Code {code: code}) RETURN properties(c)`,
);

/** Folded names after one, each once. */
export const NAMES_FROM = statement(
  'bulk-names-from',
  `MATCH (n:Name) WHERE n.fold > $after WITH DISTINCT n.fold AS fold ORDER BY fold LIMIT $limit RETURN fold`,
);
export const NAMES_OF = statement(
  'bulk-names-of',
  `UNWIND $folds AS fold MATCH (n:Name {fold: fold}) RETURN properties(n)`,
);

/** All sources, and all marks with the state of the graph: properties. There are few. */
export const SOURCES = statement('bulk-sources', `MATCH (s:Source) RETURN properties(s)`);
export const META = statement('bulk-meta', `MATCH (m:Meta) RETURN properties(m)`);
