import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anOrganization,
  aRole,
  aStaffInvitation,
  aStaffMember,
  aUser,
  passTime,
} from '../../test/builders.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import { createLimits } from '../auth/limits.js';
import { Limiter } from '../auth/throttle.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { remindDue } from '../invitations/sweeps/remind-due.js';

let app: App;
beforeAll(async () => {
  // Fifty at once from one address are no attack here.
  const limits = { ...createLimits(1), mutations: new Limiter({ burst: 1000, refill: 1 }) };
  app = await startApp({ services: { limits } });
});
afterAll(() => app.close());

const PREVIEW = `query ($token: String!) {
  invitationPreview(token: $token) {
    state recipient email firstName inviterName programNames roles { id name } userExists alreadyStaff formerStaff
    mailboxUnproven
    signedInAsOther
  }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    membership { id } staffMembership { id organization { slug } roles { id } permissions } errors { code path }
  }
}`;
const person = { firstName: 'Iris', lastName: 'Mulder', password: 'correct horse battery' };

async function invited({ roles = ['ASSISTANT'], by = ['OWNER'] } = {}) {
  const organization = await anOrganization(app);
  const inviter = await aStaffMember(app, organization, { roles: by });
  const invitation = await aStaffInvitation(app, organization, { roles, sentBy: inviter });
  const [{ email }] = await app.sql('SELECT email FROM invitations WHERE id = ?', [invitation.invitationId]);
  const token = invitationToken(app.services.config.tokenKeys, invitation.invitationId, 1);
  const member = async () =>
    (
      await app.sql('SELECT user_id, activated_at FROM staff_members WHERE id = ?', [
        invitation.staffMemberId,
      ])
    )[0];
  return { organization, inviter, ...invitation, email: email as string, token, member };
}

const accept = async (token: string, input: object = person, as: Person | null = null) =>
  (await app.ask(ACCEPT, { input: { token, ...input } }, { as })).acceptInvitation;
const refused = async (token: string, input: object = person, as: Person | null = null) =>
  (await accept(token, input, as)).errors[0]?.code;
const look = async (token: string, as: Person | null = null) =>
  (await app.ask(PREVIEW, { token }, { as })).invitationPreview;

describe('an invitation to the staff', () => {
  it('says who invites whom to work where, and as what', async () => {
    const { organization, email, token, staffMemberId } = await invited();
    const role = await aRole(app, organization, { name: 'Front desk' });
    await app.sql('INSERT INTO staff_member_roles VALUES (?, ?)', [staffMemberId, role.id]);
    expect(await look(token)).toEqual({
      state: 'OPEN',
      recipient: 'STAFF',
      email,
      firstName: 'Iris',
      inviterName: 'Fenna Bakker',
      programNames: [],
      roles: [
        { id: 'ASSISTANT', name: 'Assistant' },
        { id: role.id, name: 'Front desk' },
      ],
      userExists: false,
      alreadyStaff: false,
      formerStaff: false,
      mailboxUnproven: false,
      signedInAsOther: null,
    });
  });

  it('makes somebody new a user and an active member with the roles that stood ready, and signs them in', async () => {
    const { organization, token, email, staffMemberId, invitationId } = await invited();
    const active = await aClient(app, organization, { user: await aUser(app) });
    const invitedClient = await aClient(app, organization);
    for (const client of [active, invitedClient])
      await app.sql(
        'INSERT INTO connections (id, organization_id, staff_member_id, client_id) VALUES (UUID(), ?, ?, ?)',
        [organization.id, staffMemberId, client.id],
      );
    const answer = await app.graphql(ACCEPT, { input: { token, ...person } });
    expect(answer.data?.acceptInvitation).toMatchObject({
      membership: null,
      staffMembership: {
        id: staffMemberId,
        organization: { slug: organization.slug },
        roles: [{ id: 'ASSISTANT' }],
      },
      errors: [],
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    const { data } = await app.graphql(
      'query ($id: ID!) { viewer { email staffMemberships { id } } clients(organizationId: $id) { totalCount } }',
      { id: organization.id },
      { headers: { cookie } },
    );
    expect(data).toEqual({
      viewer: { email, staffMemberships: [{ id: staffMemberId }] },
      clients: { totalCount: 2 },
    });
    const connections = await app.sql(
      'SELECT client_id FROM connections WHERE staff_member_id = ? AND activated_at IS NOT NULL',
      [staffMemberId],
    );
    expect(connections).toEqual([{ client_id: active.id }]);
    const audit = await app.sql(
      "SELECT actor_kind FROM audit_entries WHERE action = 'invitation.accepted' AND details LIKE ?",
      [`%${invitationId}%`],
    );
    expect(audit).toEqual([{ actor_kind: 'RECIPIENT' }]);
    expect(await refused(token, { ...person, password: 'another password' })).toBe('LINK_USED');
    expect(await refused(token)).toBeUndefined();
  });

  it('gives a user of that address access, who may be a client of the same organization', async () => {
    const { organization, token, email, member } = await invited();
    const user = await aUser(app, { email });
    await aClient(app, organization, { user });
    expect(await look(token)).toMatchObject({ userExists: true, alreadyStaff: false });
    expect(await refused(token)).toBe('SIGN_IN_REQUIRED');
    expect(await refused(token, {}, user)).toBeUndefined();
    expect(await member()).toMatchObject({ user_id: user.userId });
    const { viewer } = await app.ask(
      '{ viewer { staffMemberships { id } clientMemberships { id } } }',
      {},
      { as: user },
    );
    expect([viewer.staffMemberships.length, viewer.clientMemberships.length]).toEqual([1, 1]);
  });

  it('is refused to another user and to an unproven mailbox, and stays as it is', async () => {
    const { token, email, member } = await invited();
    const other = await aUser(app);
    expect(await refused(token, {}, other)).toBe('WRONG_USER');
    expect(await look(token, other)).toMatchObject({ state: 'OPEN', signedInAsOther: other.email });
    const unproven = await aUser(app, { email, verified: false });
    expect(await look(token)).toMatchObject({ mailboxUnproven: true });
    expect(await refused(token, {}, unproven)).toBe('EMAIL_NOT_VERIFIED');
    expect(await member()).toEqual({ user_id: null, activated_at: null });
  });

  it('tells whoever is on the staff already, and rolls back', async () => {
    const { organization, token, email, member, invitationId } = await invited();
    const user = await aStaffMember(app, organization);
    await app.sql('UPDATE users SET email = ? WHERE id = ?', [email, user.userId]);
    expect(await look(token, user)).toMatchObject({ alreadyStaff: true, formerStaff: false });
    expect(await refused(token, {}, user)).toBe('ALREADY_STAFF');
    expect(await member()).toMatchObject({ user_id: null });
    expect(await app.sql('SELECT status FROM invitations WHERE id = ?', [invitationId])).toEqual([
      { status: 'PENDING' },
    ]);
  });

  it('sends a former colleague to whoever can reactivate them, and back to work once that is done', async () => {
    const { organization, inviter, token, email, member } = await invited({ roles: ['OWNER'] });
    const former = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
    // The mail went to an address that they sign in with only since.
    await app.sql('UPDATE users SET email = ? WHERE id = ?', [email, former.userId]);
    for (const as of [null, former])
      expect(await look(token, as)).toMatchObject({ alreadyStaff: false, formerStaff: true });
    expect(await refused(token)).toBe('SIGN_IN_REQUIRED');
    expect(await refused(token, {}, former)).toBe('FORMER_STAFF');
    expect(await member()).toMatchObject({ user_id: null });
    const memberships = async () =>
      (await app.ask('{ viewer { staffMemberships { roles { id } } } }', {}, { as: former })).viewer
        .staffMemberships;
    expect(await memberships()).toEqual([]);
    await app.ask(
      'mutation ($id: ID!) { reactivateStaffMember(input: { id: $id }) { errors { code } } }',
      { id: former.staffMemberId },
      { as: inviter },
    );
    expect(await look(token, former)).toMatchObject({ alreadyStaff: true, formerStaff: false });
    expect(await refused(token, {}, former)).toBe('ALREADY_STAFF');
    expect(await memberships()).toEqual([{ roles: [{ id: 'CLINICIAN' }] }]);
  });

  it('is there for somebody who has left another organization', async () => {
    const { token, email, staffMemberId } = await invited();
    const user = await aStaffMember(app, await anOrganization(app));
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [user.staffMemberId]);
    await app.sql('UPDATE users SET email = ? WHERE id = ?', [email, user.userId]);
    expect(await look(token, user)).toMatchObject({ alreadyStaff: false, formerStaff: false });
    expect((await accept(token, {}, user)).staffMembership).toMatchObject({ id: staffMemberId });
  });

  it('makes one member of fifty simultaneous accepts, and answers all of them alike', async () => {
    const { organization, token, email, invitationId } = await invited();
    const user = await aUser(app, { email });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.graphql(ACCEPT, { input: { token } }, { as: user })),
    );
    expect(answers.filter(({ data }) => data?.acceptInvitation.staffMembership)).toHaveLength(50);
    const rows = (statement: string, parameters: unknown[]) => app.sql(statement, parameters);
    expect(
      await rows('SELECT id FROM staff_members WHERE organization_id = ? AND user_id = ?', [
        organization.id,
        user.userId,
      ]),
    ).toHaveLength(1);
    for (const [table, column, value] of [
      ['invitation_events', 'invitation_id', 'type'],
      ['audit_entries', "JSON_UNQUOTE(JSON_EXTRACT(details, '$.invitationId'))", 'action'],
    ] as const)
      expect(
        await rows(
          `SELECT id FROM ${table} WHERE ${column} = ? AND ${value} IN ('ACCEPTED', 'invitation.accepted')`,
          [invitationId],
        ),
      ).toHaveLength(1);
  });

  it('counts at acceptance: what the inviter may do, and what the roles have come to give', async () => {
    const change = async (
      at: Awaited<ReturnType<typeof invited>>,
      statement: string,
      parameters: (string | undefined)[],
      state = 'WITHDRAWN',
    ) => {
      expect((await look(at.token)).state).toBe('OPEN');
      await app.sql(statement, parameters);
      expect((await look(at.token)).state).toBe(state);
      expect(await refused(at.token)).toBe(`LINK_${state}`);
      expect(await at.member()).toMatchObject({ user_id: null });
    };
    // Whoever invited an administrator and is an assistant now.
    const demoted = await invited({ roles: ['ADMINISTRATOR'] });
    await change(demoted, "UPDATE staff_member_roles SET role = 'ASSISTANT' WHERE staff_member_id = ?", [
      demoted.inviter.staffMemberId,
    ]);
    // Who may invite no more.
    const silenced = await invited({ roles: ['CLINICIAN'] });
    await change(silenced, "UPDATE staff_member_roles SET role = 'CLINICIAN' WHERE staff_member_id = ?", [
      silenced.inviter.staffMemberId,
    ]);
    const gone = await invited();
    await change(gone, 'UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [
      gone.inviter.staffMemberId,
    ]);
    // The role has become more than the inviter holds.
    const grown = await invited({ by: ['ASSISTANT'] });
    const role = await aRole(app, grown.organization, { permissions: ['programs.read'] });
    await app.sql('INSERT INTO staff_member_roles VALUES (?, ?)', [grown.staffMemberId, role.id]);
    await change(grown, "INSERT INTO role_permissions VALUES (?, 'audit.read')", [role.id]);
    const granted = await invited({ by: ['ASSISTANT'] });
    await change(granted, "INSERT INTO staff_member_permissions VALUES (?, 'staff.manage')", [
      granted.staffMemberId,
    ]);
    const deactivated = await invited();
    await change(deactivated, 'UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [
      deactivated.staffMemberId,
    ]);
    const suspended = await invited();
    await change(
      suspended,
      'UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?',
      [suspended.organization.id],
      'SUSPENDED',
    );
  });

  it('sends no reminder of an offer that no longer stands, and one of each that does', async () => {
    const standing = await invited();
    const fallen = await invited({ roles: ['ADMINISTRATOR'] });
    await app.sql("UPDATE staff_member_roles SET role = 'ASSISTANT' WHERE staff_member_id = ?", [
      fallen.inviter.staffMemberId,
    ]);
    for (const { invitationId } of [standing, fallen]) await passTime(app, invitationId, { days: 3 });
    await remindDue(app.services);
    const remindersOf = async (invitationId: string) =>
      (await app.sql("SELECT id FROM mails WHERE invitation_id = ? AND kind = 'REMINDER'", [invitationId]))
        .length;
    expect([await remindersOf(standing.invitationId), await remindersOf(fallen.invitationId)]).toEqual([
      1, 0,
    ]);
  });

  it('can be stopped by the wrong recipient, and asked for anew once expired; the inviter is told', async () => {
    const wrong = await invited();
    const [{ email }] = await app.sql('SELECT email FROM invitations WHERE id = ?', [wrong.invitationId]);
    const ask = (name: string, field: string, token: string, confirmation?: string) =>
      app.ask(
        `mutation ($input: ${confirmation ? 'ReportWrongRecipientInput' : 'InvitationTokenInput'}!) { done: ${name}(input: $input) { ${field} errors { code } } }`,
        {
          input: { token, ...(confirmation && { confirmation }) },
        },
      );
    expect((await ask('reportWrongRecipient', 'stopped', wrong.token, email)).done).toEqual({
      stopped: true,
      errors: [],
    });
    expect(await refused(wrong.token)).toBe('LINK_WITHDRAWN');
    const late = await invited();
    await passTime(app, late.invitationId, { days: 14 });
    expect(await refused(late.token)).toBe('LINK_EXPIRED');
    expect((await ask('requestNewInvitation', 'requested', late.token)).done).toEqual({
      requested: true,
      errors: [],
    });
    for (const [{ invitationId, inviter }, kind] of [
      [wrong, 'WRONG_RECIPIENT'],
      [late, 'RENEWAL_REQUESTED'],
    ] as const)
      expect(
        await app.sql('SELECT recipient, kind FROM mails WHERE invitation_id = ?', [invitationId]),
      ).toEqual([{ recipient: inviter.email, kind }]);
  });
});
