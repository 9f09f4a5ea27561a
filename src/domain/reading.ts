import DataLoader from 'dataloader';
import type { GraphStore, Params, Row, Statement } from '../store/port.ts';
import { NameIndex } from './search/name-index.ts';

/** One operation's reading of the graph: what is asked several times is fetched once, what is asked at once in one trip. */
export class Reading {
  readonly #store: GraphStore;
  readonly #batches = new Map<string, DataLoader<string, unknown>>();

  /** All names, to search among: shared by the operations of one process. */
  readonly names: NameIndex;

  constructor(store: GraphStore, names: NameIndex = new NameIndex(store)) {
    this.#store = store;
    this.names = names;
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
