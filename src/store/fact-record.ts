import type { Amount } from '../model/amount.ts';
import type { Bounds } from '../model/bounds.ts';
import type { End } from '../model/claim.ts';
import { readFactKey } from '../model/claim.ts';
import { dayFromIso, type Day, FIRST_DAY, isoFromDay, LAST_DAY } from '../model/day.ts';
import { exactDay, type When } from '../model/edtf.ts';
import { beginning, FACT_STATUSES, type Fact, type FactStatus } from '../model/fact.ts';
import { indexNumber } from '../model/hash.ts';
import { lastsAsLongAs } from '../model/life.ts';
import { factType, isRecordedType, RECORDED_TYPES, type RecordedType } from '../model/registry.ts';
import { type AmountCells, amountIn, amountOut } from './amount-record.ts';
import { dateFromText, dateText } from './date-record.ts';
import type { Params, Row, Value } from './port.ts';

/**
 * A fact as a relationship keeps it. A fact of one entity is a relationship from the entity to itself, so that every
 * fact is found the same way. Days are integers, statuses are numbers (FACT_STATUSES, from 1): there may be millions.
 */
export interface FactRow {
  readonly key: string;
  readonly type: RecordedType;
  readonly subject: string;
  readonly object: string;
  readonly from?: When;
  readonly to?: End;
  readonly censored: boolean;
  readonly bounds: Bounds;
  readonly status: FactStatus;
  readonly knownSince: When;
  readonly sourceCount: number;
  readonly claimCount: number;
  /** Computed otherwise in another view: it has several claims, a retracted one, one that does not plainly assert, or a rival. */
  readonly varies: boolean;
  readonly contradicted: boolean;
  /** Without dates of its own it lasts as long as one of its ends, whose days its bounds are. */
  readonly undated: boolean;
  readonly value?: string;
  readonly amount?: Amount;
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Names of the ends, where they were fetched along. */
  readonly names?: { readonly subject: string; readonly object: string };
}

/** Relationship properties in the order FACT_COLUMNS returns them. */
const PROPERTIES = [
  'key',
  'from1',
  'from2',
  'to1',
  'to2',
  'from',
  'to',
  'censored',
  'status',
  'known',
  'since',
  'sources',
  'claims',
  'varies',
  'contradicted',
  'undated',
  'value',
  'amount',
  'qualifiers',
] as const;

/** The columns of a fact, as a list to return: its properties, type, and the keys of both ends. */
export function factColumns(r: string): string {
  return `[type(${r}), startNode(${r}).key, endNode(${r}).key, ${PROPERTIES.map((name) => `${r}.${name}`).join(', ')}]`;
}

/** The columns of a fact, and the names of both ends, which an answer mostly wants as well. */
export function namedFactColumns(r: string): string {
  return `${factColumns(r).slice(0, -1)}, startNode(${r}).name, endNode(${r}).name]`;
}

/** What `factColumns` will return of a relationship that is given these properties. */
export function columnsOf(type: RecordedType, ends: { subject: string; object: string }, properties: Params): Row {
  return [type, ends.subject, ends.object, ...PROPERTIES.map((name) => properties[name] ?? null)];
}

/** All a fact's relationship holds but what follows from it: its columns, when it was recorded, and its source if it has one only. */
export function wholeFact(r: string): string {
  return `${factColumns(r)}, ${r}.recorded, ${r}.source`;
}

/** What `wholeFact` will return of a relationship that is given these properties. */
export function wholeOf(type: RecordedType, ends: { subject: string; object: string }, properties: Params): Row {
  return [columnsOf(type, ends, properties), properties['recorded'] ?? null, properties['source'] ?? null];
}

/** Every property facts of a type may be given, in the order in which they are created with them. */
export const FACT_PROPERTIES = Object.fromEntries(
  RECORDED_TYPES.map((type) => [
    type,
    [
      ...PROPERTIES,
      'g',
      'begins',
      'recorded',
      'source',
      'unit',
      ...Object.keys(factType(type).qualifiers ?? {}).map((name) => `q_${name}`),
    ],
  ]),
) as unknown as Readonly<Record<RecordedType, readonly string[]>>;

const plainDay = (date: When): boolean => date.earliest === date.latest && dayFromIso(date.text) === date.earliest;

/** The properties a fact's relationship has. What follows from others is left out: see `factFromRow`. */
export function factProperties(
  fact: Fact,
  sourceNumber: number | undefined,
  flags: { varies: boolean; contradicted: boolean },
): Params {
  const { from, to, bounds, knownSince, amount } = fact;
  const properties: Record<string, Value> = {
    key: fact.key.slice('fact:'.length),
    g: indexNumber(fact.group),
    from1: bounds.from1,
    from2: bounds.from2,
    to1: bounds.to1,
    to2: bounds.to2,
    begins: beginning(fact),
    status: FACT_STATUSES.indexOf(fact.status) + 1,
    known: knownSince.latest,
    recorded: fact.recordedAt,
    sources: fact.sourceCount,
    claims: fact.claimCount,
  };
  const entry = factType(fact.type);
  if (from !== undefined && !(plainDay(from) && bounds.from1 > FIRST_DAY)) properties['from'] = dateText(from);
  if (textOfEnd(to) !== impliedEnd(entry.dates, bounds.to2, fact.censored)) properties['to'] = textOfEnd(to);
  if (fact.censored) properties['censored'] = true;
  if (!plainDay(knownSince)) properties['since'] = dateText(knownSince);
  if (flags.varies) properties['varies'] = true;
  else if (sourceNumber !== undefined) properties['source'] = sourceNumber;
  if (flags.contradicted) properties['contradicted'] = true;
  if (lastsAsLongAs(fact)) properties['undated'] = true;
  if (fact.value !== undefined) properties['value'] = fact.value;
  if (amount) {
    properties['amount'] = JSON.stringify(amountOut(amount));
    properties['unit'] = amount.unit;
  }
  const named = Object.entries(fact.qualifiers);
  if (named.length > 0) properties['qualifiers'] = JSON.stringify(fact.qualifiers);
  for (const [name, value] of named) properties[`q_${name}`] = value;
  return properties;
}

const textOfEnd = (to: End | undefined): string => (to === undefined ? '' : to === 'open' ? '..' : dateText(to));

/** The text of an end that its bound and the type of fact tell already. */
function impliedEnd(dates: string, to2: Day, censored: boolean): string | undefined {
  if (censored) return undefined;
  if (to2 < LAST_DAY) return isoFromDay(to2);
  return dates === 'spell' ? '..' : '';
}

type Cells = readonly [
  type: string,
  subject: string,
  object: string,
  key: string,
  from1: Day,
  from2: Day,
  to1: Day,
  to2: Day,
  from: string | null,
  to: string | null,
  censored: boolean | null,
  status: number,
  known: Day,
  since: string | null,
  sources: number,
  claims: number,
  varies: boolean | null,
  contradicted: boolean | null,
  undated: boolean | null,
  value: string | null,
  amount: string | null,
  qualifiers: string | null,
  subjectName?: string,
  objectName?: string,
];

const NONE: Readonly<Record<string, string>> = {};

/** Reads what `factColumns` or `namedFactColumns` returns. */
export function factFromRow(row: Row): FactRow {
  const [
    type,
    subject,
    object,
    key,
    from1,
    from2,
    to1,
    to2,
    from,
    to,
    censored,
    status,
    known,
    since,
    sources,
    claims,
    varies,
    contradicted,
    undated,
    value,
    amount,
    qualifiers,
    subjectName,
    objectName,
  ] = row as unknown as Cells;
  if (!isRecordedType(type)) throw new TypeError(`unknown relationship type ${type}`);
  const begin =
    from !== null ? dateFromText(from) : from1 > FIRST_DAY && undated !== true ? exactDay(from1) : undefined;
  const endText = undated === true ? '' : (to ?? impliedEnd(factType(type).dates, to2, censored === true) ?? '');
  const end: End | undefined = endText === '' ? undefined : endText === '..' ? 'open' : dateFromText(endText);
  return {
    key: `fact:${key}`,
    type,
    subject,
    object,
    from: begin,
    to: end,
    censored: censored === true,
    bounds: { from1, from2, to1, to2 },
    status: FACT_STATUSES[status - 1] ?? 'RETRACTED',
    knownSince: since === null ? exactDay(known) : dateFromText(since),
    sourceCount: sources,
    claimCount: claims,
    varies: varies === true,
    contradicted: contradicted === true,
    undated: undated === true,
    value: value ?? undefined,
    amount: amount === null ? undefined : amountIn(JSON.parse(amount) as AmountCells),
    qualifiers: qualifiers === null ? NONE : (JSON.parse(qualifiers) as Record<string, string>),
    names:
      subjectName === undefined || objectName === undefined ? undefined : { subject: subjectName, object: objectName },
  };
}

const FIRST_SPELL = 'fact:'.length + 16;

/** The group a stored fact is of, and which of its spells. */
export function placeOf({ key }: Pick<FactRow, 'key'>): { group: string; spell: number } {
  // The first spell of its group, as most facts are: its key is no more than the group's.
  if (key.length === FIRST_SPELL) return { group: key.slice('fact:'.length), spell: 1 };
  const place = readFactKey(key);
  if (!place) throw new TypeError(`no fact key: ${key}`);
  return place;
}
