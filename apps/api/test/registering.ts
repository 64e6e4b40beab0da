import { expect } from 'vitest';
import { anOrganization, type BuiltOrganization } from './builders.js';
import type { App, CallOptions } from './harness.js';
import { mailsTo } from './outbox.js';

export const PASSWORD = 'a password of mine';

export const REQUEST = `mutation ($input: RequestRegistrationInput!) {
  requestRegistration(input: $input) { requested errors { code path } } }`;
export const PREVIEW = `query ($token: String!) { registrationPreview(token: $token) {
  state email registrationMode userExists mailboxUnproven signedInAsOther signedInAsSelf organization { name } } }`;
export const COMPLETE = `mutation ($input: CompleteRegistrationInput!) {
  completeRegistration(input: $input) { waiting membership { id organization { slug } } errors { code path } } }`;

let count = 0;
export const newAddress = () => `new-${++count}@example.com`;

export const refused = (code: string) => ({
  waiting: false,
  membership: null,
  errors: [{ code, path: ['token'] }],
});

/** What somebody does who registers, and what is to be seen of it, in the system of a test file. */
export function registering(theApp: () => App) {
  const open = () => anOrganization(theApp(), { registrationMode: 'OPEN' });
  const withApproval = () => anOrganization(theApp(), { registrationMode: 'WITH_APPROVAL' });
  const request = async (organization: { slug: string }, email: string, on = theApp()) =>
    (await on.ask(REQUEST, { input: { slug: organization.slug, email } })).requestRegistration;
  const preview = async (token: string, call?: CallOptions) =>
    (await theApp().ask(PREVIEW, { token }, call)).registrationPreview;
  const complete = async (token: string, more: object = {}, call?: CallOptions) =>
    (
      await theApp().ask(
        COMPLETE,
        { input: { token, firstName: 'Vera', lastName: 'Willems', password: PASSWORD, ...more } },
        call,
      )
    ).completeRegistration;
  async function linkFor(organization: BuiltOrganization, email: string): Promise<string> {
    expect(await request(organization, email)).toEqual({ requested: true, errors: [] });
    const mail = (await mailsTo(theApp(), email)).at(-1);
    expect(mail?.url.href).toMatch(/^http:\/\/anteroom\.test\/portal\/registration#reg_[\w-]{64}$/);
    return mail?.token ?? '';
  }
  const kindsTo = async (email: string) => (await mailsTo(theApp(), email)).map(({ kind }) => kind);
  const clientsOf = (organization: { id: string }) =>
    theApp().sql('SELECT * FROM clients WHERE organization_id = ? ORDER BY number', [organization.id]);
  /** As if a quarter of an hour had passed since the last mail. */
  const later = (organization: { id: string }) =>
    theApp().sql(
      'UPDATE registrations SET mailed_at = mailed_at - INTERVAL 15 MINUTE WHERE organization_id = ?',
      [organization.id],
    );
  const setMode = (organization: { id: string }, mode: string) =>
    theApp().sql('UPDATE organizations SET registration_mode = ? WHERE id = ?', [mode, organization.id]);
  return { open, withApproval, request, preview, complete, linkFor, kindsTo, clientsOf, later, setMode };
}
