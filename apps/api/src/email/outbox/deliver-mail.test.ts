import { describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf, makeDue, queueMail, useOutbox } from '../../../test/outbox.js';
import type { SmtpInbox } from '../../../test/smtp-inbox.js';
import { readInvitationToken } from '../../invitations/invitation-token.js';
import { EVERYBODY } from '../limits/suppression.entity.js';
import { suppress } from '../limits/suppressions.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

describe('sending', () => {
  it('hands the mail over once, with a link that opens the invitation, and says so', async () => {
    const { client, invitation, mail } = await aQueuedInvitation(app, organization, { firstName: 'Noor' });
    await aDelivery().deliverDue();

    const [received] = inbox.to(mail.recipient);
    expect(inbox.to(mail.recipient)).toHaveLength(1);
    expect(received?.recipients).toEqual([client.email]);
    const [parsed] = await inbox.parsed(inbox.received);
    expect(parsed?.subject).toBe('Welcome');
    expect(parsed?.text).toContain('Hello Noor');
    expect(parsed?.html).toContain('Hello Noor');
    expect(parsed?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    const token = /\/portal\/invitation#(inv_[\w-]+)/.exec(parsed?.text ?? '')?.[1];
    expect(readInvitationToken(token)?.invitationId).toBe(invitation.id);
    expect(readInvitationToken(token)?.matches(app.services.config.tokenKeys, 1)).toBe(true);

    expect(await fateOf(app, mail.id)).toMatchObject({
      state: 'SENT',
      attempts: 1,
      lease_token: null,
      delivery_state: 'SENT',
      events: 'DELIVERED',
    });
  });

  it('sends two hundred once each, over five connections', async () => {
    const recipients = Array.from({ length: 200 }, (_, index) => `person${index}@example.org`);
    const { createClients } = await app.ask(
      `mutation Create($input: CreateClientsInput!) { createClients(input: $input) { createdCount errors { code } } }`,
      { input: { organizationId: organization.id, emails: recipients.join(' '), invitation: {} } },
      { as: await aStaffMember(app, organization) },
    );
    expect(createClients).toEqual({ createdCount: 200, errors: [] });
    await aDelivery().deliverDue();
    expect(inbox.received.flatMap((mail) => mail.recipients).sort()).toEqual(recipients.sort());
    expect(new Set(inbox.received.map(({ connection }) => connection)).size).toBeLessThanOrEqual(5);
    expect(new Set((await inbox.parsed()).map(({ messageId }) => messageId)).size).toBe(200);
  });

  it('sends five thousand once each, by two workers of two connections, and lets go of all of them', async () => {
    const as = await aStaffMember(app, organization);
    const list = (from: number) =>
      Array.from({ length: 200 }, (_, index) => `q${from + index}@example.org`).join(' ');
    for (let from = 0; from < 5_000; from += 200)
      await app.ask(
        `mutation Create($input: CreateClientsInput!) { createClients(input: $input) { createdCount } }`,
        { input: { organizationId: organization.id, emails: list(from), invitation: {} } },
        { as },
      );
    await Promise.all([1, 2].map(() => aDelivery({}, { mailConcurrency: 2 }).deliverDue()));
    const recipients = inbox.received.flatMap((mail) => mail.recipients);
    expect(recipients).toHaveLength(5_000);
    expect(new Set(recipients).size).toBe(5_000);
    const states = await app.sql(
      `SELECT state, COUNT(*) AS count, COUNT(lease_token) AS leased FROM mails WHERE organization_id = ? GROUP BY state`,
      [organization.id],
    );
    expect(states).toEqual([{ state: 'SENT', count: 5_000, leased: 0 }]);
  }, 60_000);

  it('sends each mail once however many workers there are', async () => {
    await Promise.all(Array.from({ length: 60 }, () => aQueuedInvitation(app, organization)));
    await Promise.all([1, 2, 3].map(() => aDelivery({ batch: 7 }).deliverDue()));
    const recipients = inbox.received.flatMap((mail) => mail.recipients);
    expect(recipients).toHaveLength(60);
    expect(new Set(recipients).size).toBe(60);
  });

  it.each(['ORGANIZATION', 'EVERYBODY'] as const)(
    'sends nothing to whoever has asked not to be invited since (%s), and says so',
    async (whom) => {
      const asked = await aQueuedInvitation(app, organization, {
        sentBy: await aStaffMember(app, organization),
      });
      const elsewhere = await anOrganization(app);
      const others = [
        await aQueuedInvitation(app, organization),
        await aQueuedInvitation(app, elsewhere, { email: asked.client.email }),
      ];
      await suppress(app.context(), asked.mail.recipient, whom === 'EVERYBODY' ? EVERYBODY : organization.id);
      await aDelivery().deliverDue();
      const expected = whom === 'EVERYBODY' ? [others[0]] : others;
      expect(inbox.received.flatMap(({ recipients }) => recipients).sort()).toEqual(
        expected.map((one) => one?.mail.recipient).sort(),
      );
      expect(await fateOf(app, asked.mail.id)).toMatchObject({
        state: 'FAILED',
        reason_code: 'SUPPRESSED',
        delivery_state: 'FAILED',
        events: 'OPTED_OUT',
      });
    },
  );

  it('takes a mail that is queued while it is at work', async () => {
    const first = await aQueuedInvitation(app, organization);
    inbox.fail('rcpt', 'hang', { recipient: first.mail.recipient });
    const delivery = aDelivery({ smtp: { socket: 1_500 } });
    const running = delivery.deliverDue();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = await aQueuedInvitation(app, organization);
    delivery.wake();
    await inbox.waitFor(1, 1_000);
    expect(inbox.to(second.mail.recipient)).toHaveLength(1);
    await running;
  });

  it('writes to the staff member who invited with a link to the client', async () => {
    const staff = await aStaffMember(app, organization);
    const { client, mail } = await aQueuedInvitation(app, organization, { sentBy: staff });
    await app.sql(
      `UPDATE mails SET kind = 'RENEWAL_REQUESTED', message_id = NULL, recipient = ? WHERE id = ?`,
      [staff.email, mail.id],
    );
    await aDelivery().deliverDue();
    const [parsed] = await inbox.parsed(inbox.to(staff.email));
    expect(parsed?.text).toContain(`http://anteroom.test/admin/o/${organization.slug}/clients/${client.id}`);
    expect((await fateOf(app, mail.id)).events).toBeNull();
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
    const fate = await fateOf(app, mail.id);
    expect(fate).toMatchObject({ state: 'QUEUED', attempts: 0 });
    expect(fate.wait_ms).toBeGreaterThan(10 * 60_000);
  });
});

describe('a mail server that refuses', () => {
  it('comes back after a 450 and delivers once', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('rcpt', { reply: 450, words: '4.2.0 Greylisted, try again later' }, { times: 2 });
    const delivery = aDelivery();
    await delivery.deliverDue();
    const delayed = await fateOf(app, mail.id);
    expect(delayed).toMatchObject({ state: 'QUEUED', reason_code: 'TEMPORARY', events: 'DELAYED' });
    expect(delayed.wait_ms).toBeGreaterThan(40_000);
    expect(delayed.wait_ms).toBeLessThan(80_000);
    await delivery.deliverDue();
    expect((await fateOf(app, mail.id)).attempts).toBe(1);

    await makeDue(app, mail.id);
    await delivery.deliverDue();
    expect((await fateOf(app, mail.id)).wait_ms).toBeGreaterThan(90_000);
    await makeDue(app, mail.id);
    await delivery.deliverDue();
    expect(await fateOf(app, mail.id)).toMatchObject({
      state: 'SENT',
      attempts: 3,
      reason_code: null,
      events: 'DELAYED,DELIVERED',
    });
    expect(inbox.to(mail.recipient)).toHaveLength(1);
  });

  it.each([
    [{ reply: 550, words: '5.1.1 No such user here' }, 'MAILBOX_UNKNOWN'],
    [{ reply: 552, words: '5.2.2 Mailbox full' }, 'MAILBOX_FULL'],
    [{ reply: 554, words: '5.7.1 Message rejected as spam' }, 'BLOCKED'],
    [{ reply: 550, words: 'Not today' }, 'REFUSED'],
  ])('keeps the words of %o, does not try again and reminds no more', async (reply, reason) => {
    const { invitation, mail } = await aQueuedInvitation(app, organization);
    inbox.fail('rcpt', reply);
    const delivery = aDelivery();
    await delivery.deliverDue();
    await makeDue(app, mail.id);
    await delivery.deliverDue();
    const fate = await fateOf(app, mail.id);
    expect(fate).toMatchObject({
      state: 'BOUNCED',
      attempts: 1,
      reason_code: reason,
      delivery_state: 'BOUNCED',
      events: 'BOUNCED',
    });
    expect(fate.server_response).toContain(reply.words);
    const [row] = await app.sql('SELECT next_reminder_at FROM invitations WHERE id = ?', [invitation.id]);
    expect(row.next_reminder_at).toBeNull();
  });

  it('treats a refusal after the content like one of the recipient', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('end', { reply: 554, words: '5.7.0 Content not wanted' });
    await aDelivery().deliverDue();
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'BOUNCED', reason_code: 'BLOCKED' });
  });

  it('gives up after three days of trying, and not of one that lay there for most of them', async () => {
    const given = await aQueuedInvitation(app, organization);
    const kept = await aQueuedInvitation(app, organization);
    inbox.fail('rcpt', { reply: 451, words: '4.3.0 Later' });
    await app.sql(
      'UPDATE mails SET created_at = NOW(3) - INTERVAL 73 HOUR, attempts = IF(id = ?, 20, 1) WHERE id IN (?)',
      [given.mail.id, [given.mail.id, kept.mail.id]],
    );
    await aDelivery().deliverDue();
    expect(await fateOf(app, given.mail.id)).toMatchObject({
      state: 'FAILED',
      reason_code: 'GAVE_UP',
      delivery_state: 'FAILED',
      events: 'DELIVERY_FAILED',
    });
    expect(await fateOf(app, kept.mail.id)).toMatchObject({ state: 'QUEUED', reason_code: 'TEMPORARY' });
  });
});

describe('a connection that breaks after the mail was handed over', () => {
  it('tries again later under the same Message-ID, on record, when never is worse than twice', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('taken', 'drop', { times: 1 });
    const delivery = aDelivery();
    await delivery.deliverDue();
    expect(await fateOf(app, mail.id)).toMatchObject({
      state: 'QUEUED',
      reason_code: 'CONNECTION_LOST',
      events: 'DELIVERY_UNKNOWN',
    });
    await delivery.deliverDue();
    expect(inbox.received).toHaveLength(1);
    await makeDue(app, mail.id);
    await delivery.deliverDue();
    const ids = (await inbox.parsed()).map(({ messageId }) => messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect((await fateOf(app, mail.id)).events).toBe('DELIVERY_UNKNOWN,DELIVERED');
  });

  it('leaves the mail visible as unknown when twice is worse than never', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('taken', 'drop');
    const delivery = aDelivery({}, { mailUnknownPolicy: 'at-most-once' });
    await delivery.deliverDue();
    await makeDue(app, mail.id);
    await delivery.deliverDue();
    expect(inbox.received).toHaveLength(1);
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'UNKNOWN', delivery_state: 'UNKNOWN' });
  });

  it('does not know either when no answer comes', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('taken', 'hang');
    await aDelivery({ smtp: { end: 300 } }, { mailUnknownPolicy: 'at-most-once' }).deliverDue();
    expect((await fateOf(app, mail.id)).state).toBe('UNKNOWN');
  });

  it.each([
    ['drop', 'at-least-once'],
    ['drop', 'at-most-once'],
    ['hang', 'at-least-once'],
    ['hang', 'at-most-once'],
  ] as const)(
    'does not know either that the server has not kept it: %s at the final dot, %s',
    async (how, mailUnknownPolicy) => {
      const { mail } = await aQueuedInvitation(app, organization);
      const sent: string[] = [];
      inbox.misbehave = ({ phase, time, raw }) => {
        if (phase !== 'end') return undefined;
        sent.push(/^message-id: *(.+)$/im.exec(raw)?.[1] ?? '');
        return time === 1 ? how : undefined;
      };
      const delivery = aDelivery({ smtp: { end: 300 } }, { mailUnknownPolicy });
      await delivery.deliverDue();
      const again = mailUnknownPolicy === 'at-least-once';
      expect(await fateOf(app, mail.id)).toMatchObject({
        state: again ? 'QUEUED' : 'UNKNOWN',
        reason_code: 'CONNECTION_LOST',
        events: 'DELIVERY_UNKNOWN',
      });
      await makeDue(app, mail.id);
      await delivery.deliverDue();
      const [id] = sent;
      expect(id).toMatch(/^<.+@.+>$/);
      expect(sent).toEqual(again ? [id, id] : [id]);
      expect(inbox.received).toHaveLength(again ? 1 : 0);
      expect((await fateOf(app, mail.id)).state).toBe(again ? 'SENT' : 'UNKNOWN');
    },
  );

  it('tries again however often the server had put it off before, since only one copy may have left', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('rcpt', { reply: 451, words: '4.2.0 Greylisted' });
    const delivery = aDelivery();
    for (let time = 0; time < 4; time += 1) {
      await delivery.deliverDue();
      await makeDue(app, mail.id);
    }
    inbox.fail('taken', 'drop', { times: 1 });
    await delivery.deliverDue();
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', attempts: 5 });
    await makeDue(app, mail.id);
    await delivery.deliverDue();
    expect(inbox.received).toHaveLength(2);
    expect((await fateOf(app, mail.id)).state).toBe('SENT');
  });

  it('stops copying to a server that takes every mail and breaks off', async () => {
    const { mail } = await aQueuedInvitation(app, organization);
    inbox.fail('taken', 'drop');
    const delivery = aDelivery();
    for (let time = 0; time < 7; time += 1) {
      await delivery.deliverDue();
      await makeDue(app, mail.id);
    }
    expect(inbox.received).toHaveLength(4);
    expect((await fateOf(app, mail.id)).state).toBe('UNKNOWN');
  });
});
