import { isRecordedType, type RecordedType } from '../model/registry.ts';
import type { Row } from './port.ts';

/** A fact seen from an entity it holds of: to whom it leads, in which capacity, and what lists it. */
export interface LinkRow {
  /** Key and name of the entity at the other end. */
  readonly other: string;
  readonly name: string;
  readonly qualifiers: Readonly<Record<string, string>>;
  /** What follows is absent where only the end was fetched: the key, the day it is ordered by in lists, how many sources. */
  readonly key?: string;
  readonly begins?: number;
  readonly sourceCount?: number;
  readonly type?: RecordedType;
}

/** The columns of a link `r` to `x`, as a list to return; the first three are those of `endColumns`. */
export const linkColumns = (r: string, x: string): string =>
  `[${ends(r, x)}, ${r}.key, ${r}.begins, ${r}.sources, type(${r})]`;

/** The columns of no more than the other end of `r`, which is `x`, and of its qualifiers. */
export const endColumns = (r: string, x: string): string => `[${ends(r, x)}]`;

const ends = (r: string, x: string): string => `${x}.key, ${x}.name, ${r}.qualifiers`;

const NONE: Readonly<Record<string, string>> = {};

/** Qualifiers read last: hundreds of links have the same. */
const known = new Map<string, Readonly<Record<string, string>>>();
const MOST_KNOWN = 1000;

function qualifiersIn(text: string): Readonly<Record<string, string>> {
  let found = known.get(text);
  if (!found) {
    found = JSON.parse(text) as Record<string, string>;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, found);
  }
  return found;
}

/** Reads what `linkColumns` or `endColumns` returns. */
export function linkFromRow(row: Row): LinkRow {
  const [other, name, qualifiers, key, begins, sourceCount, type] = row as unknown as readonly [
    string,
    string,
    string | null,
    string?,
    number?,
    number?,
    string?,
  ];
  if (type !== undefined && !isRecordedType(type)) throw new TypeError(`unknown relationship type ${type}`);
  return {
    other,
    name,
    qualifiers: qualifiers === null ? NONE : qualifiersIn(qualifiers),
    key: key === undefined ? undefined : `fact:${key}`,
    begins,
    sourceCount,
    type,
  };
}
