import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aUser, type BuiltUser } from '../../test/builders.js';
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
  const tables = [
    'users',
    'accounts',
    'sessions',
    'verifications',
    'mails',
    'audit_entries',
    'clients',
    'invitations',
  ];
  return Promise.all(tables.map((table) => app.sql(`SELECT * FROM ${table} ORDER BY 1`)));
}

async function refuses(status: number, send: () => Promise<Response>, what: string) {
  const before = await everything();
  const answer = await send();
  expect(answer.status, `${what}: ${await answer.text()}`).toBe(status);
  expect(answer.headers.getSetCookie(), what).toEqual([]);
  // What is answered before it is done would be seen only now.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await everything(), what).toEqual(before);
}

describe.each(ROUTES)('%s', (route, body) => {
  it('takes JSON in UTF-8 from our own pages, and nothing else', async () => {
    const json = JSON.stringify(body());
    const form = new URLSearchParams(body()).toString();
    for (const [type, sent] of [
      ['application/x-www-form-urlencoded', form],
      ['multipart/form-data; boundary=x', '--x--'],
      ['text/plain', json],
      ['application/json; charset=utf-16le', Buffer.from(json, 'utf16le')],
      ['application/json; charset=utf-16le', json],
    ] as const)
      await refuses(415, () => post(route, sent, { 'content-type': type }), type);
    await refuses(400, () => post(route, Buffer.from(json, 'utf16le')), 'UTF-16 by another name');
    for (const origin of ['https://evil.example', 'null', 'http://anteroom.test.evil.example'])
      await refuses(403, () => post(route, json, { origin }), origin);
  });

  it('takes no prototypes', async () => {
    const rest = JSON.stringify(body()).slice(1);
    const glue = rest === '}' ? '' : ',';
    for (const hidden of [
      '"__proto__":{"admin":true}',
      '"\\u005f_proto__":{"admin":true}',
      '"constructor":{"prototype":{"admin":true}}',
    ])
      await refuses(400, () => post(route, `{${hidden}${glue}${rest}`), hidden);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('takes an object of texts', async () => {
    for (const field of Object.keys(body()))
      for (const value of [{ $ne: '' }, { length: 20 }, ['a@x.example'], [], 0, true, null]) {
        const sent = JSON.stringify({ ...body(), [field]: value });
        await refuses(400, () => post(route, sent), sent);
      }
    // Whoever signs out says enough with their session.
    for (const sent of ['[]', 'null', '"text"', '0', '[{}]', ...(route === 'sign-out' ? [] : [''])])
      await refuses(400, () => post(route, sent), `${sent} for all of it`);
  });

  it('does what it is for, asked rightly', async () => {
    const before = await everything();
    expect((await post(route, JSON.stringify(body()))).status).toBe(200);
    await vi.waitFor(async () => expect(await everything()).not.toEqual(before));
  });
});
