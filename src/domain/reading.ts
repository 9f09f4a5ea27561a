import DataLoader from 'dataloader';
import type { GraphStore, Params, Row, Statement } from '../store/port.ts';
import { Kept } from './kept.ts';
import { NameIndex } from './search/name-index.ts';
import type { Soon } from './soon.ts';

/** What the operations of one process share. */
export interface Shared {
  readonly names: NameIndex;
  readonly kept: Kept;
}

/** What operations on a store share, to be made once. */
export const shareOf = (store: GraphStore): Shared => ({ names: new NameIndex(store), kept: new Kept(store) });

/** One operation's reading of the graph: what is asked several times is fetched once, what is asked at once in one trip. */
export class Reading {
  readonly #store: GraphStore;
  readonly #batches = new Map<string, DataLoader<string, unknown>>();
  readonly #primed = new Map<string, Map<string, unknown>>();
  readonly #reads = new Map<string, Promise<Row[]>>();
  readonly #once = new WeakMap<object, Map<string, unknown>>();
  readonly #seen = new Set<string>();

  readonly #shared: Shared;

  constructor(store: GraphStore, shared: Shared = shareOf(store)) {
    this.#store = store;
    this.#shared = shared;
  }

  /** All names, to search among. */
  get names(): NameIndex {
    return this.#shared.names;
  }

  /** Whether the engine finds the first in the order of an index without looking at the others. */
  get hasOrderedIndexes(): boolean {
    return this.#store.hasOrderedIndexes;
  }

  /** A costly result, kept until the graph changes. */
  kept<T>(name: string, compute: () => Promise<T>): Promise<T> {
    return this.#shared.kept.get(name, compute);
  }

  /** Runs a statement that only reads; asked again with the same parameters, it gives the same rows. */
  read(statement: Statement, params: Params = {}): Promise<Row[]> {
    const name = `${statement.text}\n${JSON.stringify(params)}`;
    let rows = this.#reads.get(name);
    if (!rows) {
      rows = this.#store.read(statement, params);
      this.#reads.set(name, rows);
    }
    return rows;
  }

  /** Makes something once for an object, such as a view, and a name. */
  once<T>(object: object, name: string, make: () => T): T {
    let made = this.#once.get(object);
    if (!made) {
      made = new Map();
      this.#once.set(object, made);
    }
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  }

  /** Puts something that came along with another answer where `batched` finds it under the same name and key. */
  prime(name: string, key: string, value: unknown): void {
    const primed = this.#primed.get(name) ?? new Map<string, unknown>();
    this.#primed.set(name, primed.set(key, value));
  }

  /** Notes that there is an entity, which an answer about it told. */
  note(key: string): void {
    this.#seen.add(key);
  }

  /** Whether it was noted that there is an entity; false tells nothing. */
  isNoted(key: string): boolean {
    return this.#seen.has(key);
  }

  /**
   * Fetches one thing by key together with all that are asked for under the same name at the same time. `fetch` gives what
   * it found by key; what is not among it is undefined. At most 1,000 keys go in one trip. What was primed is given at once.
   */
  batched<T>(
    name: string,
    key: string,
    fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Soon<T | undefined> {
    const primed = this.#primed.get(name);
    if (primed?.has(key)) return primed.get(key) as T;
    let loader = this.#batches.get(name) as DataLoader<string, T | undefined> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T | undefined>(
        async (keys) => {
          const found = await fetch(keys);
          return keys.map((each) => found.get(each));
        },
        { maxBatchSize: 1000 },
      );
      this.#batches.set(name, loader);
    }
    return loader.load(key);
  }
}
