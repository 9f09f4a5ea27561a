import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Context } from '../domain/context.ts';
import { costOf } from './cost.ts';
import { isWithin } from './extent.ts';

/** How many operations are held ready, and how many costs of each for other sizes of pages. */
const MOST_OPERATIONS = 200;
const MOST_COSTS = 100;
/** What is compiled has at most so many fields, written out; each takes about 30 microseconds and 0.6 KB. */
const MOST_FIELDS = 1000;
/** Compiling takes as long as executing a few times, so it waits until an operation comes again. */
const USES_BEFORE = 2;
/** What was executed twice, for its answer had errors, is left to the server at once for so many times. */
const USES_AFTER_ERRORS = 100;

interface Operation {
  readonly document: DocumentNode;
  readonly name: string | undefined;
  readonly variables: readonly VariableDefinitionNode[];
  /** Its variables that bear on its cost: whole numbers and booleans. */
  readonly sizes: readonly string[];
  readonly costs: LRUCache<string, number>;
  uses: number;
  /** Absent until compiled; null where it cannot be. */
  compiled?: CompiledQuery | null;
}

/**
 * Operations that were asked before, compiled, to be answered ahead of the GraphQL server. It found them valid, which depends
 * on their text alone; what depends on the variables is looked at each time. Whatever is irregular is left to the server:
 * variables that do not fit, a cost too high, an answer with errors. As operations only read, it may execute them again.
 */
export class PreparedOperations {
  readonly #schema: GraphQLSchema;
  /** The schema, with the type that variables have in what is compiled. */
  readonly #compiling: GraphQLSchema;
  readonly #mostCost: number;
  readonly #usesBefore: number;
  readonly #operations = new LRUCache<string, Operation>({ max: MOST_OPERATIONS });

  constructor(schema: GraphQLSchema, mostCost: number, usesBefore = USES_BEFORE) {
    this.#schema = schema;
    const config = schema.toConfig();
    this.#compiling = new GraphQLSchema({ ...config, types: [...config.types, AS_GIVEN], assumeValid: true });
    this.#mostCost = mostCost;
    this.#usesBefore = usesBefore;
  }

  /** Takes an operation the server found valid, to be compiled should it come again. */
  take(text: string, name: string | undefined, document: DocumentNode): void {
    const id = idOf(text, name);
    if (this.#operations.has(id)) return;
    const variables = getOperationAST(document, name)?.variableDefinitions ?? [];
    const sizes = variables.filter(({ type }) => isSize(type)).map(({ variable }) => variable.name.value);
    this.#operations.set(id, { document, name, variables, sizes, costs: new LRUCache({ max: MOST_COSTS }), uses: 0 });
  }

  /** What is done with an operation: it is compiled, or left to the server for now, for its answer had errors, or neither. */
  stateOf(text: string, name?: string): 'compiled' | 'left' | undefined {
    const operation = this.#operations.peek(idOf(text, name));
    if (!operation?.compiled) return undefined;
    return operation.uses < this.#usesBefore ? 'left' : 'compiled';
  }

  /** The answer as JSON; undefined where the server has to give it. */
  async answer(
    text: string,
    name: string | undefined,
    variables: Record<string, unknown>,
    context: () => Context,
  ): Promise<string | undefined> {
    const operation = this.#operations.get(idOf(text, name));
    if (!operation || ++operation.uses <= this.#usesBefore) return undefined;
    if (operation.compiled === undefined) operation.compiled = await this.#compile(operation);
    const { compiled } = operation;
    if (!compiled) return undefined;
    // By the rules of graphql-js, which graphql-jit does not keep.
    const { coerced } = getVariableValues(this.#schema, operation.variables, variables, { maxErrors: 1 });
    if (!coerced) return undefined;
    const cost = this.#cost(operation, variables);
    if (cost === undefined || cost > this.#mostCost) return undefined;
    const { data, errors } = await compiled.query(undefined, context(), coerced);
    if (errors && errors.length > 0) {
      operation.uses = this.#usesBefore - USES_AFTER_ERRORS;
      return undefined;
    }
    return `${JSON.stringify({ data, extensions: { cost } })}\n`;
  }

  async #compile({ document, name }: Operation): Promise<CompiledQuery | null> {
    if (!isWithin(MOST_FIELDS, this.#schema, document, name)) return null;
    // Loaded when first needed: a server's first answer need not wait for it.
    const { compileQuery, isCompiledQuery } = await import('graphql-jit');
    const compiled = compileQuery(this.#compiling, takingVariablesAsGiven(document), name);
    return isCompiledQuery(compiled) ? compiled : null;
  }

  #cost({ document, name, sizes, costs }: Operation, variables: Record<string, unknown>): number | undefined {
    const id = JSON.stringify(sizes.map((size) => (variables[size] === undefined ? 'absent' : variables[size])));
    let cost = costs.get(id);
    if (cost === undefined) {
      try {
        cost = costOf(this.#schema, document, name, variables);
      } catch {
        return undefined;
      }
      costs.set(id, cost);
    }
    return cost;
  }
}

/** The type of variables that are coerced already: graphql-jit takes some that do not fit, and knows no input types that hold themselves. */
const AS_GIVEN = new GraphQLScalarType({ name: 'AsGiven' });

const takingVariablesAsGiven = (document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions
      ? {
          ...definition,
          variableDefinitions: definition.variableDefinitions.map((variable) => ({
            ...variable,
            defaultValue: undefined,
            type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: AS_GIVEN.name } } as const,
          })),
        }
      : definition,
  ),
});

/** No operation has the character between name and text, so that neither can be taken for a part of the other. */
const idOf = (text: string, name: string | undefined): string => (name === undefined ? text : `${name}\0${text}`);

/** Whether a variable's type is one by which a page has its size, or a field is left out. */
function isSize(type: TypeNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind !== Kind.NAMED_TYPE || named.name.value === 'Int' || named.name.value === 'Boolean';
}
