import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

const PASSWORD = 'correct horse battery';
const ORIGIN = 'http://anteroom.test';
const VIEWER = '{ viewer { email } }';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  app.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
    body: JSON.stringify(body),
  });

const cookieFrom = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('signing in', () => {
  it('opens a session that shows in the next request, and signing out ends it', async () => {
    const user = await aUser(app, { password: PASSWORD });
    const response = await post('sign-in/email', { email: user.email, password: PASSWORD });
    expect(response.status).toBe(200);
    const cookie = cookieFrom(response);
    expect(await app.ask(VIEWER, {}, { headers: { cookie } })).toEqual({ viewer: { email: user.email } });

    expect((await post('sign-out', {}, { cookie })).status).toBe(200);
    expect(await app.ask(VIEWER, {}, { headers: { cookie } })).toEqual({ viewer: null });
  });

  it('ends with a request that says nothing but who', async () => {
    const user = await aUser(app);
    const cookie = await app.cookieOf(user);
    const headers = { cookie, origin: ORIGIN, 'content-type': 'application/json' };
    expect((await app.fetch('/api/auth/sign-out', { method: 'POST', headers })).status).toBe(200);
    expect(await app.ask(VIEWER, {}, { headers: { cookie } })).toEqual({ viewer: null });
  });

  it('finds the user whatever the case the address is typed in', async () => {
    const user = await aUser(app, { password: PASSWORD });
    const response = await post('sign-in/email', { email: user.email.toUpperCase(), password: PASSWORD });
    expect(response.status).toBe(200);
  });

  it('says the same to a wrong password and to an unknown address', async () => {
    const user = await aUser(app, { password: PASSWORD });
    const wrong = await post('sign-in/email', { email: user.email, password: 'not the password' });
    const unknown = await post('sign-in/email', { email: 'nobody@example.com', password: PASSWORD });
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
  });

  it('is refused to the page of another site', async () => {
    const user = await aUser(app, { password: PASSWORD });
    const cookie = await app.cookieOf(user);
    const response = await post(
      'sign-in/email',
      { email: user.email, password: PASSWORD },
      { origin: 'https://evil.example', cookie },
    );
    expect(response.status).toBe(403);
  });

  it.each([
    { email: { $ne: '' }, password: PASSWORD },
    { email: ['a@example.com'], password: PASSWORD },
    { email: 0, password: PASSWORD },
    { email: 'a@example.com', password: { length: 20 } },
  ])('takes nothing but text: %j', async (body) => {
    expect((await post('sign-in/email', body)).status).toBe(400);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('leads nobody to %s', async (target) => {
    const user = await aUser(app, { password: PASSWORD });
    const credentials = { email: user.email, password: PASSWORD };
    for (const given of [{ callbackURL: target }, { redirectTo: target }, { errorCallbackURL: target }]) {
      const response = await post('sign-in/email', { ...credentials, ...given });
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).not.toMatch(/evil|javascript:|data:/);
    }
    const response = await app.fetch(`/api/auth/get-session?callbackURL=${encodeURIComponent(target)}`);
    expect(response.headers.get('location')).toBeNull();
  });

  it('offers no way to sign up, and no other route of the library', async () => {
    const body = { email: 'new@example.com', password: PASSWORD, name: 'New' };
    expect((await post('sign-up/email', body)).status).toBe(404);
    expect((await post('open-session', { userId: (await aUser(app)).userId })).status).toBe(404);
    expect((await app.fetch('/api/auth/reset-password/abc?callbackURL=/')).status).toBe(404);
    expect(await app.sql('SELECT id FROM users WHERE email = ?', ['new@example.com'])).toEqual([]);
  });

  it('keeps what is in the database useless: neither the token of a session nor its row signs anybody in', async () => {
    const user = await aUser(app);
    await app.cookieOf(user);
    const [session] = await app.sql('SELECT id, token FROM sessions WHERE user_id = ?', [user.userId]);
    for (const value of [session.token, session.id, `${session.token}.${session.token}`]) {
      const cookie = `anteroom.session_token=${encodeURIComponent(value)}`;
      expect(await app.ask(VIEWER, {}, { headers: { cookie } })).toEqual({ viewer: null });
    }
  });
});

describe('the limit to signing in', () => {
  it('counts the socket, whatever a request says of its origin', async () => {
    const other = await startApp({ limited: true });
    try {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 14; attempt += 1) {
        const response = await other.fetch('/api/auth/sign-in/email', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin: ORIGIN,
            'x-forwarded-for': `203.0.113.${attempt}`,
            'x-anteroom-client-address': `203.0.113.${attempt}`,
          },
          body: JSON.stringify({ email: 'nobody@example.com', password: 'not the password' }),
        });
        statuses.push(response.status);
      }
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
      expect(statuses.slice(10)).toEqual(Array(4).fill(429));
    } finally {
      await other.close();
    }
  });

  it('counts the client behind a proxy that is trusted', async () => {
    const other = await startApp({ limited: true, config: { trustedProxies: 1 } });
    try {
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const response = await other.fetch('/api/auth/sign-in/email', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin: ORIGIN,
            'x-forwarded-for': `198.51.100.7, 203.0.113.${attempt}`,
          },
          body: JSON.stringify({ email: 'nobody@example.com', password: 'not the password' }),
        });
        expect(response.status).toBe(401);
      }
    } finally {
      await other.close();
    }
  });
});

describe('session cookies in production', () => {
  it('are secure, for the server alone, and not sent along from other sites', async () => {
    const secure = await startApp({ config: { publicUrl: 'https://anteroom.test', production: true } });
    try {
      const user = await aUser(secure, { password: PASSWORD });
      const response = await secure.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://anteroom.test' },
        body: JSON.stringify({ email: user.email, password: PASSWORD }),
      });
      const cookie = response.headers.getSetCookie().join('\n');
      expect(cookie).toMatch(/^__Secure-anteroom\.session_token=/);
      expect(cookie).toContain('Secure');
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Lax');
    } finally {
      await secure.close();
    }
  });
});
