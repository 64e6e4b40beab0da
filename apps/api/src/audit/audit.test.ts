import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltClient,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import type { AuditAction } from './actions.js';
import { sealEntries } from './chain/seal-entries.js';
import { recordAudit } from './record-audit.js';

let app: App;
let organization: BuiltOrganization;
let fenna: BuiltStaffMember;
let client: BuiltClient;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  organization = await anOrganization(app);
  fenna = await aStaffMember(app, organization);
  client = await aClient(app, organization, { firstName: 'Joris', lastName: 'Visser' });
  await app.cookieOf(fenna);
  await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [organization.id]);
  await app.sql('DELETE FROM audit_entries WHERE organization_id = ?', [organization.id]);
});

const LIST = `query ($id: ID!, $filter: AuditFilter, $first: Int, $after: String) {
  auditEntries(organizationId: $id, filter: $filter, first: $first, after: $after) {
    totalCount
    nodes { action actorKind actorId actorName onBehalfOf address subjectType subjectId subjectName reason details { key value } sealed seq hash }
    pageInfo { endCursor hasNextPage }
  }
}`;

const list = async (variables: object = {}, as: Person = fenna) =>
  (await app.ask(LIST, { id: organization.id, ...variables }, { as })).auditEntries;

async function actions(filter: object, as?: Person): Promise<string[]> {
  const { nodes } = await list({ filter }, as);
  return nodes
    .map(({ action }: { action: string }) => action)
    .filter((action: string) => action !== 'audit.read');
}

const write = (
  ...records: (Omit<Parameters<typeof recordAudit>[1][number], 'organizationId' | 'action'> & {
    action: AuditAction;
  })[]
) =>
  app.context().transaction((tx) =>
    recordAudit(
      tx,
      records.map((record) => ({ organizationId: organization.id, ...record })),
    ),
  );

describe('the audit log', () => {
  it('tells who did what to whom, with the names of now', async () => {
    const ruth = await aStaffMember(app, organization, { firstName: 'Ruth', lastName: 'Okafor' });
    await write({
      action: 'client.updated',
      staffMemberId: fenna.staffMemberId,
      onBehalfOf: ruth.staffMemberId,
      subjectType: 'CLIENT',
      subjectId: client.id,
      reason: 'By telephone',
      details: { fields: ['email', 'number'], at: 2 },
    });
    const entry = {
      action: 'client.updated',
      actorKind: 'STAFF',
      actorId: fenna.staffMemberId,
      actorName: 'Fenna Bakker',
      onBehalfOf: 'Ruth Okafor',
      address: null,
      subjectType: 'CLIENT',
      subjectId: client.id,
      subjectName: 'Joris Visser',
      reason: 'By telephone',
      details: [
        { key: 'fields', value: 'email, number' },
        { key: 'at', value: '2' },
      ],
    };
    const ofClient = { filter: { subjectId: client.id } };
    expect((await list(ofClient)).nodes).toEqual([{ ...entry, sealed: false, seq: null, hash: null }]);
    await sealEntries(app.services);
    expect((await list(ofClient)).nodes).toEqual([
      { ...entry, sealed: true, seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    await app.sql('DELETE FROM clients WHERE id = ?', [client.id]);
    expect((await list(ofClient)).nodes).toMatchObject([{ subjectId: client.id, subjectName: null }]);
  });

  it('is read newest first, page by page, and by who, what, whom and when', async () => {
    const program = await aProgram(app, organization);
    const byFenna = { staffMemberId: fenna.staffMemberId };
    await write({ action: 'client.created', ...byFenna, subjectType: 'CLIENT', subjectId: client.id });
    await write({ action: 'program.created', subjectType: 'PROGRAM', subjectId: program.id });
    await write({ action: 'client.invited', ...byFenna, subjectType: 'CLIENT', subjectId: client.id });
    const all = ['client.invited', 'program.created', 'client.created'];
    expect(await actions({})).toEqual(all);
    expect(await actions({ actorId: fenna.staffMemberId })).toEqual(['client.invited', 'client.created']);
    expect(await actions({ subjectId: program.id })).toEqual(['program.created']);
    expect(await actions({ subjectId: client.id, actorId: client.id })).toEqual([]);
    expect(await actions({ subjectId: '0' })).toEqual([]);
    expect(await actions({ actions: ['client.invited', 'program.created'] })).toEqual(all.slice(0, 2));
    expect(await actions({ actionPrefix: 'client.' })).toEqual(['client.invited', 'client.created']);
    expect(await actions({ actions: ['client.invited'], actionPrefix: 'program.' })).toEqual([]);
    expect(await actions({ actions: ["' OR 1=1"] })).toEqual([]);
    expect(await actions({ actorId: '0' })).toEqual([]);
    const hour = 3_600_000;
    const moment = (offset: number) => new Date(Date.now() + offset).toISOString();
    expect(await actions({ from: moment(-hour), to: moment(hour) })).toEqual(all);
    expect(await actions({ to: moment(-hour) })).toEqual([]);
    expect(await actions({ from: moment(hour) })).toEqual([]);
    await app.sql(`UPDATE audit_entries SET at = at - INTERVAL 10 MINUTE WHERE action = 'client.created'`);
    expect(await actions({ to: moment(-5 * 60_000) })).toEqual(['client.created']);

    const filter = { actions: all };
    const page = await list({ filter, first: 2 });
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await list({ filter, first: 2, after: page.pageInfo.endCursor });
    expect(rest.nodes).toMatchObject([{ action: 'client.created' }]);
  });

  it('counts what was done to an invitation or a connection as done to the person', async () => {
    const { id } = await anInvitation(app, client);
    const connection = await aConnection(app, fenna, client);
    await write({ action: 'client.created', subjectType: 'CLIENT', subjectId: client.id });
    await write({ action: 'support.caseOpened', subjectType: 'INVITATION', subjectId: id });
    await write({ action: 'connection.created', subjectType: 'CONNECTION', subjectId: connection.id });
    const everything = ['connection.created', 'support.caseOpened', 'client.created'];
    expect(await actions({ subjectId: client.id })).toEqual(everything);
    expect(await actions({ subjectId: id })).toEqual(['support.caseOpened']);
  });

  it('names clients only to those who may see clients', async () => {
    await write({ action: 'client.created', subjectType: 'CLIENT', subjectId: client.id });
    const auditor = await aStaffMember(app, organization, { roles: [], permissions: ['audit.read'] });
    const { nodes } = await list({ filter: { subjectId: client.id } }, auditor);
    expect(nodes).toMatchObject([{ subjectId: client.id, subjectName: null }]);
  });

  it('does not say who somebody from elsewhere is', async () => {
    const stranger = await aStaffMember(app, await anOrganization(app), { firstName: 'Olga' });
    await app.graphql(LIST, { id: organization.id }, { as: stranger });
    await app.services.denials.rest();
    const { nodes } = await list({ filter: { actions: ['access.denied'] } });
    expect(nodes).toMatchObject([{ actorKind: 'USER', actorName: null, address: '127.0.0.1' }]);
  });

  it('is for those with the permission', async () => {
    for (const roles of [['SUPPORT'], ['CLINICIAN'], ['ASSISTANT']]) {
      const as = await aStaffMember(app, organization, { roles });
      expect((await app.graphql(LIST, { id: organization.id }, { as })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });
});

describe('the verification', () => {
  const VERIFY = `query ($id: ID!, $after: String) {
    auditVerification(organizationId: $id, after: $after) {
      reached searched total complete next problemCount problems { kind seq entryId message } since checkpoint
    }
  }`;
  const verify = async (after: string | null = null) =>
    (await app.ask(VERIFY, { id: organization.id, after }, { as: fenna })).auditVerification;

  it('says that the log is whole, since when, and gives a checkpoint; then what is wrong', async () => {
    await write({ action: 'client.created' }, { action: 'client.invited' });
    await sealEntries(app.services);
    expect(await verify()).toEqual({
      reached: 2,
      searched: 2,
      total: 2,
      complete: true,
      next: null,
      problemCount: 0,
      problems: [],
      since: expect.any(String),
      checkpoint: expect.stringMatching(/^2-[0-9a-f]{64}$/),
    });
    await app.sql(
      `UPDATE audit_entries SET action = 'client.read' WHERE action = 'client.invited' AND organization_id = ?`,
      [organization.id],
    );
    expect(await verify()).toMatchObject({
      problemCount: 1,
      problems: [{ kind: 'CHANGED', seq: 2, message: 'the entry or its seal was changed after sealing' }],
      checkpoint: null,
    });
    expect(await actions({ actionPrefix: 'audit.verified' })).toHaveLength(2);
  });

  it('goes in pieces to the last, and vouches for no more than it has looked at', async () => {
    await write({ action: 'client.created' });
    await sealEntries(app.services);
    const tens = `(${[...Array(10).keys()].map((n) => `SELECT ${n} AS n`).join(' UNION ALL ')})`;
    await app.sql(
      `INSERT INTO audit_entries (id, organization_id, action, actor_kind)
       SELECT UUID(), ?, 'client.read', 'STAFF' FROM ${tens} a, ${tens} b, ${tens} c, ${tens} d`,
      [organization.id],
    );
    const first = await verify();
    expect(first).toMatchObject({ reached: 1, searched: 9_999, complete: false, checkpoint: null });
    await write({ action: 'client.invited' });
    await sealEntries(app.services);
    const rest = await verify(first.next);
    expect(rest).toMatchObject({ reached: 1, complete: true, next: null });
    expect(first.problemCount + rest.problemCount).toBe(10_000);
    expect(new Set(first.problems.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['INSERTED']));

    await app.sql(`DELETE FROM audit_entries WHERE organization_id = ? AND action = 'client.read'`, [
      organization.id,
    ]);
    const whole = await verify(first.next);
    expect(whole).toMatchObject({ problemCount: 0, checkpoint: expect.stringMatching(/^1-/) });
  });

  it.each([
    '',
    'nonsense',
    '0',
    Buffer.from('["CHAIN",-1,"",0]').toString('base64url'),
    Buffer.from('["ALL",0,"",0]').toString('base64url'),
    Buffer.from('["ENTRIES",0,"é",0]').toString('base64url'),
    Buffer.from('["ENTRIES",0,{"$ne":1},0]').toString('base64url'),
  ])('does not go on from what is no place: %j', async (after) => {
    const { errors } = await app.graphql(VERIFY, { id: organization.id, after }, { as: fenna });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('the export', () => {
  const get = async (query: string, as: Person | null = fenna) =>
    app.fetch(`/export/audit.csv?${query}`, { headers: as ? { cookie: await app.cookieOf(as) } : {} });

  it('is a file for whoever may read the log, and is in the log', async () => {
    await write({ action: 'client.created', subjectType: 'CLIENT', subjectId: client.id });
    const response = await get(`organization=${organization.slug}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [header, ...lines] = (await response.text()).trim().split('\r\n');
    expect(header).toMatch(/^seq,at,action,actorKind,actorName/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('client.created,SYSTEM,,,CLIENT,Joris Visser');
    expect(lines[1]).toContain('audit.exported,STAFF,Fenna Bakker');
  });

  it('is refused like everything else', async () => {
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const stranger = await aStaffMember(app, await anOrganization(app));
    const statusOf = async (query: string, as: Person | null) => (await get(query, as)).status;
    for (const which of [organization.id, organization.slug]) {
      expect(await statusOf(`organization=${which}`, null)).toBe(401);
      expect(await statusOf(`organization=${which}`, assistant)).toBe(403);
      expect(await statusOf(`organization=${which}`, stranger)).toBe(404);
    }
    expect(await statusOf('organization=none', fenna)).toBe(404);
    expect(await statusOf('organization=none', null)).toBe(401);
    expect(await statusOf('', fenna)).toBe(400);
    expect(await statusOf(`organization=${organization.id}&from=yesterday`, fenna)).toBe(400);
    expect(
      (await app.fetch(`/export/audit.csv?organization=${organization.id}`, { method: 'POST' })).status,
    ).toBe(404);
    await app.services.denials.rest();
    expect(await actions({ actions: ['audit.exported'] })).toEqual([]);
    expect(await actions({ actions: ['access.denied'] })).toHaveLength(4);
  });
});
