import { KIND_LABEL } from '../../model/registry.ts';
import type { FactSearch } from '../fact/search.cypher.ts';
import { type Statement, statement } from '../../store/port.ts';
import type { GroupKey } from './keys.ts';

/** The value of a key, of a fact `r` from `s` to `o`; of years and months, each one it held in. */
const VALUE: Readonly<Record<Exclude<GroupKey, 'SOURCE' | 'YEAR' | 'MONTH'>, string>> = {
  TYPE: 'type(r)',
  BEGAN_YEAR: 'CASE WHEN r.begins > 99991231 THEN null ELSE toInteger(floor(r.from1 / 10000.0)) END',
  SUBJECT: 's.key',
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

/**
 * Groups of the facts found: a column for each key, number of facts, of claims, and, where asked for, of different subjects
 * and objects.
 */
export function groupsOfFacts({ match, where }: FactSearch, keys: readonly GroupKey[], distinct: boolean): Statement {
  const names = keys.map((_, index) => `k${index}`);
  const spread = keys.findIndex((by) => by === 'YEAR' || by === 'MONTH');
  const plain = keys.flatMap((by, index) =>
    by === 'YEAR' || by === 'MONTH' || by === 'SOURCE' ? [] : [`${VALUE[by]} AS k${index}`],
  );
  const by = keys[spread] as 'YEAR' | 'MONTH';
  const days = spread === -1 ? '' : `WITH r, s, o, ${earliest} AS dayFrom, ${latest} AS dayTo `;
  const units =
    spread === -1
      ? ''
      : `WITH r, s, o, ${EACH[by]('dayFrom')} AS unitFrom, ${EACH[by]('dayTo')} AS unitTo UNWIND range(unitFrom, unitTo) AS k${spread} `;
  const carried = spread === -1 ? [] : [`k${spread}`];
  const more = distinct
    ? ', count(DISTINCT sk) AS subjects, count(DISTINCT ok) AS objects'
    : ', 0 AS subjects, 0 AS objects';
  return statement(
    'groups-of-facts',
    `${match} WHERE ${where} WITH r, s, o ${days}${units}
     WITH r, s.key AS sk, o.key AS ok, ${[...carried, ...plain].join(', ')}
     RETURN ${names.join(', ')}, count(r) AS n, coalesce(sum(r.claims), 0) AS claims${more} LIMIT $limit`,
  );
}

/** Kinds of agreements: key, kind. */
export const AGREEMENT_KINDS = statement(
  'agreement-kinds',
  `UNWIND $keys AS key MATCH (a:Agreement:Entity {key: key}) RETURN key, a.agreementKind`,
);
