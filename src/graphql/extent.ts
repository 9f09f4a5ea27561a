import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether an operation, written out without fragments and for every type an object may be of, has at most so many fields. A
 * fragment that stands in others twice each doubles it every time, so that counting ends where there are more.
 */
export function isWithin(
  most: number,
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
): boolean {
  const operation = getOperationAST(document, name);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return false;
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  let fields = 0;
  const count = (selection: SelectionSetNode, type: GraphQLCompositeType, times: number): void => {
    for (const node of selection.selections) {
      if (fields > most) return;
      if (node.kind === Kind.FIELD) {
        fields += times;
        const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
        const below = field && getNamedType(field.type);
        if (node.selectionSet && below && isCompositeType(below))
          count(node.selectionSet, below, times * (isAbstractType(below) ? schema.getPossibleTypes(below).length : 1));
        continue;
      }
      // An empty fragment is none a document may have; a spread counts, so that many of little end too.
      fields++;
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      if (fragment) count(fragment.selectionSet, condition && isCompositeType(condition) ? condition : type, times);
    }
  };
  count(operation.selectionSet, root, 1);
  return fields <= most;
}
