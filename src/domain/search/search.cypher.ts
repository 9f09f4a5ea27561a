import { statement } from '../../store/port.ts';

/** Entities by key, many at a time: key, name, names by language and aliases as JSON texts. */
export const NAMES_FROM = statement(
  'names-from',
  `MATCH (e:Entity) WHERE e.key > $after WITH e ORDER BY e.key LIMIT $limit RETURN e.key, e.name, e.names, e.aliases`,
);
