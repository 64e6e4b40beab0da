import { describe, expect, it } from 'vitest';
import { aUser, type BuiltOrganization } from '../../test/builders.js';
import type { App } from '../../test/harness.js';
import { aQueuedInvitation, useOutbox } from '../../test/outbox.js';
import type { SmtpInbox } from '../../test/smtp-inbox.js';
import { enqueueAuthMail } from './enqueue-auth-mail.js';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
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
    const [mail] = await app.sql('SELECT state, reason_code, payload FROM mails WHERE recipient = ?', [
      email,
    ]);
    expect(mail).toEqual({ state: 'FAILED', reason_code: 'EXPIRED', payload: null });
  });
});
