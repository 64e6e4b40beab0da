import { afterAll, beforeAll, expect, it } from 'vitest';
import { ASK, accepting, NOT_ME } from '../../../test/accepting.js';
import { passTime } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { MailDelivery } from '../../email/outbox/deliver-mail.js';

let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
});

const { invited } = accepting(() => app);

it.each([
  ['This isn’t me', { days: 0 }, NOT_ME, { confirmation: 'client' }],
  ['the wish for a new invitation', { days: 14 }, ASK, {}],
])(
  'names the address that was written to, also if it is corrected before the mail leaves: %s',
  async (_what, passed, operation, more) => {
    const { staff, client, invitation, token } = await invited({
      firstName: null,
      lastName: null,
    });
    await passTime(app, invitation.id, passed);
    await app.ask(operation, { input: { token, ...more } });
    const corrected = `ada-${client.id}@example.org`;
    await app.ask(
      'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { errors { code } } }',
      { input: { id: client.id, email: corrected } },
      { as: staff },
    );
    expect(await app.sql('SELECT email FROM clients WHERE id = ?', [client.id])).toEqual([
      { email: corrected },
    ]);
    const [queued] = await app.sql('SELECT payload FROM mails WHERE recipient = ?', [staff.email]);
    expect(queued.payload).not.toContain(client.email);
    const delivery = new MailDelivery(app.services);
    await delivery.deliverDue();
    await delivery.stop();
    const [mail] = await inbox.parsed(inbox.to(staff.email));
    const read = `${mail?.subject} ${mail?.text?.replace(/\s+/g, ' ')} ${mail?.html}`;
    expect(read).toContain(client.email);
    expect(read).not.toContain(corrected);
  },
);
