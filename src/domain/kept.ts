import type { GraphStore } from '../store/port.ts';
import { GRAPH_STATE, versionOf } from './snapshot/snapshot.cypher.ts';

/** How many results are kept at once. */
const MOST = 50;

/** Costly results, kept as long as the graph stays what it is; the least lately used go first. Shared by a process. */
export class Kept {
  readonly #store: GraphStore;
  readonly #results = new Map<string, Promise<unknown>>();
  #version = '';

  constructor(store: GraphStore) {
    this.#store = store;
  }

  /** The result under a name, computed where it is not at hand; a failed one is not kept. */
  async get<T>(name: string, compute: () => Promise<T>): Promise<T> {
    const [row] = await this.#store.read(GRAPH_STATE);
    const version = versionOf(row);
    if (version !== this.#version) {
      this.#version = version;
      this.#results.clear();
    }
    const known = this.#results.get(name) as Promise<T> | undefined;
    const result = known ?? compute();
    this.#results.delete(name);
    this.#results.set(name, result);
    if (!known) result.catch(() => this.#results.delete(name));
    const oldest = this.#results.size > MOST ? this.#results.keys().next().value : undefined;
    if (oldest !== undefined) this.#results.delete(oldest);
    return result;
  }
}
