import { type AmountCells, amountIn, amountOut } from './amount-record.ts';
import { type Claim, type ClaimContent, groupOfClaimKey, type Mood, MOODS } from '../model/claim.ts';
import { type Day, LAST_DAY } from '../model/day.ts';
import type { When } from '../model/edtf.ts';
import { indexNumber } from '../model/hash.ts';
import type { RecordedType } from '../model/registry.ts';
import { type DateCells, dateIn, dateOut } from './date-record.ts';
import type { Params, Row, Value } from './port.ts';

/**
 * A claim as a node keeps it. What is asked by is a property: `g` (its group, for the index), `source`, `speaker`, `mood`
 * (number of MOODS), `stated` (earliest day, for order), `known` (latest day it became public), `recorded`, `retracted`, `pauses` (JSON),
 * `spell`, `inferred`. All else is in `body`, one JSON list: there may be millions.
 */
const PROPERTIES = ['key', 'spell', 'recorded', 'retracted', 'pauses', 'body'] as const;

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
    key: claim.key.slice('claim:'.length),
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
  key: string,
  spell: number,
  recorded: number,
  retracted: number | null,
  pauses: string | null,
  body: string,
];

/** Reads what `claimColumns` returns. */
export function claimFromRow(row: Row): Claim {
  const [key, spell, recordedAt, retractedAt, pauses, body] = row as unknown as ClaimCells;
  return {
    key: `claim:${key}`,
    spell,
    recordedAt,
    retractedAt: retractedAt ?? undefined,
    pauses: pauses === null ? undefined : (JSON.parse(pauses) as Claim['pauses']),
    ...decode(body),
  };
}

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

function decode(body: string): ClaimContent & { publicOn: When } {
  const [
    type,
    subject,
    object,
    value,
    source,
    mood,
    publicOn,
    from,
    to,
    locator,
    qualifiers,
    amount,
    censored,
    note,
    speaker,
    reportedBy,
    statedOn,
    dateText,
    dateInferred,
    quote,
    onClaim,
    madePublic,
  ] = JSON.parse(body) as [
    RecordedType,
    string,
    string | null,
    string | null,
    string,
    number,
    Dated,
    Dated,
    Dated,
    string | null,
    Record<string, string> | null,
    AmountCells | null,
    boolean | null,
    string | null,
    string | null,
    string[] | null,
    Dated,
    string | null,
    boolean | null,
    string | null,
    string | null,
    Dated,
  ];
  return {
    type,
    subject,
    object: object ?? undefined,
    value: value ?? undefined,
    amount: amount ? amountIn(amount) : undefined,
    qualifiers: qualifiers ?? {},
    from: read(from),
    to: to === '..' ? 'open' : read(to),
    censored: censored ?? undefined,
    dateText: dateText ?? undefined,
    dateInferred: dateInferred ?? undefined,
    mood: MOODS[mood] as Mood,
    speaker: speaker ?? undefined,
    reportedBy: reportedBy ?? [],
    statedOn: read(statedOn),
    source,
    locator: locator ?? undefined,
    quote: quote ?? undefined,
    note: note ?? undefined,
    onClaim: onClaim ?? undefined,
    madePublic: read(madePublic),
    publicOn: read(publicOn) as When,
  };
}
