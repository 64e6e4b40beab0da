import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { COMPLETE, newAddress, PASSWORD, refused, registering } from '../../../test/registering.js';
import { invitationToken } from '../../invitations/invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { open, withApproval, request, preview, complete, linkFor, kindsTo, clientsOf, later, setMode } =
  registering(() => app);

describe('an organization that is open', () => {
  it('takes on whoever proves their mailbox, with the next number and a session', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, ` ${email.toUpperCase()} `.trim().toLowerCase());
    expect(await preview(token)).toEqual({
      state: 'OPEN',
      email,
      registrationMode: 'OPEN',
      userExists: false,
      mailboxUnproven: false,
      signedInAsOther: null,
      signedInAsSelf: false,
      organization: { name: organization.name },
    });
    const answer = await app.graphql(COMPLETE, {
      input: { token, firstName: 'Vera', lastName: 'Willems', password: PASSWORD },
    });
    expect(answer.data.completeRegistration).toMatchObject({
      waiting: false,
      membership: { organization: { slug: organization.slug } },
      errors: [],
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { viewer } = await app.ask(
      '{ viewer { email clientMemberships { id } } }',
      {},
      { headers: { cookie } },
    );
    expect(viewer).toMatchObject({ email, clientMemberships: [{}] });
    expect(await clientsOf(organization)).toMatchObject([
      { number: 'C-0001', email, first_name: 'Vera', last_name: 'Willems', status: 'ACTIVE' },
    ]);
    expect(
      await app.sql(
        `SELECT action, actor_kind FROM audit_entries
          WHERE organization_id = ? AND action LIKE 'registration.%' ORDER BY at, id`,
        [organization.id],
      ),
    ).toEqual([
      { action: 'registration.mailed', actor_kind: 'RECIPIENT' },
      { action: 'registration.completed', actor_kind: 'RECIPIENT' },
    ]);
    expect(await preview(token)).toMatchObject({ state: 'USED', email: null });
  });

  it('lets somebody who has a user sign in first, and no one else', async () => {
    const organization = await open();
    const [user, other] = [await aUser(app), await aUser(app)];
    const token = await linkFor(organization, user.email);
    expect(await kindsTo(user.email)).toEqual(['REGISTRATION_SIGN_IN']);
    expect(await preview(token, { as: other })).toMatchObject({
      userExists: true,
      signedInAsOther: other.email,
    });
    expect(await complete(token)).toEqual(refused('SIGN_IN_REQUIRED'));
    expect(await complete(token, {}, { as: other })).toEqual(refused('WRONG_USER'));
    expect(await clientsOf(organization)).toEqual([]);
    expect(await complete(token, {}, { as: user })).toMatchObject({ membership: {}, errors: [] });
    expect(await clientsOf(organization)).toMatchObject([{ user_id: user.userId, status: 'ACTIVE' }]);
  });

  it('does not let in a user who has never proven the mailbox', async () => {
    const organization = await open();
    const user = await aUser(app, { verified: false });
    const token = await linkFor(organization, user.email);
    expect(await preview(token)).toMatchObject({ userExists: true, mailboxUnproven: true });
    expect(await complete(token, {}, { as: user })).toEqual(refused('EMAIL_NOT_VERIFIED'));
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('gives the record on file to whoever proves its address, and settles the open invitation with it', async () => {
    const organization = await open();
    const client = await aClient(app, organization, { firstName: null, lastName: null });
    const invitation = await anInvitation(app, client);
    const token = await linkFor(organization, client.email ?? '');
    expect(await complete(token)).toMatchObject({ membership: { id: client.id } });
    expect(await clientsOf(organization)).toMatchObject([
      { id: client.id, number: client.number, status: 'ACTIVE', first_name: 'Vera' },
    ]);
    const [settled] = await app.sql('SELECT status, next_reminder_at FROM invitations WHERE id = ?', [
      invitation.id,
    ]);
    expect(settled).toEqual({ status: 'ACCEPTED', next_reminder_at: null });
    const { invitationPreview } = await app.ask(
      'query ($token: String!) { invitationPreview(token: $token) { state } }',
      { token: invitationToken(app.services.config.tokenKeys, invitation.id, 1) },
    );
    expect(invitationPreview).toEqual({ state: 'USED' });
  });

  it('leaves to staff whom they have withdrawn an invitation from', async () => {
    const organization = await open();
    const client = await aClient(app, organization);
    await anInvitation(app, client, { status: 'WITHDRAWN' });
    expect(await complete(await linkFor(organization, client.email ?? ''))).toMatchObject({
      waiting: true,
      membership: null,
    });
    expect(await clientsOf(organization)).toMatchObject([{ status: 'INVITE_WITHDRAWN', user_id: null }]);
  });

  it('makes one client of fifty simultaneous completions', async () => {
    const organization = await open();
    const user = await aUser(app);
    const token = await linkFor(organization, user.email);
    await app.cookieOf(user);
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(token, {}, { as: user })));
    const clients = await clientsOf(organization);
    expect(clients).toHaveLength(1);
    for (const answer of answers)
      expect(answer).toMatchObject({ errors: [], membership: { id: clients[0].id } });
    const done = await app.sql(
      `SELECT action FROM audit_entries WHERE organization_id = ? AND action = 'registration.completed'`,
      [organization.id],
    );
    expect(done).toEqual([{ action: 'registration.completed' }]);
    expect(
      await app.sql('SELECT next_number FROM client_number_sequences WHERE organization_id = ?', [
        organization.id,
      ]),
    ).toEqual([{ next_number: 2 }]);
  });

  it('makes one user and one client of a form that is sent several times', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const answers = await Promise.all(Array.from({ length: 4 }, () => complete(token)));
    expect(await clientsOf(organization)).toHaveLength(1);
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [email])).toHaveLength(1);
    // Whoever came second proves by the same password that they are the same; those in between are sent to sign in.
    const codes = answers.flatMap((answer) => answer.errors.map(({ code }: { code: string }) => code));
    expect(codes.filter((code) => code !== 'SIGN_IN_REQUIRED')).toEqual([]);
    expect(await complete(token)).toMatchObject({ errors: [], membership: {} });
    expect(await complete(token, { password: 'another password' })).toEqual(refused('LINK_USED'));
  });
});

describe('an organization that wants to be asked', () => {
  it('gets a request that shows its maker nothing', async () => {
    const organization = await withApproval();
    const email = newAddress();
    const token = await linkFor(organization, email);
    expect(await complete(token)).toEqual({ waiting: true, membership: null, errors: [] });
    expect(await clientsOf(organization)).toEqual([]);
    const [{ id: userId }] = await app.sql('SELECT id FROM users WHERE email = ?', [email]);
    const { viewer } = await app.ask(
      '{ viewer { clientMemberships { id } staffMemberships { id } registrations { organization { slug } } } }',
      {},
      { as: { userId } },
    );
    expect(viewer).toEqual({
      clientMemberships: [],
      staffMemberships: [],
      registrations: [{ organization: { slug: organization.slug } }],
    });
    await later(organization);
    await request(organization, email);
    expect(await kindsTo(email)).toEqual(['REGISTRATION', 'REGISTRATION_WAITING']);
  });

  it('has said yes already to whom it has invited, but not to whom it only has on file', async () => {
    const organization = await withApproval();
    const [onFile, invited, ofOneDismissed] = [
      await aClient(app, organization),
      await aClient(app, organization),
      await aClient(app, organization),
    ];
    await anInvitation(app, invited);
    const dismissed = await aStaffMember(app, organization);
    await anInvitation(app, ofOneDismissed, { sentBy: dismissed });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [dismissed.staffMemberId]);
    expect(await complete(await linkFor(organization, onFile.email ?? ''))).toMatchObject({ waiting: true });
    expect(await complete(await linkFor(organization, invited.email ?? ''))).toMatchObject({
      waiting: false,
      membership: { id: invited.id },
    });
    expect(await complete(await linkFor(organization, ofOneDismissed.email ?? ''))).toMatchObject({
      waiting: true,
    });
  });
});

describe('how an organization stands at the moment of completing', () => {
  it('is what counts, not how it stood when the mail left', async () => {
    const organization = await open();
    const [first, second] = [newAddress(), newAddress()];
    const tokens = [await linkFor(organization, first), await linkFor(organization, second)];
    await setMode(organization, 'INVITATION_ONLY');
    expect(await preview(tokens[0] ?? '')).toMatchObject({ state: 'CLOSED', email: null });
    expect(await complete(tokens[0] ?? '')).toEqual(refused('REGISTRATION_CLOSED'));
    await setMode(organization, 'WITH_APPROVAL');
    expect(await complete(tokens[0] ?? '')).toMatchObject({ waiting: true });
  });

  it('by invitation only: sends nobody a mail, and says so to everybody alike', async () => {
    const organization = await anOrganization(app);
    const client = await aClient(app, organization);
    for (const email of [newAddress(), client.email ?? ''])
      expect(await request(organization, email)).toEqual({
        requested: false,
        errors: [{ code: 'REGISTRATION_CLOSED', path: ['slug'] }],
      });
    await app.services.later.rest();
    expect(await app.sql('SELECT id FROM mails WHERE organization_id = ?', [organization.id])).toEqual([]);
    const { publicOrganization } = await app.ask(
      `{ publicOrganization(slug: "${organization.slug}") { registrationMode organization { name phone } } }`,
    );
    expect(publicOrganization).toMatchObject({ registrationMode: 'INVITATION_ONLY', organization: {} });
  });
});
