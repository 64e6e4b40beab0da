import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  aUser,
  type BuiltClient,
  type BuiltInvitation,
  type ClientOptions,
} from '../../../test/builders.js';
import { WITHDRAW } from '../../../test/changing-invitations.js';
import { DEACTIVATE } from '../../../test/changing-staff.js';
import { type App, type Person, startApp } from '../../../test/harness.js';
import { type HoldUp, heldUp } from '../../../test/held-up.js';
import { invitationToken } from '../invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => void vi.useRealTimers());

const PREVIEW = `query ($token: String!) {
  invitationPreview(token: $token) { state email firstName expiresAt userExists organization { name } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membership { id } errors { code message path } }
}`;
const NOT_ME = `mutation ($input: ReportWrongRecipientInput!) {
  reportWrongRecipient(input: $input) { stopped errors { code } }
}`;
const INVITE = `mutation ($input: CreateClientsInput!) {
  createClients(input: $input) {
    rows { index outcome invited reason client { status firstName invitation { status delivery { state } } canInvite { code } } }
    createdCount mailing { total queued } badAddresses { code } errors { code }
  }
}`;
const OFFER_ANEW = `mutation ($input: InviteClientsInput!) {
  inviteClients(input: $input) { rows { invited } errors { code } }
}`;
const NEVER = `inv_${'A'.repeat(64)}`;
const person = { firstName: 'Ada', lastName: 'de Vries', password: 'correct horse battery' };

async function invited(options: ClientOptions = {}, on = app) {
  const organization = await anOrganization(on);
  const staff = await aStaffMember(on, organization);
  const client = await aClient(on, organization, options);
  const invitation = await anInvitation(on, client, { sentBy: staff });
  const token = invitationToken(on.services.config.tokenKeys, invitation.id, 1);
  return { organization, staff, client, invitation, token };
}

async function accept(token: string, input: object = person, as?: Person, on = app) {
  const answer = await on.graphql(ACCEPT, { input: { token, ...input } }, { as: as ?? null });
  const refusal = answer.data?.acceptInvitation?.errors[0]?.code ?? answer.errors?.[0]?.extensions?.code;
  return { refusal, clientId: answer.data?.acceptInvitation?.membership?.id ?? null };
}

const statusOf = async (invitation: BuiltInvitation) =>
  (await app.sql('SELECT status FROM invitations WHERE id = ?', [invitation.id]))[0].status;

/** Lets something happen after the accept has read the link and hashed the password, and before it claims the invitation. */
const beforeClaim = <T>(
  { client }: { client: BuiltClient },
  accepting: () => Promise<T>,
  meanwhile: HoldUp<T>['meanwhile'],
): Promise<T> =>
  heldUp(app, {
    hold: 'SELECT id FROM clients WHERE id = ? FOR UPDATE',
    parameters: [client.id],
    waiting: 'SELECT id FROM clients%FOR UPDATE',
    request: accepting,
    meanwhile,
  });

describe('what changes while a password is being hashed', () => {
  it.each<[string, string, (scene: Awaited<ReturnType<typeof invited>>) => Promise<unknown>, string?]>([
    [
      'the invitation is withdrawn',
      'LINK_WITHDRAWN',
      ({ invitation }) =>
        app.sql(`UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`, [invitation.id]),
      'WITHDRAWN',
    ],
    [
      'the organization is suspended',
      'LINK_SUSPENDED',
      ({ organization }) =>
        app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]),
    ],
    [
      'who invited leaves',
      'LINK_WITHDRAWN',
      ({ staff }) =>
        app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [staff.staffMemberId]),
    ],
    [
      'who invited loses the right to',
      'LINK_WITHDRAWN',
      ({ staff }) =>
        app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]),
    ],
    [
      'the validity ends',
      'LINK_EXPIRED',
      ({ invitation }) => app.sql('UPDATE invitations SET expires_at = NOW(3) WHERE id = ?', [invitation.id]),
    ],
    [
      'the address is corrected',
      'LINK_UNKNOWN',
      ({ invitation }) =>
        app.sql('UPDATE invitations SET generation = generation + 1 WHERE id = ?', [invitation.id]),
    ],
  ])('counts: %s', async (_what, refusal, change, status = 'PENDING') => {
    const scene = await invited();
    const answer = await beforeClaim(
      scene,
      () => accept(scene.token),
      () => change(scene),
    );
    expect(answer).toEqual({ refusal, clientId: null });
    expect(await statusOf(scene.invitation)).toBe(status);
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [scene.client.email])).toEqual([]);
  });

  it('may be that another organization’s invitation to the same address makes the user: then they sign in', async () => {
    const one = await invited({ email: 'both@example.com' });
    const other = await invited({ email: 'both@example.com' });
    const late = await beforeClaim(
      one,
      () => accept(one.token, { ...person, password: 'another password' }),
      async () => expect(await accept(other.token)).toMatchObject({ clientId: other.client.id }),
    );
    expect(late).toEqual({ refusal: 'SIGN_IN_REQUIRED', clientId: null });
    expect(await statusOf(one.invitation)).toBe('PENDING');
    const [user] = await app.sql('SELECT id FROM users WHERE email = ?', ['both@example.com']);
    expect(await accept(one.token, {}, { userId: user.id })).toMatchObject({ clientId: one.client.id });
  });

  it('may be the first of two clicks of the same person: then the second is answered like it', async () => {
    const { client, invitation, token } = await invited();
    const second = await beforeClaim(
      { client },
      () => accept(token),
      async (asHolder) => {
        const user = await aUser(app, { email: client.email ?? '', password: person.password });
        await asHolder(
          `UPDATE clients SET user_id = ?, status = 'ACTIVE', activated_at = NOW(3) WHERE id = ?`,
          [user.userId, client.id],
        );
        await asHolder(`UPDATE invitations SET status = 'ACCEPTED' WHERE id = ?`, [invitation.id]);
      },
    );
    expect(second).toMatchObject({ clientId: client.id });
    const user = await aUser(app);
    const mine = await invited({ email: user.email });
    const clicks = await Promise.all(Array.from({ length: 8 }, () => accept(mine.token, {}, user)));
    expect(clicks).toEqual(Array(8).fill({ refusal: undefined, clientId: mine.client.id }));
  });

  it.each([
    ['it was accepted', `status = 'ACCEPTED'`, 'LINK_USED', 'ACCEPTED'],
    ['the address was corrected', 'generation = generation + 1', 'LINK_UNKNOWN', 'PENDING'],
  ])(
    'may leave nothing to stop for the recipient of a misdirected mail: %s',
    async (_what, change, code, status) => {
      const { invitation, token } = await invited();
      const report = await heldUp(app, {
        hold: `UPDATE invitations SET ${change} WHERE id = ?`,
        parameters: [invitation.id],
        waiting: 'SELECT id FROM invitations%FOR UPDATE',
        request: () => app.ask(NOT_ME, { input: { token, confirmation: 'client' } }),
      });
      expect(report).toEqual({
        reportWrongRecipient: { stopped: false, errors: [{ code }] },
      });
      expect(await statusOf(invitation)).toBe(status);
    },
  );
});

describe('an offer that staff have ended', () => {
  it.each<[string, (scene: Awaited<ReturnType<typeof invited>>) => Promise<unknown>]>([
    [
      'withdrawInvitations',
      ({ staff, invitation }) => app.ask(WITHDRAW, { input: { ids: [invitation.id] } }, { as: staff }),
    ],
    [
      'deactivateStaffMember of who invited',
      async ({ organization, staff }) =>
        app.ask(
          DEACTIVATE,
          { input: { id: staff.staffMemberId } },
          { as: await aStaffMember(app, organization) },
        ),
    ],
  ])('is over with the answer to %s', async (_what, end) => {
    const scene = await invited();
    await end(scene);
    expect(await accept(scene.token)).toEqual({ refusal: 'LINK_WITHDRAWN', clientId: null });
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [scene.client.email])).toEqual([]);
  });

  it('and made anew has a new link; the old one is answered like one that never was', async () => {
    const { staff, client, invitation, token } = await invited();
    await app.ask(WITHDRAW, { input: { ids: [invitation.id] } }, { as: staff });
    const { inviteClients } = await app.ask(OFFER_ANEW, { input: { clientIds: [client.id] } }, { as: staff });
    expect(inviteClients).toEqual({ rows: [{ invited: true }], errors: [] });
    const answerTo = (presented: string) => app.graphql(ACCEPT, { input: { token: presented, ...person } });
    const [old, never] = [await answerTo(token), await answerTo(NEVER)];
    expect([old.status, old.data, old.errors]).toEqual([never.status, never.data, never.errors]);
    expect(old.data?.acceptInvitation.errors).toMatchObject([{ code: 'LINK_UNKNOWN' }]);
    const anew = invitationToken(app.services.config.tokenKeys, invitation.id, 2);
    expect(await accept(anew)).toMatchObject({ clientId: client.id });
  });
});

describe('the clock of the server', () => {
  it.each([
    ['a day ahead', 24],
    ['a day behind', -24],
  ])('does not matter: %s', async (_what, hours) => {
    const open = await invited();
    const over = await invited();
    await app.sql('UPDATE invitations SET expires_at = NOW(3) + INTERVAL 12 HOUR WHERE id = ?', [
      open.invitation.id,
    ]);
    await app.sql('UPDATE invitations SET expires_at = NOW(3) - INTERVAL 12 HOUR WHERE id = ?', [
      over.invitation.id,
    ]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    const stateOf = async (token: string) => (await app.ask(PREVIEW, { token })).invitationPreview.state;
    expect([await stateOf(open.token), await stateOf(over.token)]).toEqual(['OPEN', 'EXPIRED']);
    expect((await accept(over.token)).refusal).toBe('LINK_EXPIRED');
    expect(await accept(open.token)).toMatchObject({ clientId: open.client.id });
  });
});

describe('a used link', () => {
  it('is no door at which passwords can be tried faster than at the first', async () => {
    const limited = await startApp({ limited: true });
    try {
      const { token, client } = await invited({}, limited);
      expect(await accept(token, person, undefined, limited)).toMatchObject({ clientId: client.id });
      const guesses = [];
      for (let guess = 0; guess < 12; guess += 1)
        guesses.push(
          (await accept(token, { password: `wrong password ${guess}` }, undefined, limited)).refusal,
        );
      expect(guesses[0]).toBe('LINK_USED');
      expect(guesses.at(-1)).toBe('TOO_MANY_REQUESTS');
      expect((await accept(token, person, undefined, limited)).refusal).toBe('TOO_MANY_REQUESTS');
    } finally {
      await limited.close();
    }
  }, 120_000);
});

describe('the name that somebody new gives', () => {
  const nameOf = async (clientId: string) => {
    const [row] = await app.sql(
      `SELECT c.first_name, c.last_name, u.name FROM clients c JOIN users u ON u.id = c.user_id WHERE c.id = ?`,
      [clientId],
    );
    return row;
  };

  it('carries nothing hidden and nothing that becomes a link', async () => {
    const { client, token } = await invited({ firstName: null, lastName: null });
    await accept(token, {
      ...person,
      firstName: '\u202Eeva\u200B\u2066 https://evil.example/x',
      lastName: 'Bos<script>\r\nBcc: a@b.example',
    });
    const { first_name, last_name, name } = await nameOf(client.id);
    expect(name).toBe(`${first_name} ${last_name}`);
    expect(name).toMatch(/^eva /);
    expect(name).not.toMatch(/[\u202a-\u202e\u200b\u2066<>:/@\r\n]|evil\.example/);
  });

  it('may be as long as the fields allow, and a longer one is told at its field', async () => {
    const { client, token } = await invited({ firstName: null, lastName: null });
    const long = 'x'.repeat(100);
    expect((await accept(token, { ...person, firstName: `${long}x` })).refusal).toBe('TOO_LONG');
    expect(await accept(token, { ...person, firstName: long, lastName: long })).toMatchObject({
      clientId: client.id,
    });
    expect(await nameOf(client.id)).toMatchObject({ first_name: long, last_name: long });
  });

  it('is taken from the user who is there already, however it is made up', async () => {
    for (const name of [`Ada ${'x'.repeat(190)}`, 'Cher', '\u202E \u200B']) {
      const { client, token } = await invited({ firstName: null, lastName: null });
      const user = await aUser(app, { email: client.email ?? '', name });
      expect(await accept(token, {}, user)).toMatchObject({ clientId: client.id });
    }
  });
});

describe('inviting an address', () => {
  it('tells nothing about whether somebody has a user with it', async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization);
    const known = await aUser(app);
    const answers = [];
    for (const emails of [known.email, 'never.seen@example.com'])
      answers.push(
        await app.ask(
          INVITE,
          { input: { organizationId: organization.id, emails, invitation: {} } },
          { as: staff },
        ),
      );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0].createClients.rows).toMatchObject([{ outcome: 'CREATED', invited: true }]);
    const mails = await app.sql(
      `SELECT kind, state, reason_code, payload FROM mails WHERE recipient IN (?) ORDER BY id`,
      [[known.email, 'never.seen@example.com']],
    );
    expect(mails).toHaveLength(2);
    expect(mails[0]).toEqual(mails[1]);
  });
});
