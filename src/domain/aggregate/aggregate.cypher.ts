import { KIND_LABEL, type RecordedType } from '../../model/registry.ts';
import type { FactSearch } from '../fact/search.cypher.ts';
import { type Statement, statement } from '../../store/port.ts';
import type { GroupKey } from './keys.ts';

/** The value of a key, of a fact `r` from `s` to `o`; of years and months, each one it held in. */
const VALUE: Readonly<Record<Exclude<GroupKey, 'SOURCE' | 'SUBJECT' | 'YEAR' | 'MONTH'>, string>> = {
  TYPE: 'type(r)',
  BEGAN_YEAR: 'CASE WHEN r.begins > 99991231 THEN null ELSE r.from1 / 10000 END',
  OBJECT: 'CASE WHEN s.key = o.key THEN null ELSE o.key END',
  PAIR: "CASE WHEN s.key = o.key THEN null WHEN s.key <= o.key THEN s.key + ' ' + o.key ELSE o.key + ' ' + s.key END",
  ORGANIZATION: `CASE WHEN o:${KIND_LABEL.ORGANIZATION} THEN o.key WHEN s:${KIND_LABEL.ORGANIZATION} THEN s.key ELSE null END`,
  VALUE: 'r.value',
  AGREEMENT_KIND: 'coalesce(s.agreementKind, o.agreementKind)',
  STATUS: 'r.status',
};

const earliest = 'CASE WHEN r.from1 > $spanFirst THEN r.from1 ELSE $spanFirst END';
const latest = 'CASE WHEN r.to2 < $spanLast THEN r.to2 ELSE $spanLast END';

/** Years as numbers; months as year * 12 + month - 1. */
const EACH: Readonly<Record<'YEAR' | 'MONTH', (day: string) => string>> = {
  YEAR: (day) => `toInteger(floor(${day} / 10000.0))`,
  MONTH: (day) => `toInteger(floor(${day} / 10000.0)) * 12 + toInteger(floor(${day} / 100.0)) % 100 - 1`,
};

/** What is counted of each group besides its facts, and what is known of them. */
export interface Counted {
  readonly claims: boolean;
  /** Different subjects and objects. */
  readonly ends: boolean;
  /** Every fact is of two entities, none of one alone. */
  readonly relations: boolean;
}

/** What facts are grouped by: entities themselves where that is a key, for their keys are read once a group then. */
function grouping(
  by: GroupKey,
  { relations }: Counted,
  type: RecordedType | undefined,
): { value: string; read: (k: string) => string } | undefined {
  if (by === 'YEAR' || by === 'MONTH' || by === 'SOURCE') return undefined;
  if (by === 'TYPE' && type !== undefined) return { value: `'${type}'`, read: (k) => k };
  if (by === 'SUBJECT') return { value: 's', read: (k) => `${k}.key` };
  if (by === 'OBJECT' && relations) return { value: 'o', read: (k) => `${k}.key` };
  return { value: VALUE[by], read: (k) => k };
}

/** Facts that are searched for; of one type, where that is given. */
export interface Part {
  readonly search: FactSearch;
  readonly type?: RecordedType;
}

/**
 * Groups of the facts found, which are those of all parts; no group is of two. A column for each key, number of facts, of
 * claims, and of different subjects and objects; 0 where that is not asked for.
 */
export const groupsOfFacts = (parts: readonly Part[], keys: readonly GroupKey[], counted: Counted): Statement =>
  statement('groups-of-facts', parts.map((part) => groupsOf(part, keys, counted)).join('\n UNION ALL '));

function groupsOf({ search: { match, where }, type }: Part, keys: readonly GroupKey[], counted: Counted): string {
  const groupings = keys.map((by) => grouping(by, counted, type));
  const spread = keys.findIndex((by) => by === 'YEAR' || by === 'MONTH');
  const by = keys[spread] as 'YEAR' | 'MONTH';
  const units =
    spread === -1
      ? ''
      : `WITH r, s, o, ${earliest} AS dayFrom, ${latest} AS dayTo
         WITH r, s, o, ${EACH[by]('dayFrom')} AS unitFrom, ${EACH[by]('dayTo')} AS unitTo UNWIND range(unitFrom, unitTo) AS k${spread} `;
  const grouped = groupings.map((each, index) => (each ? `${each.value} AS k${index}` : `k${index}`));
  const more = [
    counted.claims ? 'coalesce(sum(r.claims), 0) AS claims' : '0 AS claims',
    ...(counted.ends
      ? ['count(DISTINCT s.key) AS subjects', 'count(DISTINCT o.key) AS objects']
      : ['0 AS subjects', '0 AS objects']),
  ];
  const read = groupings.map((each, index) => each?.read(`k${index}`) ?? `k${index}`);
  const columns = read.map((value, index) => `${value} AS c${index}`);
  return `${match} WHERE ${where} WITH r, s, o ${units}
     WITH ${grouped.join(', ')}, count(r) AS n, ${more.join(', ')}
     RETURN ${columns.join(', ')}, n, claims, subjects, objects LIMIT $limit`;
}

/** Kinds of agreements: key, kind. */
export const AGREEMENT_KINDS = statement(
  'agreement-kinds',
  `UNWIND $keys AS key MATCH (a:Agreement:Entity {key: key}) RETURN key, a.agreementKind`,
);
