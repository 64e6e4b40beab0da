import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Config } from '../src/config.js';
import type { Services } from '../src/context.js';
import type { MailKind } from '../src/email/mail.entity.js';
import { openPayload } from '../src/email/mail-payload.js';
import { type DeliveryOptions, MailDelivery } from '../src/email/outbox/deliver-mail.js';
import {
  aClient,
  anInvitation,
  anOrganization,
  type BuiltClient,
  type BuiltInvitation,
  type BuiltOrganization,
  type ClientOptions,
} from './builders.js';
import { type App, startApp } from './harness.js';
import { SmtpInbox } from './smtp-inbox.js';

type Tables = Pick<App, 'sql'>;

export interface Outbox {
  readonly app: App;
  readonly inbox: SmtpInbox;
  readonly organization: BuiltOrganization;
}

/**
 * What a test file about mails stands on: a system, the mail server that it sends to, and before each test an organization of
 * its own. Nothing waits, runs on or misbehaves after a test.
 * @returns starts a worker, by default with the system's own configuration
 */
export function useOutbox(given: (outbox: Outbox) => void) {
  let app: App;
  let inbox: SmtpInbox;
  const started: MailDelivery[] = [];
  beforeAll(async () => {
    inbox = await SmtpInbox.start();
    app = await startApp({ smtpUrl: inbox.url });
  });
  afterAll(async () => {
    await app?.close();
    await inbox?.close();
  });
  beforeEach(async () => given({ app, inbox, organization: await anOrganization(app) }));
  afterEach(async () => {
    inbox.behave();
    for (const delivery of started.splice(0)) await delivery.stop();
    inbox.received.length = 0;
    await app.sql(`UPDATE mails SET state = 'FAILED' WHERE state IN ('QUEUED', 'SENDING')`);
  });
  return (options: DeliveryOptions = {}, config: Partial<Config> = {}, services = app.services) => {
    const delivery = new MailDelivery(
      { ...services, config: { ...services.config, ...config } },
      { hold: { firstMs: 300, maxMs: 300 }, ...options },
    );
    started.push(delivery);
    return delivery;
  };
}

/** The services, with a database of which some methods go another way. */
export function withDatabase(
  { services }: Pick<App, 'services'>,
  methods: Partial<Record<'query' | 'transaction', (...parameters: never[]) => unknown>>,
): Services {
  const dataSource = new Proxy(services.dataSource, {
    get(target, name) {
      const value = Reflect.get(methods, name) ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...services, dataSource };
}

export const connectionLost = () => Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' });

/** The process sleeps in the middle of a conversation. */
export function asleepFor(ms: number): SmtpInbox['misbehave'] {
  return ({ phase }) => {
    if (phase === 'rcpt') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return undefined;
  };
}

export interface QueuedMail {
  readonly id: string;
  readonly recipient: string;
  readonly sendKey: string;
}

/** An invitation whose mail waits in the outbox, as right after the decision to send it. */
export async function aQueuedInvitation(
  app: Tables,
  organization: { id: string },
  options: ClientOptions & { sentBy?: { staffMemberId: string } } = {},
): Promise<{ client: BuiltClient; invitation: BuiltInvitation; mail: QueuedMail }> {
  const client = await aClient(app, organization, options);
  const invitation = await anInvitation(app, client, { sentBy: options.sentBy ?? null });
  return { client, invitation, mail: await queueMail(app, invitation) };
}

export async function queueMail(
  app: Tables,
  invitation: Pick<BuiltInvitation, 'id'>,
  kind: Extract<MailKind, 'INVITATION' | 'REMINDER'> = 'INVITATION',
): Promise<QueuedMail> {
  const id = uuidv7();
  const sendKey = `${invitation.id}:test:${id}`;
  await app.sql(
    `INSERT INTO mails (id, organization_id, invitation_id, message_id, kind, send_key, recipient, state, next_attempt_at)
     SELECT ?, organization_id, id, message_id, ?, ?, email, 'QUEUED', NOW(3) FROM invitations WHERE id = ?`,
    [id, kind, sendKey, invitation.id],
  );
  await app.sql(`UPDATE invitations SET last_mail_id = ?, delivery_state = 'QUEUED' WHERE id = ?`, [
    id,
    invitation.id,
  ]);
  const [row] = await app.sql<{ email: string }>('SELECT email FROM invitations WHERE id = ?', [
    invitation.id,
  ]);
  return { id, recipient: row?.email ?? '', sendKey };
}

export interface MailRow {
  state: string;
  attempts: number;
  reason_code: string | null;
  server_response: string | null;
  lease_token: string | null;
  /** Until the next attempt, by the database's clock. */
  wait_ms: number;
  delivery_state: string;
  events: string;
}

/** What became of a mail, with its invitation's view of it. */
export async function fateOf(app: Tables, mailId: string): Promise<MailRow> {
  const [row] = await app.sql<MailRow>(
    `SELECT m.state, m.attempts, m.reason_code, m.server_response, m.lease_token, i.delivery_state,
            TIMESTAMPDIFF(MICROSECOND, NOW(3), m.next_attempt_at) / 1000 AS wait_ms,
            (SELECT GROUP_CONCAT(e.type ORDER BY e.at, e.id) FROM invitation_events e WHERE e.invitation_id = i.id) AS events
       FROM mails m LEFT JOIN invitations i ON i.id = m.invitation_id WHERE m.id = ?`,
    [mailId],
  );
  if (!row) throw new Error('there is no such mail');
  return { ...row, wait_ms: Number(row.wait_ms) };
}

/** Lets the time until the next attempt pass. */
export async function makeDue(app: Tables, ...mailIds: string[]): Promise<void> {
  await app.sql('UPDATE mails SET next_attempt_at = NOW(3) WHERE id IN (?)', [mailIds]);
}

/** What the mails to an address carry, oldest first, once whatever was begun after the answers is done. */
export async function mailsTo(
  app: Pick<App, 'sql' | 'services'>,
  recipient: string,
): Promise<{ kind: MailKind; url: URL; token: string; reason: string | undefined }[]> {
  await app.services.later.rest();
  const mails = await app.sql<{ kind: MailKind; payload: string }>(
    'SELECT kind, payload FROM mails WHERE recipient = ? ORDER BY created_at, id',
    [recipient],
  );
  return mails.map(({ kind, payload }) => {
    const { url = '', reason } = openPayload(app.services.config, payload);
    return { kind, url: new URL(url), token: new URL(url).hash.slice(1), reason };
  });
}
