import { type Statement, statement } from '../../store/port.ts';

/** Sources by key: key, body. */
export const SOURCES_BY_KEY = statement(
  'sources-by-key',
  `UNWIND $keys AS key MATCH (s:Source {key: key}) RETURN s.key, s.body`,
);

/** Of the names given, each source that is one, or is a release of one: name, key of the source. */
export const RELEASES_OF = statement(
  'releases-of',
  `UNWIND $names AS name MATCH (s:Source) WHERE s.key = name OR s.dataset = name RETURN name, s.key ORDER BY name, s.key`,
);

/** How many sources there are. */
export const COUNT_SOURCES = statement('count-sources', `MATCH (s:Source) RETURN count(s)`);

/** A page of sources: body. */
export const listOfSources = (where: string, orderBy: string): Statement =>
  statement('list-of-sources', `MATCH (s:Source) WHERE ${where} RETURN s.body ORDER BY ${orderBy} LIMIT $limit`);
