import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import { aQueuedInvitation, fateOf, makeDue, useOutbox } from '../../../test/outbox.js';
import { type Misbehaviour, type Phase, SmtpInbox } from '../../../test/smtp-inbox.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

describe('a mail server that cannot be used', () => {
  it.each<[string, Phase, Misbehaviour]>([
    ['is closing', 'mail', { reply: 421, words: '4.3.2 Shutting down' }],
    ['is closing while it is told to whom', 'rcpt', { reply: 421, words: '4.3.2 Shutting down' }],
    ['refuses our sender', 'mail', { reply: 550, words: '5.7.1 You may not send here' }],
    ['turns us away', 'connect', { reply: 554, words: '5.7.1 Not you' }],
    ['cuts the connection', 'connect', 'drop'],
  ])('holds the whole queue when it %s, and then sends everything once', async (_, phase, misbehaviour) => {
    const queued = [];
    for (let index = 0; index < 20; index += 1) queued.push(await aQueuedInvitation(app, organization));
    let conversations = 0;
    inbox.misbehave = (at) => {
      if (at.phase === phase) conversations += 1;
      return at.phase === phase ? misbehaviour : undefined;
    };
    const delivery = aDelivery();
    await delivery.deliverDue();
    await delivery.deliverDue();
    expect(conversations).toBeLessThanOrEqual(5);
    const fates = await Promise.all(queued.map(({ mail }) => fateOf(app, mail.id)));
    for (const fate of fates)
      expect(fate).toMatchObject({ state: 'QUEUED', reason_code: 'SERVER_UNREACHABLE' });
    expect(fates.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(5);

    inbox.behave();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await makeDue(app, ...queued.map(({ mail }) => mail.id));
    await delivery.deliverDue();
    expect(inbox.received).toHaveLength(20);
    expect(new Set(inbox.received.flatMap(({ recipients }) => recipients)).size).toBe(20);
  });

  it('tries with a single mail whether it is back, as often as it takes', async () => {
    const queued = [];
    for (let index = 0; index < 12; index += 1) queued.push(await aQueuedInvitation(app, organization));
    let conversations = 0;
    inbox.misbehave = ({ phase }) => {
      if (phase !== 'connect') return undefined;
      conversations += 1;
      return 'drop';
    };
    const delivery = aDelivery();
    await delivery.deliverDue();
    for (let time = 0; time < 2; time += 1) {
      const before = conversations;
      await new Promise((resolve) => setTimeout(resolve, 400));
      await makeDue(app, ...queued.map(({ mail }) => mail.id));
      await delivery.deliverDue();
      expect(conversations - before).toBe(1);
    }
  });

  it('holds the queue when it refuses our password', async () => {
    const guarded = await SmtpInbox.start({ login: { user: 'us', pass: 'right' } });
    try {
      const { mail } = await aQueuedInvitation(app, organization);
      const wrong = guarded.url.replace('right', 'wrong');
      await aDelivery({}, { smtpUrl: wrong }).deliverDue();
      expect(await fateOf(app, mail.id)).toMatchObject({
        state: 'QUEUED',
        reason_code: 'SERVER_UNREACHABLE',
      });
      await makeDue(app, mail.id);
      await aDelivery({}, { smtpUrl: guarded.url }).deliverDue();
      expect(guarded.received).toHaveLength(1);
    } finally {
      await guarded.close();
    }
  });

  it.each([
    ['is at no known place', () => 'smtp://mail.invalid:25'],
    ['offers no encryption', () => `${inbox.url}?requireTLS=true`],
    ['speaks no TLS', () => inbox.url.replace('smtp:', 'smtps:')],
  ])('holds the queue when it %s, and says so in the log', async (_, smtpUrl) => {
    const { mail } = await aQueuedInvitation(app, organization);
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    await aDelivery({}, { smtpUrl: smtpUrl() }, { ...app.services, log }).deliverDue();
    expect(await fateOf(app, mail.id)).toMatchObject({ state: 'QUEUED', reason_code: 'SERVER_UNREACHABLE' });
    expect(inbox.received).toHaveLength(0);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'the mail server cannot be used: all mail is held',
    ]);
    await makeDue(app, mail.id);
    await aDelivery().deliverDue();
    expect(inbox.received).toHaveLength(1);
  });

  it('does not let one recipient at whom it breaks off keep the others waiting', async () => {
    const bad = await aQueuedInvitation(app, organization);
    const others = [await aQueuedInvitation(app, organization), await aQueuedInvitation(app, organization)];
    inbox.fail('rcpt', 'drop', { recipient: bad.mail.recipient });
    const delivery = aDelivery({}, { mailConcurrency: 1 });
    await delivery.deliverDue();
    await new Promise((resolve) => setTimeout(resolve, 800));
    await delivery.deliverDue();
    for (const { mail } of others) expect(inbox.to(mail.recipient)).toHaveLength(1);
    expect((await fateOf(app, bad.mail.id)).wait_ms).toBeGreaterThan(30_000);
  });
});
