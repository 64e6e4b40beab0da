import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPT, accepting, PREVIEW, person } from '../../../test/accepting.js';
import { aUser, type BuiltClient } from '../../../test/builders.js';
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

const { invited, tokenOf, rowOf, errorCode, usersWith } = accepting(() => app);

describe('accepting an invitation', () => {
  it('makes somebody new a user and an active client, and signs them in', async () => {
    const { invitation, token, client } = await invited();
    const answer = await app.graphql(ACCEPT, { input: { token, ...person } });
    expect(answer.data?.acceptInvitation.errors).toEqual([]);
    expect(answer.data?.acceptInvitation.membership).toMatchObject({ programs: [{ name: 'Sleep' }] });
    const cookie = answer.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    const { data } = await app.graphql(
      '{ viewer { email name clientMemberships { id } } }',
      {},
      { headers: { cookie } },
    );
    expect(data?.viewer).toMatchObject({
      email: client.email,
      name: 'Ada de Vries',
      clientMemberships: [{ id: client.id }],
    });
    expect(await rowOf(invitation)).toMatchObject({
      status: 'ACCEPTED',
      client_status: 'ACTIVE',
      next_reminder_at: null,
    });
  });

  it('knows a client invited by address alone by the name they give, and keeps a name on file', async () => {
    const unnamed = await invited({ firstName: null, lastName: null });
    expect(await errorCode(unnamed.token)).toBeUndefined();
    const nameOf = ({ client }: { client: BuiltClient }) =>
      app.sql('SELECT first_name, last_name, sort_name FROM clients WHERE id = ?', [client.id]);
    expect(await nameOf(unnamed)).toEqual([
      { first_name: 'Ada', last_name: 'de Vries', sort_name: 'de vries ada' },
    ]);
    const terms = await app.sql('SELECT term FROM client_search_terms WHERE client_id = ?', [
      unnamed.client.id,
    ]);
    expect(terms.map(({ term }: { term: string }) => term)).toEqual(expect.arrayContaining(['ada', 'vries']));
    const named = await invited({ firstName: 'Adriana', lastName: 'Vries' });
    expect(await errorCode(named.token)).toBeUndefined();
    expect(await nameOf(named)).toMatchObject([{ first_name: 'Adriana', last_name: 'Vries' }]);
  });

  it('gives a user who is signed in with the invited address access with one click', async () => {
    const { client, invitation, token } = await invited();
    const user = await aUser(app, { email: client.email ?? '' });
    expect(await errorCode(token, {}, user)).toBeUndefined();
    expect(await rowOf(invitation)).toMatchObject({ status: 'ACCEPTED', user_id: user.userId });
  });

  it('sends somebody who has a user to sign in, and changes nothing', async () => {
    const { client, invitation, token } = await invited();
    await aUser(app, { email: client.email ?? '' });
    expect(await errorCode(token)).toBe('SIGN_IN_REQUIRED');
    expect(await rowOf(invitation)).toMatchObject({ status: 'PENDING', user_id: null });
  });

  it('is refused to a user who has not proven the mailbox', async () => {
    const { client, invitation, token } = await invited();
    const user = await aUser(app, { email: client.email ?? '', verified: false });
    expect(await errorCode(token, {}, user)).toBe('EMAIL_NOT_VERIFIED');
    expect(await rowOf(invitation)).toMatchObject({ status: 'PENDING' });
    await app.sql('UPDATE users SET email_verified = 1 WHERE id = ?', [user.userId]);
    expect(await errorCode(token, {}, user)).toBeUndefined();
  });

  it('is refused to another user, who is told as whom they are signed in; the flight record says so once', async () => {
    const { invitation, token } = await invited();
    const other = await aUser(app);
    expect(await errorCode(token, {}, other)).toBe('WRONG_USER');
    expect(await errorCode(token, person, other)).toBe('WRONG_USER');
    expect(await rowOf(invitation)).toMatchObject({ status: 'PENDING', user_id: null });
    const { invitationPreview } = await app.ask(PREVIEW, { token }, { as: other });
    expect(invitationPreview).toMatchObject({
      state: 'OPEN',
      signedInAsOther: other.email,
      signedInAsInvited: false,
    });
    const events = await app.sql(`SELECT type FROM invitation_events WHERE invitation_id = ?`, [
      invitation.id,
    ]);
    expect(events).toEqual([{ type: 'WRONG_USER' }]);
  });

  it('lets only one of fifty simultaneous accepts win', async () => {
    const { client, invitation, token } = await invited();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        app.graphql(ACCEPT, { input: { token, ...person, password: `password of racer ${index}` } }),
      ),
    );
    const winners = answers.filter(({ data }) => data?.acceptInvitation.membership);
    expect(winners).toHaveLength(1);
    expect(await usersWith(client)).toHaveLength(1);
    expect(await rowOf(invitation)).toMatchObject({ status: 'ACCEPTED', client_status: 'ACTIVE' });
    const events = await app.sql(
      `SELECT id FROM invitation_events WHERE invitation_id = ? AND type = 'ACCEPTED'`,
      [invitation.id],
    );
    expect(events).toHaveLength(1);
    // Fifty passwords are hashed here, which takes a busy machine its time.
  }, 120_000);

  it('answers the same again to whoever accepted, and to nobody else', async () => {
    const { client, token } = await invited();
    expect(await errorCode(token)).toBeUndefined();
    expect(await errorCode(token)).toBeUndefined();
    expect(await errorCode(token, { ...person, password: 'another password' })).toBe('LINK_USED');
    const [user] = await usersWith(client);
    expect(await errorCode(token, {}, { userId: user.id })).toBeUndefined();
    expect(await errorCode(token, {}, await aUser(app))).toBe('LINK_USED');
  });

  it('rolls everything back when the client cannot become active, and the link still works', async () => {
    const { client, invitation, token } = await invited();
    // Whatever it is that keeps the row from changing, it is found out after the user has been made.
    await app.sql('UPDATE clients SET user_id = ? WHERE id = ?', [(await aUser(app)).userId, client.id]);
    expect(await errorCode(token)).toBe('LINK_WITHDRAWN');
    expect(await rowOf(invitation)).toMatchObject({ status: 'PENDING', accepted_at: null });
    expect(await usersWith(client)).toEqual([]);
    await app.sql('UPDATE clients SET user_id = NULL WHERE id = ?', [client.id]);
    expect(await errorCode(token)).toBeUndefined();
  });

  it('is refused for a deactivated client, whose link looks withdrawn', async () => {
    const { client, token } = await invited();
    await app.sql('UPDATE clients SET deactivated_at = NOW(3) WHERE id = ?', [client.id]);
    expect((await app.ask(PREVIEW, { token })).invitationPreview.state).toBe('WITHDRAWN');
    expect(await errorCode(token)).toBe('LINK_WITHDRAWN');
    expect(await usersWith(client)).toEqual([]);
  });

  it('names every field that is missing or wrong, and creates nothing', async () => {
    const { client, token } = await invited();
    const { acceptInvitation } = await app.ask(ACCEPT, {
      input: { token, firstName: ' ', password: 'short' },
    });
    expect(
      acceptInvitation.errors.map(({ code, path }: { code: string; path: string[] }) => [code, ...path]),
    ).toEqual([
      ['REQUIRED', 'firstName'],
      ['REQUIRED', 'lastName'],
      ['TOO_SHORT', 'password'],
    ]);
    expect(await usersWith(client)).toEqual([]);
  });

  it('takes no password that whoever knows the person would guess', async () => {
    const { client, token } = await invited();
    const [local = ''] = (client.email ?? '').split('@');
    for (const password of ['Welkom012345!', `${local} ${local}`, 'Ada de Vries 1', ' '.repeat(12)]) {
      const { acceptInvitation } = await app.ask(ACCEPT, { input: { token, ...person, password } });
      expect(acceptInvitation.errors, password).toMatchObject([{ code: 'GUESSABLE', path: ['password'] }]);
    }
    expect(await usersWith(client)).toEqual([]);
  });

  it.each([
    ['the last millisecond', -1, undefined],
    ['the end itself', 0, 'LINK_EXPIRED'],
    ['a day late', 86_400_000, 'LINK_EXPIRED'],
  ])('decides by the database clock: %s', async (_, lateBy, expected) => {
    const { invitation, token } = await invited();
    // The request takes a while: the boundary is set as near as that allows, and to the millisecond behind it.
    const margin = lateBy < 0 ? 5_000_000 : lateBy * -1000;
    await app.sql('UPDATE invitations SET expires_at = NOW(3) + INTERVAL ? MICROSECOND WHERE id = ?', [
      margin,
      invitation.id,
    ]);
    expect(await errorCode(token)).toBe(expected);
  });

  it('is refused at once after a withdrawal, or when the inviter may no longer invite', async () => {
    const withdrawn = await invited();
    await app.sql(`UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`, [withdrawn.invitation.id]);
    expect(await errorCode(withdrawn.token)).toBe('LINK_WITHDRAWN');
    const disabled = await invited();
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [
      disabled.staff.staffMemberId,
    ]);
    expect(await errorCode(disabled.token)).toBe('LINK_WITHDRAWN');
    const demoted = await invited();
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [demoted.staff.staffMemberId]);
    expect(await errorCode(demoted.token)).toBe('LINK_WITHDRAWN');
  });

  it('treats a link of an earlier generation like one that never was', async () => {
    const { invitation, token } = await invited();
    await app.sql('UPDATE invitations SET generation = 2 WHERE id = ?', [invitation.id]);
    const old = await app.ask(PREVIEW, { token });
    const never = await app.ask(PREVIEW, { token: `inv_${'A'.repeat(64)}` });
    expect(old).toEqual(never);
    expect(await errorCode(token)).toBe('LINK_UNKNOWN');
    expect(await errorCode(tokenOf(invitation, 2))).toBeUndefined();
  });

  it('takes no other kind of secret for a token', async () => {
    const { staff } = await invited();
    const cookie = await app.cookieOf(staff);
    const [session] = await app.sql('SELECT token FROM sessions WHERE user_id = ?', [staff.userId]);
    for (const secret of [session.token, cookie, `inv_${session.token}`])
      expect(await errorCode(secret)).toBe('LINK_UNKNOWN');
  });
});
