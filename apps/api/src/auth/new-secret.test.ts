import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApiKey, anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { openPayload } from '../email/mail-payload.js';

let before: App;
let after: App;
let fenna: BuiltStaffMember;
beforeAll(async () => {
  before = await startApp();
  after = await startApp({
    databaseUrl: before.services.config.databaseUrl,
    config: { authSecret: 'another secret, another secret, another secret' },
  });
  fenna = await aStaffMember(before, await anOrganization(before));
});
afterAll(async () => {
  await after.close();
  await before.close();
});

const VIEWER = '{ viewer { id } }';
const ORIGIN = 'http://anteroom.test';

const post = (app: App, path: string, body: object) =>
  app.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify(body),
  });

it('ends every session, which is nobody then', async () => {
  const headers = { cookie: await before.cookieOf(fenna) };
  expect((await before.graphql(VIEWER, {}, { headers })).data.viewer).not.toBeNull();
  expect((await after.graphql(VIEWER, {}, { headers })).data.viewer).toBeNull();
});

it('leaves keys of partner apps as they are', async () => {
  const key = await anApiKey(before, fenna);
  expect((await after.graphql('{ apiClient { id } }', {}, key)).data.apiClient).not.toBeNull();
});

it('leaves a link to set a password by, which has been mailed, as it is', async () => {
  await post(before, 'request-password-reset', {
    email: fenna.email,
    redirectTo: `${ORIGIN}/admin/reset-password`,
  });
  const link = async () => {
    const [mail] = await before.sql('SELECT payload FROM mails WHERE recipient = ?', [fenna.email]);
    return mail ? new URL(openPayload(before.services.config, mail.payload).url ?? '').hash.slice(1) : '';
  };
  await expect.poll(link, { timeout: 5_000 }).not.toBe('');
  const newPassword = 'a wholly new password';
  expect((await post(after, 'reset-password', { token: await link(), newPassword })).status).toBe(200);
  expect((await post(after, 'sign-in/email', { email: fenna.email, password: newPassword })).status).toBe(
    200,
  );
});

it('does nothing at a repeated request that was first sent before, and does not pretend to know it', async () => {
  const key = await anApiKey(before, fenna);
  const create = (app: App) =>
    app.graphql(
      'mutation ($input: CreateClientsInput!) { createClients(input: $input) { createdCount errors { code } } }',
      {
        input: {
          organizationId: fenna.organizationId,
          emails: 'ada@example.com',
          idempotencyKey: 'sent before',
        },
      },
      key,
    );
  expect((await create(before)).data.createClients.createdCount).toBe(1);
  expect((await create(after)).errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
});
