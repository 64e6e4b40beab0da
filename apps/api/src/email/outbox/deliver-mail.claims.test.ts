import { describe, expect, it } from 'vitest';
import type { BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import {
  aQueuedInvitation,
  asleepFor,
  connectionLost,
  fateOf,
  useOutbox,
  withDatabase,
} from '../../../test/outbox.js';
import type { SmtpInbox } from '../../../test/smtp-inbox.js';
import { claimMails } from './claim-mails.js';
import { DeliveryRecorder } from './delivery-recorder.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

type DataSource = App['services']['dataSource'];

const loadsMails = ([sql]: Parameters<DataSource['query']>) => sql.startsWith('SELECT m.id, m.kind');

const lapse = (mailId: string) =>
  app.sql('UPDATE mails SET leased_until = NOW(3) - INTERVAL 1 SECOND WHERE id = ?', [mailId]);

const statesOf = async ({ id }: BuiltOrganization) => {
  const rows = await app.sql<{ state: string; count: number }>(
    'SELECT state, COUNT(*) AS count FROM mails WHERE organization_id = ? GROUP BY state',
    [id],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};

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
    const stale = aDelivery({ smtp: { end: 1_000 } }, { mailUnknownPolicy: 'at-most-once' });
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

  it('does not let it either while whoever has the claim now is still sending', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const hanging = hangOnce();
    const stale = aDelivery({ smtp: { end: 1_000 } }).deliverDue();
    await hanging;
    await lapse(mail.id);
    const hangingAgain = hangOnce();
    const taking = aDelivery({ smtp: { end: 3_000 } }).deliverDue();
    await hangingAgain;
    const before = await fateOf(app, mail.id);
    expect(before).toMatchObject({ state: 'SENDING', attempts: 2 });
    await stale;
    expect(await fateOf(app, mail.id)).toEqual({ ...before, wait_ms: expect.any(Number) });
    await taking;
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 2 });
  });

  it('holds a mail back when the claim lapses before the server is ready to take it', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    // Longer than its claim lasts.
    inbox.misbehave = asleepFor(400);
    await aDelivery({ leaseMs: 300 }).deliverDue();
    expect(inbox.received).toHaveLength(0);
    inbox.behave();
    await aDelivery().deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
  });

  it('keeps the claim while a slow conversation lasts', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const hanging = hangOnce();
    const running = aDelivery({ leaseMs: 900, smtp: { end: 2_600 } }).deliverDue();
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

  it.each([
    [
      'withdrawn',
      `UPDATE invitations SET status = 'WITHDRAWN' WHERE organization_id = ?`,
      { FAILED: 1, SENT: 1 },
    ],
    ['held', 'UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', { QUEUED: 1, SENT: 1 }],
    ['gone', `DELETE FROM mails WHERE organization_id = ? AND state = 'SENDING'`, {}],
  ])('does not send what was %s while it waited behind a slow one', async (_, change, states) => {
    for (let index = 0; index < 2; index += 1) await aQueuedInvitation(app, organization);
    const begun = Promise.withResolvers<void>();
    inbox.latencyMs = 60;
    inbox.misbehave = () => {
      begun.resolve();
      return undefined;
    };
    const running = aDelivery({ believedMs: 50 }, { mailConcurrency: 1 }).deliverDue();
    await begun.promise;
    await app.sql(change, [organization.id]);
    await running;
    expect(inbox.received).toHaveLength(1);
    expect(await statesOf(organization)).toEqual(states);
  });

  it('gives back what it cannot look at again', async () => {
    for (let index = 0; index < 2; index += 1) await aQueuedInvitation(app, organization);
    let reads = 0;
    const services = withDatabase(app, {
      query: (...parameters: Parameters<DataSource['query']>) => {
        if (loadsMails(parameters) && ++reads === 2) throw connectionLost();
        return app.services.dataSource.query(...parameters);
      },
    });
    inbox.latencyMs = 60;
    await aDelivery({ believedMs: 50 }, { mailConcurrency: 1 }, services).deliverDue();
    expect(await statesOf(organization)).toEqual({ QUEUED: 1, SENT: 1 });
  });

  it('gives back at once what it has not begun when it is told to end', async () => {
    for (let index = 0; index < 30; index += 1) await aQueuedInvitation(app, organization);
    inbox.misbehave = asleepFor(10);
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

    inbox.behave();
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(30);
  });

  it('gives it back before the mail that is under way is done with', async () => {
    for (let index = 0; index < 3; index += 1) await aQueuedInvitation(app, organization);
    const hanging = hangOnce();
    const delivery = aDelivery({ smtp: { end: 1_000 } }, { mailConcurrency: 1 });
    const running = delivery.deliverDue();
    await hanging;
    const stopped = delivery.stop();
    await expect.poll(() => statesOf(organization), { timeout: 800 }).toEqual({ QUEUED: 2, SENDING: 1 });
    await Promise.all([stopped, running]);
  });

  it.each([
    ['at-most-once', { QUEUED: 8, SENDING: 2 }],
    ['at-least-once', { SENDING: 10 }],
  ] as const)('claims no more than it may lose where mails leave %s', async (mailUnknownPolicy, states) => {
    for (let index = 0; index < 10; index += 1) await aQueuedInvitation(app, organization);
    const both = Promise.withResolvers<void>();
    let hung = 0;
    inbox.misbehave = ({ phase }) => {
      if (phase !== 'rcpt') return undefined;
      hung += 1;
      if (hung === 2) both.resolve();
      return 'hang';
    };
    const delivery = aDelivery({ smtp: { socket: 500 } }, { mailConcurrency: 2, mailUnknownPolicy });
    const running = delivery.deliverDue();
    await both.promise;
    expect(await statesOf(organization)).toEqual(states);
    await delivery.stop();
    await running;
  });

  it('gives back also what it was just claiming when it is told to end', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const loading = Promise.withResolvers<void>();
    const mayLoad = Promise.withResolvers<void>();
    const services = withDatabase(app, {
      async query(...parameters: Parameters<DataSource['query']>) {
        if (loadsMails(parameters)) {
          loading.resolve();
          await mayLoad.promise;
        }
        return app.services.dataSource.query(...parameters);
      },
    });
    const delivery = aDelivery({ leaseMs: 600 }, {}, services);
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
    inbox.misbehave = asleepFor(400);
    await aDelivery({ leaseMs: 300 }, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    inbox.behave();
    await aDelivery({}, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });

  it('gives back what it cannot read after all, so that nothing is set aside that was never begun', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    const services = withDatabase(app, {
      async query(...parameters: Parameters<DataSource['query']>) {
        if (loadsMails(parameters)) throw connectionLost();
        return app.services.dataSource.query(...parameters);
      },
    });
    await aDelivery({}, {}, services).deliverDue();
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
    const services = withDatabase(app, {
      async transaction(...parameters: Parameters<DataSource['transaction']>) {
        if (inbox.received.length === 0 || failures === 0)
          return app.services.dataSource.transaction(...parameters);
        failures -= 1;
        throw connectionLost();
      },
    });
    await aDelivery({}, {}, services).deliverDue();
    expect(failures).toBe(0);
    expect(inbox.received).toHaveLength(1);
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });
});
