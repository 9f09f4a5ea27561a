import type { RecordedType } from '../../model/registry.ts';
import { factColumns } from '../../store/fact-record.ts';
import { type Statement, statement } from '../../store/port.ts';

type Way = 'OUT' | 'IN' | 'BOTH';

const pattern = (types: readonly RecordedType[], way: Way): string => {
  const [left, right] = way === 'OUT' ? ['-', '->'] : way === 'IN' ? ['<-', '-'] : ['-', '-'];
  return `(e)${left}[r:${types.join('|')}]${right}(x:Entity)`;
};

/** Steps from entities: key, key of the other end, key of the fact, first and last day it may have held, sources. */
export const stepsFrom = (types: readonly RecordedType[], way: Way, counting: string): Statement =>
  statement(
    'steps-from',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) MATCH ${pattern(types, way)}
     WHERE ${counting} AND r.sources >= $leastSources RETURN key, x.key, r.key, r.from1, r.to2, r.sources LIMIT $limit`,
  );

/** The same in a part of what is known: key, key of the other end, fact columns. */
export const stepsToJudge = (types: readonly RecordedType[], way: Way, counting: string): Statement =>
  statement(
    'steps-to-judge',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) MATCH ${pattern(types, way)} WHERE ${counting} RETURN key, x.key, ${factColumns('r')} AS fact LIMIT $limit`,
  );

/**
 * How many facts of the types each side has, whatever the view, and its steps where these are `$most` at the most: number of the
 * side, how many, list of [key, key of the other end, key of the fact, first and last day it may have held, sources]. A side's
 * entities are `$keys0`, `$keys1`.
 */
export const stepsWhereFew = (types: readonly RecordedType[], ways: readonly Way[], counting: string): Statement =>
  statement(
    `steps-where-few:${ways.length}`,
    ways
      .map(
        (way, side) => `CALL () {
       UNWIND $keys${side} AS key MATCH (e:Entity {key: key})
       WITH COUNT { (e)-[d${side}:${types.join('|')}]-(y${side}) } AS degree RETURN coalesce(sum(degree), 0) AS n
     }
     CALL (n) {
       UNWIND CASE WHEN n <= $most THEN $keys${side} ELSE [] END AS key MATCH (e:Entity {key: key}) MATCH ${pattern(types, way)}
       WHERE ${counting} AND r.sources >= $leastSources
       RETURN collect([key, x.key, r.key, r.from1, r.to2, r.sources]) AS steps
     }
     RETURN ${side} AS side, n, steps`,
      )
      .join(' UNION ALL '),
  );

/** How many facts of the types entities have, whatever the view: key, number. */
export const degreesOf = (types: readonly RecordedType[]): Statement =>
  statement(
    'degrees-of',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN key, COUNT { (e)-[d:${types.join('|')}]-(x) } AS n`,
  );
