import { type EntityKind, type FactType, kindOfKey } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import type { FactInView } from '../fact/fact-view.ts';

/** A piece of the graph: facts and the entities they join. */
export interface Piece {
  readonly view: View;
  /** Entities that are in it though no fact of it joins them, such as where it starts. */
  readonly keys: readonly string[];
  readonly facts: readonly FactInView[];
  /** Types of facts that degrees count; absent: all between two entities. */
  readonly types?: readonly FactType[];
  readonly cursor?: string;
}

/** The keys of all entities of a piece, in order. */
export function keysOf({ keys, facts }: Piece): string[] {
  return [...new Set([...keys, ...facts.flatMap(({ subject, object }) => [subject, object])])].toSorted();
}

/** Facts in the order a piece gives them. */
export function inOrder(facts: readonly FactInView[]): FactInView[] {
  return facts.toSorted(
    (a, b) =>
      (a.type < b.type ? -1 : a.type > b.type ? 1 : 0) ||
      Number(a.position[0]) - Number(b.position[0]) ||
      (a.key < b.key ? -1 : 1),
  );
}

/** The kind of an entity in a piece. */
export const kindOf = (key: string): EntityKind => kindOfKey(key) as EntityKind;

const namesOfPieces = new WeakMap<Piece, ReadonlyMap<string, string>>();

/** The name of an entity of a piece, where it came along with a fact. */
export function nameIn(piece: Piece, key: string): string | undefined {
  let names = namesOfPieces.get(piece);
  if (!names) {
    names = new Map(
      piece.facts.flatMap(({ subject, object, names: told }) =>
        told ? [[subject, told.subject] as const, [object, told.object] as const] : [],
      ),
    );
    namesOfPieces.set(piece, names);
  }
  return names.get(key);
}
