// How fast what is due is worked off: expiry, reminders, and the mails that these queue.
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
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
const database = await startDatabase({ throwaway: true, dir: tmpdir() });
const sink = await SmtpSink.start();
try {
  const dataSource = await createDataSource(database.url, 2);
  // Without it the tests' small server would be measured by how fast it reads the same pages again and again.
  await dataSource.query('SET GLOBAL innodb_buffer_pool_size = 1073741824');
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

  // Sent 200 at a time, one second after the other.
  await sql(
    `UPDATE (SELECT id, NOW(3) - INTERVAL ROW_NUMBER() OVER (ORDER BY id DESC) DIV 200 SECOND AS ended
               FROM invitations WHERE status = 'PENDING' AND expiry_recorded = 0) due
       JOIN invitations i ON i.id = due.id JOIN clients c ON c.id = i.client_id
        SET i.sent_at = due.ended - INTERVAL 14 DAY, i.expires_at = due.ended, c.invitation_expires_at = due.ended`,
  );
  await purged(services.dataSource);
  // The least that any sweep has to do: to mark the same rows in batches of a thousand, in a table with nothing but that index.
  await sql(
    'CREATE TABLE floor_rows (PRIMARY KEY (id), KEY due (expiry_recorded, expires_at)) AS SELECT * FROM invitations WHERE 1 = 0',
  );
  await sql(
    "INSERT INTO floor_rows SELECT * FROM invitations WHERE status = 'PENDING' AND expiry_recorded = 0",
  );
  await rate('for comparison, the same rows moved in one bare index', async () => {
    for (let moved = 0; ; ) {
      const { affectedRows } = await services.dataSource.query<{ affectedRows: number }>(
        'UPDATE floor_rows SET expiry_recorded = 1 WHERE expiry_recorded = 0 ORDER BY expires_at LIMIT 1000',
      );
      moved += affectedRows;
      if (affectedRows < 1000) return moved;
    }
  });
  await purged(services.dataSource);
  await rate('invitations expired, with their clients and events', () => expireDue(services));
  await close();
} finally {
  sink.close();
  await database.stop();
}

/** Waits until the server has cleared away what the preparations left behind: that is no part of what is measured. */
async function purged(dataSource: DataSource): Promise<void> {
  for (let second = 0; second < 120; second += 1) {
    const [row] = await dataSource.query<{ Status: string }[]>('SHOW ENGINE INNODB STATUS');
    if (Number(/History list length (\d+)/.exec(row?.Status ?? '')?.[1] ?? 0) < 100) return;
    await setTimeout(1_000);
  }
}

async function rate(what: string, work: () => Promise<number>): Promise<void> {
  const begin = performance.now();
  const count = await work();
  const seconds = (performance.now() - begin) / 1000;
  process.stdout.write(
    `${what}: ${count} in ${seconds.toFixed(2)} s, ${Math.round(count / seconds).toLocaleString('en')}/s\n`,
  );
}
