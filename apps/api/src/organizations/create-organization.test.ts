import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { passwordLink } from '../auth/password/password-link.js';
import { createOrganization, type NewOrganization } from './create-organization.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const given = (overrides: Partial<NewOrganization> = {}): NewOrganization => ({
  name: 'De Eik',
  slug: 'de-eik',
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  accentColor: '#2f6f5e',
  owner: { firstName: 'Olga', lastName: 'Prins', email: 'Olga@Eik.example' },
  ...overrides,
});

const post = (path: string, body: object) =>
  app.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://anteroom.test' },
    body: JSON.stringify(body),
  });

describe('a new organization', () => {
  it('has an owner who sets a password with a link that works once, and then runs it', async () => {
    const { userId, userExisted } = await createOrganization(app.context(), given());
    expect(userExisted).toBe(false);
    const link = new URL(await passwordLink(app.context(), userId));
    expect(link.href).toMatch(/^http:\/\/anteroom\.test\/admin\/reset-password#[\w-]{32}$/);
    const token = link.hash.slice(1);
    expect((await post('reset-password', { token, newPassword: 'a password of mine' })).status).toBe(200);
    expect((await post('reset-password', { token, newPassword: 'a password of mine' })).status).toBe(400);
    expect(
      (await post('sign-in/email', { email: 'olga@eik.example', password: 'a password of mine' })).status,
    ).toBe(200);
    const { organization } = await app.ask(
      '{ organization(slug: "de-eik") { name language } }',
      {},
      { as: { userId } },
    );
    expect(organization).toEqual({ name: 'De Eik', language: 'NL' });
  });

  it('leaves a user who is there already as they are', async () => {
    const user = await aUser(app, { name: 'Piet Vos' });
    const created = await createOrganization(
      app.context(),
      given({ slug: 'second', owner: { firstName: 'Piet', lastName: 'Vos', email: user.email } }),
    );
    expect(created).toMatchObject({ userExisted: true, userId: user.userId });
    expect(await app.sql('SELECT id FROM accounts WHERE user_id = ?', [user.userId])).toEqual([]);
  });

  it('is refused when its slug is taken, and then nothing of it is left', async () => {
    await createOrganization(app.context(), given({ slug: 'taken' }));
    const owner = { firstName: 'Ada', lastName: 'Bos', email: 'ada@eik.example' };
    await expect(createOrganization(app.context(), given({ slug: 'taken', owner }))).rejects.toThrow(
      /slug taken/,
    );
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [owner.email])).toEqual([]);
  });

  it.each([
    { name: '' },
    { slug: 'De Eik' },
    { slug: '-' },
    { language: 'fr' as never },
    { timeZone: 'Mars/Phobos' },
    { accentColor: 'green' },
    { owner: { firstName: 'Olga', lastName: '', email: 'olga@eik.example' } },
    { owner: { firstName: 'Olga', lastName: 'Prins', email: 'olga' } },
  ])('is refused with %j', async (overrides) => {
    await expect(createOrganization(app.context(), given({ slug: 'fresh', ...overrides }))).rejects.toThrow(
      /--/,
    );
  });
});

it('is made with a command that starts by itself', async () => {
  const command = fileURLToPath(new URL('../../dist/create-organization.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [command, '--help']);
  expect(stdout).toContain('--owner-email');
});
