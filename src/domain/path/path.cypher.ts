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

/** How many facts of the types entities have, whatever the view: key, number. */
export const degreesOf = (types: readonly RecordedType[]): Statement =>
  statement(
    'degrees-of',
    `UNWIND $keys AS key MATCH (e:Entity {key: key}) RETURN key, COUNT { (e)-[d:${types.join('|')}]-(x:Entity) } AS n`,
  );
