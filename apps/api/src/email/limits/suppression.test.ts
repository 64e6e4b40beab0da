import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffInvitation,
  aStaffMember,
  type BuiltInvitation,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { invitationToken } from '../../invitations/invitation-token.js';
import { remindDue } from '../../invitations/sweeps/remind-due.js';
import { readSuppressionToken, suppressionToken } from './suppression-token.js';
import { addressHash } from './suppressions.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const NOT_ME = `mutation ($input: ReportWrongRecipientInput!) {
  result: reportWrongRecipient(input: $input) { stopped errors { code path } }
}`;
const INVITE = `mutation ($input: InviteClientsInput!) {
  result: inviteClients(input: $input) { rows { invited code reason } errors { code } }
}`;
const CREATE_ONE = `mutation ($input: CreateClientInput!) {
  result: createClient(input: $input) { client { id status } invited code reason mailing { id } errors { code path } }
}`;
const LIFT = `mutation ($input: LiftSuppressionInput!) {
  result: liftSuppression(input: $input) { client { canInvite { allowed code } } staffMember { canInvite { allowed code } } errors { code path } }
}`;
const RESUME = `mutation ($input: ResumeMailsInput!) { result: resumeMails(input: $input) { resumed errors { code path } } }`;
const CAN_INVITE_STAFF = 'query ($id: ID!) { staffMember(id: $id) { canInvite { allowed code } } }';
const CAN_INVITE = 'query ($id: ID!) { client(id: $id) { canInvite { allowed code reason } } }';

async function invited(email: string) {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const client = await aClient(app, organization, { email });
  const invitation = await anInvitation(app, client, { sentBy: staff });
  return { organization, staff, client, invitation };
}

const tokenOf = ({ id }: BuiltInvitation) => invitationToken(app.services.config.tokenKeys, id, 1);
const report = async (invitation: BuiltInvitation, confirmation: string, optOut: string | null = null) =>
  (await app.ask(NOT_ME, { input: { token: tokenOf(invitation), confirmation, optOut } })).result;
const statusOf = async ({ id }: BuiltInvitation) =>
  (await app.sql('SELECT status FROM invitations WHERE id = ?', [id]))[0].status;
const canInvite = async (client: { id: string }, as: { userId: string }) =>
  (await app.ask(CAN_INVITE, { id: client.id }, { as })).client.canInvite;
const auditOf = async ({ id }: { id: string }) =>
  await app.sql(
    `SELECT action, actor_kind AS actor, reason, details FROM audit_entries
      WHERE organization_id = ? AND SUBSTRING_INDEX(action, '.', 1) IN ('address', 'mail', 'suppression') ORDER BY id`,
    [id],
  );

describe('whoever presses “This isn’t me”', () => {
  it('types the first letters of the address, which a scanner that presses buttons does not', async () => {
    const { invitation } = await invited('ada.v@example.org');
    for (const typed of ['', 'ad', 'bda', 'x'.repeat(300)])
      expect(await report(invitation, typed)).toEqual({
        stopped: false,
        errors: [{ code: 'CONFIRMATION_NEEDED', path: ['confirmation'] }],
      });
    expect(await statusOf(invitation)).toBe('PENDING');
    expect(await report(invitation, ' ADA')).toEqual({ stopped: true, errors: [] });
    expect(await statusOf(invitation)).toBe('WITHDRAWN');
  });
});

describe('an address that asked one organization', () => {
  it('is invited by it no more, whichever way, and the attempt is on record', async () => {
    const { organization, staff, client, invitation } = await invited('eva@example.org');
    await report(invitation, 'eva', 'ORGANIZATION');
    await report(invitation, 'eva', 'ORGANIZATION');
    expect(await canInvite(client, staff)).toEqual({
      allowed: false,
      code: 'SUPPRESSED',
      reason: expect.stringContaining('on the page of the client or staff member'),
    });
    const { result } = await app.ask(INVITE, { input: { clientIds: [client.id] } }, { as: staff });
    expect(result.rows).toMatchObject([{ invited: false, code: 'SUPPRESSED' }]);
    expect(await statusOf(invitation)).toBe('WITHDRAWN');
    expect(await auditOf(organization)).toMatchObject([
      { action: 'address.suppressed', actor: 'RECIPIENT', details: '{"whom":"ORGANIZATION"}' },
      { action: 'mail.suppressed', actor: 'STAFF' },
    ]);
    const kept = JSON.stringify(await app.sql('SELECT * FROM mail_suppressions'));
    expect(kept).not.toContain('eva@');
  });

  it('is invited by others as before', async () => {
    const { invitation } = await invited('fien@example.org');
    await report(invitation, 'fien', 'ORGANIZATION');
    const other = await invited('fien@example.org');
    await app.sql(`UPDATE clients SET status = 'NOT_INVITED' WHERE id = ?`, [other.client.id]);
    expect(await canInvite(other.client, other.staff)).toMatchObject({ allowed: true });
  });

  it('is invited again when it asks them to, with a reason on record', async () => {
    const { organization, staff, client, invitation } = await invited('gijs@example.org');
    await report(invitation, 'gij', 'ORGANIZATION');
    const lift = async (reason: string) =>
      (await app.ask(LIFT, { input: { clientId: client.id, reason } }, { as: staff })).result;
    expect((await lift('ok')).errors).toEqual([{ code: 'TOO_SHORT', path: ['reason'] }]);
    expect(await lift('Asked at the desk')).toEqual({
      client: { canInvite: { allowed: true, code: null } },
      staffMember: null,
      errors: [],
    });
    expect((await lift('Asked at the desk')).errors).toEqual([{ code: 'NOT_POSSIBLE', path: ['clientId'] }]);
    expect((await auditOf(organization)).at(-1)).toMatchObject({
      action: 'suppression.lifted',
      reason: 'Asked at the desk',
    });
  });

  it('is invited to the staff again when it asks them to, by whoever may invite staff', async () => {
    const organization = await anOrganization(app);
    const owner = await aStaffMember(app, organization);
    const invited = await aStaffInvitation(app, organization, { sentBy: owner, email: 'wil@example.org' });
    const token = invitationToken(app.services.config.tokenKeys, invited.invitationId, 1);
    await app.ask(NOT_ME, { input: { token, confirmation: 'wil', optOut: 'ORGANIZATION' } });
    const seen = async () =>
      (await app.ask(CAN_INVITE_STAFF, { id: invited.staffMemberId }, { as: owner })).staffMember.canInvite;
    expect(await seen()).toMatchObject({ allowed: false, code: 'SUPPRESSED' });
    const input = { staffMemberId: invited.staffMemberId, reason: 'Asked by phone' };
    const clinician = await aStaffMember(app, organization, {
      roles: [],
      permissions: ['clients.invite', 'staff.read'],
    });
    const elsewhere = await aStaffMember(app, await anOrganization(app));
    for (const [as, code] of [
      [clinician, 'FORBIDDEN'],
      [elsewhere, 'NOT_FOUND'],
    ] as const)
      expect((await app.graphql(LIFT, { input }, { as })).errors).toMatchObject([{ extensions: { code } }]);
    const neither = await app.ask(LIFT, { input: { reason: 'Asked by phone' } }, { as: owner });
    expect(neither.result.errors).toEqual([{ code: 'INVALID', path: ['clientId'] }]);
    expect((await app.ask(LIFT, { input }, { as: owner })).result).toEqual({
      client: null,
      staffMember: { canInvite: { allowed: true, code: null } },
      errors: [],
    });
    expect((await app.ask(LIFT, { input }, { as: owner })).result.errors).toEqual([
      { code: 'NOT_POSSIBLE', path: ['staffMemberId'] },
    ]);
    expect(await seen()).toMatchObject({ allowed: true });
    expect((await auditOf(organization)).at(-1)).toMatchObject({ action: 'suppression.lifted' });
  });

  it('is not taken back by staff who may not invite, nor from elsewhere', async () => {
    const { organization, client, invitation } = await invited('hans@example.org');
    await report(invitation, 'han', 'ORGANIZATION');
    const support = await aStaffMember(app, organization, { roles: ['SUPPORT'] });
    const elsewhere = await aStaffMember(app, await anOrganization(app));
    const codes = [];
    for (const as of [support, elsewhere]) {
      const { errors } = await app.graphql(
        LIFT,
        { input: { clientId: client.id, reason: 'Asked us' } },
        { as },
      );
      codes.push(errors?.[0]?.extensions?.code);
    }
    expect(codes).toEqual(['FORBIDDEN', 'NOT_FOUND']);
  });
});

describe('an address that asked everybody', () => {
  it('is invited and reminded by nobody, and is told how to take it back', async () => {
    const email = 'ilse@example.org';
    const { invitation } = await invited(email);
    const other = await invited(email);
    expect(await report(invitation, 'ils', 'EVERYBODY')).toMatchObject({ stopped: true });
    await passTime(app, other.invitation.id, { days: 3 });
    await remindDue(app.services);
    const mails = await app.sql('SELECT kind FROM mails WHERE recipient = ?', [email]);
    expect(mails).toEqual([{ kind: 'MAIL_STOPPED' }]);
    const third = await anOrganization(app);
    const staff = await aStaffMember(app, third);
    const { result } = await app.ask(
      CREATE_ONE,
      { input: { organizationId: third.id, email, invitation: {} } },
      { as: staff },
    );
    expect(result).toMatchObject({
      client: { id: expect.any(String), status: 'NOT_INVITED' },
      invited: false,
      code: 'SUPPRESSED',
      mailing: null,
      errors: [],
    });
    expect((await auditOf(third)).map(({ action }) => action)).toContain('mail.suppressed');
    const lifted = await app.ask(
      LIFT,
      { input: { clientId: result.client.id, reason: 'Asked us' } },
      { as: staff },
    );
    expect(lifted.result.errors).toMatchObject([{ code: 'NOT_POSSIBLE' }]);
  });

  it('takes it back itself, by the mailed link and by typing the address', async () => {
    const email = 'jaap@example.org';
    const { client, staff, invitation } = await invited(email);
    await report(invitation, 'jaa', 'EVERYBODY');
    const token = suppressionToken(app.services.config.tokenKeys, email);
    const resume = async (given: string, typed: string) =>
      (await app.ask(RESUME, { input: { token: given, email: typed } })).result;
    expect((await resume(token, 'other@example.org')).errors).toEqual([
      { code: 'OTHER_ADDRESS', path: ['email'] },
    ]);
    expect((await resume(tokenOf(invitation), email)).errors).toEqual([
      { code: 'LINK_UNKNOWN', path: ['token'] },
    ]);
    expect(
      (await resume(suppressionToken([{ id: 'x', value: 'x'.repeat(40) }], email), email)).errors,
    ).toMatchObject([{ code: 'LINK_UNKNOWN' }]);
    expect(await canInvite(client, staff)).toMatchObject({ code: 'SUPPRESSED' });
    expect(await resume(token, ' Jaap@Example.org ')).toEqual({ resumed: true, errors: [] });
    expect(await canInvite(client, staff)).toMatchObject({ allowed: true });
  });
});

describe('the token of a suppression', () => {
  it('is of one address and breaks with any byte', () => {
    const keys = app.services.config.tokenKeys;
    const token = suppressionToken(keys, 'ada@example.org');
    expect(readSuppressionToken(keys, token)).toBe(addressHash('ada@example.org'));
    for (let at = 4; at < token.length - 1; at += 1) {
      const broken = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(readSuppressionToken(keys, broken)).toBeNull();
    }
    for (const odd of [undefined, 1, '', `${token}A`, token.replace('sup_', 'inv_')])
      expect(readSuppressionToken(keys, odd)).toBeNull();
  });
});
