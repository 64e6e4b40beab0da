import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anApiKey,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltApiKey,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { KEY_PERMISSIONS, PERMISSIONS, type Permission } from '../staff/permissions.js';

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id name lastCharacters permissions status expiresAt lastUsedAt createdBy openInvitationCount }
  errors { code path } } }`;
const ROTATE = `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
  secret apiKey { id status lastCharacters graceUntil expiresAt } errors { code path } } }`;
const REVOKE = `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) {
  apiKey { id status } errors { code path } } }`;
const LIST = `query ($organizationId: ID!, $first: Int, $after: String) {
  apiKeys(organizationId: $organizationId, first: $first, after: $after) {
    nodes { id name status } pageInfo { endCursor hasNextPage } totalCount } }`;
const WHO = '{ apiClient { id name organization { id } permissions } viewer { id } }';

let app: App;
let linde: BuiltOrganization;
let owner: BuiltStaffMember;
beforeAll(async () => {
  app = await startApp();
  linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
});
afterAll(() => app.close());

const create = async (input: object, as: Person = owner) =>
  (
    await app.ask(
      CREATE,
      { input: { organizationId: linde.id, name: 'Planner', permissions: ['clients.read'], ...input } },
      { as },
    )
  ).createApiKey;
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const statusOf = async (secret: string) => (await app.graphql(WHO, {}, bearer(secret))).status;
const audited = (apiKeyId: string) =>
  app
    .sql<{ action: string }>('SELECT action FROM audit_entries WHERE subject_id = ? ORDER BY id', [apiKeyId])
    .then((rows) => rows.map(({ action }) => action));

describe('a key', () => {
  it('is made with chosen permissions and an expiry, shows its secret once, and says what it may do', async () => {
    const { secret, apiKey, errors } = await create({
      permissions: ['clients.read', 'clients.invite'],
      expiresInDays: 30,
    });
    expect(errors).toEqual([]);
    expect(secret).toMatch(/^ak_live_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: 'Planner',
      lastCharacters: secret.slice(-4),
      status: 'ACTIVE',
      lastUsedAt: null,
      createdBy: 'Fenna Bakker',
      openInvitationCount: 0,
    });
    expect(Math.round((Date.parse(apiKey.expiresAt) - Date.now()) / 86_400_000)).toBe(30);
    expect(await app.ask(WHO, {}, bearer(secret))).toEqual({
      apiClient: {
        id: apiKey.id,
        name: 'Planner',
        organization: { id: linde.id },
        permissions: [
          'clients.invite',
          'clients.inviteOwn',
          'clients.readOwn',
          'clients.read',
          'organization.read',
        ],
      },
      viewer: null,
    });
    expect(await audited(apiKey.id)).toEqual(['apiKey.created']);
  });

  it('is in no row of the database in a form that opens anything', async () => {
    const { secret, apiKey } = await create({});
    const tables = await app.sql<Record<string, string>>('SHOW TABLES');
    const stored: string[] = [];
    for (const table of tables.map((row) => Object.values(row)[0]))
      stored.push(JSON.stringify(await app.sql(`SELECT * FROM \`${table}\``)));
    expect(stored.join()).not.toContain(secret.slice(8));
    const rows = await app.sql<{ hash: string }>(
      `SELECT s.* FROM api_key_secrets s UNION ALL SELECT id, staff_member_id, NULL, created_at FROM api_keys`,
    );
    for (const value of [...rows.map(({ hash }) => hash), apiKey.id])
      for (const presented of [value, `ak_live_${value}`, `ak_live_${value.slice(0, 43)}`])
        expect(await statusOf(presented)).toBe(401);
  });

  it('takes a name, at least one permission and a sensible number of days', async () => {
    const refusals = async (input: object) => (await create(input)).errors;
    expect(await refusals({ name: ' \u200b ' })).toEqual([{ code: 'REQUIRED', path: ['name'] }]);
    expect(await refusals({ name: 'x'.repeat(81) })).toEqual([{ code: 'TOO_LONG', path: ['name'] }]);
    // It is the name of who invites, in mails too.
    const { apiKey } = await create({ name: 'Pl\u202eanner\n<b> https://evil.example' });
    expect(apiKey.name).toBe('Planner b https evil. example');
    expect(await refusals({ permissions: [] })).toEqual([{ code: 'REQUIRED', path: ['permissions'] }]);
    for (const days of [0, -1, 3651])
      expect(await refusals({ expiresInDays: days })).toEqual([{ code: 'INVALID', path: ['expiresInDays'] }]);
  });

  it('never holds what is for people, however it came to be written down', async () => {
    const forPeople = PERMISSIONS.filter((each) => !(KEY_PERMISSIONS as readonly string[]).includes(each));
    expect(forPeople).toEqual(
      expect.arrayContaining([
        'apiKeys.manage',
        'staff.manage',
        'staff.invite',
        'roles.manage',
        'audit.read',
      ]),
    );
    for (const permission of [...forPeople, 'everything'])
      expect((await create({ permissions: ['clients.read', permission] })).errors).toEqual([
        { code: 'NOT_FOR_KEYS', path: ['permissions'] },
      ]);

    const key = await anApiKey(app, owner, { permissions: ['clients.read', 'apiKeys.manage'] });
    await app.sql(`INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER')`, [
      key.staffMemberId,
    ]);
    const { apiClient } = await app.ask(WHO, {}, key);
    expect(apiClient.permissions).toEqual(['clients.read', 'clients.readOwn', 'organization.read']);
    // Not that its roles do not allow it: a key has none.
    for (const [operation, variables] of [
      [LIST, { organizationId: linde.id }],
      [CREATE, { input: { organizationId: linde.id, name: 'Heir', permissions: ['clients.read'] } }],
      [ROTATE, { input: { id: key.id, grace: 'NONE' } }],
      [REVOKE, { input: { id: key.id } }],
    ] as const)
      expect((await app.graphql(operation, variables, key)).errors?.[0]).toMatchObject({
        message: expect.stringContaining('takes a permission that you do not hold'),
        extensions: { code: 'FORBIDDEN' },
      });
  });

  it('holds no more than whoever makes or rotates it', async () => {
    const keeper = await aStaffMember(app, linde, {
      roles: [],
      permissions: ['apiKeys.manage', 'clients.read'],
    });
    expect((await create({ permissions: ['clients.read'] }, keeper)).errors).toEqual([]);
    expect((await create({ permissions: ['clients.read', 'clients.invite'] }, keeper)).errors).toEqual([
      { code: 'BEYOND_OWN_PERMISSIONS', path: ['permissions'] },
    ]);
    const { id } = await anApiKey(app, owner, { permissions: ['clients.invite'] });
    const { rotateApiKey } = await app.ask(ROTATE, { input: { id, grace: 'NONE' } }, { as: keeper });
    expect(rotateApiKey).toEqual({
      secret: null,
      apiKey: null,
      errors: [{ code: 'BEYOND_OWN_PERMISSIONS', path: ['id'] }],
    });
  });

  it('is made by owners and administrators only', async () => {
    const input = { organizationId: linde.id, name: 'Planner', permissions: ['clients.read'] };
    for (const role of ['ASSISTANT', 'CLINICIAN', 'SUPPORT']) {
      const colleague = await aStaffMember(app, linde, { roles: [role] });
      const { data, errors } = await app.graphql(CREATE, { input }, { as: colleague });
      expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'FORBIDDEN']);
    }
    const administrator = await aStaffMember(app, linde, { roles: ['ADMINISTRATOR'] });
    expect((await create({}, administrator)).errors).toEqual([]);
  });

  it('stands in the list of its organization, newest first, page by page', async () => {
    const maple = await anOrganization(app);
    const keeper = await aStaffMember(app, maple);
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) ids.unshift((await anApiKey(app, keeper, { name })).id);
    const first = await app.ask(LIST, { organizationId: maple.id, first: 2 }, { as: keeper });
    expect(first.apiKeys.totalCount).toBe(3);
    const { endCursor } = first.apiKeys.pageInfo;
    const rest = await app.ask(
      LIST,
      { organizationId: maple.id, first: 2, after: endCursor },
      { as: keeper },
    );
    expect([...first.apiKeys.nodes, ...rest.apiKeys.nodes].map(({ id }) => id)).toEqual(ids);
  });
});

describe('rotating', () => {
  const rotate = async (id: string, input: object) =>
    (await app.ask(ROTATE, { input: { id, ...input } }, { as: owner })).rotateApiKey;

  it('lets the old secret work on for as long as was chosen', async () => {
    const key = await anApiKey(app, owner);
    const { secret, apiKey } = await rotate(key.id, { grace: 'ONE_HOUR' });
    expect(apiKey.lastCharacters).toBe(secret.slice(-4));
    expect(Math.round((Date.parse(apiKey.graceUntil) - Date.now()) / 60_000)).toBe(60);
    expect([await statusOf(key.secret), await statusOf(secret)]).toEqual([200, 200]);
    await app.sql(
      'UPDATE api_key_secrets SET valid_until = NOW(3) - INTERVAL 1 SECOND WHERE valid_until IS NOT NULL AND api_key_id = ?',
      [key.id],
    );
    expect([await statusOf(key.secret), await statusOf(secret)]).toEqual([401, 200]);
    expect(await audited(key.id)).toEqual(['apiKey.rotated']);
  });

  it('without grace ends every secret before, also one that still had a day', async () => {
    const key = await anApiKey(app, owner);
    const second = (await rotate(key.id, { grace: 'ONE_DAY' })).secret;
    expect([await statusOf(key.secret), await statusOf(second)]).toEqual([200, 200]);
    const third = (await rotate(key.id, { grace: 'NONE' })).secret;
    expect([await statusOf(key.secret), await statusOf(second), await statusOf(third)]).toEqual([
      401, 401, 200,
    ]);
  });

  it('leaves one secret of twenty simultaneous ones', async () => {
    const key = await anApiKey(app, owner);
    const answers = await Promise.all(Array.from({ length: 20 }, () => rotate(key.id, { grace: 'NONE' })));
    const statuses = await Promise.all(answers.map(({ secret }) => statusOf(secret)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('brings an expired key back only with a new expiry, and a revoked one never', async () => {
    const key = await anApiKey(app, owner);
    await app.sql('UPDATE api_keys SET expires_at = NOW(3) WHERE id = ?', [key.id]);
    expect((await rotate(key.id, { grace: 'NONE' })).errors).toEqual([
      { code: 'KEY_EXPIRED', path: ['expiresInDays'] },
    ]);
    const { secret, apiKey } = await rotate(key.id, { grace: 'NONE', expiresInDays: 90 });
    expect([apiKey.status, await statusOf(secret)]).toEqual(['ACTIVE', 200]);
    await app.ask(REVOKE, { input: { id: key.id } }, { as: owner });
    expect((await rotate(key.id, { grace: 'NONE', expiresInDays: 90 })).errors).toEqual([
      { code: 'KEY_REVOKED', path: ['id'] },
    ]);
  });
});

describe('an end', () => {
  const PREVIEW = 'query ($token: String!) { invitationPreview(token: $token) { state } }';
  const linkOf = async (key: BuiltApiKey) => {
    const { id } = await anInvitation(app, await aClient(app, linde), { sentBy: key });
    const token = invitationToken(app.services.config.tokenKeys, id, 1);
    return async () => (await app.ask(PREVIEW, { token })).invitationPreview.state;
  };

  it('by revoking is at once, and closes the links of open invitations, of which it said how many', async () => {
    const key = await anApiKey(app, owner);
    const state = await linkOf(key);
    const count = 'query ($id: ID!) { apiKey(id: $id) { openInvitationCount } }';
    expect(await app.ask(count, { id: key.id }, { as: owner })).toEqual({
      apiKey: { openInvitationCount: 1 },
    });
    expect([await statusOf(key.secret), await state()]).toEqual([200, 'OPEN']);
    for (let time = 0; time < 2; time += 1)
      expect((await app.ask(REVOKE, { input: { id: key.id } }, { as: owner })).revokeApiKey).toEqual({
        apiKey: { id: key.id, status: 'REVOKED' },
        errors: [],
      });
    expect([await statusOf(key.secret), await state()]).toEqual([401, 'WITHDRAWN']);
    expect(await audited(key.id)).toEqual(['apiKey.revoked']);
  });

  it('by expiry leaves its invitations open', async () => {
    const key = await anApiKey(app, owner);
    const state = await linkOf(key);
    await app.sql('UPDATE api_keys SET expires_at = NOW(3) WHERE id = ?', [key.id]);
    expect([await statusOf(key.secret), await state()]).toEqual([401, 'OPEN']);
  });
});

describe('the key of another organization', () => {
  it('is not found, and works only in its own', async () => {
    const key = await anApiKey(app, owner);
    const stranger = await aStaffMember(app, await anOrganization(app));
    const unknown = '01890000-0000-7000-8000-000000000000';
    for (const id of [key.id, unknown])
      for (const [operation, input] of [
        [ROTATE, { id, grace: 'NONE' }],
        [REVOKE, { id }],
      ] as const) {
        const { data, errors } = await app.graphql(operation, { input }, { as: stranger });
        expect([data, errors?.[0]?.message, errors?.[0]?.extensions]).toEqual([
          null,
          'Not found',
          { code: 'NOT_FOUND' },
        ]);
      }
    const elsewhere = await app.graphql(
      'query ($id: ID!) { clients(organizationId: $id) { nodes { id } } }',
      { id: stranger.organizationId },
      key,
    );
    expect(elsewhere.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    expect(await statusOf(key.secret)).toBe(200);
  });
});

describe('a key whose maker was deactivated', () => {
  const KEY = 'query ($id: ID!) { apiKey(id: $id) { outlivesCreator } }';
  const MADE = 'query ($id: ID!) { staffMember(id: $id) { activeApiKeys } }';

  it('goes on working, and is shown to be one until it is rotated or ended', async () => {
    const maker = await aStaffMember(app, linde, { roles: ['ADMINISTRATOR'] });
    const first = await create({ name: 'Planner' }, maker);
    const second = await create({ name: 'Agenda' }, maker);
    const third = await create({ name: 'Labs' }, maker);
    const outlives = async (made: { apiKey: { id: string } }) =>
      (await app.ask(KEY, { id: made.apiKey.id }, { as: owner })).apiKey.outlivesCreator;
    const names = async (as: Person) =>
      (await app.ask(MADE, { id: maker.staffMemberId }, { as })).staffMember.activeApiKeys;

    expect([await outlives(first), await names(owner)]).toEqual([false, ['Agenda', 'Labs', 'Planner']]);
    await app.ask(
      'mutation ($input: DeactivateStaffMemberInput!) { deactivateStaffMember(input: $input) { errors { code } } }',
      { input: { id: maker.staffMemberId } },
      { as: owner },
    );
    expect(await statusOf(first.secret)).toBe(200);
    expect([await outlives(first), await outlives(second)]).toEqual([true, true]);

    await app.ask(ROTATE, { input: { id: first.apiKey.id, grace: 'NONE' } }, { as: owner });
    await app.ask(REVOKE, { input: { id: second.apiKey.id } }, { as: owner });
    await app.sql('UPDATE api_keys SET expires_at = NOW(3) WHERE id = ?', [third.apiKey.id]);
    expect([await outlives(first), await outlives(second), await outlives(third)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(await names(owner)).toEqual([]);
  });

  it('is named to those who manage staff or keys, and to nobody else', async () => {
    await create({ name: 'Named' });
    const names = async (permissions: Permission[]) => {
      const as = await aStaffMember(app, linde, { roles: [], permissions });
      return (await app.ask(MADE, { id: owner.staffMemberId }, { as })).staffMember.activeApiKeys;
    };
    expect(await names(['staff.read', 'staff.manage'])).toContain('Named');
    expect(await names(['staff.read', 'apiKeys.manage'])).toContain('Named');
    expect(await names(['staff.read', 'staff.invite', 'audit.read'])).toBeNull();
  });
});
