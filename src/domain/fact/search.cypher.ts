import { KIND_LABEL, type EntityKind } from '../../model/registry.ts';
import { isPartial, type View } from '../../model/view.ts';
import { type Params, type Statement, statement } from '../../store/port.ts';
import type { Form } from '../page.ts';
import { eachFetched, formName } from './fact.cypher.ts';
import type { Conditions } from './filter.ts';
import type { Narrowed } from './match.ts';
import { counts, statusNumbers } from './view.cypher.ts';

/** A search for facts `r` from `s` to `o`: where it starts, what must hold, and the parameters of both. */
export interface FactSearch {
  readonly match: string;
  readonly where: string;
  readonly params: Params;
}

/** Sets of keys a search may start from. */
type AnchorName = 'subject' | 'object' | 'about' | 'touching';

/**
 * Starts from the smallest set of keys that is given, and states the rest as conditions. Facts that vary with what is
 * known are let through on all that may vary, and judged once computed (`sift`).
 */
export function factSearch(conditions: Conditions, narrowed: Narrowed, view: View): FactSearch {
  const params: Record<string, Params[string]> = {};
  const { subject, object, about } = conditions;
  const typed = conditions.types ? `:${conditions.types.toSorted().join('|')}` : '';
  const sets: [AnchorName, ReadonlySet<string> | undefined][] = [
    ['subject', subject?.keys],
    ['object', object?.keys],
    ['about', about?.keys],
    ['touching', narrowed.touching?.keys],
  ];
  const given = sets.filter((each): each is [AnchorName, ReadonlySet<string>] => each[1] !== undefined);
  const anchor = narrowed.pairs ? undefined : given.toSorted(([, a], [, b]) => a.size - b.size)[0];
  const fixed: string[] = [];
  for (const [name, keys] of given) {
    if (name === anchor?.[0]) continue;
    const side = name === 'touching' ? SIDE[narrowed.touching?.direction ?? 'BOTH'] : name;
    fixed.push(among(side, `$${name}Keys`));
    params[`${name}Keys`] = [...keys];
  }
  if (subject?.kinds) fixed.push(ofKinds('s', subject.kinds));
  if (object?.kinds) fixed.push(ofKinds('o', object.kinds));
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
  if (anchor) params['anchors'] = [...anchor[1]];
  if (narrowed.pairs)
    params['pairs'] = [...narrowed.pairs].map((pair) => ({
      a: pair.split(' ')[0] as string,
      b: pair.split(' ')[1] as string,
    }));
  const side = anchor && (anchor[0] === 'touching' ? SIDE[narrowed.touching?.direction ?? 'BOTH'] : anchor[0]);
  return {
    match: start(narrowed.pairs ? 'pairs' : (side ?? 'all'), typed),
    where: [counts('r', view), ...fixed, ...mayVary].join(' AND '),
    params,
  };
}

const SIDE = { OUT: 'subject', IN: 'object', BOTH: 'about' } as const;

const among = (side: 'subject' | 'object' | 'about', keys: string): string =>
  ({ subject: `s.key IN ${keys}`, object: `o.key IN ${keys}`, about: `(s.key IN ${keys} OR o.key IN ${keys})` })[side];

const BOTH_WAYS = 'WITH DISTINCT r WITH r, startNode(r) AS s, endNode(r) AS o';

const start = (anchor: 'subject' | 'object' | 'about' | 'pairs' | 'all', typed: string): string =>
  ({
    subject: `UNWIND $anchors AS anchor MATCH (s:Entity {key: anchor})-[r${typed}]->(o:Entity)`,
    object: `UNWIND $anchors AS anchor MATCH (o:Entity {key: anchor})<-[r${typed}]-(s:Entity)`,
    about: `UNWIND $anchors AS anchor MATCH (a:Entity {key: anchor})-[r${typed}]-(b:Entity) ${BOTH_WAYS}`,
    pairs: `UNWIND $pairs AS pair MATCH (a:Entity {key: pair.a})-[r${typed}]-(b:Entity {key: pair.b}) ${BOTH_WAYS}`,
    all: `MATCH (s:Entity)-[r${typed}]->(o:Entity)`,
  })[anchor];

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

/** A page of the facts found: what is fetched of each, and the sources where those are asked for. The form is of all columns. */
export const pageOfFacts = (search: FactSearch, beyond: string, orderBy: string, form: Form): Statement =>
  statement(
    `page-of-${formName(form)}`,
    `${matched(search)} AND ${beyond} WITH r ORDER BY ${orderBy} LIMIT $limit ${eachFetched(form)}`,
  );

/** How many facts are found. */
export const countOfFacts = (search: FactSearch): Statement =>
  statement('count-of-facts', `${matched(search)} RETURN count(r)`);
