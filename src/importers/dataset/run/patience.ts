import { EntenteError } from '../../../model/errors.ts';
import type { GraphStore } from '../../../store/port.ts';

/** How long an engine that does not answer is waited for, milliseconds. */
const PATIENCE = 15 * 60_000;

/**
 * The same store, that waits for an engine which has gone away and tries again, for up to PATIENCE; `waiting` is told each
 * time. Safe for work that may be done twice, as recording is.
 */
export function patient(store: GraphStore, waiting: (message: string) => void, patience = PATIENCE): GraphStore {
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    const until = Date.now() + patience;
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const isAway =
          error instanceof EntenteError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'STORE_TIMEOUT');
        if (store.engine === 'embedded' || !isAway || Date.now() > until) throw error;
        waiting(`${error.message} Waiting for it; nothing is lost. (${attempt})`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** Math.min(attempt, 5), 10_000)));
      }
    }
  };
  return {
    engine: store.engine,
    hasOrderedIndexes: store.hasOrderedIndexes,
    read: (statement, params) => again(() => store.read(statement, params)),
    write: (work) => again(() => store.write(work)),
    ensureSchema: () => store.ensureSchema(),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
