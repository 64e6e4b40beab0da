import { anOrganization, aStaffMember, type BuiltOrganization, type BuiltStaffMember } from './builders.js';
import type { App } from './harness.js';

const ROWS = 'rows { id done code registration { status clientId decidedByName } } errors { code path }';
export const LIST = `query ($organizationId: ID!, $filter: RegistrationFilter, $first: Int, $after: String) {
  registrations(organizationId: $organizationId, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id email firstName status declineReason matches { clientId sameAddress joinable } } } }`;
const APPROVE = `mutation ($input: ApproveRegistrationsInput!) { approveRegistrations(input: $input) { ${ROWS} } }`;
const DECLINE = `mutation ($input: DeclineRegistrationsInput!) { declineRegistrations(input: $input) { ${ROWS} } }`;

/** What staff do with requests, in the system of a test file. */
export function answeringRegistrations(theApp: () => App) {
  const approve = async (as: BuiltStaffMember, registrations: object[], more: object = {}) =>
    (
      await theApp().ask(
        APPROVE,
        { input: { organizationId: as.organizationId, registrations, ...more } },
        { as },
      )
    ).approveRegistrations;
  const decline = async (as: BuiltStaffMember, ids: string[], more: object = {}) =>
    (await theApp().ask(DECLINE, { input: { organizationId: as.organizationId, ids, ...more } }, { as }))
      .declineRegistrations;
  const list = async (as: BuiltStaffMember, variables: object = {}) =>
    (await theApp().ask(LIST, { organizationId: as.organizationId, ...variables }, { as })).registrations;

  async function aPractice(
    language = 'en',
  ): Promise<{ organization: BuiltOrganization; as: BuiltStaffMember }> {
    const organization = await anOrganization(theApp(), { registrationMode: 'WITH_APPROVAL', language });
    const as = await aStaffMember(theApp(), organization, {
      roles: ['ASSISTANT'],
      firstName: 'Noor',
      lastName: 'Visser',
    });
    return { organization, as };
  }

  return { approve, decline, list, aPractice };
}
