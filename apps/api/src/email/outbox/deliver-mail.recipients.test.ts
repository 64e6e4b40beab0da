import { afterAll, beforeAll, expect, it } from 'vitest';
import { anOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf } from '../../../test/outbox.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { MailDelivery } from './deliver-mail.js';

let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
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
  const { invitation, mail } = await aQueuedInvitation(app, await anOrganization(app));
  await app.sql('UPDATE invitations SET email = ? WHERE id = ?', [address, invitation.id]);
  await app.sql('UPDATE mails SET recipient = ? WHERE id = ?', [address, mail.id]);
  inbox.received.length = 0;
  const delivery = new MailDelivery(app.services);
  const began = performance.now();
  await delivery.deliverDue();
  await delivery.stop();
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(inbox.received.flatMap(({ recipients }) => recipients)).toEqual(
    inbox.received.length === 0 ? [] : [address],
  );
  const [parsed] = await inbox.parsed();
  expect(parsed?.bcc ?? []).toEqual([]);
  const { state } = await fateOf(app, mail.id);
  expect(state).toBe(inbox.received.length === 0 ? 'BOUNCED' : 'SENT');
});
