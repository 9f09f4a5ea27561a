import type { DatedCode, EntityPart } from '../../model/entity.ts';
import { schemeName, schemePattern, terms } from '../../model/registry.ts';
import type { Cursor } from './cursor.ts';
import { readDate, readEnd } from './dates.ts';
import type { Place } from './place.ts';
import type { Cell, TableRow } from './table.ts';
import { told } from './told.ts';

const FIELDS = new Set([
  'kind',
  'name',
  'names',
  'aliases',
  'description',
  'codes',
  'agreementKind',
  'category',
  'latitude',
  'longitude',
]);
export const ENTITY_COLUMNS = new Set([
  'kind',
  'key',
  'name',
  'names.*',
  'aliases',
  'description',
  'codes',
  'agreementKind',
  'category',
  'latitude',
  'longitude',
]);
export const CODE_COLUMNS = new Set(['codes', 'entity', 'value', 'from', 'to']);

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

export interface ReadEntity {
  readonly part: Partial<EntityPart>;
  readonly codes: readonly DatedCode[];
  readonly kind?: string;
}

/** Reads an entity in the long form. */
export function readEntity(value: Cursor): ReadEntity {
  value.entries(FIELDS);
  const names = Object.fromEntries(
    value
      .get('names')
      .entries()
      .flatMap(([language, name]) => {
        const text = name.string();
        return text === undefined ? [] : [[language, text] as const];
      }),
  );
  const aliases = value.get('aliases').strings();
  return {
    kind: value.get('kind').string(),
    codes: longCodes(value.get('codes')),
    part: partOf((name) => told(value.get(name)), names, aliases),
  };
}

/** Reads an entity from a row. */
export function readEntityRow(row: TableRow, at: Place): (ReadEntity & { key: string; at: Place }) | undefined {
  const key = row.get('key');
  if (!key) {
    at.problem('Every row needs a `key`.');
    return undefined;
  }
  const names = Object.fromEntries(
    [...row].filter(([name]) => name.startsWith('names.')).map(([name, cell]) => [name.slice(6), cell.text]),
  );
  const aliases = row.get('aliases')?.text.split(/;\s*/) ?? [];
  const codes = (row.get('codes')?.text.split(/;\s*/) ?? []).flatMap((text) => {
    const [scheme = '', value = ''] = text.split('=');
    return codeOf(scheme, value, undefined, undefined, row.get('codes') as Cell);
  });
  return { key: key.text, at: key, codes, part: partOf((name) => row.get(name), names, aliases) };
}

function partOf(
  field: (name: string) => Cell | undefined,
  names: Readonly<Record<string, string>>,
  aliases: readonly string[],
): Partial<EntityPart> {
  const number = (name: string, bound: number): number | undefined => {
    const cell = field(name);
    if (!cell) return undefined;
    const value = Number(cell.text);
    if (!(Math.abs(value) <= bound)) cell.problem(`"${cell.text}" is no ${name}. Write degrees, such as 39.93.`);
    return value;
  };
  const kind = field('agreementKind');
  if (kind && !terms('AgreementKind').includes(kind.text))
    kind.problem(`"${kind.text}" is no kind of agreement. Kinds are: ${terms('AgreementKind').join(', ')}.`);
  const category = field('category');
  if (category && !CATEGORIES.includes(category.text))
    category.problem(`"${category.text}" is no category. Categories are: ${CATEGORIES.join(', ')}.`);
  return {
    name: field('name')?.text,
    names: Object.keys(names).length > 0 ? names : undefined,
    aliases: aliases.length > 0 ? aliases : undefined,
    description: field('description')?.text,
    agreementKind: kind?.text,
    category: category?.text,
    latitude: number('latitude', 90),
    longitude: number('longitude', 180),
  };
}

function longCodes(codes: Cursor): DatedCode[] {
  if (codes.isList)
    return codes.list().flatMap((code) => {
      code.entries(new Set(['scheme', 'value', 'from', 'to']));
      return codeOf(
        code.get('scheme').string() ?? '',
        code.get('value').string() ?? '',
        told(code.get('from')),
        told(code.get('to')),
        code,
      );
    });
  return codes
    .entries()
    .flatMap(([scheme, value]) => value.strings().flatMap((text) => codeOf(scheme, text, undefined, undefined, value)));
}

/** Reads a code from a row of the scheme's table. */
export function readCodeRow(
  scheme: string,
  row: TableRow,
  table: Place,
): { entity: string; value: DatedCode; at: Place } | undefined {
  const [entity, value] = [row.get('entity'), row.get('value')];
  if (!entity || !value) {
    (entity ?? value ?? table).problem('Every row needs an `entity` and a `value`.');
    return undefined;
  }
  const [code] = codeOf(scheme, value.text, row.get('from'), row.get('to'), value);
  return code && { entity: entity.text, value: code, at: entity };
}

function codeOf(spelling: string, value: string, from: Cell | undefined, to: Cell | undefined, at: Place): DatedCode[] {
  const scheme = schemeName(spelling);
  const pattern = schemePattern(scheme);
  if (!pattern) at.problem(`"${spelling}" is no code scheme. See schema/registry/schemes.yaml.`);
  else if (!pattern.test(value)) at.problem(`"${value}" is no ${scheme} code.`);
  return [{ scheme, value, from: readDate(from), to: readEnd(to) }];
}
