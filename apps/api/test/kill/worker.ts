// One worker process of the kill rounds: the jobs as they run for real, and the writing end of the outbox.
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from '../../src/config.js';
import { createContext, type Services } from '../../src/context.js';
import { createDataSource } from '../../src/database/data-source.js';
import {
  type PersonToInvite,
  type Sending,
  sendInvitations,
} from '../../src/invitations/send-invitations.js';
import { startJobs } from '../../src/jobs/start-jobs.js';
import { Wake } from '../../src/wake.js';

/** Invites clients in one transaction; the process may end right before or right after its commit. */
export interface InviteOrder {
  sending: Sending;
  clients: PersonToInvite[];
  die: 'before-commit' | 'after-commit' | null;
}

const config = JSON.parse(process.argv[2] ?? '') as Config;
const dataSource = await connect();
const log = pino({ level: config.logLevel });
const services = { config, log, dataSource, wake: new Wake() } as Services;
await startJobs(services, {
  deliverEveryMs: 100,
  delivery: {
    leaseMs: 1_500,
    // What the mail looks like is no part of this, and rendering takes most of a process's first second.
    createComposer: () => ({
      compose: async (mail) => {
        const messageId = `<${createHash('sha256').update(mail.sendKey).digest('hex')}@anteroom.test>`;
        const raw = Buffer.from(`Message-ID: ${messageId}\r\nTo: ${mail.recipient}\r\n\r\n${mail.link}\r\n`);
        return { envelope: { from: 'us@anteroom.test', to: mail.recipient }, raw, messageId };
      },
    }),
  },
});

// On a machine that is busy with other things the server may hang up before it is greeted.
async function connect(attempt = 1): Promise<DataSource> {
  try {
    return await createDataSource(config.databaseUrl, 4);
  } catch (error) {
    if (attempt === 10) throw error;
    await pause(500);
    return connect(attempt + 1);
  }
}

const die = () => process.kill(process.pid, 'SIGKILL');

process.on('message', (order: InviteOrder) => {
  const ctx = createContext(services, null, () => ({}) as never);
  ctx
    .transaction(async (tx) => {
      if (order.die === 'after-commit') tx.afterCommit(die);
      await tx.db.query('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
        order.sending.mailingId,
        order.sending.organizationId,
        order.sending.staffMemberId,
      ]);
      await sendInvitations(tx, order.sending, order.clients);
      if (order.die === 'before-commit') die();
    })
    .catch((error: unknown) => log.error({ error }, 'inviting failed'))
    .finally(() => process.send?.({ invited: order.sending.mailingId }));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
