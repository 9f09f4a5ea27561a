import { AMOUNT_BASES, type Amount, type AmountBasis, decimal } from '../../model/amount.ts';
import { type ClaimContent, type End, type Mood, MOODS } from '../../model/claim.ts';
import { FIRST_DAY } from '../../model/day.ts';
import { factType, isRecordedType, kindOfKey, type RecordedType, terms } from '../../model/registry.ts';
import type { Cursor } from './cursor.ts';
import { readDate, readEnd } from './dates.ts';
import { type Disagreement, disagreementNote, readDisagreements } from './disagrees.ts';
import type { Place } from './place.ts';
import type { Cell, TableRow } from './table.ts';
import { told } from './told.ts';

/** A claim as a file has it: its content but for the claim it is about, which is named by its label. */
export interface SeedClaim {
  readonly content: ClaimContent;
  readonly checked?: string;
  /** Data sets that say something else, and why the file is kept as it is. */
  readonly disagrees: readonly Disagreement[];
  /** The file says something of its own on it: what looks impossible is known and explained. */
  readonly isExplained: boolean;
  readonly label?: string;
  /** Label of the claim this one repeats or denies. */
  readonly on?: string;
  readonly file: string;
  readonly at: Place;
}

const CLAIM_FIELDS = [
  'source',
  'locator',
  'speaker',
  'via',
  'mood',
  'stated',
  'statedAs',
  'from',
  'fromAs',
  'to',
  'toAs',
  'censored',
  'words',
  'inferred',
  'quote',
  'note',
  'public',
  'label',
  'on',
  'checked',
  'disagrees',
] as const;
const STATEMENT_FIELDS = [
  'subject',
  'type',
  'object',
  'value',
  'amount',
  'with',
  'checked',
  'disagrees',
  'claims',
] as const;

export const FACT_FIELDS: ReadonlySet<string> = new Set(STATEMENT_FIELDS);
const CLAIM_FIELD_SET: ReadonlySet<string> = new Set(CLAIM_FIELDS);

/** The columns a table of facts of a type may have. */
export function FACT_COLUMNS(type: RecordedType): ReadonlySet<string> {
  return new Set([
    'type',
    'subject',
    'object',
    'value',
    'amount',
    'low',
    'high',
    'unit',
    'basis',
    ...CLAIM_FIELDS,
    ...Object.keys(factType(type).qualifiers ?? {}),
  ]);
}

/** Reads one fact of the long form: all its claims. */
export function readClaims(fact: Cursor): SeedClaim[] {
  const type = told(fact.get('type'));
  if (!type || !isRecordedType(type.text)) {
    (type ?? fact).problem(
      type ? `"${type.text}" is no type of fact. See schema/registry/facts.` : 'A fact needs a `type`.',
    );
    return [];
  }
  const qualifiers = new Map(
    fact
      .get('with')
      .entries()
      .flatMap(([name, value]) => {
        const cell = told(value);
        return cell ? [[name, cell] as const] : [];
      }),
  );
  const amount = fact.get('amount');
  const amountField = (name: string): Cell | undefined => (amount.isMissing ? undefined : told(amount.get(name)));
  if (!amount.isMissing) amount.entries(new Set(['value', 'low', 'high', 'unit', 'basis', 'words']));
  const value = told(fact.get('value')) ?? amountField('words');
  const statement = readStatement(type.text, {
    subject: told(fact.get('subject')),
    object: told(fact.get('object')),
    value,
    amount: readAmount(type.text, amountField),
    amountAt: amount.isMissing ? undefined : amount,
    qualifiers,
    at: fact,
  });
  const claims = fact.get('claims').list();
  if (claims.length === 0) fact.problem('A fact needs `claims`: who says so, in which source.');
  if (!statement) return [];
  return claims.flatMap((claim) => {
    claim.entries(CLAIM_FIELD_SET);
    const list = claim.get('via').strings();
    const field = (name: string): Cell | undefined => (name === 'via' ? undefined : told(claim.get(name)));
    return readEvidence(
      statement,
      (name) => field(name) ?? (name === 'checked' || name === 'disagrees' ? told(fact.get(name)) : undefined),
      list,
      claim,
    );
  });
}

/** Reads a row of a table of facts: a claim for each subject it lists. */
export function readFactRow(type: RecordedType, row: TableRow, table: Place): SeedClaim[] {
  const at: Place = row.get('subject') ?? table;
  const qualifiers = new Map([...row].filter(([name]) => factType(type).qualifiers?.[name] !== undefined));
  const amountField = (name: string): Cell | undefined => row.get(name === 'value' ? 'amount' : name);
  const amountAt = row.get('amount') ?? row.get('low') ?? row.get('high');
  const subjects = row.get('subject');
  return (subjects?.text.split(',') ?? ['']).flatMap((subject) => {
    const statement = readStatement(type, {
      subject: subjects && { ...subjects, text: subject },
      object: row.get('object'),
      value: row.get('value'),
      amount: amountAt && readAmount(type, amountField),
      amountAt,
      qualifiers,
      at,
    });
    const via = row.get('via')?.text.split(',') ?? [];
    return statement ? readEvidence(statement, (name) => row.get(name), via, at) : [];
  });
}

type Statement = Pick<ClaimContent, 'type' | 'subject' | 'object' | 'value' | 'amount' | 'qualifiers'>;

function readStatement(
  type: RecordedType,
  given: {
    subject?: Cell;
    object?: Cell;
    value?: Cell;
    amount?: Amount;
    /** Where the amount stands, if one is given. */
    amountAt?: Place;
    qualifiers: ReadonlyMap<string, Cell>;
    at: Place;
  },
): Statement | undefined {
  const entry = factType(type);
  const { subject, object, value, amount, at } = given;
  if (!subject) {
    at.problem(`A ${type} needs a \`subject\`.`);
    return undefined;
  }
  mustBeKind(subject, entry.subject, 'subject', type);
  if (entry.object && !object) at.problem(`A ${type} needs an \`object\`: it holds between two entities.`);
  if (!entry.object && object) object.problem(`A ${type} is of one entity and takes no \`object\`.`);
  if (entry.object && object) mustBeKind(object, entry.object, 'object', type);
  if (entry.value?.enum) mustBeTerm(value, entry.value.enum, 'value', at);
  if (entry.value?.amount && !amount) at.problem(`A ${type} needs an amount with its unit.`);
  if (!entry.value?.amount && !entry.amount) given.amountAt?.problem(`A ${type} takes no \`amount\`.`);
  if (!entry.value && value) value.problem(`A ${type} takes no \`value\`.`);
  for (const [name, cell] of given.qualifiers) {
    const qualifier = Object.hasOwn(entry.qualifiers ?? {}, name) ? entry.qualifiers?.[name] : undefined;
    if (!qualifier)
      cell.problem(
        `"${name}" is no qualifier of ${type}. Qualifiers are: ${Object.keys(entry.qualifiers ?? {}).join(', ') || 'none'}.`,
      );
    else if (qualifier.enum) mustBeTerm(cell, qualifier.enum, name, at);
    else if (qualifier.entity && !kindOfKey(cell.text)) cell.problem(`"${cell.text}" is no key of an entity.`);
  }
  return {
    type,
    subject: subject.text,
    object: object?.text,
    value: value?.text,
    amount,
    qualifiers: Object.fromEntries([...given.qualifiers].map(([name, cell]) => [name, cell.text])),
  };
}

function mustBeKind(cell: Cell, kinds: readonly string[], end: string, type: string): void {
  const kind = kindOfKey(cell.text);
  if (!kind) cell.problem(`"${cell.text}" is no key of an entity.`);
  else if (!kinds.includes(kind)) cell.problem(`The ${end} of ${type} is one of ${kinds.join(', ')}, not ${kind}.`);
}

function mustBeTerm(cell: Cell | undefined, name: Parameters<typeof terms>[0], field: string, at: Place): void {
  if (!cell) at.problem(`\`${field}\` is missing. It is one of ${terms(name).join(', ')}.`);
  else if (!terms(name).includes(cell.text)) cell.problem(`"${cell.text}" is not one of ${terms(name).join(', ')}.`);
}

const BASIS: Partial<Record<RecordedType, AmountBasis>> = {
  CREDIT_SHARE: 'SHARE',
  QUANTITY_ORDERED: 'COUNT',
  QUANTITY_DELIVERED: 'COUNT',
  OPTION: 'COUNT',
};

function readAmount(type: RecordedType, field: (name: string) => Cell | undefined): Amount | undefined {
  const [unit, basis] = [field('unit'), field('basis')];
  const number = (name: string): string | undefined => {
    const cell = field(name);
    if (!cell) return undefined;
    const value = decimal(cell.text);
    if (value === undefined)
      cell.problem(`"${cell.text}" is no decimal number. Write digits, with a point where needed, and no separators.`);
    return value;
  };
  const [value, low, high] = [number('value'), number('low'), number('high')];
  if (!unit) {
    if (value !== undefined) field('value')?.problem('An amount needs a `unit`.');
    return undefined;
  }
  if (basis && !(AMOUNT_BASES as readonly string[]).includes(basis.text))
    basis.problem(`"${basis.text}" is not one of ${AMOUNT_BASES.join(', ')}.`);
  return {
    value,
    low,
    high,
    unit: unit.text,
    basis: (basis?.text as AmountBasis | undefined) ?? BASIS[type] ?? 'NOMINAL',
  };
}

function readEvidence(
  statement: Statement,
  field: (name: (typeof CLAIM_FIELDS)[number]) => Cell | undefined,
  via: readonly string[],
  at: Place,
): SeedClaim[] {
  const source = field('source');
  if (!source) {
    at.problem('A claim needs a `source`.');
    return [];
  }
  const mood = field('mood');
  if (mood && !(MOODS as readonly string[]).includes(mood.text))
    mood.problem(`"${mood.text}" is not one of ${MOODS.join(', ')}.`);
  const checked = field('checked');
  const disagrees = readDisagreements(field('disagrees'));
  if (!checked)
    at.problem('Say what this was `checked` against (a data set, a second source), or that it is unchecked.');
  const [from, to] = [readDate(field('from'), field('fromAs')), readEnd(field('to'), field('toAs'))];
  mustBeInOrder(statement.type, from, to, field('to') ?? at);
  const censored = readCensored(field('censored'), from, to);
  const inferred = field('inferred');
  if (inferred && inferred.text !== 'true')
    inferred.problem(`"${inferred.text}" is not \`true\`. Leave the field out where the source gives the date.`);
  const note = [field('note')?.text, checkNote(checked?.text), ...disagrees.map(disagreementNote)]
    .flatMap((text) => (text === undefined ? [] : [sentence(text)]))
    .join(' ');
  if (inferred?.text === 'true' && field('note') === undefined)
    inferred.problem('An inferred date needs its reason in `note`.');
  const content: ClaimContent = {
    ...statement,
    from,
    to,
    censored,
    dateText: field('words')?.text,
    dateInferred: inferred?.text === 'true' ? true : undefined,
    mood: (mood?.text as Mood | undefined) ?? 'ASSERTED',
    speaker: field('speaker')?.text,
    reportedBy: via,
    statedOn: readDate(field('stated'), field('statedAs')),
    source: source.text,
    locator: field('locator')?.text,
    quote: field('quote')?.text,
    note: note === '' ? undefined : note,
    madePublic: readDate(field('public')),
  };
  return [
    {
      content,
      checked: checked?.text,
      disagrees,
      isExplained: field('note') !== undefined,
      label: field('label')?.text,
      on: field('on')?.text,
      file: at.where().file,
      at,
    },
  ];
}

/** What a note says stands before what is added to it, so it ends as a sentence does. */
const sentence = (text: string): string => (/[.!?)"']$/.test(text) ? text : `${text}.`);

/** Whether a `checked` names what something was checked against. */
export const isChecked = (checked: string | undefined): boolean =>
  checked !== undefined && !/^unchecked$/i.test(checked);

/**
 * Whether coverage stops at the end: `END` or `BOTH`. A censored beginning (`START`, `BOTH`) is a date of its own, some day
 * until coverage began.
 */
function readCensored(cell: Cell | undefined, from: ClaimContent['from'], to: End | undefined): true | undefined {
  if (!cell) return undefined;
  if (!['START', 'END', 'BOTH'].includes(cell.text)) {
    cell.problem(`"${cell.text}" is not one of START, END, BOTH.`);
    return undefined;
  }
  const [start, end] = [cell.text !== 'END', cell.text !== 'START'];
  if (start && from?.earliest !== FIRST_DAY)
    cell.problem(`Coverage begins with \`from\`: write \`from: ../${from?.text ?? '1816-01-01'}\`.`);
  if (end && (to === undefined || to === 'open')) cell.problem('Coverage stops at `to`: give its last day there.');
  return end ? true : undefined;
}

function checkNote(checked: string | undefined): string | undefined {
  if (checked === undefined) return undefined;
  return !isChecked(checked) ? 'Unchecked.' : `Checked against ${checked}.`;
}

function mustBeInOrder(type: RecordedType, from: ClaimContent['from'], to: End | undefined, at: Place): void {
  if (from && to && to !== 'open' && to.latest < from.earliest)
    at.problem(`It ends (${to.text}) before it begins (${from.text}).`);
  if (factType(type).dates === 'day' && to) at.problem(`A ${type} happens on a day: give \`from\` only.`);
}
