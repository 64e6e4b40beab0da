import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

const errors: string[] = [];
let app: App;
let owner: BuiltStaffMember;
beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line) => void errors.push(line) });
  app = await startApp({ log });
  owner = await aStaffMember(app, await anOrganization(app));
});
afterAll(() => app.close());

const post = async (path: string, body: object) =>
  (
    await app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://anteroom.test' },
      body: JSON.stringify(body),
    })
  ).status;

/** Slugs, addresses and tokens are in columns of ASCII, which the database refuses to compare with anything else. */
describe('letters that no slug, address or token has', () => {
  it('find nothing, like any other that is not there', async () => {
    expect(await app.ask('{ publicOrganization(slug: "zo\u00eb") { registrationMode } }')).toEqual({
      publicOrganization: null,
    });
    expect(await app.ask('{ organization(slug: "\u0416") { id } }', {}, { as: owner })).toEqual({
      organization: null,
    });
    const { requestRegistration } = await app.ask(
      'mutation { requestRegistration(input: { slug: "zo\u00eb", email: "a@example.org" }) { errors { code } } }',
    );
    expect(requestRegistration.errors).toEqual([{ code: 'NOT_FOUND' }]);
    const { errors: refused } = await app.graphql(
      '{ roles(organizationId: "zo\u00eb") { id } }',
      {},
      { as: owner },
    );
    expect(refused?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const file = await app.fetch('/export/audit.csv?organization=zo%C3%AB', {
      headers: { cookie: await app.cookieOf(owner) },
    });
    expect(file.status).toBe(404);
    const email = 'zo\u00eb@example.org';
    expect(await post('/api/auth/sign-in/email', { email, password: 'whatever it is' })).toBe(400);
    expect(await post('/api/auth/request-password-reset', { email })).toBe(400);
    expect(await post('/api/auth/request-password-reset', { email: 'a@b' })).toBe(400);
    expect(await post('/api/auth/reset-password', { token: 'zo\u00eb', newPassword: 'whatever it is' })).toBe(
      400,
    );
    await app.services.denials.rest();
    expect(errors).toEqual([]);
  });
});
