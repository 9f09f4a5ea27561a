import DataLoader from 'dataloader';
import type { GraphStore, Params, Row, Statement } from '../store/port.ts';
import { Kept } from './kept.ts';
import { NameIndex } from './search/name-index.ts';

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

  readonly #shared: Shared;

  constructor(store: GraphStore, shared: Shared = shareOf(store)) {
    this.#store = store;
    this.#shared = shared;
  }

  /** All names, to search among. */
  get names(): NameIndex {
    return this.#shared.names;
  }

  /** A costly result, kept until the graph changes. */
  kept<T>(name: string, compute: () => Promise<T>): Promise<T> {
    return this.#shared.kept.get(name, compute);
  }

  /** Runs a statement that only reads. */
  read(statement: Statement, params: Params = {}): Promise<Row[]> {
    return this.#store.read(statement, params);
  }

  /**
   * Fetches one thing by key together with all that are asked for under the same name at the same time. `fetch` gives what
   * it found by key; what is not among it is undefined. At most 1,000 keys go in one trip.
   */
  batched<T>(
    name: string,
    key: string,
    fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T | undefined> {
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
