import { factType, isRecordedType } from '../../model/registry.ts';
import type { CellType } from './cell.ts';

/** Properties by name, with the type of their column. */
export type Columns = Readonly<Record<string, CellType>>;

const FACT: Columns = {
  key: 'string',
  g: 'long',
  from1: 'long',
  from2: 'long',
  to1: 'long',
  to2: 'long',
  begins: 'long',
  status: 'long',
  known: 'long',
  recorded: 'long',
  sources: 'long',
  claims: 'long',
  source: 'long',
  from: 'string',
  to: 'string',
  since: 'string',
  censored: 'boolean',
  varies: 'boolean',
  contradicted: 'boolean',
  undated: 'boolean',
  value: 'string',
  amount: 'string',
  unit: 'string',
  qualifiers: 'string',
};

const ENTITY: Columns = {
  name: 'string',
  fold: 'string',
  names: 'string',
  aliases: 'string',
  codes: 'string',
  description: 'string',
  agreementKind: 'string',
  category: 'string',
  latitude: 'double',
  longitude: 'double',
  parts: 'string',
  signed: 'long',
  signedBy: 'long',
};

const CLAIM: Columns = {
  key: 'string',
  g: 'long',
  spell: 'long',
  source: 'long',
  mood: 'long',
  stated: 'long',
  known: 'long',
  recorded: 'long',
  retracted: 'long',
  speaker: 'string',
  pauses: 'string',
  inferred: 'boolean',
  body: 'string',
};

/**
 * The columns files begin with: the properties src/store/ gives nodes and relationships. All are of one file then; what a
 * record has beyond them is written all the same, to a further file with a column for it (table.ts).
 */
export function usualColumns(label: string): Columns {
  if (label.startsWith('Entity:')) return ENTITY;
  if (label === 'Claim') return CLAIM;
  if (!isRecordedType(label)) return {};
  const qualifiers = Object.keys(factType(label).qualifiers ?? {}).map((name) => [`q_${name}`, 'string'] as const);
  return { ...FACT, ...Object.fromEntries(qualifiers) };
}
