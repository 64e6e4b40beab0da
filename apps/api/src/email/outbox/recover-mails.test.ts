import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { anOrganization, type BuiltInvitation } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import {
  aQueuedInvitation,
  fateOf,
  makeDue,
  type QueuedMail,
  queueMail,
  withDatabase,
} from '../../../test/outbox.js';
import { claimMails } from './claim-mails.js';
import type { DeliveryResult } from './delivery-outcome.js';
import { recordDeliveries } from './record-deliveries.js';
import { recoverMails } from './recover-mails.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());
afterEach(() => app.sql(`UPDATE mails SET state = 'FAILED' WHERE state IN ('QUEUED', 'SENDING')`));

const queued = async () => aQueuedInvitation(app, await anOrganization(app));

const named = ({ id }: QueuedMail, { id: invitationId, organizationId }: BuiltInvitation) =>
  ({ id, kind: 'INVITATION', organizationId, invitationId }) as const;

/** A worker claims what is due, and ends. */
async function claimAndLapse(): Promise<string> {
  const lease = await claimMails(app.services, { limit: 10, leaseMs: 60_000 });
  await app.sql(`UPDATE mails SET leased_until = NOW(3) - INTERVAL 1 SECOND WHERE state = 'SENDING'`);
  return lease?.token ?? '';
}

it('waits longer each time that its worker ends, and sets it aside in the end: it may be what ends them', async () => {
  const { mail } = await queued();
  const waits: number[] = [];
  for (let time = 0; time < 20; time += 1) {
    await claimAndLapse();
    await recoverMails(app.services, 'at-least-once');
    const { state, wait_ms: wait } = await fateOf(app, mail.id);
    if (state !== 'QUEUED') break;
    waits.push(wait);
    await makeDue(app, mail.id);
  }
  expect(waits[0]).toBeLessThanOrEqual(0);
  expect(waits[1]).toBeGreaterThan(40_000);
  expect(waits.at(-1)).toBeGreaterThan(10 * 60_000);
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'UNKNOWN', events: 'DELIVERY_UNKNOWN' });
});

it('takes no mail from a worker that renews its claim at the last moment', async () => {
  const { mail } = await queued();
  await claimAndLapse();
  const { dataSource } = app.services;
  const services = withDatabase(app, {
    async query(...parameters: Parameters<typeof dataSource.query>) {
      const found = await dataSource.query(...parameters);
      await dataSource.query('UPDATE mails SET leased_until = NOW(3) + INTERVAL 1 MINUTE WHERE id = ?', [
        mail.id,
      ]);
      return found;
    },
  });
  await recoverMails(services, 'at-least-once');
  expect(await fateOf(app, mail.id)).toMatchObject({ state: 'SENDING', attempts: 1 });
});

it('says nothing of an invitation for which another mail was queued since', async () => {
  const { invitation, mail } = await queued();
  const token = await claimAndLapse();
  const newer = await queueMail(app, invitation, 'REMINDER');
  await recordDeliveries(app.services, [
    { token, mail: named(mail, invitation), result: result('BOUNCED', 'BOUNCED') },
  ]);
  expect((await fateOf(app, mail.id)).state).toBe('BOUNCED');
  expect(await fateOf(app, newer.id)).toMatchObject({ state: 'QUEUED', delivery_state: 'QUEUED' });
});

const result = (state: DeliveryResult['state'], event: DeliveryResult['event']): DeliveryResult => ({
  state,
  event,
  reasonCode: null,
  serverResponse: null,
  retryInMs: 0,
});

it.each([
  ['SENT', 'DELIVERED', 'SENT', 'DELIVERY_UNKNOWN,DELIVERED'],
  ['BOUNCED', 'BOUNCED', 'BOUNCED', 'DELIVERY_UNKNOWN,BOUNCED'],
  // It was told to people as perhaps sent: they decide now.
  ['QUEUED', null, 'UNKNOWN', 'DELIVERY_UNKNOWN'],
] as const)(
  'lets the worker say %s of what was set aside while the database was away',
  async (state, event, expected, events) => {
    const { invitation, mail } = await queued();
    const token = await claimAndLapse();
    await recoverMails(app.services, 'at-most-once');
    await recordDeliveries(app.services, [
      { token, mail: named(mail, invitation), result: result(state, event) },
    ]);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: expected, delivery_state: expected, events });
  },
);
