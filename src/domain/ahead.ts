import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * What an operation asks below a field, told before it is resolved, so that it can be fetched in the same trip. These are
 * hints: what is foretold wrongly is fetched when it is asked for.
 */
type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues' | 'schema'>;

/** The fields of a selection, those of fragments among them, whatever type they are for. */
function fieldsOf(selection: SelectionSetNode | undefined, info: Info): FieldNode[] {
  return (selection?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(node.selectionSet, info);
    return fieldsOf(info.fragments[node.name.value]?.selectionSet, info);
  });
}

function below(info: Info, path: readonly string[]): FieldNode[] {
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const name of path)
    nodes = nodes.flatMap((node) => fieldsOf(node.selectionSet, info)).filter((node) => node.name.value === name);
  return [...nodes];
}

/** The paths to the rows of a list. */
const ROWS: readonly (readonly string[])[] = [['nodes'], ['edges', 'node']];

/** Whether something is asked at a path below a field. */
export const isAsked = (info: Info | undefined, ...path: readonly string[]): boolean =>
  info !== undefined && below(info, path).length > 0;

/** Whether something is asked at a path below the rows of the list a field gives. */
export const isAskedOfRows = (info: Info | undefined, ...path: readonly string[]): boolean =>
  ROWS.some((rows) => isAsked(info, ...rows, ...path));

/** Whether nothing is asked of the rows of a list but these fields, values among them without arguments; false where it cannot be told. */
export function isAskedOnly(info: Info | undefined, fields: ReadonlySet<string>): boolean {
  if (!info) return false;
  const asked = ROWS.flatMap((path) => below(info, path)).flatMap((node) => fieldsOf(node.selectionSet, info));
  return asked.every(
    (node) => fields.has(node.name.value) && (node.selectionSet !== undefined || node.arguments?.length === 0),
  );
}

/** The arguments with which a field is asked of the rows of a list of `type`; undefined where it is not, or in several ways. */
export function argumentsOfRows(
  info: Info | undefined,
  type: string,
  field: string,
): Record<string, unknown> | undefined {
  if (!info) return undefined;
  const nodes = ROWS.flatMap((path) => below(info, [...path, field]));
  return nodes.length === 1 ? argumentsOf(nodes[0] as FieldNode, type, info) : undefined;
}

function argumentsOf(node: FieldNode, type: string, info: Info): Record<string, unknown> | undefined {
  const definition = (info.schema.getType(type) as GraphQLInterfaceType | GraphQLObjectType | undefined)?.getFields()[
    node.name.value
  ];
  if (!definition) return undefined;
  try {
    return getArgumentValues(definition, node, info.variableValues);
  } catch {
    return undefined;
  }
}

/** What is asked of the claims of a page of facts that can be fetched with it. */
export const claimsAlong = (info: Info | undefined): { withClaims: 'claims' | 'sources' | undefined } => ({
  withClaims: isAskedOfRows(info, 'claims', 'source')
    ? 'sources'
    : isAskedOfRows(info, 'claims')
      ? 'claims'
      : undefined,
});

/** What is asked of a page of facts of an entity that can be fetched with it. */
export const alongFacts = (
  info: Info | undefined,
): { withClaims: 'claims' | 'sources' | undefined; withTotal: boolean } => ({
  ...claimsAlong(info),
  withTotal: isAsked(info, 'totalCount'),
});

/** Whether nothing is asked of the object a field gives but these fields; false where it cannot be told. */
export const isNothingElseAsked = (info: Info | undefined, fields: ReadonlySet<string>): boolean =>
  info !== undefined &&
  info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info)).every((node) => fields.has(node.name.value));

/**
 * Calls a resolver for each field asked of an object that is still being looked for. Resolves once all of them have, or have
 * failed: they are resolved again in their turn, from what was fetched.
 */
export async function resolveAhead<P, C>(
  info: GraphQLResolveInfo | undefined,
  resolvers: Readonly<Record<string, (parent: P, args: never, context: C, info: GraphQLResolveInfo) => unknown>>,
  parent: P,
  context: C,
): Promise<void> {
  const type = info && getNamedType(info.returnType);
  if (!type || !(isObjectType(type) || isInterfaceType(type))) return;
  const begun: Promise<unknown>[] = [];
  for (const node of info.fieldNodes.flatMap((field) => fieldsOf(field.selectionSet, info))) {
    const resolve = resolvers[node.name.value];
    const args = resolve && argumentsOf(node, type.name, info);
    if (!resolve || !args) continue;
    try {
      begun.push(Promise.resolve(resolve(parent, args as never, context, { ...info, fieldNodes: [node] })));
    } catch {
      // It is resolved again in its turn, and says then what is wrong.
    }
  }
  await Promise.allSettled(begun);
}
