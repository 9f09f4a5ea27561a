import type { DatedCode } from '../../../model/entity.ts';
import {
  ENTITY_KINDS,
  type EntityKind,
  KEY_PREFIX,
  kindOfKey,
  schemeName,
  schemePattern,
  terms,
} from '../../../model/registry.ts';
import type { Cursor } from '../../seed/cursor.ts';
import { type Condition, readCondition } from './conditions.ts';
import { type DateOf, readDate } from './dates.ts';
import { namesBelow, type Scope, type Text } from './scope.ts';
import { readValue } from './values.ts';

/** How a row names an entity: ways that are tried one after another. */
export interface EntityRule {
  readonly name: string;
  readonly ways: readonly EntityWay[];
  readonly at: Cursor;
}

export interface EntityWay {
  readonly kind: EntityKind;
  readonly when?: Condition;
  /** The very key, of an entity that must be there. */
  readonly key?: Text;
  readonly codes: readonly { readonly scheme: string; readonly value: Text }[];
  readonly names: readonly Text[];
  /** The day its code or name is looked up on: the first; a later one counts where what it finds existed on the first. */
  readonly on: readonly DateOf[];
  /** The span over which a code may pass from one entity to another: each has its part. */
  readonly over?: readonly [from: DateOf, to: DateOf];
  readonly create?: CreateRule;
  /** Columns the way reads, for the places of problems. */
  readonly columns: readonly string[];
}

export interface CreateRule {
  /** The key's part after its prefix, before it is made plain. */
  readonly key: Text;
  readonly name: Text;
  readonly names: readonly { readonly language: string; readonly text: Text }[];
  readonly aliases: readonly { readonly text: Text; readonly list?: string }[];
  readonly description?: Text;
  readonly agreementKind?: Text;
  readonly category?: Text;
  readonly latitude?: Text;
  readonly longitude?: Text;
  readonly codes: readonly {
    readonly scheme: string;
    readonly value: Text;
    readonly from?: DateOf;
    readonly to?: DateOf;
  }[];
}

const WAY = new Set(['kind', 'when', 'key', 'code', 'name', 'on', 'over', 'create']);
const CREATE = new Set([
  'key',
  'name',
  'names',
  'aliases',
  'description',
  'agreementKind',
  'category',
  'latitude',
  'longitude',
  'codes',
]);
const CATEGORIES = [
  'IGO',
  'ALLIANCE_BODY',
  'STATE_BODY',
  'COMPANY',
  'ACTOR_GROUP',
  'NGO',
  'PROGRAMME',
  'MEDIA',
  'TERRITORY',
];

/** Reads one of a record's `entities`. */
export function readEntityRule(name: string, at: Cursor, scope: Scope): EntityRule {
  return { name, at, ways: at.list().flatMap((way) => readWay(way, scope) ?? []) };
}

function readWay(at: Cursor, scope: Scope): EntityWay | undefined {
  at.entries(WAY);
  const when = readCondition(at.get('when'), scope);
  const key = readValue(at.get('key'), scope);
  for (const { text, at: place } of key?.can ?? [])
    if (!kindOfKey(text)) place.problem(`"${text}" is no key of an entity, such as org:nato.`);
  const kind = at.get('kind').string() ?? kindOfKey(key?.can?.[0]?.text ?? '') ?? '';
  if (!(ENTITY_KINDS as readonly string[]).includes(kind)) {
    at.get('kind').problem(`An entity needs a \`kind\`: ${ENTITY_KINDS.join(', ')}.`);
    return undefined;
  }
  const codes = at
    .get('code')
    .entries()
    .flatMap(([spelling, value, place]) => {
      const scheme = schemeOf(spelling, place);
      if (at.get('create').isMissing) scope.schemes.push({ scheme, at: place });
      else scope.brought.add(scheme);
      const text = readValue(value, scope)?.text;
      return text ? [{ scheme, value: text }] : [];
    });
  const names = at
    .get('name')
    .list()
    .flatMap((each) => readValue(each, scope)?.text ?? []);
  const create = at.get('create').isMissing ? undefined : readCreate(at.get('create'), kind as EntityKind, scope);
  if (!key && codes.length === 0 && names.length === 0 && !create)
    at.problem('Say how to find it: `code`, `name`, `key`, or how to `create` it.');
  const over = at
    .get('over')
    .list()
    .flatMap((each) => readDate(each, scope) ?? []);
  if (!at.get('over').isMissing && over.length !== 2)
    at.get('over').problem('`over` needs two dates: the first day and the last.');
  return {
    kind: kind as EntityKind,
    when,
    key: key?.text,
    codes,
    names,
    on: at
      .get('on')
      .list()
      .flatMap((each) => readDate(each, scope) ?? []),
    over: over.length === 2 ? [over[0] as DateOf, over[1] as DateOf] : undefined,
    create,
    columns: [at.get('code'), at.get('name'), at.get('create').get('key')].flatMap(namesBelow),
  };
}

function schemeOf(spelling: string, at: Cursor): string {
  const scheme = schemeName(spelling);
  if (!/^[A-Z][A-Z0-9_-]*$/.test(scheme))
    at.problem(`"${spelling}" is no code scheme. Use letters and digits, such as COW.`);
  return scheme;
}

function readCreate(at: Cursor, kind: EntityKind, scope: Scope): CreateRule {
  at.entries(CREATE);
  const text = (name: string): Text | undefined => readValue(at.get(name), scope)?.text;
  const key = text('key');
  const name = text('name');
  if (!key)
    at.problem(
      `A new entity needs a \`key\`: what follows \`${KEY_PREFIX[kind]}:\`, with columns that tell it from all others.`,
    );
  if (!name) at.problem('A new entity needs a `name`.');
  mustBeOneOf(at.get('agreementKind'), terms('AgreementKind'), 'kind of agreement', scope);
  mustBeOneOf(at.get('category'), CATEGORIES, 'category', scope);
  if (kind === 'AGREEMENT' && at.get('agreementKind').isMissing) at.problem('An agreement needs an `agreementKind`.');
  return {
    key: key ?? (() => undefined),
    name: name ?? (() => undefined),
    names: at
      .get('names')
      .entries()
      .flatMap(([language, value]) => {
        const each = readValue(value, scope)?.text;
        return each ? [{ language, text: each }] : [];
      }),
    aliases: at
      .get('aliases')
      .list()
      .flatMap((each) => {
        const alias = readValue(each, scope)?.text;
        const only = /^\{([^{}]+)\}$/.exec(each.isMap ? '' : (each.string() ?? ''))?.[1];
        return alias ? [{ text: alias, list: only }] : [];
      }),
    description: text('description'),
    agreementKind: text('agreementKind'),
    category: text('category'),
    latitude: text('latitude'),
    longitude: text('longitude'),
    codes: at
      .get('codes')
      .entries()
      .flatMap(([spelling, value, place]) => {
        const scheme = schemeOf(spelling, place);
        scope.brought.add(scheme);
        const isLong = value.isMap && !value.get('value').isMissing;
        const each = readValue(isLong ? value.get('value') : value, scope)?.text;
        if (!each) return [];
        return [
          {
            scheme,
            value: each,
            from: isLong ? readDate(value.get('from'), scope) : undefined,
            to: isLong ? readDate(value.get('to'), scope) : undefined,
          },
        ];
      }),
  };
}

function mustBeOneOf(at: Cursor, known: readonly string[], what: string, scope: Scope): void {
  for (const { text, at: place } of readValue(at, scope)?.can ?? [])
    if (!known.includes(text)) place.problem(`"${text}" is no ${what}. It is one of ${known.join(', ')}.`);
}

const patterns = new Map<string, RegExp | undefined>();

/** Whether a code can be one of its scheme. */
export function isCode({ scheme, value }: Pick<DatedCode, 'scheme' | 'value'>): boolean {
  if (!patterns.has(scheme)) patterns.set(scheme, schemePattern(scheme));
  return patterns.get(scheme)?.test(value) ?? true;
}
