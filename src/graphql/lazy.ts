import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

/** Fields that rows give as functions, to be worked out only where they are asked for. */
const LAZY: ReadonlySet<string> = new Set(['totalCount', 'cursor', 'startCursor', 'endCursor', 'because']);

/**
 * Gives such fields the resolver that graphql-js would take of itself: one that calls what is a function. What is compiled
 * takes the value of a field without a resolver as it is.
 */
export function resolvingLazyFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields()))
        if (LAZY.has(field.name)) field.resolve ??= defaultFieldResolver;
  return schema;
}
