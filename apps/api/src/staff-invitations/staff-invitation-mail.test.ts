import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { SmtpInbox } from '../../test/smtp-inbox.js';
import { replaceStaffAddress } from './replace-staff-address.js';

let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url, jobs: true, config: { publicUrl: 'https://voordeur.example' } });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
});

async function invite(by: BuiltStaffMember, input: object) {
  const { inviteStaff } = await app.ask(
    `mutation ($input: InviteStaffInput!) {
      inviteStaff(input: $input) { staffMember { id } invitation { id } errors { code } }
    }`,
    {
      input: {
        organizationId: by.organizationId,
        firstName: 'Noor',
        lastName: 'Visser',
        roleIds: ['ASSISTANT'],
        ...input,
      },
    },
    { as: by },
  );
  return inviteStaff as { staffMember: { id: string }; invitation: { id: string } };
}

/** The mail that arrives next at an address, of which it has got `before` already. */
async function mailTo(email: string, before = 0) {
  for (const deadline = Date.now() + 20_000; inbox.to(email).length <= before; ) {
    if (Date.now() > deadline) throw new Error(`no mail for ${email}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [mail] = await inbox.parsed(inbox.to(email).slice(-1));
  const token = /portal\/invitation#(inv_[\w-]{64})/.exec(mail?.text ?? '')?.[1] ?? '';
  return { subject: mail?.subject ?? '', html: mail?.html ?? '', text: mail?.text ?? '', token };
}

const stateOf = async (token: string) =>
  (await app.ask('query ($token: String!) { invitationPreview(token: $token) { state } }', { token }))
    .invitationPreview.state;

describe('the mail of an invitation to the staff', () => {
  it.each([
    ['en', 'Join Praktijk De Linde', 'Dear Noor,', 'Fenna Bakker would like to work with you at', 'Join'],
    [
      'nl',
      'Werk mee bij Praktijk De Linde',
      'Beste Noor,',
      'Fenna Bakker wil graag met u samenwerken',
      'Meedoen',
    ],
  ])(
    'says in the language of the organization who invites to work where: %s',
    async (language, subject, ...words) => {
      const owner = await aStaffMember(app, await anOrganization(app, { language }));
      const email = `noor.${language}@example.org`;
      await invite(owner, { email });
      const mail = await mailTo(email);
      expect(mail.subject).toBe(subject);
      for (const word of words) {
        expect(mail.html).toContain(word);
        expect(mail.text.replace(/\s+/g, ' ')).toContain(word);
      }
      expect(mail.html + mail.text).not.toContain('{{');
      expect(await stateOf(mail.token)).toBe('OPEN');
    },
  );

  it('holds what was written, with the placeholders that fit, and is what the preview showed', async () => {
    const owner = await aStaffMember(app, await anOrganization(app));
    const message = {
      subject: '{{FirstName}}, come to {{OrganizationName}}',
      body: '<p>Hello {{FirstName}} {{LastName}}: {{InvitationLink}}, until {{ExpiryDate}}. {{StaffName}}</p>',
      buttonText: 'Come in',
    };
    const invitee = { firstName: 'Noor <b>', lastName: 'Visser', email: 'noor.custom@example.org' };
    await invite(owner, { ...invitee, message });
    const mail = await mailTo(invitee.email);
    expect(mail.subject).toBe('Noor b, come to Praktijk De Linde');
    expect(mail.text).toMatch(/Hello Noor b Visser: https:\/\/voordeur\.example\/portal\/invitation#inv_/);
    const { messagePreview } = await app.ask(
      `query ($input: MessagePreviewInput!) { messagePreview(input: $input) { to subject text errors { code } } }`,
      { input: { organizationId: owner.organizationId, message, recipient: 'FIRST', invitee } },
      { as: owner },
    );
    expect(messagePreview).toMatchObject({ to: invitee.email, subject: mail.subject, errors: [] });
    const comparable = (text: string) =>
      text
        .replace(/#inv_[\w-]{64}/g, '')
        .replace(/the code \w{3}-\w{3}/g, '')
        .replace(/at \d\d:\d\d/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    expect(comparable(messagePreview.text)).toBe(comparable(mail.text));
  });

  it('carries the same link when reminded; correcting the address kills it, and a mail to the inviter leads to the list', async () => {
    const owner = await aStaffMember(app, await anOrganization(app));
    const email = 'noor.late@example.org';
    const { invitation, staffMember } = await invite(owner, { email });
    const first = await mailTo(email);
    await expect
      .poll(
        async () =>
          (await app.sql('SELECT delivery_state FROM invitations WHERE id = ?', [invitation.id]))[0],
      )
      .toEqual({ delivery_state: 'SENT' });
    const { remindInvitations } = await app.ask(
      `mutation ($ids: [ID!]!) { remindInvitations(input: { ids: $ids }) { rows { done } } }`,
      { ids: [invitation.id] },
      { as: owner },
    );
    expect(remindInvitations.rows).toEqual([{ done: true }]);
    const reminder = await mailTo(email, 1);
    expect(reminder.subject).toBe('Reminder: Join Praktijk De Linde');
    expect(reminder.token).toBe(first.token);

    await app.context().transaction((tx) =>
      replaceStaffAddress(tx, {
        organizationId: owner.organizationId,
        staffMemberId: staffMember.id,
        email: 'noor.right@example.org',
        correctedBy: owner.staffMemberId,
      }),
    );
    await app.sql("UPDATE staff_members SET email = 'noor.right@example.org' WHERE id = ?", [staffMember.id]);
    expect(await stateOf(first.token)).toBe('UNKNOWN');
    await invite(owner, { email: 'noor.right@example.org' });
    const corrected = await mailTo('noor.right@example.org');
    expect(await stateOf(corrected.token)).toBe('OPEN');

    await app.ask(
      `mutation ($token: String!) { reportWrongRecipient(input: { token: $token, confirmation: "noor" }) { stopped } }`,
      { token: corrected.token },
    );
    const told = await mailTo(owner.email);
    expect(told.text).toContain('Noor Visser');
    expect(told.text).toContain('/invitations?recipient=staff&q=noor.right%40example.org');
  });
});
