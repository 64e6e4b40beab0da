import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltOrganization,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { remindDue } from './remind-due.js';

let app: App;
let organization: BuiltOrganization;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());
beforeEach(async () => {
  organization = await anOrganization(app);
});

const sent = async () => anInvitation(app, await aClient(app, organization));
const sweep = () => remindDue(app.services);
const reminders = (invitationId: string) =>
  app.sql(
    `SELECT m.kind, m.recipient, m.state, m.send_key FROM mails m
      WHERE m.invitation_id = ? AND m.kind = 'REMINDER' ORDER BY m.id`,
    [invitationId],
  );
const stateOf = async (invitationId: string) =>
  (
    await app.sql(
      `SELECT reminders_sent AS count, delivery_state AS delivery,
              TIMESTAMPDIFF(HOUR, sent_at, next_reminder_at) AS next_after_hours FROM invitations WHERE id = ?`,
      [invitationId],
    )
  )[0];
const leaves = (invitationId: string) =>
  app.sql(`UPDATE invitations SET delivery_state = 'SENT' WHERE id = ?`, [invitationId]);

describe('reminders', () => {
  it('leave three and seven days after sending, and no more', async () => {
    const { id } = await sent();
    await passTime(app, id, { days: 3, seconds: -60 });
    await sweep();
    expect(await reminders(id)).toEqual([]);

    await passTime(app, id, { seconds: 60 });
    await sweep();
    expect(await reminders(id)).toHaveLength(1);
    expect(await stateOf(id)).toEqual({ count: 1, delivery: 'QUEUED', next_after_hours: 168 });

    await leaves(id);
    await passTime(app, id, { days: 4 });
    await sweep();
    expect(await reminders(id)).toHaveLength(2);
    expect(await stateOf(id)).toEqual({ count: 2, delivery: 'QUEUED', next_after_hours: null });

    await leaves(id);
    await passTime(app, id, { days: 6 });
    await sweep();
    const mails = await reminders(id);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.send_key)).size).toBe(2);
    const events = await app.sql(`SELECT type, actor_id FROM invitation_events WHERE invitation_id = ?`, [
      id,
    ]);
    expect(events).toEqual([
      { type: 'REMINDED', actor_id: null },
      { type: 'REMINDED', actor_id: null },
    ]);
  });

  it.each([6.9, 8, 12])('that are %d days late leave once, not twice at once', async (days) => {
    const { id } = await sent();
    await passTime(app, id, { seconds: Math.round(days * 86_400) });
    await sweep();
    await leaves(id);
    await passTime(app, id, { days: 1 });
    await sweep();
    expect(await reminders(id)).toHaveLength(1);
  });

  it.each([
    ['accepted', `status = 'ACCEPTED'`],
    ['withdrawn', `status = 'WITHDRAWN'`],
    ['expired but not swept yet', 'expires_at = NOW(3)'],
    ['bounced', `delivery_state = 'BOUNCED'`],
    ['given up', `delivery_state = 'FAILED'`],
  ])('do not leave when the invitation is %s', async (_, change) => {
    const { id } = await sent();
    await passTime(app, id, { days: 3 });
    await app.sql(`UPDATE invitations SET ${change} WHERE id = ?`, [id]);
    await sweep();
    expect(await reminders(id)).toEqual([]);
  });

  it('wait while the mail before has not left', async () => {
    const { id } = await sent();
    await passTime(app, id, { days: 3 });
    await app.sql(`UPDATE invitations SET delivery_state = 'QUEUED' WHERE id = ?`, [id]);
    await sweep();
    expect(await reminders(id)).toEqual([]);
    await leaves(id);
    await passTime(app, id, { seconds: 3_601 });
    await sweep();
    expect(await reminders(id)).toHaveLength(1);
  });

  it('wait while the organization is suspended', async () => {
    const { id } = await sent();
    await passTime(app, id, { days: 3 });
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    await sweep();
    expect(await reminders(id)).toEqual([]);
    await app.sql('UPDATE organizations SET suspended_at = NULL WHERE id = ?', [organization.id]);
    await passTime(app, id, { seconds: 3_601 });
    await sweep();
    expect(await reminders(id)).toHaveLength(1);
  });

  it('do not leave when whoever invited no longer works here, since the link is closed', async () => {
    const inviter = await aStaffMember(app, organization);
    const client = await aClient(app, organization);
    const { id } = await anInvitation(app, client, { sentBy: inviter });
    await passTime(app, id, { days: 3 });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [inviter.staffMemberId]);
    await sweep();
    expect(await reminders(id)).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ count: 0, next_after_hours: null });
  });

  it('leave once each when several processes sweep at the same time', async () => {
    const invitations = await Promise.all(Array.from({ length: 30 }, sent));
    for (const { id } of invitations) await passTime(app, id, { days: 3 });
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    for (const { id } of invitations) expect(await reminders(id)).toHaveLength(1);
  });

  it('leave although one before them cannot be written, which is tried again later', async () => {
    const invitations = await Promise.all(Array.from({ length: 12 }, sent));
    const [bad, ...others] = invitations;
    for (const { id } of others) await passTime(app, id, { days: 3 });
    await passTime(app, bad?.id ?? '', { days: 3, seconds: 60 });
    // The table refuses what this one needs written.
    await app.sql(
      `INSERT INTO mails (id, organization_id, kind, send_key, recipient, state, next_attempt_at)
       SELECT UUID(), organization_id, 'MAIL_STOPPED',
              CONCAT(id, ':reminder:1:', ROUND(UNIX_TIMESTAMP(sent_at) * 1000)), 'nobody@example.org', 'FAILED', NOW(3)
         FROM invitations WHERE id = ?`,
      [bad?.id],
    );
    await sweep();
    for (const { id } of others) expect(await reminders(id)).toHaveLength(1);
    expect(await reminders(bad?.id ?? '')).toEqual([]);
    await app.sql(`DELETE FROM mails WHERE kind = 'MAIL_STOPPED'`);
    await passTime(app, bad?.id ?? '', { seconds: 3_601 });
    await sweep();
    expect(await reminders(bad?.id ?? '')).toHaveLength(1);
  });

  // The clocks of Amsterdam went forward on 29 March 2026 at 01:00 UTC, and back on 25 October at 01:00 UTC.
  it.each([
    ['does not exist', '2026-03-26 01:30:00.000'],
    ['comes twice', '2026-10-22 00:30:00.000'],
  ])('leave once when the local hour of three days later %s', async (_, sentAt) => {
    const { id } = await sent();
    const next = async () =>
      (
        await app.sql(
          `SELECT TIMESTAMPDIFF(SECOND, sent_at, next_reminder_at) AS seconds FROM invitations WHERE id = ?`,
          [id],
        )
      )[0].seconds;
    await app.sql(
      'UPDATE invitations SET sent_at = ?, next_reminder_at = CAST(? AS DATETIME(3)) + INTERVAL 3 DAY WHERE id = ?',
      [sentAt, sentAt, id],
    );
    expect(await next()).toBe(3 * 86_400);
    await sweep();
    await leaves(id);
    await sweep();
    expect(await reminders(id)).toHaveLength(1);
  });
});
