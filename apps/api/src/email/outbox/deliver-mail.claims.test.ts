import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrganization, aUser, type BuiltOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf, queueMail } from '../../../test/outbox.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { enqueueAuthMail } from '../enqueue-auth-mail.js';
import { claimMails } from './claim-mails.js';
import { type DeliveryOptions, MailDelivery } from './deliver-mail.js';
import { DeliveryRecorder } from './delivery-recorder.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const started: MailDelivery[] = [];

beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
});
beforeEach(async () => {
  organization = await anOrganization(app);
});
afterEach(async () => {
  inbox.misbehave = () => undefined;
  inbox.latencyMs = 0;
  for (const delivery of started.splice(0)) await delivery.stop();
  inbox.received.length = 0;
  await app.sql(`UPDATE mails SET state = 'FAILED' WHERE state IN ('QUEUED', 'SENDING')`);
});

function aDelivery(options: DeliveryOptions = {}, config: Partial<App['services']['config']> = {}) {
  const services = { ...app.services, config: { ...app.services.config, ...config } };
  const delivery = new MailDelivery(services, options);
  started.push(delivery);
  return delivery;
}

const lapse = (mailId: string) =>
  app.sql('UPDATE mails SET leased_until = NOW(3) - INTERVAL 1 SECOND WHERE id = ?', [mailId]);

const hangOnce = () => {
  let reached: () => void = () => {};
  const hanging = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let hung = false;
  inbox.misbehave = ({ phase }) => {
    if (phase !== 'taken' || hung) return undefined;
    hung = true;
    reached();
    return 'hang';
  };
  return hanging;
};

describe('claims', () => {
  it('sends again what an ended worker had claimed, once its claim has lapsed', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    await claimMails(app.services, { limit: 10, leaseMs: 60_000 });
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(0);
    await lapse(mail.id);
    await aDelivery().deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENT', attempts: 2 });
  });

  it('sets it aside for people to see when twice is worse than never', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    await claimMails(app.services, { limit: 10, leaseMs: 60_000 });
    await aDelivery({}, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    expect((await fateOf(app, mail.id)).state).toBe('SENDING');
    await lapse(mail.id);
    await aDelivery({}, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    expect(inbox.received).toHaveLength(0);
    expect(await fateOf(app, mail.id)).toMatchObject({
      state: 'UNKNOWN',
      delivery_state: 'UNKNOWN',
      events: 'DELIVERY_UNKNOWN',
    });
  });

  it('does not let a worker whose claim has passed on record anything', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const hanging = hangOnce();
    const stale = aDelivery({ smtp: { socket: 1_000 } }, { mailUnknownPolicy: 'at-most-once' });
    const running = stale.deliverDue();
    await hanging;
    await lapse(mail.id);
    const taker = aDelivery();
    await taker.deliverDue();
    const before = await fateOf(app, mail.id);
    expect(before).toMatchObject({ state: 'SENT', attempts: 2 });
    // Its own conversation ends without an answer only now.
    await running;
    expect(await fateOf(app, mail.id)).toEqual({ ...before, wait_ms: expect.any(Number) });
  });

  it('holds a mail back when the claim lapses before the server is ready to take it', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.misbehave = ({ phase }) => {
      if (phase !== 'rcpt') return undefined;
      // The process sleeps while the conversation is under way, longer than its claim lasts.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      return undefined;
    };
    await aDelivery({ leaseMs: 300 }).deliverDue();
    expect(inbox.received).toHaveLength(0);
    inbox.misbehave = () => undefined;
    await aDelivery().deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
  });

  it('keeps the claim while a slow conversation lasts', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const hanging = hangOnce();
    const running = aDelivery({ leaseMs: 900, smtp: { socket: 2_600 } }).deliverDue();
    await hanging;
    await new Promise((resolve) => setTimeout(resolve, 1_800));
    await aDelivery().deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    await running;
    expect((await fateOf(app, mail.id)).attempts).toBe(1);
  });

  it('keeps the claim on the mails that wait behind a slow one', async () => {
    for (let index = 0; index < 2; index += 1) await aQueuedInvitation(app, organization);
    inbox.latencyMs = 400;
    await aDelivery({ leaseMs: 900 }, { mailConcurrency: 1 }).deliverDue();
    expect(inbox.received).toHaveLength(2);
  });

  it('gives back at once what it has not begun when it is told to end', async () => {
    for (let index = 0; index < 30; index += 1) await aQueuedInvitation(app, organization);
    inbox.misbehave = ({ phase }) => {
      if (phase === 'rcpt') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      return undefined;
    };
    const delivery = aDelivery({}, { mailConcurrency: 2 });
    const running = delivery.deliverDue();
    await inbox.waitFor(2);
    await delivery.stop();
    await running;
    const states = await app.sql<{ state: string; attempts: number; count: number }>(
      `SELECT state, attempts, COUNT(*) AS count FROM mails WHERE organization_id = ? GROUP BY state, attempts`,
      [organization.id],
    );
    const sent = inbox.received.length;
    expect(sent).toBeLessThan(30);
    expect(states).toHaveLength(2);
    expect(states).toContainEqual({ state: 'SENT', attempts: 1, count: sent });
    expect(states).toContainEqual({ state: 'QUEUED', attempts: 0, count: 30 - sent });

    inbox.misbehave = () => undefined;
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(30);
  });

  it('gives back also what it was just claiming when it is told to end', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const loading = Promise.withResolvers<void>();
    const mayLoad = Promise.withResolvers<void>();
    const dataSource = new Proxy(app.services.dataSource, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
        return async (sql: string, ...parameters: [unknown[]]) => {
          if (sql.startsWith('SELECT m.id, m.kind')) {
            loading.resolve();
            await mayLoad.promise;
          }
          return target.query(sql, ...parameters);
        };
      },
    });
    const delivery = new MailDelivery({ ...app.services, dataSource }, { leaseMs: 600 });
    delivery.wake();
    await loading.promise;
    const stopped = delivery.stop();
    mayLoad.resolve();
    await stopped;
    expect(inbox.received).toHaveLength(0);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0, lease_token: null });
  });

  it('gives back a mail that it held back, which is known not to have left', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.misbehave = ({ phase }) => {
      if (phase === 'rcpt') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      return undefined;
    };
    await aDelivery({ leaseMs: 300 }, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    inbox.misbehave = () => undefined;
    await aDelivery({}, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });

  it('gives back what it cannot read after all, so that nothing is set aside that was never begun', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const dataSource = new Proxy(app.services.dataSource, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
        return (sql: string, ...parameters: [unknown[]]) =>
          sql.startsWith('SELECT m.id, m.kind')
            ? Promise.reject(Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' }))
            : target.query(sql, ...parameters);
      },
    });
    const delivery = new MailDelivery({ ...app.services, dataSource });
    await delivery.deliverDue();
    await delivery.stop();
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0 });
  });

  it('writes down what was sent although somebody ends the statement that does', async () => {
    const { invitation, mail } = await aQueuedInvitation(app, organization);
    const lease = await claimMails(app.services, { limit: 10, leaseMs: 60_000 });
    const recorder = new DeliveryRecorder(app.services);
    const holder = app.services.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT id FROM mails WHERE id = ? FOR UPDATE', [mail.id]);
    await recorder.add({
      token: lease?.token ?? '',
      mail: { id: mail.id, kind: 'INVITATION', organizationId: organization.id, invitationId: invitation.id },
      result: {
        state: 'SENT',
        reasonCode: null,
        serverResponse: '250 OK',
        retryInMs: null,
        event: 'DELIVERED',
      },
    });
    for (;;) {
      const [waiting] = await app.sql<{ id: number }>(
        `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE 'UPDATE mails%sent_at%'`,
      );
      if (!waiting) continue;
      await app.sql('KILL QUERY ?', [waiting.id]);
      break;
    }
    await holder.commitTransaction();
    await holder.release();
    await recorder.flush();
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });

  it('waits with sending until the database takes results again, and forgets none', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    let failures = 3;
    const dataSource = new Proxy(app.services.dataSource, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name !== 'transaction' || inbox.received.length === 0 || failures === 0)
          return typeof value === 'function' ? value.bind(target) : value;
        failures -= 1;
        return () => Promise.reject(Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' }));
      },
    });
    const delivery = new MailDelivery({ ...app.services, dataSource });
    await delivery.deliverDue();
    await delivery.stop();
    expect(failures).toBe(0);
    expect(inbox.received).toHaveLength(1);
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });
});

describe('a mail that should no longer leave', () => {
  it.each([
    ['withdrawn', `status = 'WITHDRAWN'`, 'WITHDRAWN'],
    ['accepted', `status = 'ACCEPTED'`, 'ACCEPTED'],
    ['expired a millisecond ago', 'expires_at = NOW(3)', 'EXPIRED'],
    ['offered to another address', `email = 'other@example.com'`, 'WITHDRAWN'],
  ])('stays when its invitation is %s', async (_, change, reason) => {
    const { invitation, mail } = await aQueuedInvitation(app, organization);
    await app.sql(`UPDATE invitations SET ${change} WHERE id = ?`, [invitation.id]);
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(0);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'FAILED', reason_code: reason });
  });

  it('gives way to a newer one of the same invitation', async () => {
    const { invitation, mail } = await aQueuedInvitation(app, organization);
    const newer = await queueMail(app, invitation, 'REMINDER');
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(1);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'FAILED', reason_code: 'SUPERSEDED' });
    expect(await fateOf(app, newer.id)).toMatchObject({ state: 'SENT', delivery_state: 'SENT' });
  });

  it('rests while the organization is suspended', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(0);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0 });
  });
});

describe('a password reset', () => {
  const reset = async (recipient: string, language: 'en' | 'nl' = 'en') => {
    const url = 'http://anteroom.test/portal/reset-password#secret-of-the-link';
    await enqueueAuthMail(
      { config: app.services.config, db: app.services.dataSource.manager },
      { kind: 'PASSWORD_RESET', recipient, url, language },
    );
    return url;
  };

  it('speaks the language of whoever asked', async () => {
    const { email } = await aUser(app);
    await reset(email, 'nl');
    await aDelivery().deliverDue();
    const [parsed] = await inbox.parsed(inbox.to(email));
    expect(parsed?.subject).toBe('Kies een nieuw wachtwoord');
  });

  it('that can no longer be opened keeps nothing else from leaving, and leaves once it can be', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const { email } = await aUser(app);
    await reset(email);
    await aDelivery({}, { authSecret: 'another secret, another secret, another secret' }).deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    const [waits] = await app.sql('SELECT state, attempts FROM mails WHERE recipient = ?', [email]);
    expect(waits).toEqual({ state: 'QUEUED', attempts: 1 });
    await app.sql('UPDATE mails SET next_attempt_at = NOW(3) WHERE recipient = ?', [email]);
    await aDelivery().deliverDue();
    expect(inbox.to(email)).toHaveLength(1);
  });

  it('carries its link, of which nothing stays behind', async () => {
    const { email } = await aUser(app);
    const url = await reset(email);
    const [queued] = await app.sql('SELECT payload FROM mails WHERE recipient = ?', [email]);
    expect(queued.payload).not.toContain('secret-of-the-link');
    await aDelivery().deliverDue();
    const [parsed] = await inbox.parsed(inbox.to(email));
    expect(parsed?.text).toContain(url);
    const [sent] = await app.sql('SELECT state, payload FROM mails WHERE recipient = ?', [email]);
    expect(sent).toEqual({ state: 'SENT', payload: null });
  });

  it('does not leave once its link no longer works', async () => {
    const { email } = await aUser(app);
    await reset(email);
    await app.sql('UPDATE mails SET created_at = NOW(3) - INTERVAL 61 MINUTE WHERE recipient = ?', [email]);
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(0);
  });
});
