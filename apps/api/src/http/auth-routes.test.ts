import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anOrganization, aStaffMember, aUser, type BuiltUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { mailsTo } from '../../test/outbox.js';

const ORIGIN = 'http://anteroom.test';
const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'a wholly new password';

let app: App;
let user: BuiltUser;
let cookie: string;
let token: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  user = await aUser(app, { password: PASSWORD });
  cookie = await app.cookieOf(user);
  await post('request-password-reset', JSON.stringify({ email: user.email }));
  const [mail] = await vi.waitUntil(async () => {
    const mails = await mailsTo(app, user.email);
    return mails.length > 0 && mails;
  });
  token = mail?.token ?? '';
});

type Route = 'sign-in/email' | 'sign-out' | 'request-password-reset' | 'reset-password';
/** What each takes; all of it is text. */
const ROUTES: [route: Route, body: () => Record<string, string>][] = [
  ['sign-in/email', () => ({ email: user.email, password: PASSWORD })],
  ['sign-out', () => ({})],
  ['request-password-reset', () => ({ email: user.email })],
  ['reset-password', () => ({ token, newPassword: NEW_PASSWORD })],
];

const post = (route: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
  app.fetch(`/api/auth/${route}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: ORIGIN, cookie, ...headers },
  });

/** All that these routes could change. */
async function everything() {
  await app.services.later.rest();
  const tables = ['users', 'accounts', 'sessions', 'verifications', 'mails', 'audit_entries'];
  return Promise.all(tables.map((table) => app.sql(`SELECT * FROM ${table} ORDER BY 1`)));
}

async function changesNothing(act: () => Promise<unknown>) {
  const before = await everything();
  await act();
  // What is answered before it is done is seen only now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await everything()).toEqual(before);
}

async function refuses(status: number, sending: Promise<Response>, what: string) {
  const answer = await sending;
  expect(answer.status, `${what}: ${await answer.text()}`).toBe(status);
  expect(answer.headers.getSetCookie(), what).toEqual([]);
}

describe.each(ROUTES)('%s', (route, body) => {
  it('takes JSON in UTF-8 from our own pages, and nothing else', () =>
    changesNothing(async () => {
      const json = JSON.stringify(body());
      const form = new URLSearchParams(body()).toString();
      for (const [type, sent] of [
        ['application/x-www-form-urlencoded', form],
        ['multipart/form-data; boundary=x', '--x--'],
        ['text/plain', json],
        ['application/json; charset=utf-16le', Buffer.from(json, 'utf16le')],
        ['application/json; charset=utf-16le', json],
      ] as const)
        await refuses(415, post(route, sent, { 'content-type': type }), type);
      await refuses(400, post(route, Buffer.from(json, 'utf16le')), 'UTF-16 by another name');
      for (const origin of ['https://evil.example', 'null', 'http://anteroom.test.evil.example'])
        await refuses(403, post(route, json, { origin }), origin);
    }));

  it('takes no prototypes', () =>
    changesNothing(async () => {
      const rest = JSON.stringify(body()).slice(1);
      const glue = rest === '}' ? '' : ',';
      for (const hidden of [
        '"__proto__":{"admin":true}',
        '"\\u005f_proto__":{"admin":true}',
        '"constructor":{"prototype":{"admin":true}}',
      ])
        await refuses(400, post(route, `{${hidden}${glue}${rest}`), hidden);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    }));

  it('takes an object of texts', () =>
    changesNothing(async () => {
      for (const field of Object.keys(body()))
        for (const value of [{ $ne: '' }, { length: 20 }, ['a@x.example'], [], 0, true, null]) {
          const sent = JSON.stringify({ ...body(), [field]: value });
          await refuses(400, post(route, sent), sent);
        }
      // Whoever signs out says enough with their session.
      for (const sent of ['[]', 'null', '"text"', '0', '[{}]', ...(route === 'sign-out' ? [] : [''])])
        await refuses(400, post(route, sent), `${sent} for all of it`);
    }));

  it('does what it is for, asked rightly', async () => {
    const before = await everything();
    expect((await post(route, JSON.stringify(body()))).status).toBe(200);
    await vi.waitFor(async () => expect(await everything()).not.toEqual(before));
  });
});

describe('fields that nobody asked for', () => {
  it('change nothing about who somebody is, signing in or with a new password', async () => {
    const owner = await aStaffMember(app, await anOrganization(app), { password: PASSWORD });
    await app.sql('UPDATE users SET email_verified = 0 WHERE id = ?', [user.userId]);
    const more = {
      id: owner.userId,
      userId: owner.userId,
      user: { id: owner.userId, emailVerified: true },
      emailVerified: true,
      email_verified: true,
      name: 'Mallory',
      language: 'nl',
      role: 'OWNER',
      roles: ['OWNER'],
    };
    const send = (route: Route, body: object) =>
      post(route, JSON.stringify({ ...more, ...body }), { cookie: '' });
    const rows = () =>
      Promise.all(
        [
          'SELECT * FROM users ORDER BY id',
          'SELECT * FROM accounts ORDER BY id',
          'SELECT * FROM staff_members ORDER BY id',
          'SELECT * FROM staff_member_roles ORDER BY staff_member_id, role',
        ].map((statement) => app.sql(statement)),
      );

    const before = await rows();
    const signedIn = await send('sign-in/email', { email: user.email, password: PASSWORD });
    const session = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
    const viewer = await app.ask('{ viewer { email } }', {}, { headers: { cookie: session.join('; ') } });
    expect(viewer).toEqual({ viewer: { email: user.email } });
    expect((await send('request-password-reset', { email: user.email })).status).toBe(200);
    await vi.waitFor(async () => expect(await mailsTo(app, user.email)).toHaveLength(2));
    expect(await rows()).toEqual(before);

    expect((await send('reset-password', { token, newPassword: NEW_PASSWORD })).status).toBe(200);
    const [users = [], accounts = [], ...others] = before;
    const ofUser = (changes: object) => (row: { id: string; user_id?: string }) =>
      (row.user_id ?? row.id) === user.userId ? { ...row, updated_at: expect.any(Date), ...changes } : row;
    expect(await rows()).toEqual([
      // The mailbox was proven with the link.
      users.map(ofUser({ email_verified: 1 })),
      accounts.map(ofUser({ password: expect.any(String) })),
      ...others,
    ]);
    expect((await send('sign-in/email', { email: owner.email, password: PASSWORD })).status).toBe(200);
    expect((await send('sign-in/email', { email: user.email, password: NEW_PASSWORD })).status).toBe(200);
  });
});
