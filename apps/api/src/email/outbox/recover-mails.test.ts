import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { anOrganization } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf, makeDue } from '../../../test/outbox.js';
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
    const of = {
      id: mail.id,
      kind: 'INVITATION' as const,
      organizationId: null,
      invitationId: invitation.id,
    };
    const [row] = await app.sql('SELECT organization_id FROM mails WHERE id = ?', [mail.id]);
    await recordDeliveries(app.services, [
      { token, mail: { ...of, organizationId: row.organization_id }, result: result(state, event) },
    ]);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: expected, delivery_state: expected, events });
  },
);
