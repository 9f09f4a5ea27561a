import { expect } from '@jest/globals';
import { Reading } from '../../src/domain/reading.ts';
import { PreparedOperations } from '../../src/graphql/prepared.ts';
import { buildApi } from '../../src/graphql/schema.ts';
import { createApi, DEFAULT_LIMITS, type Limits } from '../../src/graphql/server.ts';
import type { GraphStore } from '../../src/store/port.ts';

/** An answer as it goes over the wire. */
export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer has the form the operation gives it
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly [name: string]: unknown };
  }[];
  readonly extensions?: { readonly cost?: number };
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

/**
 * Asks a store through the whole API but for HTTP: what is wrong inside the server goes to `log`. Over the embedded engine,
 * where it costs little, the operation is answered compiled as well, and that answer must be there and the same text.
 */
export function asking(
  store: GraphStore,
  { limits = DEFAULT_LIMITS, log = () => undefined }: { limits?: Limits; log?: (error: unknown) => void } = {},
): Ask {
  const schema = buildApi();
  const prepared = new PreparedOperations(schema, limits.cost, 0);
  const api = createApi(schema, limits, log, prepared);
  const context = () => ({ reading: new Reading(store) });
  return async (query, variables = {}) => {
    const { body } = await api.executeOperation({ query, variables }, { contextValue: context() });
    if (body.kind !== 'single') throw new TypeError('an answer in parts was not asked for');
    const answer = JSON.stringify(body.singleResult);
    if (store.engine === 'embedded') {
      const before = prepared.stateOf(query);
      const compiled = await prepared.answer(query, undefined, variables, context);
      if (compiled !== undefined) expect(compiled).toBe(`${answer}\n`);
      // What compiles must answer whatever the server answers without errors: left to the server, it would be slow in silence.
      else if (!body.singleResult.errors && before !== 'left') expect(prepared.stateOf(query)).toBeUndefined();
    }
    return JSON.parse(answer) as Answer;
  };
}

/** The data of an answer that must have no errors. */
// oxlint-disable-next-line typescript/no-explicit-any -- data has the form the operation gives it
export async function dataOf(answer: Promise<Answer>): Promise<any> {
  const { data, errors } = await answer;
  if (errors) throw new Error(`the answer has errors: ${JSON.stringify(errors, null, 1)}`);
  return data;
}
