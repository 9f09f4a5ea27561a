import type { Claim } from '../../model/claim.ts';
import type { Fact } from '../../model/fact.ts';
import { beginning } from '../../model/fact.ts';
import type { DerivedType, RecordedType } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import type { FactRow } from '../../store/fact-record.ts';
import type { LinkRow } from '../../store/link-record.ts';
import type { Position } from '../page.ts';

/** A recorded fact as a view shows it. */
export interface RecordedInView extends FactRow {
  readonly view: View;
  /** Where it stands in a list: by its beginning as stored, whatever the view, so that cursors hold. */
  readonly position: Position;
  readonly hops?: undefined;
}

/** A fact that follows from others by a rule. */
export interface DerivedInView extends Omit<FactRow, 'type'> {
  readonly type: DerivedType;
  readonly view: View;
  readonly position: Position;
  /** The facts it follows from. */
  readonly hops: readonly RecordedInView[];
  /** The kind of the agreement it goes through, if it does. */
  readonly pivotKind?: string;
}

/** Of a fact in a view whom it holds between, and in which capacity; what it is itself, as far as that was fetched. */
export interface LinkInView extends Pick<
  RecordedInView,
  'subject' | 'object' | 'qualifiers' | 'view' | 'position' | 'hops'
> {
  readonly key?: string;
  readonly type?: RecordedType;
  readonly sourceCount?: number;
  /** The names of the ends, as far as they were fetched along. */
  readonly names?: { readonly subject?: string; readonly object?: string };
}

/** A fact as a view shows it. */
export type FactInView = RecordedInView | DerivedInView;

/** A stored link of an entity, which is its subject or object, that counts as it is. */
export function linkAsStored(
  { other, name, key, type, qualifiers, sourceCount }: LinkRow,
  entity: string,
  own: 'subject' | 'object',
  view: View,
  position: Position,
): LinkInView {
  const [subject, object] = own === 'subject' ? [entity, other] : [other, entity];
  const names = own === 'subject' ? { object: name } : { subject: name };
  return { subject, object, names, key, type, qualifiers, sourceCount, view, position };
}

/**
 * A stored fact that counts as it is. The row itself becomes it, for a copy of a row takes longer than all else done with it;
 * a row that is in a view already is copied.
 */
export function asStored(row: FactRow, view: View): RecordedInView {
  const free = row as FactRow & { view?: View; position?: Position };
  if (free.view === view) return row as RecordedInView;
  if (free.view !== undefined) return { ...row, view, position: positionOf(row) };
  free.view = view;
  free.position = positionOf(row);
  return row as RecordedInView;
}

/** A fact computed for the view, in the place of the stored one. */
export function asComputed(row: FactRow, fact: Fact, contradicted: boolean, view: View): RecordedInView {
  return {
    ...row,
    from: fact.from,
    to: fact.to,
    censored: fact.censored,
    bounds: fact.bounds,
    status: fact.status,
    knownSince: fact.knownSince,
    sourceCount: fact.sourceCount,
    claimCount: fact.claimCount,
    contradicted,
    value: fact.value,
    amount: fact.amount,
    qualifiers: fact.qualifiers,
    view,
    position: positionOf(row),
  };
}

/** Where a stored fact stands in a list. */
export const positionOf = (row: Pick<FactRow, 'key' | 'from' | 'bounds'>): Position => [
  beginning(row),
  row.key.slice('fact:'.length),
];

/** Claims by statement, oldest first, undated last, then by key. */
export function inOrderOfStatement(claims: readonly Claim[]): Claim[] {
  if (claims.length < 2) return [...claims];
  const said = (claim: Claim): number => claim.statedOn?.earliest ?? Number.MAX_SAFE_INTEGER;
  return claims.toSorted((a, b) => said(a) - said(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Facts that fit several conditions, the first of each before the second of any, each fact once. */
export function inTurn(lists: readonly (readonly FactInView[])[]): FactInView[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const found = new Map<string, FactInView>();
  for (let at = 0; at < longest; at++)
    for (const list of lists) {
      const fact = list[at];
      if (fact) found.set(fact.key, fact);
    }
  return [...found.values()];
}
