import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { OperationRule } from '../src/auth/rule.js';
import { isPermission, type Permission } from '../src/staff/permissions.js';
import type { App, Person } from './harness.js';

export interface Operation {
  kind: 'query' | 'mutation';
  name: string;
  rule: Permission;
  /** Open also to whoever acts on connected clients only. */
  connected: boolean;
  /** Permissions that let in for another kind of object. */
  or: readonly Permission[];
  field: GraphQLField<unknown, unknown>;
}

/** Every operation that asks for a permission, as the built schema states it. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  return (['query', 'mutation'] as const).flatMap((kind) =>
    Object.values(
      (kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
    ).flatMap((field) => {
      const rule = field.extensions.rule as OperationRule;
      if (!isPermission(rule)) return [];
      const { connected, or } = field.extensions as { connected?: boolean; or?: readonly Permission[] };
      return { kind, name: field.name, rule, connected: connected === true, or: or ?? [], field };
    }),
  );
}

/** Everything that can be had of a type without arguments. */
function everythingOf(type: GraphQLOutputType, depth = 3): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || field.name === 'edges') return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const below = depth > 0 ? everythingOf(field.type, depth - 1) : '';
    // A page for each row of a page would be too much to ask for.
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 1)' : '';
    return below ? [`${field.name}${page} ${below}`] : [];
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : '';
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the operation gives.
export type Given = { result: any; codes: unknown[] };

/** Calls an operation and asks for all that it can give. */
export async function callOperation(
  app: App,
  { kind, name, field }: Operation,
  variables: object,
  as: Person | null,
): Promise<Given> {
  // Of all that a list can give, ten rows: a full page of it would be more than one may ask for at once.
  const page = field.args.some((arg) => arg.name === 'first') ? { first: 10 } : {};
  const values = { ...page, ...variables };
  const given = field.args.filter((arg) => arg.name in values);
  const declared = given.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const { data, errors } = await app.graphql(
    `${kind} (${declared}) { result: ${name}(${passed}) ${everythingOf(field.type)} }`,
    values,
    { as },
  );
  return { result: data?.result ?? null, codes: errors?.map((error) => error.extensions?.code) ?? [] };
}

/** Whether an answer holds anything but refusals and what was given in. */
export function gives(result: unknown): boolean {
  if (result === null || result === undefined || result === 0 || result === false || result === '')
    return false;
  if (Array.isArray(result)) return result.some(gives);
  if (typeof result !== 'object') return true;
  return Object.entries(result).some(
    ([key, value]) => !['errors', 'id', 'clientId', 'code', 'reason'].includes(key) && gives(value),
  );
}
