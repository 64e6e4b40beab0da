import { readFile } from 'node:fs/promises';
import {
  ArrayMaxSize,
  MaxLength,
  ValidateNested,
  getMetadataStorage as validationStorage,
} from 'class-validator';
import {
  buildSchema as buildFromText,
  type GraphQLNamedType,
  type GraphQLSchema,
  graphql,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import {
  Arg,
  ArgumentValidationError,
  buildSchema,
  Field,
  getMetadataStorage,
  InputType,
  Query,
  Resolver,
} from 'type-graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { guardOperations, takesIdempotencyKey } from '../auth/guard-operations.js';
import type { OperationRule } from '../auth/rule.js';
import { createContext, type RequestContext, type Services, type Viewer } from '../context.js';
import type { Loaders } from '../loaders.js';
import { createSchema, schemaRules, schemaText } from '../schema.js';
import { PERMISSIONS, type Permission } from '../staff/permissions.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

const types = () => Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const operations = () =>
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));

/** Open to everybody: what the holder of a link does, asking to become a client or to start a practice, and who one is. */
const PUBLIC = [
  'apiClient',
  'viewer',
  'invitationPreview',
  'recordOpening',
  'resumeMails',
  'acceptInvitation',
  'requestNewInvitation',
  'reportWrongRecipient',
  'publicOrganization',
  'requestRegistration',
  'registrationPreview',
  'completeRegistration',
  'publicSettings',
  'requestOrganization',
  'organizationStartPreview',
  'startOrganization',
];
const SIGNED_IN = ['updateViewer', 'createOrganization', 'leaveOrganization'];

describe('the schema', () => {
  it('has no operation without a rule, and none open to more people than is meant', () => {
    for (const { name, extensions } of operations()) {
      const rule = extensions.rule as OperationRule | undefined;
      if (rule === 'public') expect(PUBLIC).toContain(name);
      else if (rule === 'signed-in') expect(SIGNED_IN).toContain(name);
      else expect(PERMISSIONS, name).toContain(rule);
    }
  });

  it('says of every operation what it is for, or whom', () => {
    for (const { name, description, extensions } of operations()) {
      const { rule } = extensions as { rule: OperationRule };
      expect(description, name).toContain(
        rule === 'public' ? '' : rule === 'signed-in' ? 'is signed in' : rule,
      );
    }
  });

  it('gives out nothing that is named like a secret, nor what only the server needs to know', () => {
    const allowed = [
      'AuditEntry.hash',
      'Placeholder.token',
      'UpdateClientPayload.linkReplaced',
      // A key itself is in the answer that made it, and nowhere else.
      'CreateApiKeyPayload.secret',
      'RotateApiKeyPayload.secret',
      'UpdateStaffMemberPayload.linkReplaced',
    ];
    const named = types()
      .filter(isObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((field) => !allowed.includes(field));
    const secret = /token|hash|link|secret|password|session|generation|payload$|leased|sendKey/i;
    expect(named.filter((field) => secret.test(field.split('.')[1] ?? ''))).toEqual([]);
    expect(named.filter((field) => /\.(organizationId|userId|staffMemberId)$/.test(field))).toEqual([]);
  });

  it('takes roles and permissions from outside only where giving them is the point', () => {
    const meant = [
      'ChangeStaffRolesInput.permissions',
      'ChangeStaffRolesInput.roleIds',
      'CreateApiKeyInput.permissions',
      'CreateRoleInput.permissions',
      'InviteStaffInput.permissions',
      'InviteStaffInput.roleIds',
      'StaffMemberFilter.roleId',
      'UpdateRoleInput.permissions',
    ];
    const taken = types()
      .filter(isInputObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    const telling = (field: string) => /role|permission|userId|verified/i.test(field.split('.')[1] ?? '');
    expect(taken.filter(telling).sort()).toEqual(meant);
  });

  it('takes one input object for each mutation and gives back errors that name a place in it', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      expect(field.args.map((arg) => String(arg.type))).toEqual([expect.stringMatching(/Input!$/)]);
      const payload = schema.getType(String(field.type).replace('!', ''));
      expect(isObjectType(payload) && String(payload.getFields().errors?.type), field.name).toBe(
        '[UserError!]!',
      );
    }
  });

  it('takes an idempotency key wherever something is created or sent', () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    const creating = /^(create|invite|resend|remind|send|add|connect|import|share|assign|ask)(?![a-z])/;
    for (const field of fields)
      if (creating.test(field.name) && field.extensions.rule !== 'public')
        expect(takesIdempotencyKey(field), field.name).toBe(true);
  });

  it('says of every type of its own what it is for, or is plain from its fields', () => {
    const undescribed = (type: GraphQLNamedType) =>
      !type.description && !isEnumType(type) && !isInputObjectType(type);
    const names = types()
      .filter(undescribed)
      .map(({ name }) => name);
    expect(names.filter((name) => !/(Payload|Edge|Connection|Row|Query|Mutation)$/.test(name))).toEqual([]);
  });
});

describe('the contract', () => {
  it('as it is committed is what the code says', async () => {
    const committed = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(committed).toBe(schemaText(schema));
  });
});

describe('an operation that states no rule', () => {
  it('does not build', () => {
    const careless = buildFromText('type Query { secrets: String }');
    expect(() => guardOperations(careless)).toThrow('secrets states no rule');
  });
});

describe('an operation that forgets its check', () => {
  /** `all` checks what it is told to, `lax` nothing. */
  const forgetful = (result: unknown, rule: OperationRule = 'clients.read', checked: Permission[] = []) => {
    const built = buildFromText(
      'type Query { all: R lax: R } type Mutation { all: R lax: R } type R { id: ID errors: [String!] }',
    );
    const check = (ctx: RequestContext) => {
      for (const permission of checked) ctx.granted.add(permission);
      return result;
    };
    for (const type of [built.getQueryType(), built.getMutationType()]) {
      const { all, lax } = type?.getFields() ?? {};
      if (!all || !lax) throw new Error('no field');
      Object.assign(all, {
        extensions: { rule },
        resolve: (_: unknown, __: unknown, ctx: RequestContext) => check(ctx),
      });
      Object.assign(lax, { extensions: { rule }, resolve: () => result });
    }
    return guardOperations(built);
  };
  const run = (built: GraphQLSchema, viewer: object | null, source = '{ all { id } }') => {
    const services = { dataSource: {} } as Services;
    const ctx = createContext(services, viewer as Viewer | null, () => ({}) as Loaders);
    return graphql({ schema: built, source, contextValue: ctx });
  };
  const found = { id: 'x' };

  it('fails instead of answering', async () => {
    const { data, errors } = await run(forgetful(found), {});
    expect(data).toEqual({ all: null });
    expect(errors?.[0]?.message).toBe('all finished without a check of clients.read');
  });

  it('fails when it checked another permission', async () => {
    expect((await run(forgetful(found, 'clients.read', ['programs.read']), {})).errors).toHaveLength(1);
    expect((await run(forgetful(found, 'clients.read', ['clients.read']), {})).errors).toBeUndefined();
  });

  it.each(['query', 'mutation'])('fails also after another of the same %s that checked it', async (kind) => {
    const built = forgetful(found, 'clients.read', ['clients.read']);
    const { data, errors } = await run(built, {}, `${kind} { all { id } lax { id } again: all { id } }`);
    expect(data).toEqual({ all: found, lax: null, again: found });
    expect(errors?.map(({ message }) => message)).toEqual(['lax finished without a check of clients.read']);
  });

  it('may find nothing, or refuse the input, before it knows whose it is', async () => {
    expect((await run(forgetful(null), {})).errors).toBeUndefined();
    expect((await run(forgetful({ errors: ['no'] }), {})).errors).toBeUndefined();
    expect((await run(forgetful({ errors: [] }), {})).errors).toHaveLength(1);
  });

  it('never begins for a stranger', async () => {
    for (const rule of ['clients.read', 'signed-in'] as const)
      expect((await run(forgetful(found, rule), null)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('constraints on an input class', () => {
  it('are in force, in nested lists as well', async () => {
    @InputType()
    class Nested {
      @Field(() => String)
      @MaxLength(3)
      name!: string;
    }
    @InputType()
    class Outer {
      @Field(() => [Nested])
      @ArrayMaxSize(2)
      @ValidateNested({ each: true })
      list!: Nested[];
    }
    @Resolver()
    class EchoResolver {
      @Query(() => Boolean)
      echo(@Arg('input', () => Outer) _input: Outer): boolean {
        return true;
      }
    }
    const built = await buildSchema({ ...schemaRules, resolvers: [EchoResolver] });
    const ask = async (list: { name: string }[]) =>
      graphql({
        schema: built,
        source: 'query ($input: Outer!) { echo(input: $input) }',
        variableValues: { input: { list } },
      });
    expect((await ask([{ name: 'abc' }])).data).toEqual({ echo: true });
    for (const list of [[{ name: 'abcd' }], Array(3).fill({ name: 'a' })])
      expect((await ask(list)).errors?.[0]?.originalError).toBeInstanceOf(ArgumentValidationError);
  });

  it('are in force in the schema that is served', async () => {
    const ask = (actionPrefix: string) =>
      graphql({
        schema,
        source: `query ($filter: AuditFilter) { auditEntries(organizationId: "x", filter: $filter) { nodes { id } } }`,
        variableValues: { filter: { actionPrefix } },
        contextValue: createContext({ dataSource: {} } as Services, {} as Viewer, () => ({}) as Loaders),
      });
    const refusal = async (length: number) => (await ask('x'.repeat(length))).errors?.[0]?.originalError;
    expect(await refusal(61)).toBeInstanceOf(ArgumentValidationError);
    expect(await refusal(60)).not.toBeInstanceOf(ArgumentValidationError);
  });

  it('reach every input object within another', () => {
    expect(unreached()).toEqual([]);

    @InputType()
    class Careless {
      @Field(() => Constrained)
      inner!: Constrained;
    }
    expect(new Careless()).toBeDefined();
    expect(unreached()).toEqual(['Careless.inner']);
  });
});

@InputType()
class Constrained {
  @Field(() => String)
  @MaxLength(3)
  name!: string;
}

/** Fields that hold an input object with constraints, and do not say that it is to be looked into. */
function unreached(): string[] {
  const storage = getMetadataStorage();
  const inputs = new Map(storage.inputTypes.map((type) => [type.target, type]));
  const constraintsOf = (target: (typeof storage.inputTypes)[number]['target']) =>
    validationStorage().getTargetValidationMetadatas(target, '', false, false);
  return storage.fields.flatMap((field) => {
    if (!inputs.has(field.target)) return [];
    const below = inputs.get(field.getType() as never);
    if (!below || constraintsOf(below.target).length === 0) return [];
    const here = constraintsOf(field.target).filter(({ propertyName }) => propertyName === field.name);
    return here.some(({ type }) => type === 'nestedValidation') ? [] : [`${field.target.name}.${field.name}`];
  });
}
