import { expect, it } from 'vitest';
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
import { claimMails, releaseMails } from './claim-mails.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

type DataSource = App['services']['dataSource'];

const AT_MOST_ONCE = { mailUnknownPolicy: 'at-most-once' } as const;

it('takes what has waited longest of what no other is just taking, and waits for none', async () => {
  const [taken, late, early] = [
    await aQueuedInvitation(app, organization),
    await aQueuedInvitation(app, organization),
    await aQueuedInvitation(app, organization),
  ];
  await app.sql('UPDATE mails SET next_attempt_at = NOW(3) - INTERVAL 1 MINUTE WHERE id IN (?)', [
    [taken.mail.id, early.mail.id],
  ]);
  const other = app.services.dataSource.createQueryRunner();
  await other.startTransaction();
  try {
    await other.query('SELECT id FROM mails WHERE id = ? FOR UPDATE', [taken.mail.id]);
    const claims = [];
    for (let time = 0; time < 3; time += 1)
      claims.push(await claimMails(app.services, { limit: 1, leaseMs: 60_000 }));
    expect(claims.map((lease) => lease?.mailIds)).toEqual([[early.mail.id], [late.mail.id], undefined]);
  } finally {
    await other.rollbackTransaction();
    await other.release();
  }
});

it('gives back what it has claimed without being told, whose sending nobody would ever begin', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  const { dataSource } = app.services;
  let lost = false;
  let away = 2;
  const services = withDatabase(app, {
    async transaction(...parameters: Parameters<DataSource['transaction']>) {
      const result = await dataSource.transaction(...parameters);
      if (lost) return result;
      // The connection is cut after the commit and before its answer; the database stays away for a moment.
      lost = true;
      throw connectionLost();
    },
    async query(...parameters: Parameters<DataSource['query']>) {
      if (!lost || away === 0) return dataSource.query(...parameters);
      away -= 1;
      throw connectionLost();
    },
  });
  const delivery = aDelivery({}, AT_MOST_ONCE, services);
  await delivery.deliverDue();
  expect({ lost, away }).toEqual({ lost: true, away: 0 });
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0, lease_token: null });
  await delivery.deliverDue();
  expect(inbox.to(mail.recipient)).toHaveLength(1);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENT', events: 'DELIVERED' });
});

it('gives back what it held back as soon as the database takes it', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  inbox.misbehave = asleepFor(400);
  let away = 1;
  const services = withDatabase(app, {
    async query(...parameters: Parameters<DataSource['query']>) {
      if (away === 0 || !parameters[0].includes('attempts = attempts - 1'))
        return app.services.dataSource.query(...parameters);
      away -= 1;
      inbox.behave();
      throw connectionLost();
    },
  });
  await aDelivery({ leaseMs: 300 }, AT_MOST_ONCE, services).deliverDue();
  expect(away).toBe(0);
  await aDelivery({}, AT_MOST_ONCE).deliverDue();
  expect(inbox.to(mail.recipient)).toHaveLength(1);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENT', attempts: 1, events: 'DELIVERED' });
});

it('gives back no mail that another has claimed since', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  const lapsed = await claimMails(app.services, { limit: 1, leaseMs: 60_000 });
  await app.sql(`UPDATE mails SET state = 'QUEUED' WHERE id = ?`, [mail.id]);
  const lease = await claimMails(app.services, { limit: 1, leaseMs: 60_000 });
  await releaseMails(app.services, lapsed?.token ?? '', [mail.id]);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENDING', lease_token: lease?.token });
});

it.each([
  ['the connection was lost', connectionLost],
  ['it lost against another', () => Object.assign(new Error('deadlock'), { errno: 1213 })],
])('tries again to give back when %s', async (_, failure) => {
  const { mail } = await aQueuedInvitation(app, organization);
  const lease = await claimMails(app.services, { limit: 1, leaseMs: 60_000 });
  let failures = 2;
  const services = withDatabase(app, {
    async query(...parameters: Parameters<DataSource['query']>) {
      if (failures === 0) return app.services.dataSource.query(...parameters);
      failures -= 1;
      throw failure();
    },
  });
  await releaseMails(services, lease?.token ?? '', [mail.id]);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0, lease_token: null });
});

it('does not try for ever to give back what the database refuses', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  const lease = await claimMails(app.services, { limit: 1, leaseMs: 60_000 });
  const refusing = withDatabase(app, {
    async query() {
      throw new Error('no such column');
    },
  });
  await expect(releaseMails(refusing, lease?.token ?? '', [mail.id])).rejects.toThrow('no such column');
});
