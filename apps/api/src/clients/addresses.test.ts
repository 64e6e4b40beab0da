import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aClient, anOrganization, aStaffMember, aUser, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
let staff: BuiltStaffMember;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  staff = await aStaffMember(app, await anOrganization(app));
});

const CREATE = `mutation ($input: CreateClientInput!) {
  result: createClient(input: $input) { client { id email firstName lastName } errors { code path } }
}`;
const UPDATE = `mutation ($input: UpdateClientInput!) {
  result: updateClient(input: $input) { client { id email firstName lastName } errors { code path } }
}`;
const PASTE = `mutation ($input: CreateClientsInput!) {
  result: createClients(input: $input) {
    createdCount rows { address client { firstName lastName } } errors { code path }
  }
}`;

const ask = async (operation: string, input: object) =>
  (await app.ask(operation, { input }, { as: staff })).result;

async function createWith(email: string) {
  return ask(CREATE, { organizationId: staff.organizationId, email, invitation: {} });
}
async function changeTo(email: string) {
  const { id } = await aClient(app, { id: staff.organizationId }, { email: null });
  return ask(UPDATE, { id, email });
}
const paste = (emails: string) =>
  ask(PASTE, { organizationId: staff.organizationId, emails, invitation: {} });

const addresses = async (): Promise<string[]> =>
  (
    await app.sql<{ email: string }>(
      'SELECT email FROM clients WHERE organization_id = ? AND email IS NOT NULL UNION ALL SELECT recipient FROM mails WHERE organization_id = ?',
      [staff.organizationId, staff.organizationId],
    )
  ).map(({ email }) => email);

describe('an address that is none, or more than one', () => {
  it.each([
    'a@x.example\r\nBcc: victim@x.example',
    'a@x.example\nRCPT TO:<victim@x.example>',
    'a@x.example\0',
    'a@x.example,victim@x.example',
    'a@x.example;victim@x.example',
    'a@x.example victim@x.example',
    'friends: a@x.example, victim@x.example;',
    '"a b"@x.example',
    '"a@x.example"@y.example',
    '"victim@x.example> "@y.example',
    'a@[127.0.0.1]',
    'a@x.example>',
    '<@relay.example:a@x.example>',
    'a%victim@x.example@y.example',
    'a@x..example',
    '.a@x.example',
    'a@-x.example',
    'a@x',
    `${'a'.repeat(65)}@x.example`,
    `a@${'x'.repeat(250)}.example`,
    '\u0131@x.example',
    'a@x.ex\u0430mple',
    'a\u200b@x.example',
    '\u202ea@x.example',
    '\u212aim@x.example',
    'a@\u212a.example',
    'a\uff20x.example',
    '\ud800@x.example',
  ])('is refused at its field by createClient and updateClient: %j', async (email) => {
    for (const { client, errors } of [await createWith(email), await changeTo(email)]) {
      expect(errors).toMatchObject([{ code: 'BAD_ADDRESS', path: ['email'] }]);
      expect(client).toBeNull();
    }
    expect(await addresses()).toEqual([]);
  });

  it.each([
    'a@x.example\r\nBcc: victim',
    'friends: a@x.example, b@x.example; nobody',
    '"a b"@x.example',
    '\u0131@x.example',
    'a@x.ex\u0430mple',
    '\u212aim@x.example',
    'a@[127.0.0.1]',
    'a@x.example\0b@x.example',
    '<@relay.example:a@x.example>',
  ])('keeps createClients from creating anybody: %j', async (text) => {
    const { createdCount, errors } = await paste(`good@x.example, ${text}`);
    expect(errors.map(({ code }: { code: string }) => code)).toContain('BAD_ADDRESS');
    expect(createdCount).toBe(0);
    expect(await addresses()).toEqual([]);
  });

  it.each([
    ['brackets', '('.repeat(100_000)],
    ['nested comments', `${'(a'.repeat(50_000)}@x.example`],
    ['nested groups', `${'g:'.repeat(50_000)}a@x.example`],
    ['angles', '<'.repeat(100_000)],
    ['quotes', '"\\'.repeat(50_000)],
    ['labels', `a@${'x.'.repeat(50_000)}example`],
  ])('takes no longer than any other, however it nests: %s', async (_what, text) => {
    const began = performance.now();
    expect((await createWith(text)).errors).toMatchObject([{ code: 'BAD_ADDRESS' }]);
    expect((await changeTo(text)).errors).toMatchObject([{ code: 'BAD_ADDRESS' }]);
    expect((await paste(text)).createdCount).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('an address that looks like another', () => {
  const LOOKALIKES = ['\u212aim@x.example', 'k\u0131m@x.example', 'kím@x.example', 'kim@x.exampl\u0435'];
  const password = 'correct horse battery';
  const post = (path: string, body: object) =>
    app.fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.services.config.publicUrl },
      body: JSON.stringify(body),
    });

  it('is never taken for it: neither a client nor a user is found by it', async () => {
    await createWith('kim@x.example');
    await aUser(app, { email: 'kim@x.example', password });
    for (const email of LOOKALIKES) {
      expect((await createWith(email)).errors).toMatchObject([{ code: 'BAD_ADDRESS' }]);
      const signIn = await post('sign-in/email', { email, password });
      expect([400, 401]).toContain(signIn.status);
      expect(signIn.headers.getSetCookie()).toEqual([]);
      expect((await post('request-password-reset', { email })).status).toBe(400);
    }
    expect((await post('sign-in/email', { email: 'kim@x.example', password })).status).toBe(200);
    expect((await post('request-password-reset', { email: 'kim@x.example' })).status).toBe(200);
    await vi.waitFor(async () =>
      expect(await app.sql(`SELECT recipient FROM mails WHERE kind = 'PASSWORD_RESET'`)).toEqual([
        { recipient: 'kim@x.example' },
      ]),
    );
    expect((await createWith(' KIM@X.example ')).errors).toMatchObject([{ code: 'TAKEN', path: ['email'] }]);
    expect((await createWith('kim@xn--exmple-cua.example')).client.email).toBe('kim@xn--exmple-cua.example');
    expect(new Set(await addresses())).toEqual(new Set(['kim@x.example', 'kim@xn--exmple-cua.example']));
  });
});

describe('a name', () => {
  const hostile = '\u202EEva\u200B\u2066 https://evil.example/x <b>{{ClientPortalLink}}\r\nBcc: a@b.example';

  it('carries nothing hidden and nothing that becomes a link, by whichever way it comes', async () => {
    const created = await ask(CREATE, {
      organizationId: staff.organizationId,
      email: 'one@x.example',
      firstName: hostile,
      lastName: 'www.evil.example',
    });
    const changed = await ask(UPDATE, { id: created.client.id, lastName: hostile });
    const pasted = await paste(`"${hostile.split('<')[0]}" <two@x.example>`);
    const names = [created.client, changed.client, pasted.rows[0].client].flatMap((client) => [
      client.firstName,
      client.lastName,
    ]);
    expect(names.join(' ')).toMatch(/Eva/);
    for (const name of names)
      expect(name ?? '').not.toMatch(/[\u202a-\u202e\u200b-\u200f\u2066-\u2069<>{}:/@\r\n]|evil\.example/);
  });

  it('of 10 kB is told at its field, and cut where it stood before an address', async () => {
    const long = 'x'.repeat(10_000);
    expect(
      (await ask(CREATE, { organizationId: staff.organizationId, firstName: long })).errors,
    ).toMatchObject([{ code: 'TOO_LONG', path: ['firstName'] }]);
    const { id } = await aClient(app, { id: staff.organizationId });
    expect((await ask(UPDATE, { id, lastName: long })).errors).toMatchObject([
      { code: 'TOO_LONG', path: ['lastName'] },
    ]);
    const { rows } = await paste(`${long} <three@x.example>`);
    expect(rows[0].client.firstName.length).toBeLessThanOrEqual(100);
  });
});
