import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltOrganization,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { CLIENT_STATUS_NOW } from '../../clients/list/client-filter.js';
import { STATUS_NOW } from '../validity.js';
import { expireDue } from './expire-due.js';

let app: App;
let organization: BuiltOrganization;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());
beforeEach(async () => {
  organization = await anOrganization(app);
});

const stateOf = async (invitationId: string) =>
  (
    await app.sql(
      `SELECT ${STATUS_NOW} AS status, ${CLIENT_STATUS_NOW} AS client, i.expiry_recorded AS recorded,
              i.next_reminder_at AS reminder,
              (SELECT COUNT(*) FROM invitation_events e WHERE e.invitation_id = i.id AND e.type = 'EXPIRED') AS events
         FROM invitations i JOIN clients c ON c.id = i.client_id WHERE i.id = ?`,
      [invitationId],
    )
  )[0];

it('writes down what has expired, once, and touches nothing else', async () => {
  const due = await anInvitation(app, await aClient(app, organization));
  const open = await anInvitation(app, await aClient(app, organization));
  const withdrawn = await anInvitation(app, await aClient(app, organization), { status: 'WITHDRAWN' });
  for (const { id } of [due, withdrawn]) await passTime(app, id, { days: 14 });
  await passTime(app, open.id, { days: 14, seconds: -60 });

  await Promise.all([expireDue(app.services), expireDue(app.services)]);
  await expireDue(app.services);
  expect(await stateOf(due.id)).toEqual({
    status: 'EXPIRED',
    client: 'INVITE_EXPIRED',
    recorded: 1,
    reminder: null,
    events: 1,
  });
  expect(await stateOf(open.id)).toMatchObject({
    status: 'PENDING',
    client: 'INVITE_PENDING',
    recorded: 0,
    events: 0,
  });
  expect(await stateOf(withdrawn.id)).toMatchObject({
    status: 'WITHDRAWN',
    client: 'INVITE_WITHDRAWN',
    events: 0,
  });
});

it('puts each validity on record anew', async () => {
  const staff = await aStaffMember(app, organization);
  const { id } = await anInvitation(app, await aClient(app, organization), { sentBy: staff });
  for (const events of [1, 2]) {
    await passTime(app, id, { days: 14 });
    await expireDue(app.services);
    expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED', events });
    await app.ask(
      'mutation Resend($ids: [ID!]!) { resendInvitations(input: { ids: $ids }) { errors { code } } }',
      { ids: [id] },
      { as: staff },
    );
    expect(await stateOf(id)).toMatchObject({ status: 'PENDING', client: 'INVITE_PENDING', recorded: 0 });
  }
});

it('leaves a client alone who was deactivated meanwhile', async () => {
  const { id, clientId } = await anInvitation(app, await aClient(app, organization));
  await app.sql(`UPDATE clients SET status = 'DEACTIVATED', deactivated_at = NOW(3) WHERE id = ?`, [
    clientId,
  ]);
  await passTime(app, id, { days: 15 });
  await expireDue(app.services);
  expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED', client: 'DEACTIVATED' });
});
