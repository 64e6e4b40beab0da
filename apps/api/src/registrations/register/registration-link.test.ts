import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, aStaffMember } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { heldUp } from '../../../test/held-up.js';
import { newAddress, PREVIEW, refused, registering } from '../../../test/registering.js';
import { invitationToken } from '../../invitations/invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { open, withApproval, preview, complete, linkFor, clientsOf, later, request, setMode } = registering(
  () => app,
);

describe('a link', () => {
  it('is refused with any part of it changed, and with the token of anything else', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const client = await aClient(app, organization);
    const invitation = await anInvitation(app, client);
    const flipped = (at: number) =>
      token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    for (const wrong of [
      flipped(4),
      flipped(30),
      flipped(66),
      token.slice(0, -1),
      `${token} `,
      token.toUpperCase(),
      token.replace('reg_', 'inv_'),
      invitationToken(app.services.config.tokenKeys, invitation.id, 1),
      invitationToken(app.services.config.tokenKeys, invitation.id, 1).replace('inv_', 'reg_'),
    ])
      expect(await complete(wrong)).toEqual(refused('LINK_UNKNOWN'));
    const { invitationPreview } = await app.ask(
      'query ($token: String!) { invitationPreview(token: $token) { state } }',
      { token: token.replace('reg_', 'inv_') },
    );
    expect(invitationPreview).toEqual({ state: 'UNKNOWN' });
    expect(await clientsOf(organization)).toHaveLength(1);
    for (const _ of [1, 2, 3]) await preview(token);
    expect(await complete(token)).toMatchObject({ errors: [] });
  });

  it('ends after 48 hours by the clock of the database', async () => {
    const organization = await open();
    const token = await linkFor(organization, newAddress());
    const end = (offset: string) =>
      app.sql(`UPDATE registrations SET expires_at = NOW(3) ${offset} WHERE organization_id = ?`, [
        organization.id,
      ]);
    await end('- INTERVAL 1000 MICROSECOND');
    expect(await preview(token)).toMatchObject({ state: 'EXPIRED', email: null });
    expect(await complete(token)).toEqual(refused('LINK_EXPIRED'));
    await end('+ INTERVAL 47 HOUR');
    expect(await complete(token)).toMatchObject({ errors: [] });
  });

  it('asked for by anybody who knows the address leaves a no as it is, until its owner asks again', async () => {
    const organization = await withApproval();
    const owner = await aStaffMember(app, organization);
    const email = newAddress();
    const first = await linkFor(organization, email);
    await complete(first);
    const [{ id, userId }] = await app.sql(
      'SELECT id, user_id AS userId FROM registrations WHERE organization_id = ?',
      [organization.id],
    );
    const reason = 'Lives too far away';
    await app.ask(
      'mutation ($input: DeclineRegistrationsInput!) { declineRegistrations(input: $input) { errors { code } } }',
      { input: { organizationId: organization.id, ids: [id], reason } },
      { as: owner },
    );
    const listed = async () =>
      (
        await app.ask(
          `query ($id: ID!) { registrations(organizationId: $id, filter: { statuses: [WAITING, DECLINED] }) {
            nodes { status declineReason decidedByName } } }`,
          { id: organization.id },
          { as: owner },
        )
      ).registrations.nodes;
    const declined = [{ status: 'DECLINED', declineReason: reason, decidedByName: 'Fenna Bakker' }];
    await later(organization);
    const second = await linkFor(organization, email);
    expect(await listed()).toEqual(declined);
    expect([second === first, (await preview(first)).state]).toEqual([false, 'UNKNOWN']);
    // One that nobody has used goes on working.
    await later(organization);
    expect(await linkFor(organization, email)).toBe(second);
    expect((await preview(second)).state).toBe('OPEN');
    expect(await listed()).toEqual(declined);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => complete(second, {}, { as: { userId } })),
    );
    for (const answer of answers) expect(answer).toMatchObject({ waiting: true, errors: [] });
    expect(await listed()).toEqual([{ status: 'WAITING', declineReason: null, decidedByName: null }]);
    expect((await preview(second)).state).toBe('USED');
  });

  it('is not in the database', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const rows = await app.sql('SELECT * FROM registrations WHERE email = ?', [email]);
    const mails = await app.sql('SELECT * FROM mails WHERE recipient = ?', [email]);
    expect(JSON.stringify([rows, mails])).not.toContain(token.slice(-43));
    for (const value of [rows[0].id, mails[0].payload, `reg_${rows[0].id}`])
      expect(await complete(value)).toEqual(refused('LINK_UNKNOWN'));
  });

  it('keeps working from an address that is stopped for guessing', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const organization = await open();
      const token = await linkFor(organization, newAddress());
      const guesses = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          strict.graphql(PREVIEW, { token: `reg_${String(index).padStart(64, 'A')}` }),
        ),
      );
      const codes = guesses.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'ANSWERED');
      expect(codes.filter((code) => code === 'ANSWERED')).toHaveLength(20);
      expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(10);
      expect((await strict.ask(PREVIEW, { token })).registrationPreview).toMatchObject({ state: 'OPEN' });
    } finally {
      await strict.close();
    }
  });
});

describe('a link of a suspended organization', () => {
  const suspend = ({ id }: { id: string }, when: 'NOW(3)' | 'NULL') =>
    app.sql(`UPDATE organizations SET suspended_at = ${when} WHERE id = ?`, [id]);

  it('rests: it says so to its holder alone, and works again once that is over', async () => {
    const organization = await open();
    const [early, late, used] = [newAddress(), newAddress(), newAddress()];
    const [token, overdue, spent] = [
      await linkFor(organization, early),
      await linkFor(organization, late),
      await linkFor(organization, used),
    ];
    await complete(spent);
    await app.sql('UPDATE registrations SET expires_at = NOW(3) WHERE email = ?', [late]);
    await suspend(organization, 'NOW(3)');
    const nothing = { registrationMode: null, email: null, userExists: false, signedInAsSelf: false };
    // Not that it has expired: nobody can be asked for a new one now.
    for (const link of [token, overdue]) {
      expect(await preview(link)).toMatchObject({
        state: 'SUSPENDED',
        organization: { name: 'Praktijk De Linde' },
        ...nothing,
      });
      expect(await complete(link)).toEqual(refused('LINK_SUSPENDED'));
    }
    expect(await preview(spent)).toMatchObject({ state: 'USED', ...nothing });
    expect(await preview(token.replace(/.$/, token.endsWith('A') ? 'B' : 'A'))).toMatchObject({
      state: 'UNKNOWN',
      organization: null,
    });
    expect(await app.sql('SELECT id FROM users WHERE email IN (?)', [[early, late]])).toEqual([]);
    // Whoever holds no link learns nothing of it.
    expect(await request(organization, newAddress())).toEqual({
      requested: false,
      errors: [{ code: 'NOT_FOUND', path: ['slug'] }],
    });
    expect(await app.ask(`{ publicOrganization(slug: "${organization.slug}") { description } }`)).toEqual({
      publicOrganization: null,
    });
    await setMode(organization, 'INVITATION_ONLY');
    expect(await preview(token)).toMatchObject({ state: 'CLOSED', ...nothing });
    expect(await complete(token)).toEqual(refused('REGISTRATION_CLOSED'));
    await setMode(organization, 'OPEN');
    await suspend(organization, 'NULL');
    expect(await preview(overdue)).toMatchObject({ state: 'EXPIRED' });
    expect(await complete(token)).toMatchObject({ errors: [] });
  });
});

describe('what changes while a registration is being completed', () => {
  it.each([
    [
      'the organization is suspended',
      'UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?',
      'LINK_SUSPENDED',
    ],
    [
      'the link expires',
      'UPDATE registrations SET expires_at = NOW(3) WHERE organization_id = ?',
      'LINK_EXPIRED',
    ],
    [
      'the link is replaced',
      'UPDATE registrations SET generation = generation + 1 WHERE organization_id = ?',
      'LINK_UNKNOWN',
    ],
  ])('counts: %s', async (_what, change, refusal) => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const completion = await heldUp(app, {
      hold: 'SELECT id FROM organizations WHERE id = ? FOR UPDATE',
      parameters: [organization.id],
      waiting: 'SELECT registration_mode%LOCK IN SHARE MODE',
      request: () => complete(token),
      meanwhile: (asHolder) => asHolder(change, [organization.id]),
    });
    expect(completion).toEqual(refused(refusal));
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
  });
});
