import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { today } from '../model/day.ts';
import type { GraphStore } from '../store/port.ts';
import { askedBy } from './asked.ts';
import { GRAPH_STATE, versionOf } from '../domain/snapshot/snapshot.cypher.ts';

/** An answer as it was sent, and what the graph held then. */
interface Answer {
  readonly version: string;
  readonly type: string;
  readonly body: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation an answer may be kept under, and what the graph held before it was answered. */
    answer?: { readonly name: string; readonly version: string };
  }
}

/**
 * Keeps answers ahead of the GraphQL server and gives them again as long as the graph holds exactly what it held. Whether it
 * does is asked of the engine for every request, once for all that wait; so a write by another process is seen by the next
 * request. `bytes`: how much is kept at most; 0 keeps nothing.
 */
export function keepAnswers(app: FastifyInstance, store: GraphStore, path: string, bytes: number): void {
  if (bytes === 0) return;
  const answers = new LRUCache<string, Answer>({
    maxSize: bytes,
    sizeCalculation: ({ body }) => body.length * 2 + 500,
  });
  const state = new GraphState(store);

  app.addHook('preHandler', async (request, reply) => {
    const name = request.routeOptions.url === path ? operationOf(request) : undefined;
    if (name === undefined) return undefined;
    const version = await state.now().catch(() => undefined);
    if (version === undefined) return undefined;
    const kept = answers.get(name);
    if (kept?.version === version) return reply.type(kept.type).send(kept.body);
    request.answer = { name, version };
    return undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { answer } = request;
    const type = reply.getHeader('content-type');
    if (
      answer &&
      reply.statusCode === 200 &&
      typeof payload === 'string' &&
      typeof type === 'string' &&
      isGood(payload)
    )
      answers.set(answer.name, { version: answer.version, type, body: payload });
    return payload;
  });
}

/** An answer with errors is not kept: what failed may not fail again. */
const isGood = (payload: string): boolean => !payload.includes('"errors"');

/** The operation of a request as one text; undefined where it is none that can be kept. The day: some answers depend on it. */
function operationOf(request: FastifyRequest): string | undefined {
  const asked = askedBy(request);
  if (!asked) return undefined;
  const { query, variables = null, operationName = null, extensions = null } = asked;
  return JSON.stringify([query, variables, operationName, extensions, request.headers.accept, today()]);
}

/** What the graph holds, asked of the engine no more than needed: those who come while one asks wait for the next asking. */
class GraphState {
  readonly #store: GraphStore;
  #asking: Promise<string> | undefined;
  #next: Promise<string> | undefined;

  constructor(store: GraphStore) {
    this.#store = store;
  }

  /** The version of the graph, read after this was called. */
  now(): Promise<string> {
    if (!this.#asking) return this.#ask();
    this.#next ??= this.#asking.then(
      () => this.#ask(),
      () => this.#ask(),
    );
    return this.#next;
  }

  #ask(): Promise<string> {
    this.#next = undefined;
    const asking = this.#store.read(GRAPH_STATE).then(([row]) => versionOf(row));
    const ended = (): void => {
      if (this.#asking === asking) this.#asking = undefined;
    };
    this.#asking = asking;
    asking.then(
      () => ended(),
      () => ended(),
    );
    return asking;
  }
}
