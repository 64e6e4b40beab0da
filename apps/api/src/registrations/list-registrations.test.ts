import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeringRegistrations, LIST } from '../../test/answering-registrations.js';
import { aClient, anOrganization, aRegistration, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { approve, list, aPractice } = answeringRegistrations(() => app);

describe('requests that wait', () => {
  it('are listed to whoever may answer them, longest waiting first, with whom they may be', async () => {
    const { organization, as } = await aPractice();
    const other = await aRegistration(app, await anOrganization(app));
    const applicants = [];
    for (const firstName of ['Vera', 'Zoë', 'Kaj'])
      applicants.push(await aRegistration(app, organization, { firstName }));
    const sameAddress = await aClient(app, organization, {
      email: applicants[0]?.email,
      firstName: 'V.',
    });
    const sameName = await aClient(app, organization, {
      firstName: 'Zoe',
      lastName: 'Willems',
      user: await aUser(app),
    });
    await aClient(app, await anOrganization(app), { firstName: 'Kaj', lastName: 'Willems' });

    const first = await list(as, { first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first.nodes).toMatchObject([
      { firstName: 'Vera', matches: [{ clientId: sameAddress.id, sameAddress: true, joinable: true }] },
      { firstName: 'Zoë', matches: [{ clientId: sameName.id, sameAddress: false, joinable: false }] },
    ]);
    const rest = await list(as, { first: 2, after: first.pageInfo.endCursor });
    expect(rest.nodes).toMatchObject([{ firstName: 'Kaj', matches: [] }]);
    const { organization: counted } = await app.ask(
      'query ($id: ID) { organization(id: $id) { waitingRegistrationCount registrationPage } }',
      { id: organization.id },
      { as },
    );
    expect(counted).toEqual({
      waitingRegistrationCount: 3,
      registrationPage: `http://anteroom.test/portal/register/${organization.slug}`,
    });
    const { rows } = await approve(as, [{ id: other.id }]);
    expect(rows).toMatchObject([{ code: 'NOT_FOUND', registration: null }]);
  });

  it('are nobody else’s to see or to answer', async () => {
    const { organization } = await aPractice();
    const registration = await aRegistration(app, organization);
    const clinician = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    const calls: [string, object][] = [
      [LIST, { organizationId: organization.id }],
      [
        'mutation ($input: ApproveRegistrationsInput!) { approveRegistrations(input: $input) { errors { code } } }',
        { input: { organizationId: organization.id, registrations: [{ id: registration.id }] } },
      ],
      [
        'mutation ($input: DeclineRegistrationsInput!) { declineRegistrations(input: $input) { errors { code } } }',
        { input: { organizationId: organization.id, ids: [registration.id] } },
      ],
    ];
    const applicant = { userId: registration.userId };
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const [query, variables] of calls)
      for (const [as, code] of [
        [clinician, 'FORBIDDEN'],
        [applicant, 'NOT_FOUND'],
        [stranger, 'NOT_FOUND'],
      ] as const) {
        const { errors } = await app.graphql(query, variables, { as });
        expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
      }
    const { organization: seen } = await app.ask(
      'query ($id: ID) { organization(id: $id) { waitingRegistrationCount } }',
      { id: organization.id },
      { as: clinician },
    );
    expect(seen).toEqual({ waitingRegistrationCount: null });
  });
});
