import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { anOrganization, type BuiltOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf } from '../../../test/outbox.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { claimMails, releaseMails } from './claim-mails.js';
import { MailDelivery } from './deliver-mail.js';

type DataSource = App['services']['dataSource'];

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
  for (const delivery of started.splice(0)) await delivery.stop();
  inbox.received.length = 0;
  await app.sql(`UPDATE mails SET state = 'FAILED' WHERE state IN ('QUEUED', 'SENDING')`);
});

const gone = () => Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' });

/** The services, with a database of which some methods go another way. */
function withDatabase(
  methods: Partial<Record<'query' | 'transaction', (...parameters: never[]) => unknown>>,
) {
  const dataSource = new Proxy(app.services.dataSource, {
    get(target, name) {
      const value = Reflect.get(methods, name) ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...app.services, dataSource };
}

function aDelivery(services: App['services'], leaseMs = 60_000): MailDelivery {
  const delivery = new MailDelivery(
    { ...services, config: { ...services.config, mailUnknownPolicy: 'at-most-once' } },
    { leaseMs },
  );
  started.push(delivery);
  return delivery;
}

it('gives back what it has claimed without being told, whose sending nobody would ever begin', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  const { dataSource } = app.services;
  let lost = false;
  let away = 2;
  const services = withDatabase({
    async transaction(...parameters: Parameters<DataSource['transaction']>) {
      const result = await dataSource.transaction(...parameters);
      if (lost) return result;
      // The connection is cut after the commit and before its answer; the database stays away for a moment.
      lost = true;
      throw gone();
    },
    async query(...parameters: Parameters<DataSource['query']>) {
      if (!lost || away === 0) return dataSource.query(...parameters);
      away -= 1;
      throw gone();
    },
  });
  const delivery = aDelivery(services);
  await delivery.deliverDue();
  expect({ lost, away }).toEqual({ lost: true, away: 0 });
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 0, lease_token: null });
  await delivery.deliverDue();
  expect(inbox.to(mail.recipient)).toHaveLength(1);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENT', events: 'DELIVERED' });
});

it('gives back what it held back as soon as the database takes it', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  inbox.misbehave = ({ phase }) => {
    if (phase === 'rcpt') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    return undefined;
  };
  let away = 1;
  const services = withDatabase({
    async query(...parameters: Parameters<DataSource['query']>) {
      if (away === 0 || !parameters[0].includes('attempts = attempts - 1'))
        return app.services.dataSource.query(...parameters);
      away -= 1;
      inbox.misbehave = () => undefined;
      throw gone();
    },
  });
  await aDelivery(services, 300).deliverDue();
  expect(away).toBe(0);
  await aDelivery(app.services).deliverDue();
  expect(inbox.to(mail.recipient)).toHaveLength(1);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENT', attempts: 1, events: 'DELIVERED' });
});

it('does not try for ever to give back what the database refuses', async () => {
  const { mail } = await aQueuedInvitation(app, organization);
  const lease = await claimMails(app.services, { limit: 1, leaseMs: 60_000 });
  const refusing = withDatabase({
    async query() {
      throw new Error('no such column');
    },
  });
  await expect(releaseMails(refusing, lease?.token ?? '', [mail.id])).rejects.toThrow('no such column');
});
