import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../domain/context.ts';
import { EntenteError } from '../model/errors.ts';
import { costOf, mustBeAffordable } from './cost.ts';
import { answerError } from './errors.ts';
import type { PreparedOperations } from './prepared.ts';

/** What one operation may be at most. */
export interface Limits {
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly cost: number;
}

export const DEFAULT_LIMITS: Limits = { depth: 16, aliases: 60, tokens: 4000, cost: 200_000 };

export type Api = ApolloServer<Context & { cost?: number }>;

/**
 * The GraphQL server over a schema: limits before an operation runs, its cost in the answer, errors as people can use them.
 * What it finds valid it hands to `prepared`, where that is given.
 */
export function createApi(
  schema: GraphQLSchema,
  limits: Limits,
  log: (error: unknown) => void,
  prepared?: PreparedOperations,
): Api {
  const refuse = (context: { reportError: (error: GraphQLError) => void }, error: GraphQLError): void =>
    context.reportError(
      new GraphQLError(error.message.replace('Syntax Error: ', ''), {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      }),
    );
  const onReject = [
    (context: unknown, error: GraphQLError) => refuse(context as { reportError: (error: GraphQLError) => void }, error),
  ] as never;
  const options = { propagateOnRejection: false, onReject };
  return new ApolloServer<Context & { cost?: number }>({
    schema,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    introspection: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [
      maxDepthRule({ n: limits.depth, ignoreIntrospection: true, ...options }),
      maxAliasesRule({ n: limits.aliases, ...options }),
    ],
    // The cache-control plugin wraps every field to sum up hints that no field gives; the landing page takes the place of the
    // answer in a browser, and comes from elsewhere.
    plugins: [
      costPlugin(schema, limits.cost, prepared),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    formatError: (formatted, error) => answerError(formatted, error, log),
  });
}

/** Why an operation is not begun: it costs too much, or a variable does not fit, which reckoning its cost meets first. */
function refusal(error: unknown): unknown {
  const refused = (message: string, extensions: object): GraphQLError =>
    new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
  if (error instanceof EntenteError) return refused(error.message, { ...error.details, code: error.code });
  // By name: graphql-js may have been loaded a second time by the package that reckons.
  if (error instanceof Error && error.name === 'GraphQLError')
    return refused(error.message, { code: 'BAD_USER_INPUT' });
  return error;
}

/** Says what an operation costs, and refuses it where that is too much; hands on what is valid. */
function costPlugin(
  schema: GraphQLSchema,
  limit: number,
  prepared: PreparedOperations | undefined,
): ApolloServerPlugin<Context & { cost?: number }> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request, source, document, contextValue }) {
          prepared?.take(source, request.operationName, document);
          try {
            contextValue.cost = costOf(schema, document, request.operationName, request.variables ?? {});
            mustBeAffordable(contextValue.cost, limit);
          } catch (error) {
            throw refusal(error);
          }
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind === 'single' && contextValue.cost !== undefined)
            response.body.singleResult.extensions = {
              ...response.body.singleResult.extensions,
              cost: contextValue.cost,
            };
        },
      };
    },
  };
}
