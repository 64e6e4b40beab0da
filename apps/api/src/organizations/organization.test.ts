import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember, aUser, passTime } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const BY_ID = 'query ($id: ID) { organization(id: $id) { id slug name } }';
const BY_SLUG = 'query ($slug: String) { organization(slug: $slug) { id slug name } }';

describe('organization', () => {
  it('is found by its id and by its slug', async () => {
    const organization = await anOrganization(app, { name: 'De Eik' });
    const as = await aStaffMember(app, organization);
    const expected = { organization: { id: organization.id, slug: organization.slug, name: 'De Eik' } };
    expect(await app.ask(BY_ID, { id: organization.id }, { as })).toEqual(expected);
    expect(await app.ask(BY_SLUG, { slug: organization.slug }, { as })).toEqual(expected);
  });

  it('is the same nothing when it is another one, does not exist, or is no id at all', async () => {
    const other = await anOrganization(app);
    const as = await aStaffMember(app, await anOrganization(app));
    const nothing = { organization: null };
    expect(await app.ask(BY_ID, { id: other.id }, { as })).toEqual(nothing);
    expect(await app.ask(BY_SLUG, { slug: other.slug }, { as })).toEqual(nothing);
    expect(await app.ask(BY_ID, { id: '01900000-0000-7000-8000-000000000000' }, { as })).toEqual(nothing);
    for (const id of ['0', '', '%', `${other.id}'`, 'null'])
      expect(await app.ask(BY_ID, { id }, { as })).toEqual(nothing);
  });

  it('is nothing to its own client, to staff without a role, and to staff that was deactivated', async () => {
    const organization = await anOrganization(app);
    const user = await aUser(app);
    await aClient(app, organization, { user });
    const withoutRole = await aStaffMember(app, organization, { roles: [] });
    const withUnknownRole = await aStaffMember(app, organization, { roles: ['ROLE_OF_TOMORROW' as never] });
    for (const as of [user, withoutRole, withUnknownRole])
      expect(await app.ask(BY_ID, { id: organization.id }, { as })).toEqual({ organization: null });

    const fenna = await aStaffMember(app, organization);
    expect((await app.ask(BY_ID, { id: organization.id }, { as: fenna })).organization).not.toBeNull();
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [fenna.staffMemberId]);
    expect(await app.ask(BY_ID, { id: organization.id }, { as: fenna })).toEqual({ organization: null });
  });

  it('is refused to strangers', async () => {
    const organization = await anOrganization(app);
    const { errors } = await app.graphql(BY_ID, { id: organization.id });
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['UNAUTHENTICATED']);
  });

  it('wants exactly one of id and slug', async () => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization);
    const both = 'query ($id: ID, $slug: String) { organization(id: $id, slug: $slug) { id } }';
    for (const variables of [
      {},
      { id: null, slug: null },
      { id: organization.id, slug: organization.slug },
    ]) {
      const { errors } = await app.graphql(both, variables, { as });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  it('offers a message in its own language, and the placeholders', async () => {
    const organization = await anOrganization(app, { language: 'nl' });
    const as = await aStaffMember(app, organization);
    const { organization: found } = await app.ask(
      'query ($id: ID) { organization(id: $id) { language defaultMessage { subject buttonText } placeholders { token } } }',
      { id: organization.id },
      { as },
    );
    expect(found.language).toBe('NL');
    expect(found.defaultMessage.buttonText).toBe('Uitnodiging aannemen');
    expect(found.placeholders[0]).toEqual({ token: '{{ClientFirstName}}' });
  });

  it('counts as open what is pending and what is expired, and nothing of another organization', async () => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization);
    await anInvitation(app, await aClient(app, organization));
    const expired = await anInvitation(app, await aClient(app, organization));
    await passTime(app, expired.id, { days: 15 });
    await anInvitation(app, await aClient(app, organization), { status: 'WITHDRAWN' });
    await anInvitation(app, await aClient(app, await anOrganization(app)));
    const { organization: found } = await app.ask(
      'query ($id: ID) { organization(id: $id) { openInvitationCount } }',
      { id: organization.id },
      { as },
    );
    expect(found.openInvitationCount).toBe(2);
  });
});
