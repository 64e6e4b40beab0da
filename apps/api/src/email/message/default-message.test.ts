import { expect, it } from 'vitest';
import { aStaffMember, type BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import { useOutbox } from '../../../test/outbox.js';
import type { SmtpInbox } from '../../../test/smtp-inbox.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

const CREATE = `mutation ($input: CreateClientsInput!) { result: createClients(input: $input) { createdCount errors { code } } }`;
const INVITE_STAFF = `mutation ($input: InviteStaffInput!) { result: inviteStaff(input: $input) { errors { code } } }`;
const UPDATE = `mutation ($input: UpdateOrganizationInput!) { result: updateOrganization(input: $input) { errors { code } } }`;
const DEFAULT = `query ($id: ID!) { organization(id: $id) { message: defaultMessage { subject body buttonText } } }`;

async function owner() {
  const staff = await aStaffMember(app, organization, { roles: ['OWNER'] });
  const ask = async (query: string, input: object) => (await app.ask(query, { input }, { as: staff })).result;
  const message = async () =>
    (await app.ask(DEFAULT, { id: organization.id }, { as: staff })).organization.message;
  const invite = (email: string, invitation: object) =>
    ask(CREATE, { organizationId: organization.id, emails: email, invitation });
  return { ask, message, invite };
}

async function mailTo(recipient: string) {
  const [parsed] = await inbox.parsed(inbox.to(recipient));
  return { subject: parsed?.subject, text: parsed?.text };
}

it('is in one language with the rest of the mail, also when the organization has changed its own since', async () => {
  const { ask, message, invite } = await owner();
  await invite('as-it-is@example.org', {});
  await invite('by-hand@example.org', { message: await message() });
  await ask(INVITE_STAFF, {
    organizationId: organization.id,
    email: 'colleague@example.org',
    firstName: 'Iris',
    lastName: 'Mulder',
    roleIds: ['ASSISTANT'],
  });
  expect(await ask(UPDATE, { id: organization.id, language: 'NL' })).toEqual({ errors: [] });
  await aDelivery().deliverDue();
  for (const client of ['as-it-is@example.org', 'by-hand@example.org']) {
    const { subject, text } = await mailTo(client);
    expect(subject).toBe('Praktijk De Linde nodigt u uit');
    expect(text).toContain('Uitnodiging aannemen');
    expect(text).not.toMatch(/Dear|invites|Accept/);
  }
  expect((await mailTo('colleague@example.org')).subject).toBe('Werk mee bij Praktijk De Linde');
});

it('stays as people wrote it, if only a letter of it is theirs', async () => {
  const { ask, message, invite } = await owner();
  const text = await message();
  await invite('theirs@example.org', { message: { ...text, subject: `${text.subject}!` } });
  await ask(UPDATE, { id: organization.id, language: 'NL' });
  await aDelivery().deliverDue();
  const { subject, text: body } = await mailTo('theirs@example.org');
  expect(subject).toBe('Praktijk De Linde invites you!');
  expect(body).toContain('Accept the invitation');
});
