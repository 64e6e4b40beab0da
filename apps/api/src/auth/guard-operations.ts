import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import type { RequestContext } from '../context.js';
import { unauthenticated } from '../errors.js';
import { answerOnce } from '../idempotency/answer-once.js';
import { isPermission, type Permission } from '../staff/permissions.js';
import { type OperationRule, type RuleOptions, ruleInWords } from './rule.js';

/**
 * Holds every root operation to its stated rule, whatever its use case forgot: one without a rule does not build, a
 * signed-in one is refused to strangers, and one that gives something out without its permission having been checked fails.
 * One whose input has an idempotency key is carried out once for each. Its description says whom it is for.
 */
export function guardOperations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    guard(field as GraphQLField<unknown, RequestContext>);
    setApart(field as GraphQLField<unknown, RequestContext>);
  }
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    guard(field as GraphQLField<unknown, RequestContext>);
    announce(field as GraphQLField<unknown, RequestContext>);
  }
  return schema;
}

/** Mutations of one operation run one after the other, so there is one at a time. */
function announce(field: GraphQLField<unknown, RequestContext>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, ctx, info) => {
    ctx.underway.mutation = field.name;
    // None is allowed by what was found for the one before it.
    ctx.granted.clear();
    ctx.grantedIn.clear();
    // None answers with what a loader saw before it.
    for (const loader of Object.values(ctx.loaders)) loader.clearAll();
    return resolve(source, args, ctx, info);
  };
}

/** Queries of one operation run at once, and none is allowed by what is found for another. */
function setApart(field: GraphQLField<unknown, RequestContext>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, ctx, info) => resolve(source, args, withGrantsOfItsOwn(ctx), info);
}

function withGrantsOfItsOwn(
  ctx: RequestContext,
  grants: Pick<RequestContext, 'granted' | 'grantedIn'> = { granted: new Set(), grantedIn: new Set() },
): RequestContext {
  const own: Pick<RequestContext, 'granted' | 'grantedIn' | 'transaction'> = {
    ...grants,
    transaction: (work) => ctx.transaction((tx) => work(withGrantsOfItsOwn(tx, grants))),
  };
  return Object.assign(Object.create(ctx) as RequestContext, own);
}

function guard(field: GraphQLField<unknown, RequestContext>): void {
  const rule = field.extensions.rule as OperationRule | undefined;
  if (!rule) throw new Error(`the operation ${field.name} states no rule: decorate it with @Rule`);
  if (rule === 'public') return;
  const forWhom = ruleInWords(rule, field.extensions as RuleOptions);
  field.description = field.description ? `${field.description}\n${forWhom}` : forWhom;
  const sufficient = [rule, ...((field.extensions.or as Permission[] | undefined) ?? [])].filter(
    isPermission,
  );
  const resolve = field.resolve ?? defaultFieldResolver;
  const idempotent = takesIdempotencyKey(field);
  field.resolve = async (source, args, ctx, info) => {
    // A key is for what a permission allows, never for what belongs to a person.
    if (!ctx.viewer && !(ctx.apiKey && sufficient.length > 0)) throw unauthenticated();
    const carryOut = async (within: RequestContext): Promise<unknown> => {
      const result: unknown = await resolve(source, args, within, info);
      const unchecked =
        sufficient.length > 0 && !sufficient.some((permission) => ctx.granted.has(permission));
      if (unchecked && givesSomething(result))
        throw new Error(`${field.name} finished without a check of ${sufficient.join(' or ')}`);
      return result;
    };
    if (!idempotent) return carryOut(ctx);
    const { input } = args as { input?: unknown };
    const [first, ...others] = sufficient;
    const call = {
      operation: field.name,
      sufficient: first && ([first, ...others] as const),
      toWhom: field.extensions.connected ? ('own' as const) : ('any' as const),
      input,
      path: String(info.path.key),
    };
    return answerOnce(ctx, call, carryOut);
  };
}

/** Whether the operation is to be carried out once for each key: its input says so. */
export function takesIdempotencyKey(field: Pick<GraphQLField<unknown, unknown>, 'args'>): boolean {
  const input = field.args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  return isInputObjectType(type) && 'idempotencyKey' in type.getFields();
}

/** A refused input is answered before it is known which organization it is about. */
function givesSomething(result: unknown): boolean {
  if (result === null || result === undefined) return false;
  const { errors } = result as { errors?: unknown };
  return !(Array.isArray(errors) && errors.length > 0);
}
