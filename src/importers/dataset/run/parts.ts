import { type DatedCode, type EntityPart } from '../../../model/entity.ts';
import { digest } from '../../../model/hash.ts';
import { type EntityKind, KEY_PREFIX, terms } from '../../../model/registry.ts';
import { isCode, type CreateRule } from '../mapping/entities.ts';
import { listIn, type Row, RowProblem } from '../row.ts';

/** A text as names are written: one space between words, none at the ends. */
export const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** A text made plain for a key: lower-case letters without accents, digits, hyphens; at most 80 characters. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (
    plain.length > 0 &&
    plain.length <= 80 &&
    !/[^\p{ASCII}]/u.test(text.normalize('NFKD').replaceAll(/\p{M}+/gu, ''))
  )
    return plain;
  return `${plain.slice(0, 64)}-${digest(text, 8)}`.replaceAll(/^-+/g, '');
}

/** The key of a new entity, and what it was made of; undefined where that is blank. */
export function keyOf(kind: EntityKind, rule: CreateRule, row: Row): { key: string; identity: string } | undefined {
  const identity = rule.key(row);
  return identity === undefined
    ? undefined
    : { key: `${KEY_PREFIX[kind]}:${slug(identity)}`, identity: tidy(identity) };
}

/** What the data set says of an entity. Throws RowProblem. */
export function partOf(rule: CreateRule, found: readonly { scheme: string; value: string }[], row: Row): EntityPart {
  const name = rule.name(row);
  if (name === undefined) throw new RowProblem('The name of the entity is blank.');
  const names = rule.names.flatMap(({ language, text }) => {
    const each = text(row);
    return each === undefined ? [] : [[language, tidy(each)] as const];
  });
  const aliases = rule.aliases
    .flatMap(({ text, list }) => (list === undefined ? [text(row) ?? ''] : listIn(row, list)))
    .map(tidy)
    .filter((alias) => alias !== '' && alias !== tidy(name));
  const codes = new Map<string, DatedCode>();
  const add = (code: DatedCode): void => {
    if (!isCode(code)) throw new RowProblem(`"${code.value}" is no ${code.scheme} code.`);
    codes.set(`${code.scheme}:${code.value} ${code.from?.text ?? ''}`, code);
  };
  for (const code of found) add(code);
  for (const { scheme, value, from, to } of rule.codes) {
    const text = value(row);
    if (text === undefined) continue;
    const begin = from?.(row).when;
    add({ scheme, value: text, from: begin === 'open' ? undefined : begin, to: to?.(row).when });
  }
  const term = (text: string | undefined, known: readonly string[], what: string): string | undefined => {
    if (text !== undefined && !known.includes(text))
      throw new RowProblem(`"${text}" is no ${what}. It is one of ${known.join(', ')}.`);
    return text;
  };
  return compact({
    name: tidy(name),
    names: names.length > 0 ? Object.fromEntries(names) : undefined,
    aliases: aliases.length > 0 ? [...new Set(aliases)] : undefined,
    description: rule.description?.(row),
    codes: codes.size > 0 ? [...codes.values()] : undefined,
    agreementKind: term(rule.agreementKind?.(row), terms('AgreementKind'), 'kind of agreement'),
    category: rule.category?.(row),
    latitude: degrees(rule.latitude?.(row), 90),
    longitude: degrees(rule.longitude?.(row), 180),
  });
}

function degrees(text: string | undefined, bound: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(Math.abs(value) <= bound)) throw new RowProblem(`"${text}" is no number of degrees.`);
  return value;
}

/** What several rows say of one entity, laid together: the first word counts, names and codes are added. */
export function addParts(first: EntityPart, more: EntityPart): EntityPart {
  const aliases = new Set(
    [...(first.aliases ?? []), more.name, ...(more.aliases ?? [])].filter((alias) => alias !== first.name),
  );
  const codes = new Map(
    [...(more.codes ?? []), ...(first.codes ?? [])].map((code) => [
      `${code.scheme}:${code.value} ${code.from?.text ?? ''}`,
      code,
    ]),
  );
  const names = { ...more.names, ...first.names };
  return compact({
    ...more,
    ...first,
    names: Object.keys(names).length > 0 ? names : undefined,
    aliases: aliases.size > 0 ? [...aliases].toSorted() : undefined,
    codes:
      codes.size > 0
        ? [...codes.values()].toSorted((a, b) => (`${a.scheme}:${a.value}` < `${b.scheme}:${b.value}` ? -1 : 1))
        : undefined,
  });
}

/** Without members that hold nothing. */
function compact(part: EntityPart): EntityPart {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as unknown as EntityPart;
}
