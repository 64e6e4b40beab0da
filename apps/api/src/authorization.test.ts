import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anApiKey,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  aUser,
  type BuiltStaffMember,
} from '../test/builders.js';
import { type App, type Person, startApp } from '../test/harness.js';
import { takesIdempotencyKey } from './auth/guard-operations.js';
import type { OperationRule } from './auth/rule.js';
import { createSchema } from './schema.js';

/** What one organization owns. */
interface Ids {
  organization: string;
  client: string;
  invitee: string;
  program: string;
  invitation: string;
  mailing: string;
  bulkOperation: string;
  apiKey: string;
}

const message = { subject: 'Welcome', body: '<p>Hello</p>', buttonText: 'Open' };

/** For every operation with a permission: a call that whoever has it may make. A new operation belongs in here. */
const CALLS: Record<string, (ids: Ids) => object[]> = {
  organization: (ids) => [{ id: ids.organization }],
  client: (ids) => [{ id: ids.client }],
  clients: (ids) => [
    { organizationId: ids.organization },
    { organizationId: ids.organization, filter: { programId: ids.program, search: 'v' } },
  ],
  clientsPlan: (ids) => [{ input: { organizationId: ids.organization, emails: 'new@example.com' } }],
  invitation: (ids) => [{ id: ids.invitation }],
  invitations: (ids) => [{ organizationId: ids.organization }],
  messagePreview: (ids) => [
    { input: { organizationId: ids.organization, message, recipient: 'FIRST', clientIds: [ids.client] } },
  ],
  program: (ids) => [{ id: ids.program }],
  programs: (ids) => [{ organizationId: ids.organization }],
  mailing: (ids) => [{ id: ids.mailing }],
  bulkOperation: (ids) => [{ id: ids.bulkOperation }],
  createClient: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        email: `${uuidv7()}@example.com`,
        programId: ids.program,
      },
    },
  ],
  createClients: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        emails: `${uuidv7()}@example.com`,
        programId: ids.program,
      },
    },
  ],
  updateClient: (ids) => [{ input: { id: ids.client, firstName: 'Changed' } }],
  inviteClients: (ids) => [
    { input: { clientIds: [ids.invitee] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  remindInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  resendInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  withdrawInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  apiKey: (ids) => [{ id: ids.apiKey }],
  apiKeys: (ids) => [{ organizationId: ids.organization }],
  createApiKey: (ids) => [
    { input: { organizationId: ids.organization, name: 'Planner', permissions: ['clients.read'] } },
  ],
  rotateApiKey: (ids) => [{ input: { id: ids.apiKey, grace: 'NONE' } }],
  revokeApiKey: (ids) => [{ input: { id: ids.apiKey } }],
  createProgram: (ids) => [{ input: { organizationId: ids.organization, name: `Program ${uuidv7()}` } }],
  renameProgram: (ids) => [{ input: { id: ids.program, name: `Program ${uuidv7()}` } }],
  addClientsToProgram: (ids) => [
    { input: { programId: ids.program, clientIds: [ids.client] } },
    { input: { programId: ids.program, selection: { organizationId: ids.organization } } },
  ],
};

let app: App;
let schema: GraphQLSchema;
let ids: Ids;
let owner: BuiltStaffMember;
let outsiders: [who: string, person: Person][];

beforeAll(async () => {
  schema = await createSchema();
  app = await startApp();
  const linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
  const clientUser = await aUser(app);
  await aClient(app, linde, { user: clientUser });
  const withoutRole = await aStaffMember(app, linde, { roles: [] });
  const former = await aStaffMember(app, linde);
  await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
  outsiders = [
    ['the owner of another organization', await aStaffMember(app, await anOrganization(app))],
    ['a client of it', clientUser],
    ['a member without a role', withoutRole],
    ['a former member', former],
  ];
  const client = await aClient(app, linde, { email: 'invited@example.com' });
  const ownIds = { mailing: uuidv7(), bulkOperation: uuidv7() };
  await app.sql('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
    ownIds.mailing,
    linde.id,
    owner.staffMemberId,
  ]);
  await app.sql(
    `INSERT INTO bulk_operations (id, organization_id, created_by, kind, state, selection, total, skipped_reasons)
     VALUES (?, ?, ?, 'WITHDRAW', 'DONE', '{}', 0, '{}')`,
    [ownIds.bulkOperation, linde.id, owner.staffMemberId],
  );
  ids = {
    ...ownIds,
    organization: linde.id,
    client: client.id,
    apiKey: (await anApiKey(app, owner)).id,
    invitee: (await aClient(app, linde)).id,
    program: (await aProgram(app, linde)).id,
    invitation: (await anInvitation(app, client, { sentBy: owner })).id,
  };
});
afterAll(() => app.close());

const operations = () =>
  (['query', 'mutation'] as const).flatMap((kind) =>
    Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {})
      .filter((field) => String(field.extensions.rule as OperationRule).includes('.'))
      .map((field) => ({ kind, field })),
  );

/** Everything that can be had of a type without arguments. */
function everythingOf(type: GraphQLOutputType, depth = 3): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || field.name === 'edges') return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const below = depth > 0 ? everythingOf(field.type, depth - 1) : '';
    return below ? [`${field.name} ${below}`] : [];
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : '';
}

async function call(name: string, variables: object, as: Person | null) {
  const found = operations().find(({ field }) => field.name === name);
  if (!found) throw new Error(`there is no operation ${name}`);
  const { kind, field } = found;
  const given = field.args.filter((arg) => arg.name in variables);
  const declared = given.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const { data, errors } = await app.graphql(
    `${kind} (${declared}) { result: ${name}(${passed}) ${everythingOf(field.type)} }`,
    variables,
    { as },
  );
  return { result: data?.result ?? null, codes: errors?.map((error) => error.extensions?.code) ?? [] };
}

/** Answers compared without the ids and texts that were given in. */
const comparable = (value: unknown) => JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');

const unknownIds = (): Ids =>
  Object.fromEntries(Object.keys(ids).map((key) => [key, uuidv7()])) as unknown as Ids;

async function everything(): Promise<string> {
  const tables = [
    'clients',
    'programs',
    'enrolments',
    'invitations',
    'invitation_events',
    'mails',
    'mailings',
    'messages',
    'bulk_operations',
    'api_keys',
    'api_key_secrets',
    'idempotency_keys',
    'client_number_sequences',
  ];
  const rows = await Promise.all(tables.map((table) => app.sql(`SELECT * FROM ${table} ORDER BY 1, 2`)));
  return JSON.stringify(rows);
}

describe('every operation of an organization', () => {
  it('is among those that are tried here', () => {
    expect(Object.keys(CALLS).sort()).toEqual(
      operations()
        .map(({ field }) => field.name)
        .sort(),
    );
  });

  it('is refused to strangers', async () => {
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const variables of callsOf(ids)) {
        const { result, codes } = await call(name, variables, null);
        expect([name, result, codes]).toEqual([name, null, ['UNAUTHENTICATED']]);
      }
  });

  it('answers outsiders as if nothing of it existed, and does nothing', async () => {
    const before = await everything();
    for (const [who, person] of outsiders)
      for (const [name, callsOf] of Object.entries(CALLS))
        for (const [index, variables] of callsOf(ids).entries()) {
          const answer = await call(name, variables, person);
          const toNothing = await call(name, callsOf(unknownIds())[index] ?? {}, person);
          expect(comparable(answer), `${name} as ${who}`).toBe(comparable(toNothing));
          expect(
            answer.codes.filter((code) => code !== 'NOT_FOUND'),
            `${name} as ${who}`,
          ).toEqual([]);
          expect(gives(answer.result), `${name} gives something to ${who}`).toBe(false);
        }
    expect(await everything()).toBe(before);
  }, 120_000);

  it('takes what is no id for one that does not exist, and lets none of it near SQL', async () => {
    const before = await everything();
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const key of Object.keys(ids))
        for (const [index, usual] of callsOf(ids).entries()) {
          const withId = (id: string) => callsOf({ ...ids, [key]: id })[index] ?? {};
          if (comparable(withId('odd')) === comparable(usual)) continue;
          const toNothing = comparable(await call(name, withId(uuidv7()), owner));
          for (const odd of ['0', 'é', ids.client.toUpperCase(), 'x'.repeat(10_000)]) {
            const answer = await call(name, withId(odd), owner);
            const said = comparable(answer).replaceAll(JSON.stringify(odd), '"id"');
            expect(said, `${name} with ${key} ${odd.slice(0, 40)}`).toBe(toNothing);
          }
        }
    expect(await everything()).toBe(before);
  }, 120_000);

  it('answers its repetition with an idempotency key as it did the first time, and does nothing', async () => {
    const repeatable = operations().filter(({ field }) => takesIdempotencyKey(field));
    expect(repeatable.length).toBeGreaterThan(5);
    for (const { field } of repeatable)
      for (const variables of CALLS[field.name]?.(ids) ?? []) {
        const { input } = variables as { input: object };
        const once = { input: { ...input, idempotencyKey: uuidv7() } };
        const first = await call(field.name, once, owner);
        expect([field.name, first.codes, first.result?.errors]).toEqual([field.name, [], []]);
        const before = await everything();
        const again = await call(field.name, once, owner);
        // Mails may have left meanwhile, and a secret is shown once.
        const same = (answer: typeof first) => ({ ...answer, result: { ...answer.result, secret: null } });
        expect(same(again), field.name).toEqual(same(first));
        expect(await everything(), field.name).toBe(before);
      }
  }, 60_000);

  it('is there for the owner', async () => {
    for (const [name, callsOf] of Object.entries(CALLS)) {
      const [variables = {}] = callsOf(ids);
      const { result, codes } = await call(name, variables, owner);
      expect([name, codes, result?.errors ?? []]).toEqual([name, [], []]);
      expect(gives(result), name).toBe(true);
    }
  });
});

/** Whether an answer holds anything but refusals and what was given in. */
function gives(result: unknown): boolean {
  if (result === null || result === undefined || result === 0 || result === false || result === '')
    return false;
  if (Array.isArray(result)) return result.some(gives);
  if (typeof result !== 'object') return true;
  return Object.entries(result).some(
    ([key, value]) => !['errors', 'id', 'clientId', 'code', 'reason'].includes(key) && gives(value),
  );
}
