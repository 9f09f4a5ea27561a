import { isRecordedType } from '../model/registry.ts';
import type { FactRow } from './fact-record.ts';
import type { Row } from './port.ts';

/** Of a fact no more than whom it holds between, and in which capacity: a third of the columns of a fact. */
export interface LinkRow extends Pick<FactRow, 'key' | 'type' | 'subject' | 'object' | 'qualifiers' | 'names'> {
  /** The day it is ordered by in lists. */
  readonly begins: number;
}

/** The columns of a link, as a list to return. */
export const linkColumns = (r: string): string =>
  `[type(${r}), startNode(${r}).key, endNode(${r}).key, ${r}.key, ${r}.begins, ${r}.qualifiers, startNode(${r}).name, endNode(${r}).name]`;

const NONE: Readonly<Record<string, string>> = {};

/** Reads what `linkColumns` returns. */
export function linkFromRow(row: Row): LinkRow {
  const [type, subject, object, key, begins, qualifiers, subjectName, objectName] = row as unknown as readonly [
    string,
    string,
    string,
    string,
    number,
    string | null,
    string,
    string,
  ];
  if (!isRecordedType(type)) throw new TypeError(`unknown relationship type ${type}`);
  return {
    key: `fact:${key}`,
    type,
    subject,
    object,
    begins,
    qualifiers: qualifiers === null ? NONE : (JSON.parse(qualifiers) as Record<string, string>),
    names: { subject: subjectName, object: objectName },
  };
}
