import { type AmountCells, amountIn, amountOut } from './amount-record.ts';
import { type Claim, groupOfClaimKey, type Mood, MOODS } from '../model/claim.ts';
import { type Day, LAST_DAY } from '../model/day.ts';
import type { When } from '../model/edtf.ts';
import { indexNumber } from '../model/hash.ts';
import type { RecordedType } from '../model/registry.ts';
import { type DateCells, dateIn, dateOut } from './date-record.ts';
import type { Params, Row, Value } from './port.ts';

/**
 * A claim as a node keeps it. Its key is `id`, for an index over `key` would hold each of them: the embedded engine's indexes are
 * over a property, whatever the label. What is asked by is a property: `g` (its group, for the index), `source`, `speaker`, `mood`
 * (number of MOODS), `stated` (earliest day, for order), `known` (latest day it became public), `recorded`, `retracted`, `pauses` (JSON),
 * `spell`, `inferred`. All else is in `body`, one JSON list: there may be millions.
 */
const PROPERTIES = ['id', 'spell', 'recorded', 'retracted', 'pauses', 'body'] as const;

/** The columns of a claim, as a list to return. */
export function claimColumns(c: string): string {
  return `[${PROPERTIES.map((name) => `${c}.${name}`).join(', ')}]`;
}

/** Every property a claim may be given, in the order in which claims are created with them. */
export const CLAIM_PROPERTIES = [
  ...PROPERTIES,
  'g',
  'source',
  'mood',
  'stated',
  'known',
  'speaker',
  'inferred',
] as const;

/** Where claims without a day of statement stand in order: last. */
export const UNDATED: Day = LAST_DAY + 1;

/** Properties of a claim's node. `sourceNumber` stands for the source in range tests. */
export function claimProperties(claim: Claim, sourceNumber: number): Params {
  const group = groupOfClaimKey(claim.key) ?? '';
  const properties: Record<string, Value> = {
    id: claim.key.slice('claim:'.length),
    g: indexNumber(group),
    spell: claim.spell,
    source: sourceNumber,
    mood: MOODS.indexOf(claim.mood) + 1,
    stated: claim.statedOn?.earliest ?? UNDATED,
    known: claim.publicOn.latest,
    recorded: claim.recordedAt,
    body: encode(claim),
  };
  if (claim.speaker !== undefined) properties['speaker'] = claim.speaker;
  if (claim.retractedAt !== undefined) properties['retracted'] = claim.retractedAt;
  if (claim.pauses) properties['pauses'] = JSON.stringify(claim.pauses);
  if (claim.dateInferred) properties['inferred'] = true;
  return properties;
}

type ClaimCells = readonly [
  id: string,
  spell: number,
  recorded: number,
  retracted: number | null,
  pauses: string | null,
  body: string,
];

type Dated = DateCells | null | undefined;

const written = (date: When | undefined): Dated => (date === undefined ? null : dateOut(date));
const read = (date: Dated): When | undefined => (date === null || date === undefined ? undefined : dateIn(date));

/** All of a claim but what has a property of its own, as a JSON list without its empty end. */
function encode(claim: Claim): string {
  const { amount } = claim;
  const parts: unknown[] = [
    claim.type,
    claim.subject,
    claim.object ?? null,
    claim.value ?? null,
    claim.source,
    MOODS.indexOf(claim.mood),
    written(claim.publicOn),
    written(claim.from),
    claim.to === 'open' ? '..' : written(claim.to),
    claim.locator ?? null,
    Object.keys(claim.qualifiers).length > 0 ? claim.qualifiers : null,
    amount ? amountOut(amount) : null,
    claim.censored ?? null,
    claim.note ?? null,
    claim.speaker ?? null,
    claim.reportedBy.length > 0 ? claim.reportedBy : null,
    written(claim.statedOn),
    claim.dateText ?? null,
    claim.dateInferred ?? null,
    claim.quote ?? null,
    claim.onClaim ?? null,
    written(claim.madePublic),
  ];
  while (parts.at(-1) === null) parts.pop();
  return JSON.stringify(parts);
}

/** What `encode` lays down. */
type Parts = readonly [
  type: RecordedType,
  subject: string,
  object: string | null,
  value: string | null,
  source: string,
  mood: number,
  publicOn: Dated,
  from?: Dated,
  to?: Dated,
  locator?: string | null,
  qualifiers?: Record<string, string> | null,
  amount?: AmountCells | null,
  censored?: boolean | null,
  note?: string | null,
  speaker?: string | null,
  reportedBy?: string[] | null,
  statedOn?: Dated,
  dateText?: string | null,
  dateInferred?: boolean | null,
  quote?: string | null,
  onClaim?: string | null,
  madePublic?: Dated,
];

/** Reads what `claimColumns` returns. In one step: a page of facts may bring hundreds. */
export function claimFromRow(row: Row): Claim {
  const [id, spell, recordedAt, retractedAt, pauses, body] = row as unknown as ClaimCells;
  const parts = JSON.parse(body) as Parts;
  const [type, subject, object, value, source, mood, publicOn, from, to, locator, qualifiers, amount] = parts;
  return {
    key: `claim:${id}`,
    spell,
    recordedAt,
    retractedAt: retractedAt ?? undefined,
    pauses: pauses === null ? undefined : (JSON.parse(pauses) as Claim['pauses']),
    type,
    subject,
    object: object ?? undefined,
    value: value ?? undefined,
    amount: amount ? amountIn(amount) : undefined,
    qualifiers: qualifiers ?? {},
    from: read(from),
    to: to === '..' ? 'open' : read(to),
    censored: parts[12] ?? undefined,
    note: parts[13] ?? undefined,
    speaker: parts[14] ?? undefined,
    reportedBy: parts[15] ?? [],
    statedOn: read(parts[16]),
    dateText: parts[17] ?? undefined,
    dateInferred: parts[18] ?? undefined,
    mood: MOODS[mood] as Mood,
    source,
    locator: locator ?? undefined,
    quote: parts[19] ?? undefined,
    onClaim: parts[20] ?? undefined,
    madePublic: read(parts[21]),
    publicOn: read(publicOn) as When,
  };
}
