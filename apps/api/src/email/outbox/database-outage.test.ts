import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, startDatabase } from '../../../../../scripts/database.mjs';
import { anOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation } from '../../../test/outbox.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { applyMigrations } from '../../database/apply-migrations.js';
import { createDataSource } from '../../database/data-source.js';
import { MailDelivery } from './deliver-mail.js';

// A server of its own: this one is shut down while others are at work on theirs.
let database: Database;
let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  database = await startDatabase({ throwaway: true });
  const dataSource = await createDataSource(database.url, 2);
  await applyMigrations(dataSource);
  await dataSource.destroy();
  inbox = await SmtpInbox.start({ latencyMs: 10 });
  app = await startApp({ databaseUrl: database.url, smtpUrl: inbox.url });
}, 120_000);
afterAll(async () => {
  await app?.close();
  await inbox?.close();
  await database?.stop();
});

it('sends everything once although the database restarts in the middle', async () => {
  const organization = await anOrganization(app);
  const mails = [];
  for (let index = 0; index < 40; index += 1) mails.push((await aQueuedInvitation(app, organization)).mail);
  const delivery = new MailDelivery(app.services, { batch: 10 });
  const delivering = delivery.deliverDue();
  await inbox.waitFor(8);
  await database.restart();
  await delivering;
  for (let attempt = 0; attempt < 40 && inbox.received.length < 40; attempt += 1) {
    await delivery.deliverDue().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await delivery.stop();
  const recipients = inbox.received.flatMap((received) => received.recipients);
  expect(recipients.sort()).toEqual(mails.map(({ recipient }) => recipient).sort());
  const states = await app.sql('SELECT state, COUNT(*) AS count FROM mails GROUP BY state');
  expect(states).toEqual([{ state: 'SENT', count: 40 }]);
}, 120_000);
