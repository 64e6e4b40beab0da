import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ACCEPT, accepting, PREVIEW, person } from '../../../test/accepting.js';
import { anApiKey, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { mailsTo } from '../../../test/outbox.js';
import { REQUEST as REGISTER } from '../../../test/registering.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { invited, rowOf, errorCode } = accepting(() => app);

const START = `mutation ($input: RequestOrganizationInput!) {
  requestOrganization(input: $input) { requested errors { code } }
}`;
const NEVER = `inv_${'A'.repeat(64)}`;

const post = (path: string, body: object) =>
  app.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.services.config.publicUrl },
    body: JSON.stringify(body),
  });

describe('anything but the token itself', () => {
  it('is as unknown as a link that never was, whatever it looks like', async () => {
    const { invitation, token } = await invited();
    const never = await app.ask(PREVIEW, { token: NEVER });
    const refusal = await app.ask(ACCEPT, { input: { token: NEVER, ...person } });
    const body = token.slice(4);
    const swapped = /[a-z]/.exec(body)?.[0] ?? '';
    for (const other of [
      ` ${token}`,
      `${token} `,
      `${token}\n`,
      `${token}=`,
      `${token}\0`,
      token.slice(0, -1),
      `${token}A`,
      body,
      token.toUpperCase(),
      `INV_${body}`,
      `inv_${body.replace(swapped, swapped.toUpperCase())}`,
      `inv_${body.replace(swapped, `${swapped}\u0301`)}`,
      token.replace('inv_', 'rst_'),
      invitation.id,
      '0',
      '',
    ]) {
      expect(await app.ask(PREVIEW, { token: other }), JSON.stringify(other)).toEqual(never);
      expect(await app.ask(ACCEPT, { input: { token: other, ...person } })).toEqual(refusal);
    }
    for (const other of [0, true, { $ne: '' }, [token, token], null]) {
      const { errors } = await app.graphql(PREVIEW, { token: other });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect((await rowOf(invitation)).status).toBe('PENDING');
  });
});

describe('a token that is almost the genuine one', () => {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const rows = () => app.sql('SELECT * FROM invitations ORDER BY id');

  it('accepts nothing, whichever of its characters is another, or whosever id stands before the seal', async () => {
    const { token } = await invited();
    const other = await invited();
    const forged = [...token].map((character, at) => {
      const another = ALPHABET[(ALPHABET.indexOf(character) + 1) % ALPHABET.length];
      return `${token.slice(0, at)}${another}${token.slice(at + 1)}`;
    });
    const bytes = (of: string) => Buffer.from(of.slice(4), 'base64url');
    for (const [id, seal] of [
      [other.token, token],
      [token, other.token],
    ] as const)
      forged.push(
        `inv_${Buffer.concat([bytes(id).subarray(0, 16), bytes(seal).subarray(16)]).toString('base64url')}`,
      );

    const before = await rows();
    for (const each of forged) expect(await errorCode(each), each).toBe('LINK_UNKNOWN');
    expect(await rows()).toEqual(before);
    expect(await errorCode(token)).toBeUndefined();
  });
});

describe('a genuine secret for another purpose', () => {
  it('accepts no invitation: neither what resets a password nor the key of a partner app', async () => {
    const { staff, client, invitation } = await invited();
    const user = await aUser(app, { email: client.email ?? '', password: person.password });
    await post('request-password-reset', { email: user.email });
    const reset = await vi.waitFor(async () => {
      const [mail] = await mailsTo(app, user.email);
      expect(mail?.kind).toBe('PASSWORD_RESET');
      return mail?.token ?? '';
    });
    const { secret } = await anApiKey(app, staff);
    for (const other of [reset, secret])
      for (const presented of [other, `inv_${other}`])
        for (const as of [undefined, user])
          expect(await errorCode(presented, as ? {} : person, as)).toBe('LINK_UNKNOWN');
    expect((await rowOf(invitation)).status).toBe('PENDING');
    // The reset token was a genuine one.
    expect(
      (await post('reset-password', { token: reset, newPassword: 'a wholly new password' })).status,
    ).toBe(200);
  });

  it('resets no password: the link of an invitation to the same address', async () => {
    const { client, token } = await invited();
    const user = await aUser(app, { email: client.email ?? '', password: person.password });
    for (const presented of [token, token.slice(4)]) {
      const answer = await post('reset-password', { token: presented, newPassword: 'a wholly new password' });
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'INVALID_TOKEN' }]);
    }
    const signIn = await post('sign-in/email', { email: user.email, password: person.password });
    expect(signIn.status).toBe(200);
    expect(await errorCode(token, {}, user)).toBeUndefined();
  });
});

describe('whoever comes with an invited address and without its link', () => {
  it.each<[string, (email: string, slug: string) => Promise<{ status: number; headers: Headers }>, number]>([
    [
      'to sign up',
      (email) => post('sign-up/email', { email, password: person.password, name: 'Ada de Vries' }),
      404,
    ],
    ['to register', (email, slug) => app.graphql(REGISTER, { input: { email, slug } }), 200],
    [
      'to start an organization',
      (email) =>
        app.graphql(START, {
          input: { email, firstName: 'Ada', lastName: 'de Vries', name: 'Praktijk Ada', language: 'NL' },
        }),
      200,
    ],
  ])('%s gets neither a session nor the place', async (_what, come, status) => {
    const { organization, client } = await invited();
    const email = client.email ?? '';
    await app.sql(`UPDATE organizations SET registration_mode = 'OPEN' WHERE id = ?`, [organization.id]);
    const rows = () =>
      Promise.all(
        ['invitations', 'clients', 'users', 'sessions'].map((table) =>
          app.sql(`SELECT * FROM ${table} ORDER BY id`),
        ),
      );
    const before = await rows();
    const answer = await come(email, organization.slug);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([status, []]);
    // To the address goes a mail at most; where it does, all the rest has been done.
    expect((await mailsTo(app, email)).length).toBe(status === 200 ? 1 : 0);
    expect(await rows()).toEqual(before);
  });
});
