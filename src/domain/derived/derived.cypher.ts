import { type DerivedEntry, KIND_LABEL, type Leg } from '../../model/registry.ts';
import { factColumns } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

/** Which end of a rule is given by keys. */
export type Anchor = 'subject' | 'object';

const along = ({ from, type }: Leg, end: string, r: string): string =>
  from === 'end' ? `(${end})-[${r}:${type}]->(g)` : `(${end})<-[${r}:${type}]-(g)`;

const inRole = ({ role }: Leg, r: string): string => (role === undefined ? '' : ` AND ${r}.q_role = '${role}'`);

/** What a pivot of the rule must be. */
const isPivot = ({ pivot }: DerivedEntry): string =>
  pivot.agreementKind ? `g.agreementKind IN ['${pivot.agreementKind.join("', '")}']` : 'true';

/**
 * Pairs of facts by which two ends are tied to one pivot, on a day both may have held: key and agreement kind of the
 * pivot, columns of the subject's fact, of the object's. `$anchors`: ends with the days asked about; `$others`: keys the other end is among.
 */
export function tiedPairs(
  rule: DerivedEntry,
  anchor: Anchor,
  among: boolean,
  counting: (r: string) => string,
): Statement {
  const { legs, pivot } = rule;
  const [first, second] = anchor === 'object' ? [legs.object, legs.subject] : [legs.subject, legs.object];
  const [r1, r2] = anchor === 'object' ? ['ro', 'rs'] : ['rs', 'ro'];
  const others = among ? ' AND y.key IN $others' : '';
  return statement(
    `tied-pairs:${rule.name}:${anchor}`,
    `UNWIND $anchors AS w MATCH (x:Entity {key: w.key}) MATCH ${along(first, 'x', r1).replace('(g)', `(g:${KIND_LABEL[pivot.kind]})`)}
     WHERE ${isPivot(rule)} AND ${counting(r1)}${inRole(first, r1)} AND ${r1}.from1 <= w.last AND ${r1}.to2 >= w.first
     MATCH ${along(second, 'y:Entity', r2)} WHERE ${counting(r2)}${inRole(second, r2)}${others} AND ${r1}.key <> ${r2}.key
       AND rs.from1 <= ro.to2 AND ro.from1 <= rs.to2
     RETURN DISTINCT g.key, g.agreementKind, ${factColumns('rs')} AS subjectFact, ${factColumns('ro')} AS objectFact LIMIT $limit`,
  );
}

/** All facts of one leg of a rule, to be paired by their pivots: key and agreement kind of the pivot, fact columns. */
export function legFacts(rule: DerivedEntry, end: 'subject' | 'object', counting: (r: string) => string): Statement {
  const leg = rule.legs[end];
  return statement(
    `leg-facts:${rule.name}:${end}`,
    `MATCH (g:${KIND_LABEL[rule.pivot.kind]}) WHERE ${isPivot(rule)} MATCH ${along(leg, 'x:Entity', 'r')} WHERE ${counting('r')}${inRole(leg, 'r')}
     RETURN g.key, g.agreementKind, ${factColumns('r')} AS fact LIMIT $limit`,
  );
}

/** What bounds pivots and tells their amounts: key of the pivot, fact columns. */
export const livesOf = (counting: string): Statement =>
  statement(
    'lives-of',
    `UNWIND $keys AS key MATCH (g:Entity {key: key})-[r:MILESTONE|EXISTENCE|VALUE]->(h:Entity) WHERE ${counting} RETURN key, ${factColumns('r')}`,
  );

/** Facts that count as they are, of the type beside the rule: fact columns. */
export const alsoFacts = (rule: DerivedEntry, anchored: boolean, counting: string): Statement =>
  statement(
    `also-facts:${rule.name}`,
    anchored
      ? `UNWIND $anchors AS w MATCH (x:Entity {key: w.key})-[r:${rule.also}]-(y:Entity) WHERE ${counting} RETURN DISTINCT ${factColumns('r')} AS fact LIMIT $limit`
      : `MATCH (x:Entity)-[r:${rule.also}]->(y:Entity) WHERE ${counting} RETURN ${factColumns('r')} AS fact LIMIT $limit`,
  );
