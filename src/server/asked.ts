import type { FastifyRequest } from 'fastify';

/** What a request asks the GraphQL server, as it came; undefined where it has no text of an operation. */
export interface Asked extends Readonly<Record<string, unknown>> {
  readonly query: string;
}

/** Reads what a request by GET or POST asks. */
export function askedBy(request: FastifyRequest): Asked | undefined {
  const asked = (request.method === 'GET' ? request.query : request.body) as Record<string, unknown> | null | undefined;
  return typeof asked?.['query'] === 'string' ? (asked as Asked) : undefined;
}
