import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getVariableValues,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { type Limiter, limitKey, tooManyRequests } from '../auth/throttle.js';
import type { RequestContext } from '../context.js';

const MAX_PAGE = 100;
const MAX_LIST = 200;
/** Fields that an operation may make us fill in, each row of a page counted. */
const MAX_FIELDS = 20_000;
/** What a list without pages is taken to hold, such as the history of an invitation. */
const UNPAGED_ROWS = 10;

/**
 * What no rule over the bare text can see, because it may stand in variables: the size of pages and of lists, and with them
 * how much an operation asks for. Refused before the first resolver, so that nothing is done by half.
 */
export const operationLimits: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (!operation) return;
        const { coerced } = getVariableValues(
          schema,
          operation.variableDefinitions ?? [],
          request.variables ?? {},
          { maxErrors: 1 },
        );
        // What is wrong with them is better said by the execution.
        if (!coerced) return;
        const fragments = new Map<string, FragmentDefinitionNode>();
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        const meter = new Meter(schema, fragments, coerced);
        const fields = meter.measure(operation);
        if (fields > MAX_FIELDS) throw refusal(`The operation asks for too much at once (${fields} fields).`);
        // Every alias is an action of its own.
        const wait = limiterOf(contextValue, operation.operation)?.take(
          limitKey(contextValue),
          meter.rootFields,
        );
        if (wait) throw tooManyRequests(wait);
      },
    };
  },
};

/** What counts an operation; reading is counted only where a program does it. */
function limiterOf({ apiKey, services: { limits } }: RequestContext, operation: string): Limiter | null {
  if (operation === 'mutation') return apiKey ? limits.keyMutations : limits.mutations;
  return apiKey ? limits.keyQueries : null;
}

class Meter {
  rootFields = 0;
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Record<string, unknown>;
  /** Measured once each, however often they are spread. */
  readonly #measured = new Map<string, { fields: number; roots: number }>();

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Record<string, unknown>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  measure(operation: OperationDefinitionNode): number {
    const root = this.#schema.getRootType(operation.operation);
    if (!root) return 0;
    const { fields, roots } = this.#selections(operation.selectionSet, root);
    this.rootFields = roots;
    return fields;
  }

  #selections(set: SelectionSetNode, type: GraphQLObjectType): { fields: number; roots: number } {
    let fields = 0;
    let roots = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const definition = type.getFields()[selection.name.value];
        fields += 1;
        roots += 1;
        if (!definition) continue;
        const values = getArgumentValues(definition, selection, this.#variables);
        for (const value of Object.values(values)) checkLists(value, selection.name.value);
        const below = getNamedType(definition.type);
        if (selection.selectionSet && isObjectType(below))
          fields += rowsOf(definition, values, type) * this.#selections(selection.selectionSet, below).fields;
        continue;
      }
      const measured =
        selection.kind === Kind.INLINE_FRAGMENT
          ? this.#selections(selection.selectionSet, this.#typeOf(selection.typeCondition?.name.value, type))
          : this.#fragment(selection.name.value, type);
      fields += measured.fields;
      roots += measured.roots;
    }
    return { fields, roots };
  }

  #fragment(name: string, parent: GraphQLObjectType): { fields: number; roots: number } {
    const known = this.#measured.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return { fields: 0, roots: 0 };
    const measured = this.#selections(
      fragment.selectionSet,
      this.#typeOf(fragment.typeCondition.name.value, parent),
    );
    this.#measured.set(name, measured);
    return measured;
  }

  #typeOf(name: string | undefined, otherwise: GraphQLObjectType): GraphQLObjectType {
    const type = name === undefined ? otherwise : this.#schema.getType(name);
    return isObjectType(type) ? type : otherwise;
  }
}

/** How many rows a field gives at most; a page whose size is left out is not bigger than the biggest. */
function rowsOf(
  field: GraphQLField<unknown, unknown>,
  values: Record<string, unknown>,
  parent: GraphQLObjectType,
): number {
  const paged = field.args.some((arg) => arg.name === 'first');
  // The rows of a connection were counted where its page was asked for.
  if (!paged)
    return isListType(getNullableType(field.type)) && !parent.getFields().pageInfo ? UNPAGED_ROWS : 1;
  const sizes = [values.first, values.last].filter((size): size is number => typeof size === 'number');
  for (const size of sizes)
    if (size > MAX_PAGE || size < 0)
      throw refusal(`A page of ${field.name} has 1 to ${MAX_PAGE} entries, not ${size}.`);
  return sizes[0] ?? MAX_PAGE / 2;
}

function checkLists(value: unknown, field: string): void {
  if (Array.isArray(value)) {
    if (value.length > MAX_LIST)
      throw refusal(`A list given to ${field} has at most ${MAX_LIST} entries, not ${value.length}.`);
    for (const item of value) checkLists(item, field);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Date))
    for (const part of Object.values(value)) checkLists(part, field);
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
