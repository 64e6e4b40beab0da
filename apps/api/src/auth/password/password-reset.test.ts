import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anOrganization, aStaffMember, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { openPayload } from '../../email/mail-payload.js';

const ORIGIN = 'http://anteroom.test';
const NEW_PASSWORD = 'a wholly new password';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const post = (path: string, body: object, headers: Record<string, string> = {}, on = app) =>
  on.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
    body: JSON.stringify(body),
  });

async function mailedLink(email: string): Promise<URL> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const [mail] = await app.sql(
      `SELECT payload FROM mails WHERE recipient = ? AND kind = 'PASSWORD_RESET' ORDER BY id DESC LIMIT 1`,
      [email],
    );
    if (mail) return new URL(openPayload(app.services.config, mail.payload).url ?? '');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no mail for ${email}`);
}

const token = (link: URL) => link.hash.slice(1);

describe('a forgotten password', () => {
  it('is replaced with the mailed link, which proves the mailbox and ends the other sessions', async () => {
    const user = await aUser(app, { password: 'the old password', verified: false });
    const oldSession = await app.cookieOf(user);
    expect((await post('request-password-reset', { email: user.email })).status).toBe(200);
    const link = await mailedLink(user.email);

    expect((await post('reset-password', { token: token(link), newPassword: NEW_PASSWORD })).status).toBe(
      200,
    );

    const viewer = await app.ask('{ viewer { email } }', {}, { headers: { cookie: oldSession } });
    expect(viewer).toEqual({ viewer: null });
    const [row] = await app.sql('SELECT email_verified FROM users WHERE id = ?', [user.userId]);
    expect(row.email_verified).toBe(1);
    const signIn = (password: string) => post('sign-in/email', { email: user.email, password });
    expect((await signIn('the old password')).status).toBe(401);
    expect((await signIn(NEW_PASSWORD)).status).toBe(200);
  });

  it('has a link that works once, and not with a password that is too short', async () => {
    const user = await aUser(app, { password: 'the old password' });
    await post('request-password-reset', { email: user.email });
    const link = token(await mailedLink(user.email));
    expect((await post('reset-password', { token: link, newPassword: 'elevenchars' })).status).toBe(400);
    expect((await post('reset-password', { token: link, newPassword: NEW_PASSWORD })).status).toBe(200);
    expect((await post('reset-password', { token: link, newPassword: NEW_PASSWORD })).status).toBe(400);
  });

  it('leaves no other link behind that would set yet another', async () => {
    const user = await aUser(app, { password: 'the old password' });
    const links: string[] = [];
    for (let asked = 0; asked < 2; asked += 1) {
      await post('request-password-reset', { email: user.email });
      await vi.waitFor(async () => {
        const link = token(await mailedLink(user.email));
        expect(links).not.toContain(link);
        links.push(link);
      });
    }
    const [first, second] = links;
    const reset = async (link: string | undefined, newPassword: string) =>
      (await post('reset-password', { token: link, newPassword })).status;
    expect(await reset(second, NEW_PASSWORD)).toBe(200);
    expect(await reset(first, 'the password of a thief')).toBe(400);
    expect((await post('sign-in/email', { email: user.email, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('looks only at the links to the same mailbox when it ends them', async () => {
    const filler = Array.from({ length: 200 }, () => [uuidv7(), uuidv7(), uuidv7()]);
    await app.sql(
      `INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at) VALUES ${filler
        .map(() => '(?, ?, ?, NOW(3) + INTERVAL 1 HOUR, NOW(3), NOW(3))')
        .join(', ')}`,
      filler.flat(),
    );
    const [plan] = await app.sql('EXPLAIN FORMAT=TRADITIONAL DELETE FROM verifications WHERE value = ?', [
      filler[7]?.[2],
    ]);
    expect([plan.key, Number(plan.rows)]).toEqual(['ix_verifications_value', 1]);
  });

  it('sets no password that is easy to guess, and says so whatever the link is worth', async () => {
    const user = await aUser(app, { password: 'the old password' });
    await post('request-password-reset', { email: user.email });
    const link = token(await mailedLink(user.email));
    for (const presented of [link, 'no-link-at-all']) {
      const answer = await post('reset-password', { token: presented, newPassword: 'Welkom012345!' });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'PASSWORD_COMPROMISED' });
    }
    expect((await post('reset-password', { token: link, newPassword: NEW_PASSWORD })).status).toBe(200);
  });

  it('leads staff to the admin SPA and clients to the portal, on our own origin whatever the request says', async () => {
    const staff = await aStaffMember(app, await anOrganization(app), { password: 'the old password' });
    const client = await aUser(app, { password: 'the old password' });
    const forged = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      forwarded: 'host=evil.example',
      host: 'evil.example',
    };
    await post('request-password-reset', { email: staff.email, redirectTo: 'https://evil.example/' }, forged);
    await post('request-password-reset', { email: client.email }, forged);
    expect((await mailedLink(staff.email)).href).toMatch(
      /^http:\/\/anteroom\.test\/admin\/reset-password#[\w-]+$/,
    );
    expect((await mailedLink(client.email)).href).toMatch(
      /^http:\/\/anteroom\.test\/portal\/reset-password\?lang=en#[\w-]+$/,
    );
    // The page speaks as the mail does.
    await app.sql(`UPDATE users SET language = 'nl' WHERE id = ?`, [client.userId]);
    await app.sql('DELETE FROM mails WHERE recipient = ?', [client.email]);
    await post('request-password-reset', { email: client.email });
    expect((await mailedLink(client.email)).search).toBe('?lang=nl');
  });

  it('leads staff who asked on the portal back there, where an invitation may be waiting', async () => {
    const organization = await anOrganization(app);
    for (const [redirectTo, page] of [
      ['/portal/reset-password', 'portal'],
      ['/portal/reset-password/../../evil', 'admin'],
      ['/admin/reset-password', 'admin'],
    ]) {
      const staff = await aStaffMember(app, organization, { password: 'the old password' });
      await post('request-password-reset', { email: staff.email, redirectTo });
      expect((await mailedLink(staff.email)).pathname, redirectTo).toBe(`/${page}/reset-password`);
    }
  });

  it('leaves in the database nothing that sets a password', async () => {
    const user = await aUser(app, { password: 'the old password' });
    await post('request-password-reset', { email: user.email });
    const link = token(await mailedLink(user.email));
    const rows = await app.sql('SELECT * FROM verifications WHERE value LIKE ?', [`%${user.userId}%`]);
    expect(rows).toHaveLength(1);
    const [mail] = await app.sql('SELECT * FROM mails WHERE recipient = ?', [user.email]);
    expect(JSON.stringify([rows, mail])).not.toContain(link);
    for (const value of [rows[0].identifier, rows[0].value, rows[0].id, mail.payload])
      expect((await post('reset-password', { token: value, newPassword: NEW_PASSWORD })).status).toBe(400);
  });

  it('cannot be claimed with the link of an invitation, nor an invitation with its link', async () => {
    const user = await aUser(app, { password: 'the old password' });
    await post('request-password-reset', { email: user.email });
    const link = token(await mailedLink(user.email));
    const { invitationPreview } = await app.ask(
      'query ($token: String!) { invitationPreview(token: $token) { state email } }',
      { token: link },
    );
    expect(invitationPreview).toEqual({ state: 'UNKNOWN', email: null });
    const invitation = `inv_${'A'.repeat(64)}`;
    expect((await post('reset-password', { token: invitation, newPassword: NEW_PASSWORD })).status).toBe(400);
  });

  it('is asked for from our own pages only', async () => {
    const user = await aUser(app, { password: 'the old password' });
    const response = await post(
      'request-password-reset',
      { email: user.email },
      { origin: 'https://evil.example' },
    );
    expect(response.status).toBe(403);
  });

  it('fills no mailbox', async () => {
    const strict = await startApp({ limited: true });
    try {
      const user = await aUser(strict, { password: 'the old password' });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 8; attempt += 1)
        statuses.push((await post('request-password-reset', { email: user.email }, {}, strict)).status);
      expect(statuses.slice(0, 5)).toEqual(Array(5).fill(200));
      expect(statuses.slice(5)).toEqual(Array(3).fill(429));
    } finally {
      await strict.close();
    }
  });
});

describe('whether an address has a user', () => {
  it('shows neither in the answer nor in the time it takes', async () => {
    const known = await aUser(app, { password: 'the old password' });
    const samples = { known: [] as number[], unknown: [] as number[] };
    const answers = new Set<string>();
    for (let round = 0; round < 220; round += 1)
      for (const arm of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const email = arm === 'known' ? known.email : `nobody-${round}@example.com`;
        const began = performance.now();
        const response = await post('request-password-reset', { email });
        const text = await response.text();
        if (round >= 20) samples[arm].push(performance.now() - began);
        answers.add(`${response.status} ${text}`);
        // What goes on afterwards must not slow the next request of the other arm.
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    expect([...answers]).toEqual(['200 {"status":true}']);
    const gap = Math.abs(median(samples.known) - median(samples.unknown));
    expect(gap).toBeLessThan(5);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
