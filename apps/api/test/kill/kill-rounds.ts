import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Config } from '../../src/config.js';
import { isLockConflict } from '../../src/database/transaction.js';
import type { ReceivedMail } from '../smtp-inbox.js';
import { seededRandom } from './seeded-random.js';
import { LATENCY, WorkerSlot } from './worker-slot.js';

/** Where a worker is killed: at a named point of its work, or at any moment. */
export const POINTS = [
  'before-commit',
  'after-commit',
  'claimed',
  'before-data',
  'data',
  'taken',
  'after-250',
  'before-recording',
  'any',
] as const;
export type Point = (typeof POINTS)[number];

export interface History {
  seed: number;
  kills: Record<Point, number>;
  /** Everything that any of the mail servers took, in the order of arrival. */
  deliveries: ReceivedMail[];
  /** Handed over by a worker that was killed before it had written that down: only these may arrive twice. */
  inWindow: Set<string>;
  /** Addresses of transactions that were killed before their commit. */
  uncommitted: Set<string>;
}

export interface Stage {
  dataSource: DataSource;
  config: Config;
  workerFile: string;
  organizationId: string;
  staffMemberId: string;
  messageId: string;
}

const BATCH = 6;
const SMTP_POINTS: Partial<Record<Point, 'mail' | 'rcpt' | 'end' | 'taken'>> = {
  claimed: 'mail',
  'before-data': 'rcpt',
  data: 'end',
  taken: 'taken',
  'after-250': 'taken',
  'before-recording': 'taken',
};

/** Two workers at a time share one outbox; in every round one of them is killed and another takes its place. */
export async function runKillRounds(stage: Stage, rounds: number, seed: number): Promise<History> {
  const random = seededRandom(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const history: History = {
    seed,
    kills: Object.fromEntries(POINTS.map((point) => [point, 0])) as Record<Point, number>,
    deliveries: [],
    inWindow: new Set(),
    uncommitted: new Set(),
  };
  const start = () => WorkerSlot.start(stage.workerFile, stage.config);
  const slots = await Promise.all([start(), start()]);
  let spare = start();
  try {
    await Promise.all(slots.map((slot) => slot.ready()));
    for (let round = 0; round < rounds; round += 1) {
      const point = POINTS[(round + upTo(2)) % POINTS.length] as Point;
      const index = upTo(2);
      const victim = slots[index] as WorkerSlot;
      await killDuring(stage, history, victim, slots[1 - index] as WorkerSlot, point, upTo);
      history.kills[point] += 1;
      await noteWindow(stage, history, await victim.ended());
      await victim.close();
      slots[index] = await (await spare).ready();
      spare = start();
    }
    await drained(stage.dataSource);
  } finally {
    const all = [...slots, await spare];
    for (const slot of all) {
      await slot.close();
      history.deliveries.push(...slot.inbox.received.filter((mail) => !history.deliveries.includes(mail)));
    }
    history.deliveries.sort((a, b) => a.at - b.at);
  }
  return history;
}

async function killDuring(
  stage: Stage,
  history: History,
  victim: WorkerSlot,
  other: WorkerSlot,
  point: Point,
  upTo: (limit: number) => number,
): Promise<void> {
  const clients = await addClients(stage, BATCH);
  const sending = {
    organizationId: stage.organizationId,
    staffMemberId: stage.staffMemberId,
    messageId: stage.messageId,
    mailingId: uuidv7(),
  };
  if (point === 'before-commit' || point === 'after-commit') {
    victim.invite({ sending, clients, die: point });
    if (point === 'before-commit') for (const { email } of clients) history.uncommitted.add(email);
    // It kills itself; should it be busy for long, it is helped, and it is not known whether it had committed.
    if (!(await within(victim, 3_000))) {
      for (const { email } of clients) history.uncommitted.delete(email);
      victim.kill();
    }
    return;
  }
  const phase = SMTP_POINTS[point];
  let countdown = upTo(4);
  const delay = upTo(13);
  if (phase)
    victim.inbox.misbehave = (at) => {
      if (at.phase !== phase || countdown-- > 0) return undefined;
      // Once the answer has left, which takes the server's latency.
      if (point === 'after-250') setTimeout(() => victim.kill(), LATENCY + 1);
      else if (point === 'before-recording') setTimeout(() => victim.kill(), LATENCY + delay);
      else victim.kill();
      return undefined;
    };
  // By the victim, by the other, or by both at the same time.
  const inviters = [[victim], [other], [victim, other]][upTo(3)] as WorkerSlot[];
  const share = Math.ceil(clients.length / inviters.length);
  const invited = Promise.all(
    inviters.map((inviter, index) =>
      inviter.invite({
        sending: { ...sending, mailingId: uuidv7() },
        clients: clients.slice(index * share, (index + 1) * share),
        die: null,
      }),
    ),
  );
  // However long that takes on a machine that is busy: without mails no point would come.
  if (point !== 'any') await invited;
  // The point may not come in this round: the other may have taken all mails.
  if (!(await within(victim, point === 'any' ? upTo(120) : 250 + upTo(150)))) victim.kill();
}

/** Whether the worker ends by itself in time. */
async function within(worker: WorkerSlot, ms: number): Promise<boolean> {
  for (const deadline = performance.now() + ms; performance.now() < deadline; ) {
    if (!worker.isAlive) return true;
    await pause(2);
  }
  return !worker.isAlive;
}

/** What the killed worker had handed over and the database does not know of yet. */
async function noteWindow(
  { dataSource }: Stage,
  history: History,
  handedOver: readonly ReceivedMail[],
): Promise<void> {
  history.deliveries.push(...handedOver);
  if (handedOver.length === 0) return;
  const recipients = handedOver.flatMap((mail) => mail.recipients);
  const rows = await dataSource.query<{ recipient: string }[]>(
    `SELECT recipient FROM mails WHERE recipient IN (?) AND state <> 'SENT'`,
    [recipients],
  );
  for (const { recipient } of rows) history.inWindow.add(recipient);
}

async function addClients(
  { dataSource, organizationId }: Stage,
  count: number,
): Promise<{ id: string; email: string }[]> {
  const clients = Array.from({ length: count }, () => {
    const id = uuidv7();
    return { id, email: `${id}@example.com` };
  });
  await dataSource.query(
    'INSERT INTO clients (id, organization_id, number, email, status, sort_name) VALUES ?',
    [clients.map(({ id, email }) => [id, organizationId, id, email, 'NOT_INVITED', email])],
  );
  return clients;
}

async function drained(dataSource: DataSource): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await pause(50)) {
    // A mail whose workers have ended twice waits for minutes: that time is skipped.
    await dataSource
      .query(`UPDATE mails SET next_attempt_at = NOW(3) WHERE state = 'QUEUED' AND next_attempt_at > NOW(3)`)
      .catch((error: unknown) => {
        // A worker was in the midst of them: the next time.
        if (!isLockConflict(error)) throw error;
      });
    const [{ waiting }] = await dataSource.query<[{ waiting: number }]>(
      `SELECT COUNT(*) AS waiting FROM mails WHERE state IN ('QUEUED', 'SENDING')`,
    );
    if (Number(waiting) === 0) return;
  }
  throw new Error('the outbox did not become empty');
}
