import { type EntityKind, KIND_LABEL } from '../../model/registry.ts';
import { type Statement, statement } from '../../store/port.ts';

/** What an entity's node says of it, as a list. */
export const entityColumns = (e: string): string =>
  `[${['key', 'name', 'names', 'aliases', 'description', 'codes', 'agreementKind', 'category', 'latitude', 'longitude'].map((name) => `${e}.${name}`).join(', ')}]`;

/** Key, main name and kind of an agreement, where no more is asked of it. */
export const briefColumns = (a: string): string => `[${a}.key, ${a}.name, ${a}.agreementKind]`;

/** Entities by key: their columns. */
export const ENTITIES_BY_KEY = statement(
  'entities-by-key',
  `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN ${entityColumns('e')}`,
);

/** Who bore codes: code, key, the days it applied, and what the bearer says of itself. */
export const BEARERS_OF_CODES = statement(
  'bearers-of-codes',
  `UNWIND $codes AS code MATCH (c:Code {code: code}) MATCH (e:Entity {key: c.entity})
   RETURN code, e.key, c.from1, c.to2, ${entityColumns('e')} AS entity`,
);

/** Who goes by folded names: folded name, key, and what the bearer says of itself. */
export const BEARERS_OF_NAMES = statement(
  'bearers-of-names',
  `UNWIND $folds AS fold MATCH (e:Entity {fold: fold}) RETURN fold, e.key AS key, ${entityColumns('e')} AS entity
   UNION UNWIND $folds AS fold MATCH (n:Name {fold: fold}) MATCH (e:Entity {key: n.entity}) RETURN fold, e.key AS key, ${entityColumns('e')} AS entity`,
);

/** Keys of entities a name or alias of which contains a folded text; at most so many. */
export const NAMES_CONTAINING = statement(
  'names-containing',
  `MATCH (e:Entity) WHERE e.fold CONTAINS $text RETURN e.key AS key ORDER BY key LIMIT $limit
   UNION MATCH (n:Name) WHERE n.fold CONTAINS $text RETURN DISTINCT n.entity AS key ORDER BY key LIMIT $limit`,
);

const label = (kinds: readonly EntityKind[] | undefined): string =>
  kinds?.length === 1 ? `:Entity:${KIND_LABEL[kinds[0] as EntityKind]}` : ':Entity';

const ofKinds = (kinds: readonly EntityKind[] | undefined): string =>
  kinds === undefined || kinds.length < 2 ? 'true' : kinds.map((kind) => `e:${KIND_LABEL[kind]}`).join(' OR ');

interface EntityList {
  readonly kinds?: readonly EntityKind[];
  /** Only these keys. */
  readonly among: boolean;
  /** The condition on the EXISTENCE fact `x2`, where days are asked. */
  readonly existence?: string;
  readonly certain: boolean;
}

/** Whether the entity existed on the days asked: an EXISTENCE covers them, or, unless it must be certain, none is known. */
function existed({ existence, certain }: EntityList): string {
  if (existence === undefined) return 'true';
  const covered = `EXISTS { MATCH (e)-[x2:EXISTENCE]->(y2:Entity) WHERE ${existence} }`;
  return certain
    ? covered
    : `(NOT EXISTS { MATCH (e)-[x1:EXISTENCE]->(y1:Entity) WHERE x1.status IN $status } OR ${covered})`;
}

const matched = (list: EntityList): string =>
  `${list.among ? `UNWIND $keys AS key MATCH (e${label(list.kinds)} {key: key})` : `MATCH (e${label(list.kinds)})`} WHERE (${ofKinds(list.kinds)}) AND ${existed(list)}`;

/** A page of entities: their columns. */
export const listOfEntities = (list: EntityList, where: string, orderBy: string): Statement =>
  statement(
    'list-of-entities',
    `${matched(list)} AND ${where} WITH e ORDER BY ${orderBy} LIMIT $limit RETURN ${entityColumns('e')}`,
  );

/** How many entities there are of a sort. */
export const countOfEntities = (list: EntityList): Statement =>
  statement('count-of-entities', `${matched(list)} RETURN count(e)`);
