import type { Bounds } from './bounds.ts';
import { boundsOf } from './bounds.ts';
import type { End } from './claim.ts';
import { endText } from './claim.ts';
import type { When } from './edtf.ts';
import { factType } from './registry.ts';

/** A code in another scheme, and when it applied. */
export interface DatedCode {
  readonly scheme: string;
  readonly value: string;
  readonly from?: When;
  readonly to?: End;
}

/** What one contributor (the curated graph, a release of a data set) says an entity is. */
export interface EntityPart {
  readonly name: string;
  /** Names by language code. */
  readonly names?: Readonly<Record<string, string>>;
  readonly aliases?: readonly string[];
  readonly description?: string;
  readonly codes?: readonly DatedCode[];
  readonly agreementKind?: string;
  readonly category?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** An entity: what its contributors say, laid together. */
export type Entity = EntityPart & Required<Pick<EntityPart, 'names' | 'aliases' | 'codes'>> & { readonly key: string };

/** The contributor whose word on names and attributes goes first. */
export const CURATED = 'curated';

/** Lays parts together: the curated one first, then by contributor's name, so that the order they came in does not matter. */
export function layTogether(key: string, parts: ReadonlyMap<string, EntityPart>): Entity {
  const ordered = [...parts]
    .toSorted(([a], [b]) => (a === CURATED ? -1 : b === CURATED ? 1 : a < b ? -1 : 1))
    .map(([, part]) => part);
  const [first] = ordered;
  if (first === undefined) throw new TypeError(`${key} has no part`);
  const aliases = new Set<string>();
  const names: Record<string, string> = {};
  const codes = new Map<string, DatedCode>();
  const single: { -readonly [K in keyof EntityPart]?: EntityPart[K] } = {};
  for (const part of ordered) {
    for (const alias of [part.name, ...(part.aliases ?? [])]) if (alias !== first.name) aliases.add(alias);
    for (const [language, name] of Object.entries(part.names ?? {})) names[language] ??= name;
    for (const code of part.codes ?? []) if (!codes.has(codeText(code))) codes.set(codeText(code), code);
    single.description ??= part.description;
    single.agreementKind ??= part.agreementKind;
    single.category ??= part.category;
    single.latitude ??= part.latitude;
    single.longitude ??= part.longitude;
  }
  for (const name of Object.keys(single) as (keyof EntityPart)[]) if (single[name] === undefined) delete single[name];
  return {
    key,
    name: first.name,
    names: Object.fromEntries(Object.entries(names).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    aliases: [...aliases],
    codes: [...codes.values()].toSorted((a, b) => (codeText(a) < codeText(b) ? -1 : 1)),
    ...single,
  };
}

const codeText = (code: DatedCode): string =>
  `${code.scheme}:${code.value} ${code.from?.text ?? ''}/${endText(code.to) ?? ''}`;

/** When a code applied: without dates, always. */
export function codeBounds(code: DatedCode): Bounds {
  return boundsOf(factType('EXISTENCE'), code.from, code.to, false);
}

/** The content of an entity in one canonical text. */
export function canonicalEntity(entity: Entity): string {
  const { key, name, names, aliases, description, codes, agreementKind, category, latitude, longitude } = entity;
  return JSON.stringify([
    key,
    name,
    names,
    aliases.toSorted(),
    description,
    codes.map(codeText),
    agreementKind,
    category,
    latitude,
    longitude,
  ]);
}

/**
 * A name in the form names are compared in: no case, no accents, no punctuation, one space between words. Letters of
 * other scripts stay; those that Unicode does not take apart (ß, ł, ø, ı ...) are written out.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(ACCENTED, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(ACCENTED, '$1')
    .replaceAll(/[ßẞæœøłđðþıħŋ]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Letters with marks that are accents: in other scripts, such as Devanagari, a mark is a vowel. */
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu;

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
};
