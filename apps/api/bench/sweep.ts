// How fast what is due is worked off: expiry, reminders, and the mails that these queue.
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfig } from '../src/config.js';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';
import { MailDelivery } from '../src/email/outbox/deliver-mail.js';
import { expireDue } from '../src/invitations/sweeps/expire-due.js';
import { remindDue } from '../src/invitations/sweeps/remind-due.js';
import { createServices } from '../src/system.js';
import { fill } from './fill.js';
import { SmtpSink } from './smtp-sink.js';

const CLIENTS = Number(process.argv[2] ?? 200_000);

await cp(
  fileURLToPath(new URL('../../../src/email/templates', import.meta.url)),
  fileURLToPath(new URL('../src/email/templates', import.meta.url)),
  { recursive: true },
);
// From where the compiled file lies.
const scripts = new URL('../../../../../scripts/database.mjs', import.meta.url);
const { startDatabase } = (await import(scripts.href)) as typeof import('../../../scripts/database.mjs');
const database = await startDatabase({ throwaway: true });
const sink = await SmtpSink.start();
try {
  const dataSource = await createDataSource(database.url, 2);
  await applyMigrations(dataSource);
  await dataSource.destroy();
  await fill({ url: database.url, clients: CLIENTS });
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    SMTP_URL: sink.url,
    PUBLIC_URL: 'https://anteroom.example',
    AUTH_SECRET: 'for the benchmark only, for the benchmark only',
    TOKEN_KEYS: 'k1:for-the-benchmark-only-for-the-benchmark',
    LOG_LEVEL: 'silent',
  });
  const { services, close } = await createServices(config, pino({ level: 'silent' }));
  const sql = (statement: string) => services.dataSource.query(statement);

  await sql(
    `UPDATE invitations SET next_reminder_at = NOW(3), sent_at = NOW(3) - INTERVAL 3 DAY, delivery_state = 'SENT'
      WHERE status = 'PENDING' AND expires_at > NOW(3) ORDER BY id LIMIT 5000`,
  );
  await rate('reminders queued', () => remindDue(services));
  const delivery = new MailDelivery(services);
  await rate('mails delivered', async () => {
    await delivery.deliverDue();
    return sink.count;
  });
  await delivery.stop();

  await sql(`UPDATE invitations SET expires_at = NOW(3) - INTERVAL 1 SECOND WHERE status = 'PENDING'`);
  await rate('invitations expired, with their clients and events', () => expireDue(services));
  await close();
} finally {
  sink.close();
  await database.stop();
}

async function rate(what: string, work: () => Promise<number>): Promise<void> {
  const begin = performance.now();
  const count = await work();
  const seconds = (performance.now() - begin) / 1000;
  process.stdout.write(
    `${what}: ${count} in ${seconds.toFixed(2)} s, ${Math.round(count / seconds).toLocaleString('en')}/s\n`,
  );
}
