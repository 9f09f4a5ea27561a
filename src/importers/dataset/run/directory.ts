import { type Bounds } from '../../../model/bounds.ts';
import { codeBounds, type EntityPart, foldName } from '../../../model/entity.ts';
import type { GraphStore } from '../../../store/port.ts';
import { BEARERS_OF_NAMES } from '../../../domain/entity/entity.cypher.ts';
import { ENTITIES_WITH_CODES, EXISTENCE_OF, PARTS_OF } from './directory.cypher.ts';

/** An entity a code leads to, and when. */
export interface Bearer {
  readonly key: string;
  readonly first: number;
  readonly last: number;
}

/** Entries held before they are forgotten: bounds memory where codes are many. */
const HELD = 200_000;

/**
 * What the graph knows of codes, names and entities, apart from what this data set itself brought: so that importing again
 * finds what the first import found. Asked for something it has not read yet, it remembers that and answers undefined; `load` then
 * reads all of it at once.
 */
export class Directory {
  readonly #store: GraphStore;
  readonly #own: string;
  readonly #codes = new Map<string, readonly Bearer[]>();
  readonly #names = new Map<string, readonly string[]>();
  readonly #entities = new Map<string, { foreign: readonly EntityPart[]; lives: readonly Bearer[] } | undefined>();
  #wantedCodes = new Set<string>();
  #wantedNames = new Set<string>();
  #wantedEntities = new Set<string>();

  /** `dataset`: the series whose own contributions do not count. */
  constructor(store: GraphStore, dataset: string) {
    this.#store = store;
    this.#own = `${dataset}@`;
  }

  /** Who bears `SCHEME:value`, spell by spell. */
  bearers(code: string): readonly Bearer[] | undefined {
    const known = this.#codes.get(code);
    if (!known) this.#wantedCodes.add(code);
    return known;
  }

  /** Keys of the entities that go by a name in folded form. */
  named(fold: string): readonly string[] | undefined {
    const known = this.#names.get(fold);
    if (!known) this.#wantedNames.add(fold);
    return known;
  }

  /** Whether the entity is in the graph; undefined: not read yet. */
  has(key: string): boolean | undefined {
    if (!this.#entities.has(key)) {
      this.#wantedEntities.add(key);
      return undefined;
    }
    return this.#entities.get(key) !== undefined;
  }

  /** Whether an entity that has been found may have existed between two days; one of which no spell is known may. */
  existed(key: string, first: number, last: number): boolean {
    const lives = this.#entities.get(key)?.lives ?? [];
    return lives.length === 0 || lives.some((life) => life.first <= last && life.last >= first);
  }

  get isWaiting(): boolean {
    return this.#wantedCodes.size + this.#wantedNames.size + this.#wantedEntities.size > 0;
  }

  /** Forgets what was read, where that has become much. Only between rows: what is being worked on must stay. */
  trim(): void {
    for (const held of [this.#codes, this.#names, this.#entities]) if (held.size > HELD) held.clear();
  }

  /** Reads all that was asked for. */
  async load(): Promise<void> {
    const codes = [...this.#wantedCodes];
    const folds = [...this.#wantedNames];
    const keys = new Set(this.#wantedEntities);
    const codeRows = codes.length > 0 ? await this.#store.read(ENTITIES_WITH_CODES, { codes }) : [];
    const nameRows = folds.length > 0 ? await this.#store.read(BEARERS_OF_NAMES, { folds }) : [];
    for (const [, key] of [...codeRows, ...nameRows]) keys.add(key as string);
    await this.#readEntities([...keys].filter((key) => !this.#entities.has(key)));
    this.#wantedCodes = new Set();
    this.#wantedNames = new Set();
    this.#wantedEntities = new Set();
    for (const code of codes)
      this.#codes.set(
        code,
        this.#bearersOf(
          code,
          codeRows.filter(([each]) => each === code).map(([, key]) => key as string),
        ),
      );
    const byFold = new Map<string, Set<string>>();
    for (const [fold, key] of nameRows)
      if (this.#goesBy(key as string, fold as string))
        byFold.set(fold as string, (byFold.get(fold as string) ?? new Set()).add(key as string));
    for (const fold of folds) this.#names.set(fold, [...(byFold.get(fold) ?? [])].toSorted());
  }

  async #readEntities(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const lives = new Map<string, Bearer[]>();
    for (const [key, first, last] of await this.#store.read(EXISTENCE_OF, { keys }))
      lives.set(key as string, [
        ...(lives.get(key as string) ?? []),
        { key: key as string, first: first as number, last: last as number },
      ]);
    for (const key of keys) this.#entities.set(key, undefined);
    for (const [key, parts] of await this.#store.read(PARTS_OF, { keys })) {
      const foreign = Object.entries(JSON.parse(parts as string) as Record<string, EntityPart>)
        .filter(([contributor]) => !contributor.startsWith(this.#own))
        .map(([, part]) => part);
      this.#entities.set(
        key as string,
        foreign.length > 0 ? { foreign, lives: lives.get(key as string) ?? [] } : undefined,
      );
    }
  }

  #bearersOf(code: string, keys: readonly string[]): Bearer[] {
    const spells = new Map<string, Bearer>();
    for (const key of keys)
      for (const part of this.#entities.get(key)?.foreign ?? [])
        for (const each of part.codes ?? []) {
          if (`${each.scheme}:${each.value}` !== code) continue;
          const { from1, to2 }: Bounds = codeBounds(each);
          spells.set(`${key} ${from1} ${to2}`, { key, first: from1, last: to2 });
        }
    return [...spells.values()].toSorted((a, b) => a.first - b.first || (a.key < b.key ? -1 : 1));
  }

  #goesBy(key: string, fold: string): boolean {
    return (this.#entities.get(key)?.foreign ?? []).some((part) =>
      [part.name, ...Object.values(part.names ?? {}), ...(part.aliases ?? [])].some((name) => foldName(name) === fold),
    );
  }
}
