import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../domain/context.ts';
import type { PreparedOperations } from '../graphql/prepared.ts';
import { askedBy } from './asked.ts';

/** Answers operations that are ready ahead of the GraphQL server, as it would; whatever is unusual about a request it gets. */
export function answerPrepared(
  app: FastifyInstance,
  prepared: PreparedOperations,
  path: string,
  context: () => Context,
): void {
  app.addHook('preHandler', async (request, reply) => {
    const asked = request.routeOptions.url === path ? operationOf(request) : undefined;
    const answer =
      asked &&
      (await prepared.answer(asked.query, asked.operationName, asked.variables, context).catch((error: unknown) => {
        // A fault of what was compiled: the server answers without it.
        request.log.error(error);
        return undefined;
      }));
    if (answer === undefined) return undefined;
    return reply.type('application/json; charset=utf-8').send(answer);
  });
}

/** The usual request: one operation, posted as JSON, its answer wanted as JSON. */
function operationOf(
  request: FastifyRequest,
): { query: string; operationName: string | undefined; variables: Record<string, unknown> } | undefined {
  const { accept = '*/*', 'content-type': type } = request.headers;
  if (request.method !== 'POST' || !type?.startsWith('application/json') || !JSON_WANTED.has(accept)) return undefined;
  const asked = askedBy(request);
  if (!asked || asked['extensions']) return undefined;
  const { query, operationName, variables } = asked;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: (variables ?? {}) as Record<string, unknown>,
  };
}

const JSON_WANTED = new Set(['*/*', 'application/json', 'application/json, */*']);
