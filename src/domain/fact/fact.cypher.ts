import { RECORDED_TYPES, type RecordedType, RELATION_TYPES } from '../../model/registry.ts';
import { claimColumns } from '../../store/claim-record.ts';
import { factColumns, namedFactColumns } from '../../store/fact-record.ts';
import { endColumns, linkColumns } from '../../store/link-record.ts';
import { type Statement, statement } from '../../store/port.ts';
import type { Form } from '../page.ts';

/** Which facts of an entity `e`: types, the way they point, and what narrows them. */
export interface FactsOf {
  /** Absent: all. */
  readonly types?: readonly RecordedType[];
  readonly direction: 'OUT' | 'IN' | 'BOTH';
  /** Only facts with this qualifier among `$qualifier`. */
  readonly qualifier?: string;
}

/** The pattern from `e` along `r`; a relationship from an entity to itself is met once. */
export function pattern({ types, direction }: FactsOf, e: string, r: string, other: string): string {
  const typed = types ? `:${types.join('|')}` : '';
  const [left, right] = direction === 'OUT' ? ['-', '->'] : direction === 'IN' ? ['<-', '-'] : ['-', '-'];
  return `(${e})${left}[${r}${typed}]${right}(${other}:Entity)`;
}

const narrowed = (of: FactsOf): string => (of.qualifier === undefined ? '' : ` AND r.q_${of.qualifier} IN $qualifier`);

/** What a statement that fetches a form is called. */
export const formName = ({ columns, beside }: Form): string => (beside ? `${columns}-with-${beside}` : columns);

/** Fetches what a form has beside facts `r` along: their claims as `claims`, the numbers of the sources of these as `numbers`. */
export const fetchedBeside = ({ beside }: Form): string =>
  beside
    ? `CALL (r) { MATCH (c:Claim {g: r.g}) RETURN collect(${claimColumns('c')}) AS claims${beside === 'sources' ? ', collect(DISTINCT c.source) AS numbers' : ''} }`
    : '';

/** What is fetched of a fact `r` that leads to `x`: its columns; with something beside it, a list of these and of the claims. */
export const fetchedOf = ({ columns, beside }: Form, r: string, x: string): string => {
  const own = { facts: namedFactColumns(r), links: linkColumns(r, x), ends: endColumns(r, x) }[columns];
  return beside ? `[${own}, claims]` : own;
};

/** What a statement goes on with of a fact `r` that leads to `x`, for `fetchedOf`. */
export const carriedOf = ({ columns }: Form, r: string, x: string): string => (columns === 'facts' ? r : `${r}, ${x}`);

/** The sources with the numbers in a list, or in a list of lists, as `sources`. */
const sourcesOf = (lists: string, unwound: string): string =>
  `CALL (${lists}) { ${unwound} WITH DISTINCT number MATCH (read:Source {number: number}) RETURN collect(read.body) AS sources }`;

/** Counts the facts of `e`, as `n`. */
const counted = (of: FactsOf, counting: string): string => `CALL (e) {
       MATCH ${pattern(of, 'e', 'r', 'x')} WHERE ${counting}${narrowed(of)}
       RETURN count(r) AS n
     }`;

/**
 * For each entity, a page of its facts: key, list of what is fetched of them, how many there are in all where the total is
 * asked, and the sources where those are.
 */
export const factsOfEntities = (
  of: FactsOf,
  counting: string,
  where: string,
  orderBy: string,
  form: Form,
  withTotal: boolean,
): Statement =>
  statement(
    `${formName(form)}-of-entities${withTotal ? '-with-total' : ''}`,
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     CALL (e) {
       MATCH ${pattern(of, 'e', 'r', 'x')} WHERE ${counting}${narrowed(of)} AND ${where}
       WITH ${carriedOf(form, 'r', 'x')} ORDER BY ${orderBy} LIMIT $limit
       ${fetchedBeside(form)}
       RETURN collect(${fetchedOf(form, 'r', 'x')}) AS rows${form.beside === 'sources' ? ', collect(numbers) AS lists' : ''}
     }
     ${withTotal ? counted(of, counting) : ''}
     ${form.beside === 'sources' ? sourcesOf('lists', 'UNWIND lists AS list UNWIND list AS number') : ''}
     RETURN key, rows, ${withTotal ? 'n' : 'null AS n'}, ${form.beside === 'sources' ? 'sources' : 'null AS sources'}`,
  );

/** What is fetched of each fact `r` a statement found, and the sources where those are asked for: to end the statement with. */
export const eachFetched = (form: Form): string =>
  `${fetchedBeside(form)} ${form.beside === 'sources' ? sourcesOf('numbers', 'UNWIND numbers AS number') : ''}
     RETURN ${fetchedOf(form, 'r', 'o')}, ${form.beside === 'sources' ? 'sources' : 'null AS sources'}`;

/** For each entity, a page of its facts of each type: key, type, list of fact columns with names. */
export const factsOfEntitiesByType = (
  types: readonly RecordedType[],
  direction: FactsOf['direction'],
  counting: string,
  orderBy: string,
): Statement =>
  statement(
    `facts-of-entities-by-type:${types.length}`,
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     CALL (e) {
       ${types
         .map(
           (type) => `MATCH ${pattern({ types: [type], direction }, 'e', 'r', 'x')} WHERE ${counting}
       WITH r ORDER BY ${orderBy} LIMIT $limit RETURN '${type}' AS t, collect(${namedFactColumns('r')}) AS rows`,
         )
         .join(' UNION ALL ')}
     }
     RETURN key, t, rows`,
  );

/** For each entity, how many facts it has that count: key, number that count as stored, columns of those to be computed. */
export const countFactsOfEntities = (of: FactsOf, counting: string): Statement =>
  statement(
    'count-facts-of-entities',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     ${counted(of, counting)}
     RETURN key, n`,
  );

/** The same in a part of what is known: key, number that do not vary, columns of those that do. */
export const countVaryingFactsOfEntities = (of: FactsOf, counting: string): Statement =>
  statement(
    'count-varying-facts-of-entities',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     CALL (e) {
       MATCH ${pattern(of, 'e', 'r', 'x')} WHERE ${counting}${narrowed(of)}
       WITH r, CASE WHEN r.varies IS NULL THEN 1 ELSE 0 END AS fixed
       RETURN coalesce(sum(fixed), 0) AS n, collect(CASE WHEN fixed = 1 THEN null ELSE ${factColumns('r')} END) AS varying
     }
     RETURN key, n, varying`,
  );

/**
 * Types an entity may have very many facts of. Each is counted by itself: to tell the types of relationships apart costs the
 * embedded engine ten times what it costs to go along them. Not every type is, for Neo4j to plan the text in good time.
 */
const MANIFOLD: ReadonlySet<RecordedType> = new Set(['ACTED_TOWARD', 'MEMBER_OF', 'PARTY_ACTION', 'PARTY_TO']);

/** How many facts an entity has of each type and direction: key, type, whether it is the subject, number. */
export const degreesOfEntities = (counting: string): Statement => {
  const degrees = (direction: 'OUT' | 'IN', types: readonly RecordedType[], t: string): string =>
    `MATCH ${pattern({ types, direction }, 'e', 'r', 'x')} WHERE ${counting}${direction === 'IN' ? ' AND x <> e' : ''}
       RETURN ${t} AS t, ${direction === 'OUT'} AS subject, count(r) AS n`;
  const parts = (
    [
      ['OUT', RECORDED_TYPES],
      ['IN', RELATION_TYPES],
    ] as const
  ).flatMap(([direction, types]) => [
    ...types.filter((type) => MANIFOLD.has(type)).map((type) => degrees(direction, [type], `'${type}'`)),
    degrees(
      direction,
      types.filter((type) => !MANIFOLD.has(type)),
      'type(r)',
    ),
  ]);
  return statement(
    'degrees-of-entities',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     CALL (e) {
       ${parts.join('\n       UNION ALL\n       ')}
     }
     WITH key, t, subject, n WHERE n > 0 RETURN key, t, subject, n`,
  );
};

/** Columns of the facts of an entity that vary with what is known: key, list of fact columns. */
export const varyingFactsOfEntities = (): Statement =>
  statement(
    'varying-facts-of-entities',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})
     CALL (e) { MATCH (e)-[r]-(x:Entity) WHERE r.varies IS NOT NULL RETURN collect(${factColumns('r')}) AS rows }
     RETURN key, rows`,
  );

/** All claims of groups, by their index number: number, list of claim columns. */
export const CLAIMS_BY_GROUP = statement(
  'claims-by-group',
  `UNWIND $gs AS g MATCH (c:Claim {g: g}) RETURN g, ${claimColumns('c')}`,
);

/** Facts between pairs of ends: fact columns. */
export const factsBetween = (type: RecordedType): Statement =>
  statement(
    `facts-between:${type}`,
    `UNWIND $pairs AS pair MATCH (s:Entity {key: pair.subject})-[r:${type}]->(o:Entity {key: pair.object}) RETURN ${factColumns('r')}`,
  );

/** Missions of an identifier accredited to a state, whoever sends them: fact columns. */
export const FACTS_OF_MISSION = statement(
  'facts-of-mission',
  `UNWIND $rows AS row MATCH (o:Entity {key: row.object})<-[r:DIPLOMATIC_MISSION_IN]-(s:Entity) WHERE r.q_mission = row.mission RETURN ${factColumns('r')}`,
);
