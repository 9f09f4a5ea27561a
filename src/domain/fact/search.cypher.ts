import { KIND_LABEL, type EntityKind } from '../../model/registry.ts';
import { isPartial, type View } from '../../model/view.ts';
import { factColumns } from '../../store/fact-record.ts';
import { type Params, type Statement, statement } from '../../store/port.ts';
import type { Conditions, End } from './filter.ts';
import { counts, statusNumbers } from './view.cypher.ts';

/** A search for facts `r` from `s` to `o`: where it starts, what must hold, and the parameters of both. */
export interface FactSearch {
  readonly match: string;
  readonly where: string;
  readonly params: Params;
}

/**
 * Starts from the keys that are given, if any are, and states the rest as conditions. Facts that vary with what is known
 * are let through on all that may vary, and judged once computed (`fits`).
 */
export function factSearch(conditions: Conditions, view: View): FactSearch {
  const params: Record<string, Params[string]> = {};
  const { subject, object, about } = conditions;
  const typed = conditions.types ? `:${conditions.types.toSorted().join('|')}` : '';
  const anchor = subject?.keys ? 'subject' : object?.keys ? 'object' : about?.keys ? 'about' : 'none';
  const fixed: string[] = [];
  const end = (name: 'subject' | 'object', variable: string, given: End | undefined): void => {
    if (given?.keys && anchor !== name) {
      fixed.push(`${variable}.key IN $${name}Keys`);
      params[`${name}Keys`] = [...given.keys];
    }
    if (given?.kinds) fixed.push(ofKinds(variable, given.kinds));
  };
  end('subject', 's', subject);
  end('object', 'o', object);
  if (about?.keys && anchor !== 'about') {
    fixed.push('(s.key IN $aboutKeys OR o.key IN $aboutKeys)');
    params['aboutKeys'] = [...about.keys];
  }
  if (about?.kinds) fixed.push(`(${ofKinds('s', about.kinds)} OR ${ofKinds('o', about.kinds)})`);
  if (conditions.values) {
    fixed.push('r.value IN $values');
    params['values'] = [...conditions.values];
  }
  if (conditions.agreementKinds) {
    fixed.push('coalesce(s.agreementKind, o.agreementKind) IN $agreementKinds');
    params['agreementKinds'] = conditions.agreementKinds;
  }
  const state = stateConditions(conditions, params);
  const mayVary =
    state.length === 0
      ? []
      : [isPartial(view) ? `(r.varies IS NOT NULL OR (${state.join(' AND ')}))` : state.join(' AND ')];
  return {
    match: start(anchor, typed, conditions, params),
    where: [counts('r', view), ...fixed, ...mayVary].join(' AND '),
    params,
  };
}

function start(anchor: string, typed: string, conditions: Conditions, params: Record<string, Params[string]>): string {
  const keys = anchor === 'none' ? undefined : conditions[anchor as 'subject' | 'object' | 'about']?.keys;
  if (keys) params['anchors'] = [...keys];
  if (anchor === 'subject') return `UNWIND $anchors AS anchor MATCH (s:Entity {key: anchor})-[r${typed}]->(o:Entity)`;
  if (anchor === 'object') return `UNWIND $anchors AS anchor MATCH (o:Entity {key: anchor})<-[r${typed}]-(s:Entity)`;
  if (anchor === 'about')
    return `UNWIND $anchors AS anchor MATCH (a:Entity {key: anchor})-[r${typed}]-(b:Entity) WITH DISTINCT r WITH r, startNode(r) AS s, endNode(r) AS o`;
  return `MATCH (s:Entity)-[r${typed}]->(o:Entity)`;
}

const ofKinds = (variable: string, kinds: readonly EntityKind[]): string =>
  kinds.length === 0 ? 'false' : `(${kinds.map((kind) => `${variable}:${KIND_LABEL[kind]}`).join(' OR ')})`;

/** Conditions on what follows from the claims that count. */
function stateConditions(conditions: Conditions, params: Record<string, Params[string]>): string[] {
  const { status, during, began, sourceCountMax, contradicted, qualifiers } = conditions;
  const state: string[] = [];
  if (status) {
    state.push('r.status IN $onlyStatus');
    params['onlyStatus'] = statusNumbers(status);
  }
  if (during) {
    state.push('r.from1 <= $duringLast AND r.to2 >= $duringFirst');
    Object.assign(params, { duringFirst: during.first, duringLast: during.last });
  }
  if (began) {
    // A beginning not known by its first day is no beginning in the span: `begins` is beyond every day then.
    state.push('r.begins <= $beganLast AND r.from2 >= $beganFirst');
    Object.assign(params, { beganFirst: began.first, beganLast: began.last });
  }
  if (sourceCountMax !== undefined) {
    state.push('r.sources <= $sourceCountMax');
    params['sourceCountMax'] = sourceCountMax;
  }
  if (contradicted !== undefined) state.push(contradicted ? 'r.contradicted IS NOT NULL' : 'r.contradicted IS NULL');
  qualifiers.forEach(({ name, values }, index) => {
    if (!values) return state.push(`r.q_${name} IS NOT NULL`);
    state.push(`r.q_${name} IN $qualifier${index}`);
    params[`qualifier${index}`] = [...values];
    return undefined;
  });
  return state;
}

const matched = ({ match, where }: FactSearch): string => `${match} WHERE ${where}`;

/** A page of the facts found, in order: fact columns. */
export const pageOfFacts = (search: FactSearch, beyond: string, orderBy: string): Statement =>
  statement(
    'page-of-facts',
    `${matched(search)} AND ${beyond} WITH r ORDER BY ${orderBy} LIMIT $limit RETURN ${factColumns('r')}`,
  );

/** How many facts are found. */
export const countOfFacts = (search: FactSearch): Statement =>
  statement('count-of-facts', `${matched(search)} RETURN count(r)`);
