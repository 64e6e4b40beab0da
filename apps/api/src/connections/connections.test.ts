import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltClient,
  type BuiltOrganization,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { createLimits } from '../auth/limits.js';
import { Limiter } from '../auth/throttle.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { activateConnections } from './activate-connections.js';

let app: App;
beforeAll(async () => {
  // Twenty at once from one address are no attack here.
  const limits = { ...createLimits(1), mutations: new Limiter({ burst: 1000, refill: 1 }) };
  app = await startApp({ services: { limits } });
});
afterAll(() => app.close());

const CONNECT = `mutation ($input: ConnectClientsInput!) {
  connectClients(input: $input) {
    rows { clientId staffId created code connection { id active createdBy staffMember { firstName active } client { id } } }
    errors { code path }
  }
}`;
const REMOVE = `mutation ($input: RemoveConnectionsInput!) {
  removeConnections(input: $input) { rows { id removed code } errors { code path } }
}`;
const OF_CLIENT = `query ($id: ID!) {
  client(id: $id) { isOwn recordOpen { allowed code } connections { id active staffMember { firstName } } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { membership { id } errors { code } } }`;
const person = { firstName: 'Ada', lastName: 'Bos', password: 'correct horse battery' };

async function practice() {
  const organization = await anOrganization(app);
  const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'], firstName: 'Noor' });
  const bram = await aStaffMember(app, organization, { roles: ['CLINICIAN'], firstName: 'Bram' });
  const connect = async (input: object) => (await app.ask(CONNECT, { input }, { as: noor })).connectClients;
  return { organization, noor, bram, connect };
}

/** Somebody invited: a member without a user yet. */
async function anInvitedMember(organization: BuiltOrganization): Promise<string> {
  const id = uuidv7();
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name) VALUES (?, ?, NULL, ?, 'Saar', 'Smit')`,
    [id, organization.id, `${id}@example.com`],
  );
  return id;
}

const mailsOf = (organization: BuiltOrganization) =>
  app.sql<{ kind: string; recipient: string }>(
    `SELECT kind, recipient FROM mails WHERE organization_id = ? AND kind LIKE '%CONNECTION%' ORDER BY kind, recipient`,
    [organization.id],
  );
const audited = async (organization: BuiltOrganization) =>
  (
    await app.sql<{ action: string }>(
      "SELECT action FROM audit_entries WHERE organization_id = ? AND action LIKE 'connection.%' ORDER BY id",
      [organization.id],
    )
  ).map(({ action }) => action);

describe('connecting', () => {
  it('ties each of the staff to each of the clients, says of each other row why not, and does it once', async () => {
    const { organization, noor, bram, connect } = await practice();
    const ada = await aClient(app, organization);
    const gone = await aClient(app, organization);
    await app.sql(`UPDATE clients SET status = 'DEACTIVATED', deactivated_at = NOW(3) WHERE id = ?`, [
      gone.id,
    ]);
    const foreign = await aClient(app, await anOrganization(app));
    const stranger = await aStaffMember(app, await anOrganization(app));
    const former = await aStaffMember(app, organization);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    const input = {
      staffMemberIds: [bram.staffMemberId, stranger.staffMemberId, former.staffMemberId],
      clientIds: [ada.id, gone.id, foreign.id, 'odd'],
    };
    const { rows, errors } = await connect(input);
    expect(errors).toEqual([]);
    expect(rows.map(({ created, code }: { created: boolean; code: string }) => created || code)).toEqual([
      true,
      'STAFF_NOT_FOUND',
      'STAFF_NOT_FOUND',
      'DEACTIVATED',
      'STAFF_NOT_FOUND',
      'STAFF_NOT_FOUND',
      ...Array(6).fill('NOT_FOUND'),
    ]);
    expect(rows[0].connection).toMatchObject({
      active: false,
      createdBy: 'Noor Bakker',
      staffMember: { firstName: 'Bram', active: true },
      client: { id: ada.id },
    });
    const again = await connect(input);
    expect(again.rows[0]).toMatchObject({ created: false, code: null, connection: rows[0].connection });
    expect(await audited(organization)).toEqual(['connection.created']);
    expect((await app.ask(OF_CLIENT, { id: ada.id }, { as: noor })).client.connections).toHaveLength(1);
  });

  it('refuses too many, none, a key of a partner app, and whoever may not make connections', async () => {
    const { organization, bram, connect } = await practice();
    const { id } = await aClient(app, organization);
    const key = uuidv7();
    await app.sql(
      `INSERT INTO staff_members (id, organization_id, kind, first_name, last_name) VALUES (?, ?, 'KEY', 'Partner', 'app')`,
      [key, organization.id],
    );
    const one = { staffMemberIds: [bram.staffMemberId], clientIds: [id] };
    expect((await connect({ ...one, staffMemberIds: [] })).errors).toMatchObject([{ code: 'REQUIRED' }]);
    expect((await connect({ ...one, clientIds: [] })).errors).toMatchObject([{ code: 'REQUIRED' }]);
    expect(
      (await connect({ ...one, staffMemberIds: Array.from({ length: 21 }, () => uuidv7()) })).errors,
    ).toMatchObject([{ code: 'TOO_MANY', path: ['staffMemberIds'] }]);
    expect((await connect({ ...one, staffMemberIds: [key] })).rows).toMatchObject([
      { code: 'STAFF_NOT_FOUND' },
    ]);
    await aConnection(app, bram, await aClient(app, organization));
    const own = await aClient(app, organization);
    await aConnection(app, bram, own);
    const refused = await app.graphql(CONNECT, { input: { ...one, clientIds: [own.id] } }, { as: bram });
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('makes one connection and one mail each, of ten who connect the same at once', async () => {
    const { organization, bram, connect } = await practice();
    const ada = await aClient(app, organization, { status: 'ACTIVE' });
    const input = { staffMemberIds: [bram.staffMemberId], clientIds: [ada.id] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => connect(input)));
    expect(answers.filter(({ rows }) => rows[0].created)).toHaveLength(1);
    expect(answers.every(({ rows }) => rows[0].connection?.active)).toBe(true);
    expect(await mailsOf(organization)).toEqual([
      { kind: 'CONNECTION_ACTIVE', recipient: ada.email },
      { kind: 'STAFF_CONNECTION_ACTIVE', recipient: bram.email },
    ]);
  });

  it('ends with its removal, which is written down', async () => {
    const { organization, noor, bram } = await practice();
    const ada = await aClient(app, organization);
    const { id } = await aConnection(app, bram, ada);
    const foreign = await aConnection(
      app,
      await aStaffMember(app, await anOrganization(app)),
      await aClient(app, await anOrganization(app)),
    );
    const input = { ids: [id, foreign.id, 'odd'] };
    expect((await app.graphql(REMOVE, { input }, { as: bram })).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
    const { removeConnections } = await app.ask(REMOVE, { input }, { as: noor });
    expect(removeConnections.rows.map(({ removed }: { removed: boolean }) => removed)).toEqual([
      true,
      false,
      false,
    ]);
    expect(await app.sql('SELECT 1 FROM connections WHERE id = ?', [foreign.id])).toHaveLength(1);
    expect(await audited(organization)).toEqual(['connection.removed']);
    expect((await app.graphql(OF_CLIENT, { id: ada.id }, { as: bram })).errors?.[0]?.extensions?.code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('a connection', () => {
  const invited = async (organization: BuiltOrganization, sentBy: { staffMemberId: string }) => {
    const client = await aClient(app, organization);
    const invitation = await anInvitation(app, client, { sentBy });
    return { client, token: invitationToken(app.services.config.tokenKeys, invitation.id, 1) };
  };

  it('becomes active when the client accepts, once however often that is clicked, and opens the record', async () => {
    const { organization, noor, bram } = await practice();
    const { client, token } = await invited(organization, noor);
    await aConnection(app, bram, client);
    const seen = async (as = bram) => (await app.ask(OF_CLIENT, { id: client.id }, { as })).client;
    expect(await seen()).toMatchObject({
      isOwn: true,
      recordOpen: { allowed: false, code: 'NOT_ACTIVE_YET' },
      connections: [{ active: false, staffMember: { firstName: 'Bram' } }],
    });
    expect(await seen(noor)).toMatchObject({ isOwn: false, recordOpen: { code: 'NOT_CONNECTED' } });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.ask(ACCEPT, { input: { token, ...person } })),
    );
    expect(answers.some(({ acceptInvitation }) => acceptInvitation.membership)).toBe(true);
    expect(await seen()).toMatchObject({ recordOpen: { allowed: true }, connections: [{ active: true }] });
    expect(await seen(noor)).toMatchObject({ recordOpen: { code: 'NOT_CONNECTED' } });
    const [user] = await app.sql('SELECT user_id FROM clients WHERE id = ?', [client.id]);
    const { viewer } = await app.ask(
      '{ viewer { clientMemberships { connections { staffName } } } }',
      {},
      { as: { userId: user.user_id } },
    );
    expect(viewer.clientMemberships).toEqual([{ connections: [{ staffName: 'Bram Bakker' }] }]);
    expect(await mailsOf(organization)).toEqual([
      { kind: 'CONNECTION_ACTIVE', recipient: client.email },
      { kind: 'STAFF_CONNECTION_ACTIVE', recipient: bram.email },
    ]);
  });

  it('waits for a staff member who has not joined, of whom an active client is told at once', async () => {
    const { organization, connect } = await practice();
    const ada = await aClient(app, organization, { status: 'ACTIVE' });
    const saar = await anInvitedMember(organization);
    const { rows } = await connect({ staffMemberIds: [saar], clientIds: [ada.id] });
    expect(rows[0].connection).toMatchObject({ active: false, staffMember: { active: false } });
    const created = { kind: 'CONNECTION_CREATED', recipient: ada.email };
    expect(await mailsOf(organization)).toEqual([created]);
    const { userId, email } = await aStaffMember(app, await anOrganization(app));
    await app.sql('UPDATE staff_members SET user_id = ? WHERE id = ?', [userId, saar]);
    const activate = () =>
      app.context().transaction((tx) => activateConnections(tx, { staffMemberId: saar }));
    await Promise.all([activate(), activate(), activate()]);
    expect(await mailsOf(organization)).toEqual([
      { kind: 'CONNECTION_ACTIVE', recipient: ada.email },
      created,
      { kind: 'STAFF_CONNECTION_ACTIVE', recipient: email },
    ]);
  });

  it('is active in the end, whichever of connecting and accepting comes first', async () => {
    const { organization, noor, bram, connect } = await practice();
    const clients: BuiltClient[] = [];
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const { client, token } = await invited(organization, noor);
        clients.push(client);
        await Promise.all([
          app.ask(ACCEPT, { input: { token, ...person } }),
          connect({ staffMemberIds: [bram.staffMemberId], clientIds: [client.id] }),
        ]);
      }),
    );
    const rows = await app.sql('SELECT activated_at FROM connections WHERE client_id IN (?)', [
      clients.map(({ id }) => id),
    ]);
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ activated_at }) => activated_at === null)).toEqual([]);
    expect(await mailsOf(organization)).toHaveLength(12);
  });

  it('can come with the invitation, for whoever may make connections', async () => {
    const { organization, noor, bram } = await practice();
    const CREATE = `mutation ($input: CreateClientsInput!) {
      createClients(input: $input) { rows { client { connections { active } } } errors { code path } }
    }`;
    const create = async (connections: string[], emails: string) =>
      (
        await app.ask(
          CREATE,
          { input: { organizationId: organization.id, emails, connections, invitation: {} } },
          { as: noor },
        )
      ).createClients;
    expect((await create([bram.staffMemberId], 'a@x.example b@x.example')).rows).toMatchObject([
      { client: { connections: [{ active: false }] } },
      { client: { connections: [{ active: false }] } },
    ]);
    expect(await create([uuidv7()], 'c@x.example')).toMatchObject({
      rows: [],
      errors: [{ code: 'NOT_FOUND', path: ['connections', '0'] }],
    });
    expect(await app.sql(`SELECT 1 FROM clients WHERE email = 'c@x.example'`)).toEqual([]);
    const client = await aClient(app, organization);
    const INVITE = `mutation ($input: InviteClientsInput!) {
      inviteClients(input: $input) { rows { invited client { connections { staffMember { id } } } } errors { code } }
    }`;
    const { inviteClients } = await app.ask(
      INVITE,
      { input: { clientIds: [client.id], connections: [bram.staffMemberId] } },
      { as: noor },
    );
    expect(inviteClients.rows).toMatchObject([
      { invited: true, client: { connections: [{ staffMember: { id: bram.staffMemberId } }] } },
    ]);
  });
});

describe('the connections of a staff member', () => {
  const LISTED = `query ($organizationId: ID!, $staffId: ID, $clientId: ID, $first: Int, $after: String) {
    connections(organizationId: $organizationId, staffId: $staffId, clientId: $clientId, first: $first, after: $after) {
      totalCount nodes { client { id firstName } } pageInfo { endCursor hasNextPage }
    }
  }`;

  it('are listed by name, page by page; to a clinician those of the clients they share', async () => {
    const { organization, noor, bram } = await practice();
    const mira = await aStaffMember(app, organization, { roles: ['CLINICIAN'], firstName: 'Mira' });
    const clients: BuiltClient[] = [];
    for (const lastName of ['Dam', 'Aal', 'Cox']) {
      const client = await aClient(app, organization, { lastName, firstName: lastName });
      clients.push(client);
      await aConnection(app, bram, client);
    }
    await aConnection(app, mira, clients[1] as BuiltClient);
    const list = async (as: typeof bram, args: object = {}) =>
      (
        await app.ask(
          LISTED,
          { organizationId: organization.id, staffId: bram.staffMemberId, ...args },
          { as },
        )
      ).connections;
    const names = (page: { nodes: { client: { firstName: string } }[] }) =>
      page.nodes.map(({ client }) => client.firstName);
    expect(names(await list(noor))).toEqual(['Aal', 'Cox', 'Dam']);
    const first = await list(noor, { first: 2 });
    expect(first.totalCount).toBe(3);
    expect(names(await list(noor, { first: 2, after: first.pageInfo.endCursor }))).toEqual(['Dam']);
    expect(names(await list(mira))).toEqual(['Aal']);
    const hidden = { organizationId: organization.id, clientId: clients[0]?.id };
    expect((await app.ask(LISTED, hidden, { as: mira })).connections).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
    const TO_CONNECT = `query ($id: ID!, $search: String) { staffToConnect(organizationId: $id, search: $search) { firstName active } }`;
    expect(
      (await app.ask(TO_CONNECT, { id: organization.id, search: 'mi bak' }, { as: noor })).staffToConnect,
    ).toEqual([{ firstName: 'Mira', active: true }]);
    expect(
      (await app.graphql(TO_CONNECT, { id: organization.id }, { as: mira })).errors?.[0]?.extensions?.code,
    ).toBe('FORBIDDEN');
  });
});
