import { AMOUNT_BASES } from '../../../model/amount.ts';
import { MOODS } from '../../../model/claim.ts';
import {
  ENTITY_KINDS,
  type EntityKind,
  factType,
  type FactTypeEntry,
  isRecordedType,
  type RecordedType,
  RECORDED_TYPES,
  terms,
} from '../../../model/registry.ts';
import type { Cursor } from '../../seed/cursor.ts';
import { type Condition, readCondition } from './conditions.ts';
import { type DateOf, readDate } from './dates.ts';
import type { EntityRule } from './entities.ts';
import { readNumber, readNumberFormat } from './numbers.ts';
import type { Scope, Text } from './scope.ts';
import { readValue, type Value } from './values.ts';

/** How a row becomes a claim. */
export interface FactRule {
  readonly type: RecordedType;
  readonly when?: Condition;
  /** Told only where entities turn out to be of these kinds. */
  readonly only: readonly { readonly entity: EntityRule; readonly kind: EntityKind }[];
  readonly subject: EntityRule;
  readonly object?: EntityRule;
  readonly value?: Text;
  /** Its numbers are decimals already. */
  readonly amount?: {
    readonly value?: Text;
    readonly low?: Text;
    readonly high?: Text;
    readonly unit: Text;
    readonly basis: Text;
  };
  readonly qualifiers: readonly { readonly name: string; readonly text?: Text; readonly entity?: EntityRule }[];
  readonly from?: DateOf;
  readonly to?: DateOf;
  /** Given in the mapping: where it comes to nothing, there is no claim. */
  readonly mood?: Text;
  readonly speaker?: EntityRule;
  readonly stated?: DateOf;
  readonly public?: DateOf;
  readonly note?: Text;
  readonly quote?: Text;
  readonly locator?: Text;
  /** Said by many rows, recorded from the first. */
  readonly once: boolean;
  readonly at: Cursor;
}

const FIELDS = new Set([
  'type',
  'when',
  'only',
  'subject',
  'object',
  'value',
  'amount',
  'with',
  'from',
  'to',
  'mood',
  'speaker',
  'stated',
  'public',
  'note',
  'quote',
  'locator',
  'once',
]);

/** Reads one of a record's `facts`; undefined where it is none. */
export function readFactRule(
  at: Cursor,
  entities: ReadonlyMap<string, EntityRule>,
  scope: Scope,
): FactRule | undefined {
  at.entries(FIELDS);
  const type = at.get('type').string() ?? '';
  if (!isRecordedType(type)) {
    (at.get('type').isMissing ? at : at.get('type')).problem(
      `"${type}" is no type of fact. Types are: ${RECORDED_TYPES.join(', ')}.`,
    );
    return undefined;
  }
  const entry = factType(type);
  const only = at
    .get('only')
    .entries()
    .flatMap(([name, value, place]): FactRule['only'] => {
      const entity = entities.get(name);
      if (!entity) place.problem(`"${name}" is none of the record's entities: ${[...entities.keys()].join(', ')}.`);
      const kind = readTerm(value, ENTITY_KINDS, scope)?.can?.[0]?.text as EntityKind | undefined;
      return entity && kind ? [{ entity, kind }] : [];
    });
  const kindOf = (rule: EntityRule): EntityKind | undefined => only.find(({ entity }) => entity === rule)?.kind;
  const end = (name: 'subject' | 'object', kinds: readonly EntityKind[] | undefined): EntityRule | undefined => {
    const place = at.get(name);
    if (!kinds) {
      if (!place.isMissing) place.problem(`${type} has no object.`);
      return undefined;
    }
    if (place.isMissing) {
      at.problem(
        `${type} needs ${name === 'subject' ? 'a `subject`' : 'an `object`'}, one of the record's \`entities\`.`,
      );
      return undefined;
    }
    return entityAt(place, entities, kinds, `The ${name} of ${type}`, kindOf);
  };
  const [subject, object] = [end('subject', entry.subject), end('object', entry.object)];
  const value = readTerm(at.get('value'), entry.value?.enum ? terms(entry.value.enum) : undefined, scope);
  if (entry.value?.enum && !value) at.problem(`${type} needs a \`value\`: ${terms(entry.value.enum).join(', ')}.`);
  if (!entry.value && value) at.get('value').problem(`${type} has no value.`);
  const date = (name: string): DateOf | undefined => readDate(at.get(name), scope);
  const [from, to] = [date('from'), date('to')];
  if (to && entry.dates === 'day') at.get('to').problem(`A ${type} happens on a day: give \`from\` only.`);
  if (!subject) return undefined;
  return {
    type,
    when: readCondition(at.get('when'), scope),
    only,
    subject,
    object,
    value: value?.text,
    amount: readAmount(at.get('amount'), entry, scope),
    qualifiers: readQualifiers(at.get('with'), entry, entities, scope),
    from,
    to,
    mood: readTerm(at.get('mood'), MOODS, scope)?.text,
    speaker: at.get('speaker').isMissing ? undefined : entityAt(at.get('speaker'), entities, undefined, 'A speaker'),
    stated: date('stated'),
    public: date('public'),
    note: readValue(at.get('note'), scope)?.text,
    quote: readValue(at.get('quote'), scope)?.text,
    locator: readValue(at.get('locator'), scope)?.text,
    once: at.get('once').string() === 'true',
    at,
  };
}

function entityAt(
  at: Cursor,
  entities: ReadonlyMap<string, EntityRule>,
  kinds: readonly EntityKind[] | undefined,
  what: string,
  kindOf: (rule: EntityRule) => EntityKind | undefined = () => undefined,
): EntityRule | undefined {
  const name = at.string() ?? '';
  const rule = entities.get(name);
  if (!rule)
    at.problem(`"${name}" is none of the record's entities: ${[...entities.keys()].join(', ') || 'there are none'}.`);
  else if (kinds)
    for (const kind of [kindOf(rule) ?? rule.ways.map((way) => way.kind)].flat())
      if (!kinds.includes(kind))
        at.problem(`${what} is one of ${kinds.join(', ')}, but "${name}" may be of kind ${kind}.`);
  return rule;
}

function readTerm(at: Cursor, known: readonly string[] | undefined, scope: Scope): Value | undefined {
  const value = readValue(at, scope);
  if (known)
    for (const { text, at: place } of value?.can ?? [])
      if (!known.includes(text)) place.problem(`"${text}" is not one of ${known.join(', ')}.`);
  return value;
}

const DEFAULT_BASIS: Partial<Record<RecordedType, string>> = {
  CREDIT_SHARE: 'SHARE',
  QUANTITY_ORDERED: 'COUNT',
  QUANTITY_DELIVERED: 'COUNT',
  OPTION: 'COUNT',
};

function readAmount(at: Cursor, entry: FactTypeEntry, scope: Scope): FactRule['amount'] {
  if (at.isMissing) {
    if (entry.value?.amount) at.problem(`${entry.name} needs an \`amount\` with value and unit.`);
    return undefined;
  }
  if (!entry.value?.amount && entry.amount !== 'optional') at.problem(`${entry.name} has no amount.`);
  at.entries(new Set(['value', 'low', 'high', 'format', 'unit', 'basis']));
  const format = readNumberFormat(at.get('format'));
  const number = (name: string): Text | undefined => readNumber(at.get(name), format, scope);
  const basis = readTerm(at.get('basis'), AMOUNT_BASES, scope)?.text ?? (() => DEFAULT_BASIS[entry.name] ?? 'NOMINAL');
  return { value: number('value'), low: number('low'), high: number('high'), unit: readUnit(at, scope), basis };
}

/** Codes of currencies (ISO 4217). */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** The unit of an amount: one that the mapping itself writes must not be a currency's code in small letters, which is another unit. */
function readUnit(amount: Cursor, scope: Scope): Text {
  const unit = readValue(amount.get('unit'), scope);
  if (!unit) amount.problem('An amount needs a `unit`.');
  for (const { text, at } of unit?.can ?? [])
    if (!CURRENCIES.has(text) && CURRENCIES.has(text.toUpperCase()))
      at.problem(`"${text}" is no unit. The currency is written ${text.toUpperCase()}.`);
  return unit?.text ?? (() => undefined);
}

function readQualifiers(
  at: Cursor,
  entry: FactTypeEntry,
  entities: ReadonlyMap<string, EntityRule>,
  scope: Scope,
): FactRule['qualifiers'] {
  return at.entries().flatMap(([name, value, place]): FactRule['qualifiers'] => {
    const qualifier = entry.qualifiers?.[name];
    if (!qualifier) {
      place.problem(
        `"${name}" is no qualifier of ${entry.name}. Qualifiers are: ${Object.keys(entry.qualifiers ?? {}).join(', ') || 'none'}.`,
      );
      return [];
    }
    if (qualifier.entity) return [{ name, entity: entityAt(value, entities, undefined, `The qualifier ${name}`) }];
    const text = readTerm(value, qualifier.enum ? terms(qualifier.enum) : undefined, scope)?.text;
    return text ? [{ name, text }] : [];
  });
}
