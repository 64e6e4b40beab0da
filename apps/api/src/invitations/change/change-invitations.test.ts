import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStaffMember, aUser, type BuiltInvitation, staffWithOnly } from '../../../test/builders.js';
import { anInvitedClient, REMIND, RESEND, WITHDRAW } from '../../../test/changing-invitations.js';
import { type App, startApp } from '../../../test/harness.js';
import { invitationToken } from '../invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const INVITE = `mutation Invite($input: InviteClientsInput!) {
  inviteClients(input: $input) { rows { invited code } mailing { total } errors { code } }
}`;
const PREVIEW = 'query ($token: String!) { invitationPreview(token: $token) { state } }';

const scene = (days = 0) => anInvitedClient(app, days);

async function linkState(invitation: BuiltInvitation, generation = 1): Promise<string> {
  const token = invitationToken(app.services.config.tokenKeys, invitation.id, generation);
  return (await app.ask(PREVIEW, { token })).invitationPreview.state;
}

const mailsOf = (invitation: BuiltInvitation) =>
  app.sql('SELECT kind, state, reason_code FROM mails WHERE invitation_id = ? ORDER BY id', [invitation.id]);
const eventsOf = async (invitation: BuiltInvitation) =>
  (
    await app.sql('SELECT type FROM invitation_events WHERE invitation_id = ? ORDER BY id', [invitation.id])
  ).map(({ type }: { type: string }) => type);
const daysFromNow = (moment: string) => (Date.parse(moment) - Date.now()) / 86_400_000;

describe('resending', () => {
  it('starts validity and reminders afresh, also for an expired invitation, with the same link', async () => {
    const { staff, invitation, client } = await scene(20);
    expect(await linkState(invitation)).toBe('EXPIRED');
    const { change } = await app.ask(RESEND, { input: { ids: [invitation.id] } }, { as: staff });
    expect(change).toMatchObject({ errors: [], mailing: { total: 1, queued: 1 } });
    const [row] = change.rows;
    expect(row).toMatchObject({
      done: true,
      invitation: { status: 'PENDING', remindersSent: 0, delivery: { state: 'QUEUED' } },
    });
    expect(daysFromNow(row.invitation.expiresAt)).toBeCloseTo(14, 1);
    expect(daysFromNow(row.invitation.nextReminderAt)).toBeCloseTo(3, 1);
    expect(await linkState(invitation)).toBe('OPEN');
    expect(await mailsOf(invitation)).toMatchObject([{ kind: 'INVITATION', state: 'QUEUED' }]);
    expect(await eventsOf(invitation)).toEqual(['RESENT']);
    const [{ status }] = await app.sql('SELECT status FROM clients WHERE id = ?', [client.id]);
    expect(status).toBe('INVITE_PENDING');
  });

  it('queues one mail however often it is clicked before that has left', async () => {
    const { staff, invitation } = await scene();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.ask(RESEND, { input: { ids: [invitation.id] } }, { as: staff })),
    );
    const done = answers.filter(({ change }) => change.rows[0].done);
    expect(done).toHaveLength(1);
    expect(answers.find(({ change }) => !change.rows[0].done)?.change).toMatchObject({
      mailing: null,
      rows: [{ code: 'MAIL_WAITING' }],
    });
    expect(await mailsOf(invitation)).toHaveLength(1);
  });
});

describe('reminding', () => {
  it('mails again and leaves the validity as it is', async () => {
    const { staff, invitation } = await scene(5);
    const { change } = await app.ask(REMIND, { input: { ids: [invitation.id] } }, { as: staff });
    expect(daysFromNow(change.rows[0].invitation.expiresAt)).toBeCloseTo(9, 1);
    expect(await mailsOf(invitation)).toMatchObject([{ kind: 'REMINDER', state: 'QUEUED' }]);
    expect(await eventsOf(invitation)).toEqual(['REMINDED']);
  });

  it('says why not for an expired one and for one whose mail came back', async () => {
    const expired = await scene(14);
    const late = await app.ask(REMIND, { input: { ids: [expired.invitation.id] } }, { as: expired.staff });
    expect(late.change.rows).toMatchObject([{ done: false, code: 'EXPIRED' }]);
    const bounced = await scene();
    await app.sql(`UPDATE invitations SET delivery_state = 'BOUNCED' WHERE id = ?`, [bounced.invitation.id]);
    const back = await app.ask(REMIND, { input: { ids: [bounced.invitation.id] } }, { as: bounced.staff });
    expect(back.change.rows).toMatchObject([
      { done: false, code: 'BOUNCED', reason: expect.stringContaining('address') },
    ]);
    expect(await mailsOf(bounced.invitation)).toEqual([]);
  });
});

describe('in whose name an offer stands', () => {
  const mayAct = ['clients.read', 'invitations.read', 'invitations.resend'] as const;

  it('stays with whoever made it when somebody resends who may not invite, so that the link goes on working', async () => {
    const { organization, invitation } = await scene(20);
    const desk = await staffWithOnly(app, organization, ...mayAct);
    const { change } = await app.ask(RESEND, { input: { ids: [invitation.id] } }, { as: desk });
    expect(change.rows).toMatchObject([{ done: true }]);
    expect(await linkState(invitation)).toBe('OPEN');
  });

  it.each([
    ['resends', RESEND],
    ['reminds', REMIND],
  ])('passes to whoever %s for somebody who works here no longer', async (_, again) => {
    const { organization, invitation, staff } = await scene();
    const colleague = await aStaffMember(app, organization);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [staff.staffMemberId]);
    expect(await linkState(invitation)).toBe('WITHDRAWN');
    const { change } = await app.ask(again, { input: { ids: [invitation.id] } }, { as: colleague });
    expect(change.rows).toMatchObject([{ done: true }]);
    expect(await linkState(invitation)).toBe('OPEN');
  });

  it.each([
    ['resent', RESEND],
    ['reminded of', REMIND],
  ])('is not %s when it would be nobody’s: the mail would lead to a closed door', async (_, again) => {
    const { organization, invitation, staff } = await scene();
    const desk = await staffWithOnly(app, organization, ...mayAct);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [staff.staffMemberId]);
    const { change } = await app.ask(again, { input: { ids: [invitation.id] } }, { as: desk });
    expect(change.rows).toMatchObject([{ done: false, code: 'INVITER_GONE' }]);
    expect(await mailsOf(invitation)).toEqual([]);
  });
});

describe('withdrawing', () => {
  it('kills the link at once and keeps mails that wait from leaving', async () => {
    const { staff, invitation } = await scene();
    await app.ask(REMIND, { input: { ids: [invitation.id] } }, { as: staff });
    const { change } = await app.ask(WITHDRAW, { input: { ids: [invitation.id] } }, { as: staff });
    expect(change).toMatchObject({
      mailing: null,
      rows: [{ done: true, invitation: { status: 'WITHDRAWN', nextReminderAt: null } }],
    });
    expect(await linkState(invitation)).toBe('WITHDRAWN');
    expect(await mailsOf(invitation)).toMatchObject([{ state: 'FAILED', reason_code: 'WITHDRAWN' }]);
    const again = await app.ask(WITHDRAW, { input: { ids: [invitation.id] } }, { as: staff });
    expect(again.change.rows).toMatchObject([{ done: false, code: 'WITHDRAWN' }]);
  });

  it('is for good: offered anew, the client gets another link and the old one stays dead', async () => {
    const { staff, invitation, client } = await scene();
    await app.ask(WITHDRAW, { input: { ids: [invitation.id] } }, { as: staff });
    const { inviteClients } = await app.ask(INVITE, { input: { clientIds: [client.id] } }, { as: staff });
    expect(inviteClients).toMatchObject({ rows: [{ invited: true }], mailing: { total: 1 }, errors: [] });
    const [row] = await app.sql('SELECT id, generation, status FROM invitations WHERE client_id = ?', [
      client.id,
    ]);
    expect(row).toEqual({ id: invitation.id, generation: 2, status: 'PENDING' });
    expect(await linkState(invitation, 1)).toBe('UNKNOWN');
    expect(await linkState(invitation, 2)).toBe('OPEN');
  });
});

describe('any change to invitations', () => {
  it.each([RESEND, REMIND, WITHDRAW])(
    'of another organization is not found, like one that does not exist',
    async (query) => {
      const mine = await scene();
      const theirs = await scene();
      const unknown = '01900000-0000-7000-8000-000000000000';
      const [other, none] = await Promise.all(
        [theirs.invitation.id, unknown].map((id) =>
          app.graphql(query, { input: { ids: [id] } }, { as: mine.staff }),
        ),
      );
      expect(other?.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
      expect(other?.errors).toEqual(none?.errors);
      const mixed = await app.ask(
        query,
        { input: { ids: [mine.invitation.id, theirs.invitation.id, unknown] } },
        { as: mine.staff },
      );
      expect(
        mixed.change.rows.map(({ done, code }: { done: boolean; code: string | null }) => [done, code]),
      ).toEqual([
        [true, null],
        [false, 'NOT_FOUND'],
        [false, 'NOT_FOUND'],
      ]);
      expect(await eventsOf(theirs.invitation)).toEqual([]);
    },
  );

  it('is for staff only', async () => {
    const { invitation, organization } = await scene();
    const stranger = await aUser(app);
    const powerless = await aStaffMember(app, organization, { roles: [] });
    for (const [as, code] of [
      [null, 'UNAUTHENTICATED'],
      [stranger, 'NOT_FOUND'],
      [powerless, 'NOT_FOUND'],
    ] as const) {
      const { errors } = await app.graphql(WITHDRAW, { input: { ids: [invitation.id] } }, { as });
      expect(errors?.[0]?.extensions?.code).toBe(code);
    }
    expect(await linkState(invitation)).toBe('OPEN');
  });

  it('names a wrong input: neither ids nor a selection, both, none, too many', async () => {
    const { staff, organization } = await scene();
    const selection = { organizationId: organization.id };
    const id = '01900000-0000-7000-8000-000000000000';
    const inputs = [{}, { ids: [id], selection }, { ids: [] }];
    const codes = [];
    for (const input of inputs)
      codes.push((await app.ask(WITHDRAW, { input }, { as: staff })).change.errors[0]?.code);
    expect(codes).toEqual(['INVALID', 'INVALID', 'REQUIRED']);
    const { errors, data } = await app.graphql(
      WITHDRAW,
      { input: { ids: Array(201).fill(id) } },
      { as: staff },
    );
    expect(errors?.length ?? data?.change.errors.length).toBeGreaterThan(0);
  });
});
