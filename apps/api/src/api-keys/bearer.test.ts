import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anApiKey,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { makeSecret } from './api-key-secret.js';

const WHO = '{ apiClient { id } }';
const PREVIEW = 'query ($token: String!) { invitationPreview(token: $token) { state } }';

let app: App;
let linde: BuiltOrganization;
let owner: BuiltStaffMember;
beforeAll(async () => {
  app = await startApp();
  linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
});
afterAll(() => app.close());

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

describe('the Authorization header', () => {
  it('lets a key do what it may, as a member of its own that history knows by name', async () => {
    const key = await anApiKey(app, owner, { name: 'Planner app' });
    const { createClients } = await app.ask(
      `mutation ($input: CreateClientsInput!) { createClients(input: $input) {
         createdCount rows { client { invitation { sentBy events { actor } } } } errors { code } } }`,
      { input: { organizationId: linde.id, emails: 'ada@example.com', invitation: {} } },
      key,
    );
    expect(createClients).toEqual({
      createdCount: 1,
      rows: [{ client: { invitation: { sentBy: 'Planner app', events: [{ actor: 'Planner app' }] } } }],
      errors: [],
    });
  });

  it('gives one and the same refusal for every key that is none', async () => {
    const [expired, revoked] = [await anApiKey(app, owner), await anApiKey(app, owner)];
    await app.sql('UPDATE api_keys SET expires_at = NOW(3) WHERE id = ?', [expired.id]);
    await app.sql('UPDATE api_keys SET revoked_at = NOW(3) WHERE id = ?', [revoked.id]);
    const { secret } = await anApiKey(app, owner);
    const odd = [
      expired.secret,
      revoked.secret,
      makeSecret(),
      '',
      'null',
      '0',
      secret.slice(0, -1),
      `${secret}A`,
      `${secret} ${secret}`,
      secret.toUpperCase(),
      secret.replace('ak_live_', ''),
      secret.replace('ak_live_', 'inv_'),
      `${secret}' OR '1'='1`,
      '{"$gt":""}',
    ];
    const answers = await Promise.all(
      odd.map(async (presented) => {
        const { status, headers, data, errors } = await app.graphql(WHO, {}, bearer(presented));
        return JSON.stringify([status, headers.get('www-authenticate'), data, errors]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? '')).toEqual([
      401,
      'Bearer realm="Anteroom", error="invalid_token"',
      null,
      [{ message: 'This API key is not valid', extensions: { code: 'UNAUTHENTICATED' } }],
    ]);
  });

  it('accepts none of a thousand forged keys, nor a real one with any character changed', async () => {
    const { secret } = await anApiKey(app, owner);
    const forged = [
      ...Array.from({ length: 950 }, makeSecret),
      ...Array.from({ length: 50 }, (_, at) => {
        const letter = secret[at] === 'A' ? 'B' : 'A';
        return secret.slice(0, at) + letter + secret.slice(at + 1);
      }),
    ];
    const accepted: string[] = [];
    for (let from = 0; from < forged.length; from += 50) {
      const batch = forged.slice(from, from + 50);
      const statuses = await Promise.all(
        batch.map(async (key) => (await app.graphql(WHO, {}, bearer(key))).status),
      );
      accepted.push(...batch.filter((_, index) => statuses[index] !== 401));
    }
    expect(forged).toHaveLength(1000);
    expect(accepted).toEqual([]);
    expect((await app.graphql(WHO, {}, bearer(secret))).status).toBe(200);
  });

  it('takes no link for a key, and a link none for a key', async () => {
    const key = await anApiKey(app, owner);
    const { id } = await anInvitation(app, await aClient(app, linde), { sentBy: owner });
    const token = invitationToken(app.services.config.tokenKeys, id, 1);
    expect(await app.ask(PREVIEW, { token })).toEqual({ invitationPreview: { state: 'OPEN' } });
    for (const presented of [token, token.replace('inv_', 'ak_live_'), await app.cookieOf(owner)])
      expect((await app.graphql(WHO, {}, bearer(presented))).status).toBe(401);
    for (const presented of [key.secret, key.secret.replace('ak_live_', 'inv_')])
      expect(await app.ask(PREVIEW, { token: presented })).toEqual({
        invitationPreview: { state: 'UNKNOWN' },
      });
    const reset = await app.fetch('/api/auth/reset-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: key.secret, newPassword: 'a long new password' }),
    });
    expect(reset.status).toBe(400);
  });

  it('is refused beside the cookie of a session, good or not, under either name that it has', async () => {
    const key = await anApiKey(app, owner);
    const cookies = [
      await app.cookieOf(owner),
      'anteroom.session_token=over',
      `AWSALB=1; __Secure-${await app.cookieOf(owner)}`,
    ];
    for (const cookie of cookies) {
      const both = await app.graphql(WHO, {}, { headers: { ...key.headers, cookie } });
      expect([both.status, both.errors?.[0]?.extensions]).toEqual([400, { code: 'BAD_REQUEST' }]);
    }
  });

  it('counts beside the cookies of others, such as those of a load balancer', async () => {
    const key = await anApiKey(app, owner);
    for (const cookie of [
      'AWSALB=abc; _ga=GA1.2.3',
      'other.session_token=x; not-anteroom.session_token=y; theme=anteroom.session_token=z',
    ]) {
      const { status, data, headers } = await app.graphql(WHO, {}, { headers: { ...key.headers, cookie } });
      expect([status, data]).toEqual([200, { apiClient: { id: key.id } }]);
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  it('is left alone when it is for somebody else on the way', async () => {
    const proxy = { headers: { authorization: 'Basic dXNlcjpwYXNz' }, as: owner };
    expect(await app.ask('{ viewer { id } }', {}, proxy)).toEqual({ viewer: { id: owner.userId } });
  });

  it('gives other sites no way to use a key from a browser', async () => {
    const key = await anApiKey(app, owner);
    const send = (headers: Record<string, string>, method = 'POST') =>
      app.fetch('/graphql', {
        method,
        headers: { 'content-type': 'application/json', ...key.headers, ...headers },
        ...(method === 'POST' ? { body: JSON.stringify({ query: WHO }) } : {}),
      });
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
    const preflight = await send(
      { origin: 'https://evil.example', 'access-control-request-headers': 'authorization' },
      'OPTIONS',
    );
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send({})).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not for what belongs to a person', async () => {
    const key = await anApiKey(app, owner);
    const change = 'mutation { updateViewer(input: { language: NL }) { errors { code } } }';
    expect((await app.graphql(change, {}, key)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('stops at once with the suspension of the organization', async () => {
    const rowan = await anOrganization(app);
    const key = await anApiKey(app, await aStaffMember(app, rowan));
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [rowan.id]);
    const refused = await app.graphql(WHO, {}, key);
    expect([refused.status, refused.errors?.[0]?.extensions?.code]).toEqual([403, 'ORGANIZATION_SUSPENDED']);
    await app.sql('UPDATE organizations SET suspended_at = NULL WHERE id = ?', [rowan.id]);
    expect((await app.graphql(WHO, {}, key)).status).toBe(200);
  });

  it('is noted as used at most once a minute', async () => {
    const key = await anApiKey(app, owner);
    const used = async () =>
      (
        await app.sql<{ at: Date | null }>('SELECT last_used_at AS at FROM api_keys WHERE id = ?', [key.id])
      )[0]?.at;
    expect(await used()).toBeNull();
    await app.ask(WHO, {}, key);
    const first = await used();
    expect(first).toBeInstanceOf(Date);
    await app.ask(WHO, {}, key);
    expect(await used()).toEqual(first);
    await app.sql('UPDATE api_keys SET last_used_at = NOW(3) - INTERVAL 2 MINUTE WHERE id = ?', [key.id]);
    await app.ask(WHO, {}, key);
    expect(Number(await used())).toBeGreaterThanOrEqual(Number(first));
  });
});

describe('within limits', () => {
  let limited: App;
  let keeper: BuiltStaffMember;
  beforeAll(async () => {
    limited = await startApp({ limited: true });
    keeper = await aStaffMember(limited, await anOrganization(limited));
  });
  afterAll(() => limited.close());

  const aliased = (count: number, from = 0) =>
    `mutation { ${Array.from({ length: count }, (_, i) => `a${from + i}: createProgram(input: { organizationId: "${keeper.organizationId}", name: "P${from + i}" }) { errors { code } }`).join(' ')} }`;

  it('a key is told what it may still do, every alias counted, whatever address it claims to come from', async () => {
    const key = await anApiKey(limited, keeper);
    const first = await limited.graphql(aliased(10), {}, key);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"mutations";q=120;w=60, "queries";q=600;w=60');
    // Two a second come back while it is at work.
    expect(first.headers.get('ratelimit')).toMatch(/^"mutations";r=11\d;t=[1-5], "queries";r=600;t=0$/);
    let last = first;
    for (let round = 1; round < 14 && last.status === 200; round += 1)
      last = await limited.graphql(
        aliased(10, round * 10),
        {},
        { headers: { ...key.headers, 'x-forwarded-for': `203.0.113.${round}` } },
      );
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('ratelimit')).toMatch(/^"mutations";r=\d;t=(5\d|60)/);
    const [{ programs }] = (await limited.sql('SELECT COUNT(*) AS programs FROM programs')) as [
      { programs: number },
    ];
    expect(Number(programs)).toBeLessThanOrEqual(130);

    const other = await anApiKey(limited, keeper);
    const untouched = await limited.graphql(aliased(10, 900), {}, other);
    expect(untouched.status).toBe(200);
    expect(untouched.headers.get('ratelimit')).toMatch(/^"mutations";r=11\d;/);
  });

  it('queries are counted apart, and people are not told of limits that are not theirs', async () => {
    const key = await anApiKey(limited, keeper);
    const fifteen = `{ ${Array.from({ length: 15 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`;
    const statuses: number[] = [];
    for (let round = 0; round < 45; round += 1)
      statuses.push((await limited.graphql(fifteen, {}, key)).status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40);
    expect(statuses.at(-1)).toBe(429);
    const person = await limited.graphql(fifteen, {}, { as: keeper });
    expect([person.status, person.headers.get('ratelimit')]).toEqual([200, null]);
  });

  it('an address that guesses is stopped, and the genuine key works from it all the same', async () => {
    const key = await anApiKey(limited, keeper);
    const statuses: number[] = [];
    for (let guess = 0; guess < 30; guess += 1) {
      const { status, headers } = await limited.graphql(
        WHO,
        {},
        { headers: { authorization: `Bearer ${makeSecret()}`, 'x-forwarded-for': `203.0.113.${guess}` } },
      );
      statuses.push(status);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.at(-1)).toBe(429);
    expect((await limited.graphql(WHO, {}, key)).status).toBe(200);
  });
});
