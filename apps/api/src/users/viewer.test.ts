import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aConnection, anOrganization, aProgram, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const VIEWER = '{ viewer { id email name language } }';

describe('viewer', () => {
  it('is nobody without a session', async () => {
    expect(await app.ask(VIEWER)).toEqual({ viewer: null });
  });

  it('is the user of the session', async () => {
    const user = await aUser(app, { name: 'Mila Jansen' });
    const { viewer } = await app.ask(VIEWER, {}, { as: user });
    expect(viewer).toEqual({ id: user.userId, email: user.email, name: 'Mila Jansen', language: null });
  });

  it('chooses a language that stays', async () => {
    const fenna = await aStaffMember(app, await anOrganization(app));
    const { updateViewer } = await app.ask(
      'mutation { updateViewer(input: { language: NL }) { viewer { language } errors { code } } }',
      {},
      { as: fenna },
    );
    expect(updateViewer).toEqual({ viewer: { language: 'NL' }, errors: [] });
    expect((await app.ask(VIEWER, {}, { as: fenna })).viewer.language).toBe('NL');
  });
});

describe('staff of a suspended organization', () => {
  it('change their own language all the same, and the organization has it in its log', async () => {
    const organization = await anOrganization(app);
    const fenna = await aStaffMember(app, organization);
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    const { updateViewer } = await app.ask(
      'mutation { updateViewer(input: { language: NL }) { viewer { language } errors { code } } }',
      {},
      { as: fenna },
    );
    expect(updateViewer).toEqual({ viewer: { language: 'NL' }, errors: [] });
    expect(
      await app.sql('SELECT action, subject_id FROM audit_entries WHERE organization_id = ?', [
        organization.id,
      ]),
    ).toEqual([{ action: 'staff.updated', subject_id: fenna.staffMemberId }]);
  });
});

describe("the viewer's memberships", () => {
  const MEMBERSHIPS = `{ viewer {
    staffMemberships { id organization { id name } firstName roles { id name builtIn } permissions }
    clientMemberships { id organization { name slug } firstName programs { name } activatedAt }
  } }`;

  it('are of every organization they are staff of, with the roles they have in it', async () => {
    const [linde, eik] = [
      await anOrganization(app, { name: 'De Linde' }),
      await anOrganization(app, { name: 'De Eik' }),
    ];
    const fenna = await aStaffMember(app, linde, { roles: ['OWNER', 'ADMINISTRATOR'] });
    await aStaffMember(app, eik, { user: fenna, roles: ['ADMINISTRATOR'] });
    await aStaffMember(app, await anOrganization(app), { user: fenna, roles: [] });
    const former = await aStaffMember(app, await anOrganization(app), { user: fenna });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    await aStaffMember(app, linde);

    const { viewer } = await app.ask(MEMBERSHIPS, {}, { as: fenna });

    expect(viewer.staffMemberships).toEqual([
      expect.objectContaining({
        organization: { id: eik.id, name: 'De Eik' },
        roles: [{ id: 'ADMINISTRATOR', name: 'Administrator', builtIn: true }],
        permissions: expect.not.arrayContaining(['organization.own']),
      }),
      expect.objectContaining({
        organization: { id: linde.id, name: 'De Linde' },
        roles: expect.arrayContaining([
          { id: 'OWNER', name: 'Owner', builtIn: true },
          { id: 'ADMINISTRATOR', name: 'Administrator', builtIn: true },
        ]),
        permissions: expect.arrayContaining(['organization.own', 'clients.invite']),
      }),
    ]);
    expect(viewer.clientMemberships).toEqual([]);
  });

  it('are of every organization they are an active client of, and end when the client is deactivated', async () => {
    const organization = await anOrganization(app);
    const user = await aUser(app);
    const program = await aProgram(app, organization, { name: 'Sleep better' });
    const client = await aClient(app, organization, { user, program });
    const former = await aClient(app, await anOrganization(app), { user });
    await app.sql(`UPDATE clients SET status = 'DEACTIVATED', deactivated_at = NOW(3) WHERE id = ?`, [
      former.id,
    ]);

    const { viewer } = await app.ask(MEMBERSHIPS, {}, { as: user });

    expect(viewer.staffMemberships).toEqual([]);
    expect(viewer.clientMemberships).toEqual([
      {
        id: client.id,
        organization: { name: organization.name, slug: organization.slug },
        firstName: 'Joris',
        programs: [{ name: 'Sleep better' }],
        activatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
  });

  it('note a visit to the portal, at most once an hour', async () => {
    const user = await aUser(app);
    const client = await aClient(app, await anOrganization(app), { user });
    const lastSeen = async () =>
      (await app.sql('SELECT last_seen_at FROM clients WHERE id = ?', [client.id]))[0].last_seen_at;
    expect(await lastSeen()).toBeNull();
    await app.ask(MEMBERSHIPS, {}, { as: user });
    const first = await lastSeen();
    expect(first).toBeInstanceOf(Date);
    await app.ask(MEMBERSHIPS, {}, { as: user });
    expect(await lastSeen()).toEqual(first);
    await app.sql('UPDATE clients SET last_seen_at = last_seen_at - INTERVAL 61 MINUTE WHERE id = ?', [
      client.id,
    ]);
    await app.ask(MEMBERSHIPS, {}, { as: user });
    expect((await lastSeen()).getTime()).toBeGreaterThanOrEqual(first.getTime());
  });
});

describe('a client of a suspended organization', () => {
  it('is told that it cannot be reached now, and nothing of what is between them', async () => {
    const organization = await anOrganization(app);
    const user = await aUser(app);
    const client = await aClient(app, organization, { user, program: await aProgram(app, organization) });
    await aConnection(app, await aStaffMember(app, organization), client);
    const seen = async () =>
      (
        await app.ask(
          '{ viewer { clientMemberships { suspended programs { id } connections { id } } } }',
          {},
          { as: user },
        )
      ).viewer.clientMemberships;
    expect(await seen()).toMatchObject([{ suspended: false, programs: [{}], connections: [{}] }]);
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    expect(await seen()).toEqual([{ suspended: true, programs: [], connections: [] }]);
  });
});
