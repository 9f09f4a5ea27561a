import type { DatedCode } from '../../model/entity.ts';
import { foldName } from '../../model/entity.ts';
import { codeBounds } from '../../model/entity.ts';
import { type Day, LAST_DAY, today } from '../../model/day.ts';
import { badInput, EntenteError } from '../../model/errors.ts';
import { type EntityKind, kindOfKey, schemeName } from '../../model/registry.ts';
import { exactDayOf } from '../../model/view.ts';
import type { Row } from '../../store/port.ts';
import type { Reading } from '../reading.ts';
import type { Soon } from '../soon.ts';
import { BEARERS_OF_CODES, BEARERS_OF_NAMES, ENTITIES_BY_KEY, NAMES_CONTAINING } from './entity.cypher.ts';

/** An entity as the graph has it. */
export interface EntityRow {
  readonly key: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  readonly description?: string;
  readonly codes: readonly DatedCode[];
  readonly agreementKind?: string;
  readonly category?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Names one entity: exactly one of the three. */
export interface Ref {
  readonly id?: string | null;
  readonly code?: { readonly scheme: string; readonly value: string; readonly on?: string | null } | null;
  readonly name?: string | null;
}

/** Reads what `entityColumns` returns. */
export function entityFromRow(row: Row): EntityRow {
  const [key, name, names, aliases, description, codes, agreementKind, category, latitude, longitude] = row as (
    | string
    | null
  )[] &
    Row;
  return {
    key: key as string,
    name: name as string,
    names: names ? (JSON.parse(names) as Record<string, string>) : {},
    aliases: aliases ? (JSON.parse(aliases) as string[]) : [],
    description: description ?? undefined,
    codes: codes ? (JSON.parse(codes) as DatedCode[]) : [],
    agreementKind: agreementKind ?? undefined,
    category: category ?? undefined,
    latitude: (latitude as number | null) ?? undefined,
    longitude: (longitude as number | null) ?? undefined,
  };
}

/** An entity by its key. */
export function entityByKey(reading: Reading, key: string): Soon<EntityRow | undefined> {
  return reading.batched('entity', key, async (keys) => {
    const rows = await reading.read(ENTITIES_BY_KEY, { keys });
    return new Map(rows.map(([columns]) => entityFromRow(columns as Row)).map((entity) => [entity.key, entity]));
  });
}

/** The name in the first of the languages that has one, else in English, else the entity's first. */
export function nameIn(entity: EntityRow, languages: readonly string[] | undefined): string {
  for (const language of languages ?? []) {
    const wanted = language.toLowerCase();
    const name = entity.names[wanted] ?? entity.names[wanted.split('-')[0] ?? ''];
    if (name !== undefined) return name;
    if (wanted.split('-')[0] === 'en') return entity.name;
  }
  return entity.name;
}

/** An entity's codes, of one scheme and of one day where those are given. */
export function codesOf(entity: EntityRow, scheme: string | undefined, on: Day | undefined): DatedCode[] {
  const wanted = scheme === undefined ? undefined : schemeName(scheme);
  return entity.codes.filter((code) => {
    if (wanted !== undefined && code.scheme !== wanted) return false;
    if (on === undefined) return true;
    const { from1, to2 } = codeBounds(code);
    return from1 <= on && to2 >= on;
  });
}

/** The key in a reference by id; undefined in any other, and where it can be no key. */
export function keyIn({ id }: Ref): string | undefined {
  const key = id?.split('@')[0];
  return key !== undefined && kindOfKey(key) ? key : undefined;
}

/**
 * The key a reference names, or undefined where it names nothing. Of a name borne by several of the kinds allowed, and of
 * a code borne by several with no day to tell them, AMBIGUOUS_REF with their keys. `argument` is named in errors.
 */
export async function resolveRef(
  reading: Reading,
  ref: Ref,
  argument: string,
  kinds?: readonly EntityKind[],
): Promise<string | undefined> {
  mustBeOne(ref, argument);
  if (ref.code) return resolveCode(reading, ref.code, argument, kinds);
  if (ref.name !== undefined && ref.name !== null) return resolveName(reading, ref.name, argument, kinds);
  const key = keyIn(ref);
  return key !== undefined && isOfKind(key, kinds) ? (await entityByKey(reading, key))?.key : undefined;
}

function mustBeOne(ref: Ref, argument: string): void {
  const given = [ref.id, ref.code, ref.name].filter((member) => member !== undefined && member !== null);
  if (given.length !== 1) throw badInput(argument, 'name it by exactly one of id, code and name.');
}

/**
 * The key a reference in a filter names. An id is taken as it is: where there is no such entity, nothing fits. A name or code
 * that names nothing is NOT_FOUND, with the nearest names.
 */
export async function takeRef(reading: Reading, ref: Ref, argument: string): Promise<string> {
  mustBeOne(ref, argument);
  return keyIn(ref) ?? mustResolve(reading, ref, argument);
}

/** The same of several, in their order. */
export function takeRefs(reading: Reading, refs: readonly Ref[], argument: string): Promise<string[]> {
  return Promise.all(refs.map((ref, index) => takeRef(reading, ref, `${argument}[${index}]`)));
}

/** Whether a key is of an entity of one of the kinds; absent: of any. */
export const isOfKind = (key: string, kinds: readonly EntityKind[] | undefined): boolean => {
  const kind = kindOfKey(key);
  return kind !== undefined && (kinds === undefined || kinds.includes(kind));
};

async function resolveCode(
  reading: Reading,
  code: NonNullable<Ref['code']>,
  argument: string,
  kinds: readonly EntityKind[] | undefined,
): Promise<string | undefined> {
  const wanted = `${schemeName(code.scheme)}:${code.value}`;
  const on = code.on ? exactDayOf(`${argument}.code.on`, code.on) : undefined;
  const bearers = await reading.batched('code', wanted, async (codes) => {
    const found = new Map<string, { key: string; from1: Day; to2: Day }[]>();
    for (const [each, key, from1, to2, columns] of await reading.read(BEARERS_OF_CODES, { codes })) {
      reading.prime('entity', key as string, entityFromRow(columns as Row));
      const list = found.get(each as string) ?? [];
      found.set(each as string, [...list, { key: key as string, from1: from1 as number, to2: to2 as number }]);
    }
    return found;
  });
  const fitting = (bearers ?? []).filter(({ key }) => isOfKind(key, kinds));
  const applying = (day: Day): string[] => [
    ...new Set(fitting.filter(({ from1, to2 }) => from1 <= day && to2 >= day).map(({ key }) => key)),
  ];
  if (on !== undefined) return onlyOne(applying(on), argument, `Code ${wanted} on ${code.on}`);
  const now = applying(Math.min(today(), LAST_DAY));
  return onlyOne(now.length > 0 ? now : [...new Set(fitting.map(({ key }) => key))], argument, `Code ${wanted}`);
}

async function resolveName(
  reading: Reading,
  name: string,
  argument: string,
  kinds: readonly EntityKind[] | undefined,
): Promise<string | undefined> {
  const fold = foldName(name);
  const bearers = await reading.batched('name', fold, async (folds) => {
    const found = new Map<string, string[]>();
    for (const [each, key, columns] of await reading.read(BEARERS_OF_NAMES, { folds })) {
      reading.prime('entity', key as string, entityFromRow(columns as Row));
      found.set(each as string, [...(found.get(each as string) ?? []), key as string]);
    }
    return found;
  });
  return onlyOne(
    [...new Set(bearers ?? [])].filter((key) => isOfKind(key, kinds)),
    argument,
    `The name "${name}"`,
  );
}

function onlyOne(keys: readonly string[], argument: string, what: string): string | undefined {
  if (keys.length > 1) {
    const sorted = keys.toSorted();
    throw new EntenteError(
      'AMBIGUOUS_REF',
      `${argument}: ${what} is borne by ${sorted.slice(0, 5).join(', ')}${sorted.length > 5 ? ' ...' : ''}. Name one of them by id.`,
      { argument, keys: sorted },
    );
  }
  return keys[0];
}

/** The keys that references name, in their order; NOT_FOUND, with the nearest names, where one names nothing. */
export function resolveRefs(reading: Reading, refs: readonly Ref[], argument: string): Promise<string[]> {
  return Promise.all(refs.map((ref, index) => mustResolve(reading, ref, `${argument}[${index}]`)));
}

/** How many of the nearest names an error tells. */
const NEAREST = 3;

/** The key a reference names; NOT_FOUND where it names nothing. */
export async function mustResolve(reading: Reading, ref: Ref, argument: string): Promise<string> {
  const key = await resolveRef(reading, ref, argument);
  if (key !== undefined) return key;
  const told = ref.name ?? ref.id ?? (ref.code ? `${ref.code.scheme} ${ref.code.value}` : '');
  const named = await reading.names.find(told.replace(/^[a-z]+:/, '').replaceAll('-', ' '));
  // A key is often wrong by a letter; what it reads like comes after.
  const alike = ref.id ? await reading.names.nearKeys(ref.id, NEAREST) : [];
  const near = [...new Map([...alike, ...named].map((each) => [each.key, each])).values()].slice(0, NEAREST);
  const hint =
    near.length > 0 ? ` The nearest are ${near.map(({ key: other, name }) => `${name} (${other})`).join(', ')}.` : '';
  throw new EntenteError('NOT_FOUND', `${argument}: nothing here is named "${told}".${hint}`, {
    argument,
    nearest: near.map(({ key: other }) => other),
  });
}

/** The most entities a part of a name may stand for. */
const MOST_NAMED = 2000;

/** Keys of the entities a name or alias of which contains the text. Refused where there are too many to go on with. */
export async function keysNamed(reading: Reading, text: string, argument: string): Promise<string[]> {
  const fold = foldName(text);
  if (fold === '') throw badInput(argument, 'give at least one letter or digit.');
  const rows = await reading.read(NAMES_CONTAINING, { text: fold, limit: MOST_NAMED + 1 });
  const keys = [...new Set(rows.map(([key]) => key as string))];
  if (keys.length > MOST_NAMED)
    throw badInput(argument, `more than ${MOST_NAMED} entities have "${text}" in a name. Give more of it.`);
  return keys;
}
