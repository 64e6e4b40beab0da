import { afterEach, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  aStaffMember,
  type BuiltOrganization,
  passTime,
} from '../../test/builders.js';
import type { App } from '../../test/harness.js';
import { aQueuedInvitation, fateOf, useOutbox } from '../../test/outbox.js';
import type { SmtpInbox } from '../../test/smtp-inbox.js';
import { inTransaction } from '../database/transaction.js';
import { bringForward } from './bring-forward.js';
import { type Jobs, startJobs } from './start-jobs.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

const running: Jobs[] = [];
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
  await app.sql('DELETE FROM agenda_jobs');
});

const start = async () => {
  const jobs = await startJobs(app.services);
  running.push(jobs);
  return jobs;
};

const until = async (holds: () => Promise<boolean>, timeoutMs = 25_000) => {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen in time');
};

it('sends at once what a request of the same process has queued', async () => {
  await start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { mail } = await aQueuedInvitation(app, organization);
  const began = performance.now();
  app.services.wake.delivery();
  await inbox.waitFor(1);
  expect(performance.now() - began).toBeLessThan(1_500);
  await until(async () => (await fateOf(app, mail.id)).state === 'SENT');
});

it('sends what another process has queued, and what was queued before it started', async () => {
  await aQueuedInvitation(app, organization);
  await start();
  await inbox.waitFor(1);
  await aQueuedInvitation(app, organization);
  await inbox.waitFor(2, 8_000);
});

it('reminds, and delivers the reminder, without anybody asking', async () => {
  const { id } = await anInvitation(app, await aClient(app, organization));
  await passTime(app, id, { days: 3 });
  await start();
  await inbox.waitFor(1);
  const [mail] = await inbox.parsed();
  expect(mail?.subject).toBe('Reminder: Welcome');
});

it('writes down what has expired', async () => {
  const { id } = await anInvitation(app, await aClient(app, organization));
  await passTime(app, id, { days: 14 });
  await start();
  await until(
    async () =>
      (await app.sql('SELECT expiry_recorded FROM invitations WHERE id = ?', [id]))[0].expiry_recorded === 1,
  );
});

it('keeps one row a kind of job, however many processes and invitations there are', async () => {
  await Promise.all([start(), start(), start()]);
  await Promise.all(Array.from({ length: 20 }, () => aQueuedInvitation(app, organization)));
  app.services.wake.delivery();
  await inbox.waitFor(20);
  const rows = await app.sql<{ name: string; count: number }>(
    'SELECT name, COUNT(*) AS count FROM agenda_jobs GROUP BY name',
  );
  expect(rows.length).toBeGreaterThanOrEqual(4);
  for (const row of rows) expect(row.count).toBe(1);
});

it('loses no mail with the job rows', async () => {
  await start();
  // By their rows, whereas the jobs that now begin write by id: whoever loses against them tries again.
  await inTransaction(app.services, (manager) => manager.query('DELETE FROM agenda_jobs'));
  await aQueuedInvitation(app, organization);
  app.services.wake.delivery();
  await inbox.waitFor(1);
});

it('goes on although a clock that was a day ahead has put off every job', async () => {
  await (await start()).stop();
  await app.sql('UPDATE agenda_jobs SET next_run_at = NOW(3) + INTERVAL 1 DAY');
  await start();
  // Queued by another process: nobody gives a hint.
  await aQueuedInvitation(app, organization);
  await inbox.waitFor(1, 8_000);
});

// Agenda writes from the row of a job to the index of what is due.
describe('what was put off too far, while the state of a job is being written,', () => {
  const INTERVALS = new Map([['held', 1_000]]);

  async function aJobThatRuns(nextRunAt: string) {
    await app.sql(
      `INSERT INTO agenda_jobs (id, name, type, next_run_at, created_at) VALUES (UUID(), 'held', 'single', ${nextRunAt}, NOW(3))`,
    );
    const runner = app.services.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT row_no FROM agenda_jobs WHERE single_name = 'held' FOR UPDATE`);
    return {
      async writeState() {
        await runner.query(`UPDATE agenda_jobs SET locked_at = NOW(3) WHERE single_name = 'held'`);
        await runner.commitTransaction();
      },
      async release() {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        await runner.release();
      },
    };
  }

  it('is looked for without waiting for it', async () => {
    const job = await aJobThatRuns('NOW(3)');
    try {
      await bringForward(app.services, INTERVALS);
      await job.writeState();
    } finally {
      await job.release();
    }
  });

  it('is brought forward without a deadlock, unless somebody has begun to run it', async () => {
    const job = await aJobThatRuns('NOW(3) + INTERVAL 1 DAY');
    try {
      const brought = bringForward(app.services, INTERVALS);
      await until(async () => (await waiting()) > 0);
      await job.writeState();
      await brought;
    } finally {
      await job.release();
    }
    const [held] = await app.sql(
      `SELECT next_run_at > NOW(3) AS later, locked_at IS NOT NULL AS locked FROM agenda_jobs WHERE name = 'held'`,
    );
    expect(held).toEqual({ later: 1, locked: 1 });
  });

  const waiting = async () =>
    (
      await app.sql(
        `SELECT ID FROM information_schema.PROCESSLIST
          WHERE DB = DATABASE() AND INFO LIKE 'UPDATE agenda_jobs%next_run_at = NOW(3)%'`,
      )
    ).length;
});

it('ends with no job locked and no mail claimed', async () => {
  const jobs = await start();
  await Promise.all(Array.from({ length: 50 }, () => aQueuedInvitation(app, organization)));
  app.services.wake.delivery();
  await inbox.waitFor(5);
  await jobs.stop();
  const [{ locked }] = await app.sql(
    'SELECT COUNT(*) AS locked FROM agenda_jobs WHERE locked_at IS NOT NULL',
  );
  const [{ claimed }] = await app.sql(`SELECT COUNT(*) AS claimed FROM mails WHERE state = 'SENDING'`);
  expect({ locked, claimed }).toEqual({ locked: 0, claimed: 0 });
});

it('works off an action on a selection as soon as it is begun', async () => {
  await start();
  const staff = await aStaffMember(app, organization);
  for (let index = 0; index < 3; index += 1) await aClient(app, organization);
  const { inviteClients } = await app.ask(
    `mutation Invite($input: InviteClientsInput!) { inviteClients(input: $input) { operation { id } errors { code } } }`,
    { input: { selection: { organizationId: organization.id } } },
    { as: staff },
  );
  expect(inviteClients.errors).toEqual([]);
  // Sooner than anybody would look for it by the clock.
  await inbox.waitFor(3, 3_000);
  await until(
    async () =>
      (await app.sql('SELECT state FROM bulk_operations WHERE id = ?', [inviteClients.operation.id]))[0]
        .state === 'DONE',
  );
});
