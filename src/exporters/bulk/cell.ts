import { EntenteError } from '../../model/errors.ts';
import type { Value } from '../../store/port.ts';

/** Types of columns of `neo4j-admin database import`: the types a property is given by the driver as well. */
export type CellType = 'string' | 'long' | 'double' | 'boolean';

/** The type a value is stored with: a safe integer as an integer, any other number as a float (see toBolt, neo4j.store.ts). */
export function cellType(value: Value): CellType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'double';
  throw new EntenteError(
    'BAD_DATA',
    `A property holds ${JSON.stringify(value).slice(0, 60)}: only texts, numbers and booleans can be written in bulk.`,
  );
}

/**
 * A value as a cell. Texts are always quoted: an empty text without quotes would be no property at all. Numbers and
 * booleans are written as they are.
 */
export function cell(value: Value): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}
