import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  type GraphQLOutputType,
} from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { DEFAULT_SIZE, MAX_SIZE } from '../domain/page.ts';
import { EntenteError } from '../model/errors.ts';

/** How long lists without a size of their own are, as a rule; a field may be longer and costs no more. */
const USUAL_LENGTH = 5;

/**
 * The cost of an operation before it runs: how many objects it may fetch. A page costs its size times what a row costs, a
 * total half as much as the rows of its page, a value nothing.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number {
  return getComplexity({ schema, query: document, operationName, variables, estimators: [estimate] });
}

function estimate({ field, args, childComplexity, type }: ComplexityEstimatorArgs): number {
  const named = getNamedType(field.type);
  if (field.name === 'totalCount') return 0.5;
  if (!isObjectType(named) && !isInterfaceType(named)) return 0;
  if (named.name.endsWith('Connection')) return 1 + Math.ceil(size(args, DEFAULT_SIZE) * childComplexity);
  // Rows and their edges are counted by the page above them.
  if (type.name.endsWith('Connection')) return isList(field.type) ? Math.max(childComplexity, 1) : childComplexity;
  if (type.name.endsWith('Edge') && field.name === 'node') return 1 + childComplexity;
  if (isList(field.type)) return size(args, USUAL_LENGTH) * (1 + childComplexity);
  return 1 + childComplexity;
}

/** A size beyond the bounds is refused with its own error; here it costs as much as the largest page. */
function size(args: Record<string, unknown>, otherwise: number): number {
  const asked = args['first'] ?? args['last'] ?? args['limit'];
  if (typeof asked !== 'number') return otherwise;
  return Math.min(Math.max(asked, 1), MAX_SIZE);
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Refuses an operation that costs too much, with the figures. */
export function mustBeAffordable(cost: number, limit: number): void {
  if (cost > limit)
    throw new EntenteError(
      'OPERATION_TOO_COSTLY',
      `The operation may fetch ${cost} objects; ${limit} are allowed at once. Ask for smaller pages (first), or for less below them.`,
      { cost, limit },
    );
}
