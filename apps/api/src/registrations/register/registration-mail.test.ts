import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { mailsTo } from '../../../test/outbox.js';
import { newAddress, REQUEST, registering } from '../../../test/registering.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { open, request, preview, complete, linkFor, kindsTo, clientsOf, later } = registering(() => app);

describe('the mail', () => {
  it('tells the owner of the mailbox, and only them, how they stand', async () => {
    const organization = await open();
    const client = await aUser(app);
    await aClient(app, organization, { user: client, email: client.email });
    const former = await aUser(app);
    const { id } = await aClient(app, organization, { user: former, email: former.email });
    await app.sql(`UPDATE clients SET status = 'DEACTIVATED', deactivated_at = NOW(3) WHERE id = ?`, [id]);
    for (const { email } of [client, former])
      expect(await request(organization, email)).toEqual({ requested: true, errors: [] });
    expect(await kindsTo(client.email)).toEqual(['REGISTRATION_KNOWN']);
    expect(await kindsTo(former.email)).toEqual(['REGISTRATION_BY_PHONE']);
    for (const { email } of [client, former])
      for (const { token } of await mailsTo(app, email)) expect(token).toBe('');
  });

  it('comes once in five minutes, with a link that goes on working until it has served', async () => {
    const organization = await open();
    const email = newAddress();
    const first = await linkFor(organization, email);
    await Promise.all([1, 2, 3].map(() => request(organization, email)));
    expect(await kindsTo(email)).toHaveLength(1);
    await later(organization);
    expect(await linkFor(organization, email)).toBe(first);
    expect(await complete(first)).toMatchObject({ errors: [] });
    const [{ id }] = await clientsOf(organization);
    await app.sql('DELETE FROM client_search_terms WHERE client_id = ?', [id]);
    await app.sql('UPDATE registrations SET client_id = NULL WHERE client_id = ?', [id]);
    await app.sql('DELETE FROM clients WHERE id = ?', [id]);
    await later(organization);
    const second = await linkFor(organization, email);
    expect(second).not.toBe(first);
    expect(await preview(first)).toMatchObject({ state: 'UNKNOWN' });
  });

  it('comes ten times a day at most, whichever organizations are asked', async () => {
    const email = newAddress();
    for (let index = 0; index < 11; index += 1) await request(await open(), email);
    await app.services.later.rest();
    expect(await kindsTo(email)).toHaveLength(10);
  });

  it('leads to our own origin whatever the request says of its host', async () => {
    const organization = await open();
    const email = newAddress();
    await app.ask(
      REQUEST,
      { input: { slug: organization.slug, email } },
      { headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' } },
    );
    expect((await mailsTo(app, email)).map(({ url }) => url.origin)).toEqual(['http://anteroom.test']);
  });

  it('goes to the stored bytes: a look-alike of a known address is somebody else', async () => {
    const organization = await open();
    const client = await aUser(app, { email: 'istanbul@example.com' });
    await aClient(app, organization, { user: client, email: client.email });
    for (const email of ['ıstanbul@example.com', 'istanbul@exämple.com', 'ISTANBUL@example.com'])
      await request(organization, email);
    await app.services.later.rest();
    const mails = await app.sql('SELECT recipient, kind FROM mails WHERE organization_id = ?', [
      organization.id,
    ]);
    for (const { recipient, kind } of mails)
      expect([recipient, kind === 'REGISTRATION_KNOWN']).toEqual([recipient, recipient === client.email]);
    expect(mails.filter(({ recipient }) => recipient === client.email)).toHaveLength(1);
  });

  it.each(['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '"a b"@x.example'])(
    'never goes to %j',
    async (email) => {
      const organization = await open();
      expect(await request(organization, email)).toEqual({
        requested: false,
        errors: [{ code: 'BAD_ADDRESS', path: ['email'] }],
      });
    },
  );
});
