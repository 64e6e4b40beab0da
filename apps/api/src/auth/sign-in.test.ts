import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { passwordLink } from './password/password-link.js';

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
    // Not even where the list of routes does not stand in front.
    await expect(app.services.auth.api.signUpEmail({ body })).rejects.toThrow('sign up is not enabled');
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

describe('a session', () => {
  const age = (userId: string, created: string, expires: string) =>
    app.sql(
      `UPDATE sessions SET created_at = NOW(3) - INTERVAL ${created}, expires_at = NOW(3) + INTERVAL ${expires}
        WHERE user_id = ?`,
      [userId],
    );

  it('goes on while it is used, and ends thirty days after it began however much it is', async () => {
    const user = await aUser(app);
    const cookie = await app.cookieOf(user);
    const ask = () => app.graphql(VIEWER, {}, { headers: { cookie } });

    await age(user.userId, '29 DAY', '1 DAY');
    expect((await ask()).data).toEqual({ viewer: { email: user.email } });
    const [{ days }] = await app.sql(
      'SELECT ROUND(TIMESTAMPDIFF(HOUR, NOW(3), expires_at) / 24) AS days FROM sessions WHERE user_id = ?',
      [user.userId],
    );
    expect(Number(days)).toBe(7);

    await age(user.userId, '721 HOUR', '6 DAY');
    expect((await ask()).data).toEqual({ viewer: null });
    expect(await app.sql('SELECT id FROM sessions WHERE user_id = ?', [user.userId])).toEqual([]);
  });

  it('that is over is over for every way to ask, and its cookie goes', async () => {
    const user = await aUser(app);
    const cookie = await app.cookieOf(user);
    // The library would move the expiry of this one.
    await age(user.userId, '31 DAY', '1 DAY');
    const response = await app.fetch('/api/auth/get-session', { headers: { cookie } });
    expect(await response.json()).toBeNull();
    const cookies = response.headers
      .getSetCookie()
      .filter((value) => value.startsWith('anteroom.session_token='));
    expect(cookies.at(-1)).toContain('Max-Age=0');
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

describe('the limit to signing in to one account', () => {
  let limited: App;
  beforeAll(async () => {
    limited = await startApp({ limited: true, config: { trustedProxies: 1 } });
  });
  afterAll(() => limited.close());

  const attempt = async (email: string, from: string, password = 'not the password') => {
    const response = await limited.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': from },
      body: JSON.stringify({ email, password }),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  let addresses = 0;
  const somewhere = () => {
    addresses += 1;
    return `198.51.100.${addresses}`;
  };
  /** The last three that are allowed and three more, at once, each from elsewhere. */
  const attack = async (email: string) => {
    expect((await attempt(email, somewhere())).status).toBe(401);
    await limited.sql("UPDATE rate_limits SET `count` = 17 WHERE `key` LIKE 'sign-in:%' AND `count` = 1");
    return Promise.all(Array.from({ length: 6 }, () => attempt(email, somewhere())));
  };
  const countOf = (answers: { status: number }[], status: number) =>
    answers.filter((answer) => answer.status === status).length;

  it('counts the attempts from all addresses, of an account that is none too, and lapses by itself', async () => {
    const user = await aUser(limited, { password: PASSWORD });
    const answers: string[][] = [];
    for (const email of [user.email, `nobody-${user.email}`]) {
      const tried = await attack(email);
      expect([countOf(tried, 401), countOf(tried, 429)]).toEqual([3, 3]);
      const refused = await attempt(email.toUpperCase(), somewhere(), PASSWORD);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      answers.push([String(refused.status), refused.text]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe('429');
    const keys = await limited.sql('SELECT `key` FROM rate_limits');
    expect(JSON.stringify(keys)).not.toContain('@');

    await limited.sql('UPDATE rate_limits SET last_request = last_request - 15 * 60000');
    expect((await attempt(user.email, somewhere(), PASSWORD)).status).toBe(200);
  });

  it('lets in whoever’s count met the removal of an old one', async () => {
    const user = await aUser(limited, { password: PASSWORD });
    const transaction = vi.spyOn(limited.services.dataSource, 'transaction');
    await limited.sql(
      `CREATE TRIGGER deadlock BEFORE INSERT ON rate_limits FOR EACH ROW
        IF NEW.\`key\` LIKE 'sign-in:%' THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213; END IF`,
    );
    try {
      const signingIn = attempt(user.email, somewhere(), PASSWORD);
      await expect.poll(() => transaction.mock.calls.length, { interval: 2 }).toBeGreaterThan(1);
      await limited.sql('DROP TRIGGER deadlock');
      expect((await signingIn).status).toBe(200);
    } finally {
      await limited.sql('DROP TRIGGER IF EXISTS deadlock');
      transaction.mockRestore();
    }
  });

  it('does not keep out the owner: not where they have a session, nor those of the other family of addresses', async () => {
    const user = await aUser(limited, { password: PASSWORD });
    const home = '203.0.113.7';
    expect((await attempt(user.email, home, PASSWORD)).status).toBe(200);
    await attack(user.email);
    expect((await attempt(user.email, somewhere(), PASSWORD)).status).toBe(429);
    expect((await attempt(user.email, home)).status).toBe(401);
    expect((await attempt(user.email, '2001:db8::1', PASSWORD)).status).toBe(200);
    // Whoever signs in has shown that the account is theirs.
    expect((await attempt(user.email, somewhere(), PASSWORD)).status).toBe(200);
  });

  it('is over with a new password', async () => {
    const user = await aUser(limited, { password: PASSWORD });
    await attack(user.email);
    expect((await attempt(user.email, somewhere(), PASSWORD)).status).toBe(429);
    const link = await passwordLink(limited.context(), user.userId);
    const reset = await limited.fetch('/api/auth/reset-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ token: link.split('#')[1], newPassword: 'a wholly new password' }),
    });
    expect(reset.status).toBe(200);
    expect((await attempt(user.email, somewhere(), 'a wholly new password')).status).toBe(200);
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
