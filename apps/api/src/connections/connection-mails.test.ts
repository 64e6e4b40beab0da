import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aConnection, anInvitation, anOrganization, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { SmtpInbox } from '../../test/smtp-inbox.js';
import { MailDelivery } from '../email/outbox/deliver-mail.js';
import { invitationToken } from '../invitations/invitation-token.js';

let app: App;
let inbox: SmtpInbox;
let delivery: MailDelivery;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url, config: { publicUrl: 'https://voordeur.example' } });
  delivery = new MailDelivery(app.services);
});
afterAll(async () => {
  await delivery?.stop();
  await app?.close();
  await inbox?.close();
});

const CONNECT = `mutation ($input: ConnectClientsInput!) { connectClients(input: $input) { rows { created } errors { code } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { errors { code } } }`;

async function practice(language: 'en' | 'nl') {
  const organization = await anOrganization(app, { language, name: 'De Linde' });
  const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'], firstName: 'Noor' });
  const bram = await aStaffMember(app, organization, {
    roles: ['CLINICIAN'],
    firstName: 'Bram',
    lastName: 'Visser',
  });
  const mira = await aStaffMember(app, organization, {
    roles: ['CLINICIAN'],
    firstName: 'Mira',
    lastName: 'Smit',
  });
  return { organization, noor, bram, mira };
}

async function mailTo(address: string | null) {
  await delivery.deliverDue();
  const mails = await inbox.parsed(inbox.to(address ?? ''));
  return mails.map(({ subject, text, html }) => ({
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? '',
  }));
}

describe('the mails about connections', () => {
  it('are one to the client, who reads of all, and one to each staff member, in their languages', async () => {
    const { organization, noor, bram, mira } = await practice('nl');
    await app.sql(`UPDATE users SET language = 'en' WHERE id = ?`, [bram.userId]);
    const ada = await aClient(app, organization, { firstName: 'Ada', lastName: 'de Vries' });
    const invitation = await anInvitation(app, ada, { sentBy: noor });
    await aConnection(app, bram, ada);
    await aConnection(app, mira, ada);
    await app.ask(ACCEPT, {
      input: {
        token: invitationToken(app.services.config.tokenKeys, invitation.id, 1),
        firstName: 'Ada',
        lastName: 'de Vries',
        password: 'correct horse battery',
      },
    });
    const [toAda, ...more] = await mailTo(ada.email);
    expect(more).toEqual([]);
    expect(toAda?.subject).toBe('De Linde: nieuws over uw verbindingen');
    expect(toAda?.text).toContain('De Linde heeft u verbonden met Bram Visser en Mira Smit.');
    expect(toAda?.text).toContain('https://voordeur.example/portal/');
    const [toBram, ...others] = await mailTo(bram.email);
    expect(others).toEqual([]);
    expect(toBram?.text).toContain('You are now connected with Ada de Vries.');
    expect(toBram?.text).toContain(`https://voordeur.example/admin/o/${organization.slug}/clients/${ada.id}`);
    expect(toBram?.text + String(toBram?.html) + String(toBram?.subject)).not.toContain(ada.email);
    const [toMira] = await mailTo(mira.email);
    expect(toMira?.text).toContain('U bent nu verbonden met Ada de Vries.');
  });

  it('name a client without a name by their number, and no more than ten of many', async () => {
    const { organization, noor, bram } = await practice('en');
    const clients = [];
    for (let index = 0; index < 14; index += 1)
      clients.push(
        await aClient(app, organization, {
          firstName: index === 0 ? null : `Client${index}`,
          lastName: index === 0 ? null : 'Bos',
          status: 'ACTIVE',
        }),
      );
    await app.ask(
      CONNECT,
      { input: { staffMemberIds: [bram.staffMemberId], clientIds: clients.map(({ id }) => id) } },
      { as: noor },
    );
    const [toBram, ...more] = await mailTo(bram.email);
    expect(more).toEqual([]);
    expect(toBram?.text).toContain('and 4 others');
    expect(toBram?.text).toMatch(/admin\/o\/[^/]+\/clients\s/);
    for (const { email } of clients) expect(toBram?.text).not.toContain(email);
    expect(await mailTo(clients[3]?.email ?? '')).toHaveLength(1);
    const noNames = await aClient(app, organization, { firstName: null, lastName: null, status: 'ACTIVE' });
    const mira = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    await app.ask(
      CONNECT,
      { input: { staffMemberIds: [mira.staffMemberId], clientIds: [noNames.id] } },
      { as: noor },
    );
    expect((await mailTo(mira.email))[0]?.text).toContain(`connected with ${noNames.number}.`);
  });

  it('say in the invitation whom the client will be connected with, and in its preview', async () => {
    const { organization, noor, bram, mira } = await practice('en');
    const message = { subject: 'Welcome', body: '<p>Hello</p>', buttonText: 'Open' };
    const { inviteClients } = await app.ask(
      `mutation ($input: InviteClientsInput!) { inviteClients(input: $input) { rows { invited } errors { code } } }`,
      {
        input: {
          clientIds: [(await aClient(app, organization, { email: 'eva@example.com' })).id],
          message,
          connections: [bram.staffMemberId, mira.staffMemberId],
        },
      },
      { as: noor },
    );
    expect(inviteClients.rows).toEqual([{ invited: true }]);
    const [toEva, ...more] = await mailTo('eva@example.com');
    expect(more).toEqual([]);
    const sentence = 'Once you have accepted, you are connected with Bram Visser and Mira Smit.';
    expect(toEva?.text).toContain(sentence);
    expect(toEva?.html).toContain(sentence);
    const preview = async (connections: string[], as = noor) =>
      (
        await app.ask(
          `query ($input: MessagePreviewInput!) { messagePreview(input: $input) { to text errors { code } } }`,
          {
            input: {
              organizationId: organization.id,
              message: { ...message, body: '<p>Hello {{ClientFirstName}}</p>' },
              recipient: 'FIRST',
              client: { firstName: 'Fay', email: 'fay@example.com' },
              connections,
            },
          },
          { as },
        )
      ).messagePreview;
    const shown = await preview([bram.staffMemberId]);
    expect(shown.to).toBe('fay@example.com');
    expect(shown.text).toContain('Hello Fay');
    expect(shown.text).toContain('you are connected with Bram Visser.');
    expect((await preview([])).text).not.toContain('connected');
    // Whoever may connect only themself learns nobody's name by it.
    await app.sql(
      `INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, 'clients.inviteOwn')`,
      [mira.staffMemberId],
    );
    expect((await preview([bram.staffMemberId, mira.staffMemberId], mira)).text).toContain(
      'you are connected with Mira Smit.',
    );
  });

  it('stay behind when the connection has been taken away before they leave', async () => {
    const { organization, noor, bram } = await practice('en');
    const ada = await aClient(app, organization, { status: 'ACTIVE' });
    await app.ask(
      CONNECT,
      { input: { staffMemberIds: [bram.staffMemberId], clientIds: [ada.id] } },
      { as: noor },
    );
    await app.sql('DELETE FROM connections WHERE client_id = ?', [ada.id]);
    expect(await mailTo(ada.email)).toEqual([]);
    expect(
      await app.sql(
        `SELECT DISTINCT state, reason_code FROM mails WHERE organization_id = ? AND kind LIKE '%CONNECTION%'`,
        [organization.id],
      ),
    ).toEqual([{ state: 'FAILED', reason_code: 'CONNECTION_REMOVED' }]);
  });
});
