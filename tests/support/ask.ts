import { Reading } from '../../src/domain/reading.ts';
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

/** Asks a store through the whole API but for HTTP: what is wrong inside the server goes to `log`. */
export function asking(
  store: GraphStore,
  { limits = DEFAULT_LIMITS, log = () => undefined }: { limits?: Limits; log?: (error: unknown) => void } = {},
): Ask {
  const api = createApi(buildApi(), limits, log);
  return async (query, variables = {}) => {
    const { body } = await api.executeOperation(
      { query, variables },
      { contextValue: { reading: new Reading(store) } },
    );
    if (body.kind !== 'single') throw new TypeError('an answer in parts was not asked for');
    return JSON.parse(JSON.stringify(body.singleResult)) as Answer;
  };
}

/** The data of an answer that must have no errors. */
// oxlint-disable-next-line typescript/no-explicit-any -- data has the form the operation gives it
export async function dataOf(answer: Promise<Answer>): Promise<any> {
  const { data, errors } = await answer;
  if (errors) throw new Error(`the answer has errors: ${JSON.stringify(errors, null, 1)}`);
  return data;
}
