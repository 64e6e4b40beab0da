import { expect, it } from 'vitest';
import type { BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf, useOutbox } from '../../../test/outbox.js';
import type { SmtpInbox } from '../../../test/smtp-inbox.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

// What the API refuses, in case it ever got into the table: one mail never has two recipients, or another than is stored.
it.each([
  'a@example.org, b@example.org',
  'a@example.org;b@example.org',
  'a@example.org\r\nRCPT TO:<b@example.org>',
  'a@example.org>\r\nRCPT TO:<b@example.org',
  'group: a@example.org, b@example.org;',
  '"a@example.org> <b"@example.org',
  'Name <a@example.org>',
  'a@example.org <b@example.org>',
  `${'('.repeat(120)}a@example.org${')'.repeat(120)}`,
  '',
  '@example.org',
])('hands %j to exactly one recipient or to none', async (address) => {
  const { invitation, mail } = await aQueuedInvitation(app, organization);
  await app.sql('UPDATE invitations SET email = ? WHERE id = ?', [address, invitation.id]);
  await app.sql('UPDATE mails SET recipient = ? WHERE id = ?', [address, mail.id]);
  const began = performance.now();
  await aDelivery().deliverDue();
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(inbox.received.flatMap(({ recipients }) => recipients)).toEqual(
    inbox.received.length === 0 ? [] : [address],
  );
  const [parsed] = await inbox.parsed();
  expect(parsed?.bcc ?? []).toEqual([]);
  const { state } = await fateOf(app, mail.id);
  expect(state).toBe(inbox.received.length === 0 ? 'BOUNCED' : 'SENT');
});
