import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASK, accepting, NOT_ME, PREVIEW } from '../../../test/accepting.js';
import { passTime } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { createLimits } from '../../auth/limits.js';
import { Limiter } from '../../auth/throttle.js';

let app: App;
beforeAll(async () => {
  // Fifty at once from one address are no attack here.
  const limits = { ...createLimits(1), mutations: new Limiter({ burst: 1000, refill: 1 }) };
  app = await startApp({ services: { limits } });
});
afterAll(() => app.close());

const { invited, rowOf, errorCode, usersWith } = accepting(() => app);

const SUSPEND = `UPDATE organizations SET suspended_at = NOW(3)
  WHERE id = (SELECT organization_id FROM invitations WHERE id = ?)`;

describe('looking at a link', () => {
  it('says who invites whom to what while it is open, and changes nothing', async () => {
    const { organization, client, invitation, token } = await invited();
    const before = await app.sql('SELECT * FROM invitations WHERE id = ?', [invitation.id]);
    for (let look = 0; look < 3; look += 1) {
      const { invitationPreview } = await app.ask(PREVIEW, { token });
      expect(invitationPreview).toMatchObject({
        state: 'OPEN',
        email: client.email,
        inviterName: 'Fenna Bakker',
        programNames: ['Sleep'],
        userExists: false,
        organization: { name: organization.name },
      });
    }
    expect(await app.sql('SELECT * FROM invitations WHERE id = ?', [invitation.id])).toEqual(before);
    expect(await app.sql('SELECT * FROM invitation_events WHERE invitation_id = ?', [invitation.id])).toEqual(
      [],
    );
  });

  it.each([
    ['WITHDRAWN', `UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`],
    ['USED', `UPDATE invitations SET status = 'ACCEPTED' WHERE id = ?`],
    ['EXPIRED', 'UPDATE invitations SET expires_at = NOW(3) WHERE id = ?'],
    ['SUSPENDED', SUSPEND],
  ])('says no more than whom to call when it is %s', async (state, change) => {
    const { invitation, token } = await invited();
    await app.sql(change, [invitation.id]);
    const { invitationPreview } = await app.ask(PREVIEW, { token });
    expect(invitationPreview).toMatchObject({
      state,
      email: null,
      firstName: null,
      inviterName: null,
      programNames: [],
      userExists: false,
      signedInAsOther: null,
    });
    expect(invitationPreview.organization.name).toBe('Praktijk De Linde');
  });
});

describe('a link of a suspended organization', () => {
  const stateOf = async (token: string) => (await app.ask(PREVIEW, { token })).invitationPreview.state;
  const lift = ({ id }: { id: string }) =>
    app.sql('UPDATE organizations SET suspended_at = NULL WHERE id = ?', [id]);

  it('rests: it lets nobody in, and works again once that is over', async () => {
    const { organization, client, invitation, token } = await invited();
    await app.sql(SUSPEND, [invitation.id]);
    expect(await stateOf(token)).toBe('SUSPENDED');
    expect(await errorCode(token)).toBe('LINK_SUSPENDED');
    expect(await usersWith(client)).toEqual([]);
    expect(await rowOf(invitation)).toMatchObject({ status: 'PENDING' });
    expect(
      await app.sql('SELECT detail FROM invitation_events WHERE invitation_id = ?', [invitation.id]),
    ).toEqual([{ detail: 'LINK_SUSPENDED' }]);
    await lift(organization);
    expect(await stateOf(token)).toBe('OPEN');
    expect(await errorCode(token)).toBeUndefined();
  });

  it('may have expired meanwhile: nobody can be asked for a new one before it is over', async () => {
    const { organization, invitation, token } = await invited();
    await passTime(app, invitation.id, { days: 14 });
    await app.sql(SUSPEND, [invitation.id]);
    expect(await stateOf(token)).toBe('SUSPENDED');
    expect((await app.ask(ASK, { input: { token } })).requestNewInvitation).toEqual({
      requested: false,
      errors: [{ code: 'LINK_SUSPENDED' }],
    });
    await lift(organization);
    expect(await stateOf(token)).toBe('EXPIRED');
  });

  it('is gone all the same where it was withdrawn, or whoever sent it may no longer do so', async () => {
    const withdrawn = await invited();
    await app.sql(`UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`, [withdrawn.invitation.id]);
    const orphaned = await invited();
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [
      orphaned.staff.staffMemberId,
    ]);
    for (const { invitation, token } of [withdrawn, orphaned]) {
      await app.sql(SUSPEND, [invitation.id]);
      expect(await stateOf(token)).toBe('WITHDRAWN');
      expect(await errorCode(token)).toBe('LINK_WITHDRAWN');
    }
  });

  it('can be stopped by somebody whom it was not meant for', async () => {
    const { invitation, token } = await invited();
    await app.sql(SUSPEND, [invitation.id]);
    const input = { token, confirmation: 'client' };
    expect((await app.ask(NOT_ME, { input })).reportWrongRecipient).toEqual({ stopped: true, errors: [] });
    expect(await rowOf(invitation)).toMatchObject({ status: 'WITHDRAWN' });
  });
});

describe('an expired link', () => {
  it('asks for a new invitation: the inviter is told once, the holder gets no mail', async () => {
    const { staff, invitation, token } = await invited();
    expect((await app.ask(ASK, { input: { token } })).requestNewInvitation).toEqual({
      requested: false,
      errors: [],
    });
    await passTime(app, invitation.id, { days: 14 });
    for (let click = 0; click < 3; click += 1)
      expect((await app.ask(ASK, { input: { token } })).requestNewInvitation).toEqual({
        requested: true,
        errors: [],
      });
    const mails = await app.sql('SELECT recipient, kind FROM mails WHERE invitation_id = ?', [invitation.id]);
    expect(mails).toEqual([{ recipient: staff.email, kind: 'RENEWAL_REQUESTED' }]);
    const { invitationPreview } = await app.ask(PREVIEW, { token });
    expect(invitationPreview).toMatchObject({ state: 'EXPIRED', renewalRequested: true });
  });
});

describe('“This isn’t me”', () => {
  it('stops the invitation and tells the inviter, once', async () => {
    const { staff, invitation, token } = await invited();
    for (let click = 0; click < 2; click += 1)
      expect(
        (await app.ask(NOT_ME, { input: { token, confirmation: 'client' } })).reportWrongRecipient,
      ).toEqual({
        stopped: true,
        errors: [],
      });
    expect(await rowOf(invitation)).toMatchObject({
      status: 'WITHDRAWN',
      client_status: 'INVITE_WITHDRAWN',
      next_reminder_at: null,
    });
    expect(await errorCode(token)).toBe('LINK_WITHDRAWN');
    const mails = await app.sql('SELECT recipient, kind FROM mails WHERE invitation_id = ?', [invitation.id]);
    expect(mails).toEqual([{ recipient: staff.email, kind: 'WRONG_RECIPIENT' }]);
  });
});
