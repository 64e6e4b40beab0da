import type { GraphQLSchema } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
  passTime,
} from '../../test/builders.js';
import { callOperation, operationsOf } from '../../test/call-operation.js';
import { type App, startApp } from '../../test/harness.js';
import { CALLS, freshIds } from '../../test/operations.js';
import { createLimits } from '../auth/limits.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { createSchema } from '../schema.js';
import { DenialLog } from './denial-log.js';

interface Entry {
  id: string;
  action: string;
  actor_kind: string;
  actor_user_id: string | null;
  actor_staff_id: string | null;
  address: string | null;
  subject_type: string | null;
  subject_id: string | null;
}

let app: App;
let schema: GraphQLSchema;
let organization: BuiltOrganization;
let owner: BuiltStaffMember;

beforeAll(async () => {
  schema = await createSchema();
  app = await startApp();
  organization = await anOrganization(app);
  owner = await aStaffMember(app, organization);
  await app.cookieOf(owner);
});
afterAll(() => app.close());
afterEach(() => vi.restoreAllMocks());

/** What is written by `act`. */
async function entriesOf(act: () => Promise<unknown>): Promise<Entry[]> {
  const before = await app.sql<Entry>('SELECT id FROM audit_entries');
  await act();
  await app.services.denials.rest();
  const known = new Set(before.map(({ id }) => id));
  const after = await app.sql<Entry>('SELECT * FROM audit_entries ORDER BY id');
  return after.filter(({ id }) => !known.has(id));
}

/** They tell nothing of a client: only of the organization, its staff and its work. A new query is one or the other. */
const NOT_ABOUT_CLIENTS = [
  'apiKey',
  'apiKeys',
  'auditActors',
  'bulkOperation',
  'bulkOperations',
  'mailing',
  'nextClientNumber',
  'organization',
  'program',
  'programs',
  'roles',
  'staffToConnect',
];

/** Worth knowing of each time. */
const EACH_TIME = ['auditVerification', 'supportSearch'];

describe('every mutation of an organization', () => {
  it('leaves an entry with who did it, to what, and from where', async () => {
    for (const operation of operationsOf(schema).filter(({ kind }) => kind === 'mutation')) {
      const calls = CALLS[operation.name]?.(await freshIds(app, organization, owner)) ?? [];
      for (const index of calls.keys()) {
        const variables = CALLS[operation.name]?.(await freshIds(app, organization, owner))[index] ?? {};
        const entries = await entriesOf(async () => {
          const { codes, result } = await callOperation(app, operation, variables, owner);
          expect([operation.name, codes, result?.errors ?? []]).toEqual([operation.name, [], []]);
        });
        const theirs = {
          actor_kind: 'STAFF',
          actor_user_id: owner.userId,
          actor_staff_id: owner.staffMemberId,
          address: '127.0.0.1',
        };
        // The answer may show clients besides, and one thing may bring another about by itself: these are entries too.
        const done = entries.filter(
          ({ action, actor_kind }) => !action.endsWith('.listed') && actor_kind !== 'SYSTEM',
        );
        expect(done.length, `${operation.name} ${index}`).toBeGreaterThan(0);
        for (const entry of done)
          expect(entry, operation.name).toMatchObject({
            ...theirs,
            subject_type: expect.stringMatching(/^[A-Z_]+$/),
            subject_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          });
      }
    }
  });

  it('leaves none, and changes nothing, when its transaction is rolled back', async () => {
    const { dataSource } = app.services;
    for (const operation of operationsOf(schema).filter(({ kind }) => kind === 'mutation')) {
      const [variables = {}] = CALLS[operation.name]?.(await freshIds(app, organization, owner)) ?? [];
      const run = dataSource.transaction.bind(dataSource);
      vi.spyOn(dataSource, 'transaction').mockImplementation((async (
        level: 'READ COMMITTED',
        work: Parameters<typeof run>[1],
      ) =>
        run(level, async (manager) => {
          await work(manager);
          throw new Error('the connection was lost');
        })) as never);
      const entries = await entriesOf(() => callOperation(app, operation, variables, owner));
      vi.restoreAllMocks();
      expect([operation.name, entries]).toEqual([operation.name, []]);
    }
  });
});

describe('every query of an organization', () => {
  it('that tells of clients leaves an entry, once in a quarter of an hour', async () => {
    for (const operation of operationsOf(schema).filter(({ kind }) => kind === 'query')) {
      const [variables = {}] = CALLS[operation.name]?.(await freshIds(app, organization, owner)) ?? [];
      const reader = await aStaffMember(app, organization);
      await app.cookieOf(reader);
      const look = async () => {
        const { codes } = await callOperation(app, operation, variables, reader);
        expect([operation.name, codes]).toEqual([operation.name, []]);
      };
      const entries = await entriesOf(look);
      if (NOT_ABOUT_CLIENTS.includes(operation.name)) {
        expect([operation.name, entries]).toEqual([operation.name, []]);
        continue;
      }
      expect(entries.length, operation.name).toBeGreaterThan(0);
      for (const entry of entries)
        expect(entry, operation.name).toMatchObject({
          actor_staff_id: reader.staffMemberId,
          address: '127.0.0.1',
          actor_kind: 'STAFF',
        });
      const again = await entriesOf(look);
      expect(again.length > 0, operation.name).toBe(EACH_TIME.includes(operation.name));
    }
  });

  it('keeps of a search that there was one, not what it said', async () => {
    const secret = 'Mevrouw Geheim';
    await app.ask(
      'query ($id: ID!, $filter: ClientFilter) { clients(organizationId: $id, filter: $filter) { nodes { id } } }',
      { id: organization.id, filter: { search: secret } },
      { as: owner },
    );
    const [found] = await app.sql<{ details: string }>(
      `SELECT details FROM audit_entries WHERE action = 'clients.listed' AND organization_id = ? ORDER BY id DESC LIMIT 1`,
      [organization.id],
    );
    expect(JSON.parse(found?.details ?? '{}')).toEqual({ filter: ['search'] });
    expect(await app.sql('SELECT 1 FROM audit_entries WHERE details LIKE ?', [`%Geheim%`])).toEqual([]);
  });
});

describe('what the holder of a link does', () => {
  const link = async () => {
    const client = await aClient(app, organization, { email: `holder-${Math.random()}@example.com` });
    const invitation = await anInvitation(app, client, { sentBy: owner });
    return { client, invitation, token: invitationToken(app.services.config.tokenKeys, invitation.id, 1) };
  };
  const generation = async (id: string) =>
    (await app.sql('SELECT generation FROM invitations WHERE id = ?', [id]))[0].generation as number;

  it.each([
    ['acceptInvitation', 'AcceptInvitationInput', 'invitation.accepted'],
    ['reportWrongRecipient', 'ReportWrongRecipientInput', 'invitation.misdirected'],
    ['requestNewInvitation', 'InvitationTokenInput', 'invitation.renewalRequested'],
  ])('with %s is theirs, and about them', async (name, input, action) => {
    const { client, invitation } = await link();
    const token = invitationToken(
      app.services.config.tokenKeys,
      invitation.id,
      await generation(invitation.id),
    );
    if (name === 'requestNewInvitation') await passTime(app, invitation.id, { days: 15 });
    const person = { firstName: 'Ada', lastName: 'Bos', password: 'a password of mine' };
    const entries = await entriesOf(() =>
      app.ask(`mutation ($input: ${input}!) { ${name}(input: $input) { errors { code } } }`, {
        input: {
          token,
          ...(name === 'acceptInvitation' ? person : {}),
          ...(name === 'reportWrongRecipient' ? { confirmation: client.email?.slice(0, 3) } : {}),
        },
      }),
    );
    expect(entries.find((entry) => entry.action === action)).toMatchObject({
      actor_kind: 'RECIPIENT',
      actor_staff_id: null,
      address: '127.0.0.1',
      subject_type: 'CLIENT',
      subject_id: client.id,
    });
  });
});

describe('a mutation that forgets to write down what it did', () => {
  it('fails, and does nothing', async () => {
    const ctx = app.context();
    ctx.underway.mutation = 'forgetful';
    const rename = ctx.transaction((tx) =>
      tx.db.query('UPDATE organizations SET name = ? WHERE id = ?', ['Other', organization.id]),
    );
    await expect(rename).rejects.toThrow('forgetful changed something without recordAudit');
    const [{ name }] = await app.sql('SELECT name FROM organizations WHERE id = ?', [organization.id]);
    expect(name).toBe(organization.name);
  });
});

describe('a refusal', () => {
  const READ = 'query ($id: ID!) { client(id: $id) { id } }';

  it('of somebody from elsewhere is in the log of the organization they tried to reach', async () => {
    const stranger = await aStaffMember(app, await anOrganization(app));
    const client = await aClient(app, organization);
    await app.cookieOf(stranger);
    const entries = await entriesOf(() => app.graphql(READ, { id: client.id }, { as: stranger }));
    expect(entries).toMatchObject([
      {
        action: 'access.denied',
        organization_id: organization.id,
        actor_kind: 'USER',
        actor_user_id: stranger.userId,
        actor_staff_id: null,
        address: '127.0.0.1',
        details: '{"permission":"clients.read"}',
      },
    ]);
  });

  it('of staff who may not is theirs', async () => {
    const support = await aStaffMember(app, organization, { roles: ['SUPPORT'] });
    await app.cookieOf(support);
    const client = await aClient(app, organization);
    const entries = await entriesOf(() => app.graphql(READ, { id: client.id }, { as: support }));
    expect(entries).toMatchObject([{ action: 'access.denied', actor_staff_id: support.staffMemberId }]);
  });

  it('by ids of another organization, alone or among own ones, is in the log there', async () => {
    const stranger = await aStaffMember(app, await anOrganization(app));
    const own = await aClient(app, { id: stranger.organizationId });
    const client = await aClient(app, organization);
    await app.cookieOf(stranger);
    for (const clientIds of [[client.id], [own.id, client.id]]) {
      const entries = await entriesOf(() =>
        app.graphql(
          'mutation ($input: InviteClientsInput!) { inviteClients(input: $input) { rows { code } errors { code } } }',
          { input: { clientIds } },
          { as: stranger },
        ),
      );
      expect(entries.filter(({ action }) => action === 'access.denied')).toMatchObject([
        { organization_id: organization.id, subject_type: 'CLIENT', subject_id: client.id },
      ]);
    }
  });

  it('that names nothing there is leaves nothing', async () => {
    const unknown = '01900000-0000-7000-8000-000000000000';
    const entries = await entriesOf(() =>
      app.graphql(
        'query ($id: ID!) { clients(organizationId: $id) { nodes { id } } }',
        { id: unknown },
        { as: owner },
      ),
    );
    expect(entries).toEqual([]);
  });

  it('repeated by a machine is counted instead of filling the log', async () => {
    const limits = createLimits();
    const denials = new DenialLog({ ...app.services, limits });
    const { http } = app.context();
    const caller = { viewer: { ...owner, userId: owner.userId } as never, apiKey: null, http };
    const refuse = async (times: number) => {
      for (let round = 0; round < times; round += 1)
        denials.note(caller, { organizationId: organization.id });
      await denials.rest();
    };
    expect(await entriesOf(() => refuse(60))).toHaveLength(40);
    limits.denials.giveBack(`user:${owner.userId}`);
    expect(await entriesOf(() => refuse(1))).toMatchObject([{ details: '{"unwritten":20}' }]);
  });
});

describe('signing in and out', () => {
  it('is in the log of each organization the user works for, and so is a wrong password', async () => {
    const email = `noor-${Math.random()}@example.com`;
    const noor = await aStaffMember(app, organization, { email, password: 'a password of mine' });
    await aStaffMember(app, await anOrganization(app), { user: noor });
    const post = (path: string, body: object, headers: object = {}) =>
      app.fetch(`/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://anteroom.test', ...headers },
        body: JSON.stringify(body),
      });
    const failed = await entriesOf(() => post('sign-in/email', { email, password: 'wrong password' }));
    expect(failed.map(({ action }) => action)).toEqual(['staff.signInFailed', 'staff.signInFailed']);
    let cookie = '';
    const signedIn = await entriesOf(async () => {
      const answer = await post('sign-in/email', { email, password: 'a password of mine' });
      cookie = answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
    });
    expect(signedIn).toMatchObject(
      Array(2).fill({ action: 'staff.signedIn', actor_user_id: noor.userId, actor_kind: 'STAFF' }),
    );
    expect(signedIn[0]?.address).toBe('127.0.0.1');
    const signedOut = await entriesOf(() => post('sign-out', {}, { cookie }));
    expect(signedOut.map(({ action }) => action)).toEqual(['staff.signedOut', 'staff.signedOut']);
  });
});
