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
import type { Form, Page } from './page.ts';

/**
 * What an operation asks below a field, told before it is resolved, so that it can be fetched in the same trip. These are
 * hints: what is foretold wrongly is fetched when it is asked for.
 */
type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues' | 'schema'>;

// Asked of every row of a list, and the same for all: kept as long as the operation's text is.
const fieldsOfSelections = new WeakMap<SelectionSetNode, readonly FieldNode[]>();
const fieldsBelow = new WeakMap<FieldNode, Map<string, readonly FieldNode[]>>();

/** The fields of a selection, those of fragments among them, whatever type they are for. */
function fieldsOf(selection: SelectionSetNode | undefined, info: Info): readonly FieldNode[] {
  if (!selection) return [];
  const known = fieldsOfSelections.get(selection);
  if (known) return known;
  const found = selection.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(node.selectionSet, info);
    return fieldsOf(info.fragments[node.name.value]?.selectionSet, info);
  });
  fieldsOfSelections.set(selection, found);
  return found;
}

function below(info: Info, path: readonly string[]): readonly FieldNode[] {
  return info.fieldNodes.length === 1
    ? belowNode(info.fieldNodes[0] as FieldNode, info, path)
    : info.fieldNodes.flatMap((node) => belowNode(node, info, path));
}

function belowNode(node: FieldNode, info: Info, path: readonly string[]): readonly FieldNode[] {
  let known = fieldsBelow.get(node);
  if (!known) fieldsBelow.set(node, (known = new Map()));
  const name = path.join('.');
  let nodes = known.get(name);
  if (nodes) return nodes;
  nodes = [node];
  for (const each of path)
    nodes = nodes.flatMap((one) => fieldsOf(one.selectionSet, info)).filter((one) => one.name.value === each);
  known.set(name, nodes);
  return nodes;
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
export const claimsAlong = (info: Info | undefined): Pick<Page, 'form'> => ({
  form: { columns: 'facts', beside: besideOf(info) },
});

const besideOf = (info: Info | undefined): Form['beside'] =>
  isAskedOfRows(info, 'claims', 'source') ? 'sources' : isAskedOfRows(info, 'claims') ? 'claims' : undefined;

/** Fields of a fact that a link of an entity tells, beside the entity at its other end. */
const OF_LINKS = ['__typename', 'id', 'key', 'type', 'qualifiers', 'sourceCount', 'claims'];

/** What is asked of a page of facts of an entity, which lead to it or from it, that can be fetched with it. */
export function alongFacts(info: Info | undefined, direction: 'OUT' | 'IN' | 'BOTH'): Pick<Page, 'form' | 'withTotal'> {
  const other = { OUT: 'object', IN: 'subject', BOTH: undefined }[direction];
  const areLinks = other !== undefined && isAskedOnly(info, new Set([...OF_LINKS, other]));
  return {
    form: { columns: areLinks ? 'links' : 'facts', beside: besideOf(info) },
    withTotal: isAsked(info, 'totalCount'),
  };
}

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
