import type { Claim } from '../../model/claim.ts';
import { kindOfKey } from '../../model/registry.ts';
import type { Window } from '../../model/windows.ts';
import type { FactInView } from '../fact/fact-view.ts';
import { pairOf } from '../fact/match.ts';

export const GROUP_KEYS = [
  'TYPE',
  'YEAR',
  'MONTH',
  'BEGAN_YEAR',
  'SUBJECT',
  'OBJECT',
  'PAIR',
  'ORGANIZATION',
  'VALUE',
  'AGREEMENT_KIND',
  'STATUS',
  'SOURCE',
] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** A value of a group; null where the facts have none. */
export type GroupText = string | null;

/** What of a fact its groups depend on besides itself. */
export interface Grouped {
  readonly fact: FactInView;
  /** The days counted in. */
  readonly span: Window | undefined;
  readonly agreementKind: string | undefined;
  readonly claims: readonly Claim[];
}

/** The values a fact has for one key: several where it held in several years, or has several sources. */
export function valuesOf(by: GroupKey, { fact, span, agreementKind, claims }: Grouped): GroupText[] {
  const { subject, object, bounds } = fact;
  const isOrganization = (key: string): boolean => kindOfKey(key) === 'ORGANIZATION';
  const values: Record<GroupKey, () => GroupText[]> = {
    TYPE: () => [fact.type],
    YEAR: () => within(bounds, span, year),
    MONTH: () => within(bounds, span, month),
    BEGAN_YEAR: () => [fact.from === undefined ? null : String(Math.floor(bounds.from1 / 10_000)).padStart(4, '0')],
    SUBJECT: () => [subject],
    OBJECT: () => [subject === object ? null : object],
    PAIR: () => [subject === object ? null : pairOf(fact)],
    ORGANIZATION: () => [isOrganization(object) ? object : isOrganization(subject) ? subject : null],
    VALUE: () => [fact.value ?? null],
    AGREEMENT_KIND: () => [agreementKind ?? null],
    STATUS: () => [fact.status],
    SOURCE: () => [...new Set(claims.map(({ source }) => source))],
  };
  return values[by]();
}

/** Years, or months, of a fact within a span, as text. */
function within({ from1, to2 }: { from1: number; to2: number }, span: Window | undefined, unit: Unit): string[] {
  const first = unit.of(Math.max(from1, span?.first ?? from1));
  const last = unit.of(Math.min(to2, span?.last ?? to2));
  const found: string[] = [];
  for (let each = first; each <= last; each++) found.push(unit.text(each));
  return found;
}

interface Unit {
  readonly of: (day: number) => number;
  readonly text: (value: number) => string;
}

const year: Unit = { of: (day) => Math.floor(day / 10_000), text: (value) => String(value).padStart(4, '0') };
const month: Unit = {
  of: (day) => Math.floor(day / 10_000) * 12 + (Math.floor(day / 100) % 100) - 1,
  text: (value) => `${year.text(Math.floor(value / 12))}-${String((value % 12) + 1).padStart(2, '0')}`,
};

/** All combinations of the values of several keys. */
export function combinations(keys: readonly GroupKey[], grouped: Grouped): GroupText[][] {
  return keys.reduce<GroupText[][]>(
    (found, by) => found.flatMap((values) => valuesOf(by, grouped).map((value) => [...values, value])),
    [[]],
  );
}

/** The entities a group's value names. */
export function entitiesIn(by: GroupKey, value: GroupText): string[] {
  if (value === null) return [];
  if (by === 'PAIR') return value.split(' ');
  return by === 'SUBJECT' || by === 'OBJECT' || by === 'ORGANIZATION' ? [value] : [];
}

/** Keys whose values the engine can tell by itself. */
export const isPlain = (by: GroupKey): boolean => by !== 'SOURCE';
