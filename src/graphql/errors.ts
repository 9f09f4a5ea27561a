import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type Location, parse, visit } from 'graphql';
import { EntenteError } from '../model/errors.ts';

/** Codes the GraphQL layer itself gives, beside those of ERROR_CODES. */
export const PROTOCOL_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'INTERNAL_SERVER_ERROR',
] as const;

/** How an error is answered: ours with its code and details, the protocol's as it is; any other says nothing of its inside. */
export function answerError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (error: unknown) => void,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const where = { locations: formatted.locations, path: formatted.path };
  if (cause instanceof EntenteError)
    return { message: cause.message, ...where, extensions: { ...cause.details, code: cause.code } };
  const code = formatted.extensions?.['code'];
  // An argument graphql-js itself refuses while executing, such as an absent variable inside a Ref, comes without a code.
  if (
    cause instanceof GraphQLError &&
    cause.originalError === undefined &&
    (code === undefined || code === 'INTERNAL_SERVER_ERROR')
  )
    return { message: cause.message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    log(cause);
    return {
      message: 'Something went wrong inside the server. It was logged; ask again, or report it with the time.',
      ...where,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  }
  if (
    code === 'GRAPHQL_VALIDATION_FAILED' &&
    cause instanceof GraphQLError &&
    cause.message.startsWith('OneOf Input Object')
  ) {
    const argument = argumentAt(cause.nodes?.[0]?.loc);
    const message = `${argument}: give exactly one of its members, such as {id: "country:tur"}.`;
    return { message, ...where, extensions: { code: 'BAD_USER_INPUT', argument } };
  }
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return { message: formatted.message, ...where, extensions };
}

/** The argument, and the member of it, that a value in an operation is of: `where.about.in`. */
function argumentAt(at: Location | undefined): string {
  const names: string[] = [];
  const note = {
    enter: ({ name, loc }: { name: { value: string }; loc?: Location }): void => {
      if (at && loc && loc.start <= at.start && loc.end >= at.end) names.push(name.value);
    },
  };
  if (at) visit(parse(at.source), { Argument: note, ObjectField: note });
  return names.join('.');
}
