import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A scalar that goes over the wire as a string; what it means is checked where it is used, so that the argument is named. */
function text(name: string): GraphQLScalarType {
  const mustBeText = (value: unknown): string => {
    if (typeof value !== 'string')
      throw new GraphQLError(`${name} is written as a string.`, { extensions: { code: 'BAD_USER_INPUT' } });
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: mustBeText,
    parseValue: mustBeText,
    parseLiteral: (node) => mustBeText(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const scalarResolvers = {
  EDTF: text('EDTF'),
  Date: text('Date'),
  DateTime: text('DateTime'),
  Decimal: text('Decimal'),
};
