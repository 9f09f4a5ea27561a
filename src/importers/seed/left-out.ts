import { isRecordedType } from '../../model/registry.ts';
import type { Cursor } from './cursor.ts';
import { type Disagreement, readDisagreements } from './disagrees.ts';
import type { Place } from './place.ts';
import { readTable } from './table.ts';

/** A fact that a data set has and these files leave out, with the reason. */
export interface LeftOut {
  readonly type: string;
  /** Absent: whoever it is of. */
  readonly subject?: string;
  readonly object?: string;
  readonly disagrees: readonly Disagreement[];
  readonly at: Place;
}

const COLUMNS = new Set(['type', 'subject', 'object', 'value', 'disagrees']);

/** Reads a table under `leftOut`: `type`, `subject`, `object` and, for each data set that has the fact, `disagrees`. */
export function readLeftOut(table: Cursor): LeftOut[] {
  return readTable(table, COLUMNS).flatMap((row) => {
    const [type, disagrees] = [row.get('type'), row.get('disagrees')];
    const at = row.get('subject') ?? disagrees ?? table;
    if (!type || !isRecordedType(type.text)) {
      (type ?? table).problem(
        type ? `"${type.text}" is no type of fact. See schema/registry/facts.` : 'What is left out needs a `type`.',
      );
      return [];
    }
    if (!disagrees) at.problem('Say in `disagrees` which data set has it, and why it is left out.');
    return [
      {
        type: type.text,
        subject: row.get('subject')?.text,
        object: row.get('object')?.text,
        disagrees: readDisagreements(disagrees),
        at,
      },
    ];
  });
}
