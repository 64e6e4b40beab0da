import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anOrganization, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { mailsTo } from '../../test/outbox.js';
import { REQUEST } from '../../test/registering.js';
import { clientAddress } from './client-address.js';

it('is an address without the port that a proxy writes beside it, and nothing else', () => {
  const from = (ip: string) => clientAddress({ ip, socket: { remoteAddress: '127.0.0.1' } });
  expect(['203.0.113.7', '203.0.113.7:51234'].map(from)).toEqual(['203.0.113.7', '203.0.113.7']);
  expect(['2001:db8::1', '[2001:db8::1]', '[2001:db8::1]:51234'].map(from)).toEqual(
    Array(3).fill('2001:db8::1'),
  );
  expect(['unknown', '', '1.2.3:4', 'x'.repeat(5_000)].map(from)).toEqual(Array(4).fill('127.0.0.1'));
});

describe('behind a proxy', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ limited: true, config: { trustedProxies: 1 } });
  });
  afterAll(() => app.close());

  const post = (path: string, body: object, address: string, headers: Record<string, string> = {}) =>
    app.fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'http://anteroom.test',
        'x-forwarded-for': address,
        ...headers,
      },
      body: JSON.stringify(body),
    });

  it('that tells ports, every connection of a client counts for that client', async () => {
    const statuses: number[] = [];
    for (let port = 50_000; port < 50_006; port += 1)
      statuses.push(
        (await post('request-password-reset', { email: `a${port}@example.org` }, `203.0.113.9:${port}`))
          .status,
      );
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    // The library has one allowance for everybody whose address it cannot read.
    const guess = async (address: string) =>
      (await post('reset-password', { token: 'none', newPassword: 'whatever it is' }, address)).status;
    const guesses = Array.from({ length: 20 }, (_, index) => guess(`203.0.113.10:${50_000 + index}`));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([400]));
    expect(await guess('203.0.113.10:50021')).toBe(429);
    expect(await guess('203.0.113.11:50021')).toBe(400);
  });

  it('signing out is on record from where it was done', async () => {
    const organization = await anOrganization(app);
    const password = 'correct horse battery';
    const { email } = await aStaffMember(app, organization, { password });
    const signedIn = await post('sign-in/email', { email, password }, '203.0.113.20');
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await post('sign-out', {}, '203.0.113.21', { cookie })).status).toBe(200);
    expect(
      await app.sql('SELECT action, address FROM audit_entries WHERE organization_id = ? ORDER BY id', [
        organization.id,
      ]),
    ).toEqual([
      { action: 'staff.signedIn', address: '203.0.113.20' },
      { action: 'staff.signedOut', address: '203.0.113.21' },
    ]);
  });
});

it('is all that is taken from a proxy: links lead to our own origin, whatever host it names', async () => {
  const app = await startApp({ config: { trustedProxies: 1 } });
  try {
    const { email } = await aUser(app, { password: 'correct horse battery' });
    const { slug } = await anOrganization(app, { registrationMode: 'OPEN' });
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    await app.ask(REQUEST, { input: { slug, email } }, { headers });
    await app.fetch('/api/auth/request-password-reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email }),
    });
    await vi.waitFor(async () =>
      expect((await mailsTo(app, email)).map(({ kind, url }) => [kind, url.origin]).sort()).toEqual([
        ['PASSWORD_RESET', 'http://anteroom.test'],
        ['REGISTRATION_SIGN_IN', 'http://anteroom.test'],
      ]),
    );
  } finally {
    await app.close();
  }
});

it('is asked for, once, when a proxy is there that nobody counted', async () => {
  const warningsWith = async (trustedProxies: number) => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const app = await startApp({ config: { trustedProxies }, log });
    for (const headers of [{}, { 'x-forwarded-for': '203.0.113.7' }, { 'x-forwarded-for': '203.0.113.8' }])
      await app.fetch('/healthz', { headers: headers as Record<string, string> });
    await app.close();
    return lines.map((line) => JSON.parse(line).msg);
  };
  expect(await warningsWith(0)).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
  expect(await warningsWith(1)).toEqual([]);
});
