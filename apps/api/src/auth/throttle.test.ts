import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { normalizeIP } from './client-address.js';
import { Limiter } from './throttle.js';

describe('a limiter', () => {
  it('allows a burst, then one each interval, to each key apart', () => {
    let now = 0;
    const limiter = new Limiter({ burst: 3, refill: 1_000 }, () => now);
    expect([1, 2, 3, 4].map(() => limiter.take('a') > 0)).toEqual([false, false, false, true]);
    expect(limiter.take('b')).toBe(0);
    now = 999;
    expect(limiter.take('a')).toBe(1);
    now = 1_000;
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(1_000);
    now = 60_000;
    expect(limiter.take('a', 4)).toBeGreaterThan(0);
    expect(limiter.take('a', 3)).toBe(0);
  });

  it('allows exactly its burst at whatever moment of a process that runs for months', () => {
    let now = 0;
    const once = new Limiter({ burst: 1, refill: 15 * 60_000 }, () => now);
    const thrice = new Limiter({ burst: 3, refill: 500 / 3 }, () => now);
    // Tenths cannot be held exactly, nor what they become when something is added.
    for (now = 1_000.1; now < 200 * 86_400_000; now = now * 1.1 + 0.1) {
      const key = `at ${now}`;
      expect([once.take(key), once.take(key) > 0], key).toEqual([0, true]);
      expect(
        [1, 2, 3, 4].map(() => thrice.take(key) > 0),
        key,
      ).toEqual([false, false, false, true]);
    }
  });

  it('remembers a bounded number of keys, and forgets those that were quiet longest', () => {
    const now = 0;
    const limiter = new Limiter({ burst: 1, refill: 1_000 }, () => now);
    for (let key = 0; key < 120_000; key += 1) limiter.take(`key ${key}`);
    expect(limiter.size).toBeLessThanOrEqual(50_000);
    expect(limiter.take('key 119999')).toBeGreaterThan(0);
  });
});

describe('the address of a client', () => {
  it('is one for a whole network of IPv6, which one client has', () => {
    expect(normalizeIP('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(normalizeIP('2001:DB8:1:2::1')).toBe('2001:db8:1:2::/64');
    expect(normalizeIP('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(normalizeIP('::1')).toBe('0:0:0:0::/64');
    expect(normalizeIP('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(normalizeIP('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(normalizeIP('192.0.2.7')).toBe('192.0.2.7');
  });
});

describe('guessing at links', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ limited: true });
  });
  afterAll(() => app.close());

  const PREVIEW = 'query ($token: String!) { invitationPreview(token: $token) { state } }';
  const guess = () => `inv_${Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('base64url')}`;

  it('is slowed down, in however many aliases and from however many forged addresses, while the real link works', async () => {
    const invitation = await anInvitation(app, await aClient(app, await anOrganization(app)));
    const token = invitationToken(app.services.config.tokenKeys, invitation.id, 1);
    const ten = `query { ${Array.from({ length: 10 }, (_, i) => `a${i}: invitationPreview(token: "${guess()}") { state }`).join(' ')} }`;
    const states: string[] = [];
    let refused = 0;
    for (let round = 0; round < 6; round += 1) {
      const { data, errors } = await app.graphql(
        ten,
        {},
        { headers: { 'x-forwarded-for': `203.0.113.${round}` } },
      );
      states.push(...Object.values<{ state: string }>(data ?? {}).map(({ state }) => state));
      refused += errors?.filter(({ extensions }) => extensions?.code === 'TOO_MANY_REQUESTS').length ?? 0;
    }
    expect(new Set(states)).toEqual(new Set(['UNKNOWN']));
    expect(states.length).toBeLessThanOrEqual(21);
    expect(refused).toBeGreaterThan(0);
    expect((await app.graphql(PREVIEW, { token: guess() })).status).toBe(429);

    for (let round = 0; round < 5; round += 1)
      expect(await app.ask(PREVIEW, { token })).toEqual({ invitationPreview: { state: 'OPEN' } });
  });
});
