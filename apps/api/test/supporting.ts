import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltOrganization,
  type ClientOptions,
} from './builders.js';
import type { App, Person } from './harness.js';

export const REASON = 'Client called: mail not received';
export const SEARCH = `query ($input: SupportSearchInput!) {
  result: supportSearch(input: $input) { hasMore cases { id kind recipientName number supportCode } errors { code path } }
}`;

/** An organization with somebody who helps callers, and what is looked up and written down there, in the system of a test file. */
export function supporting(theApp: () => App) {
  async function scene() {
    const organization = await anOrganization(theApp());
    const owner = await aStaffMember(theApp(), organization);
    const sem = await aStaffMember(theApp(), organization, {
      roles: ['SUPPORT'],
      firstName: 'Sem',
      lastName: 'Postma',
    });
    const invited = async (client: ClientOptions = {}) =>
      anInvitation(theApp(), await aClient(theApp(), organization, client), { sentBy: owner });
    const search = async (query: string, as: Person = sem, reason = REASON) =>
      (await theApp().ask(SEARCH, { input: { organizationId: organization.id, query, reason } }, { as }))
        .result;
    return { organization, owner, sem, invited, search };
  }

  /** What support did; that others were refused is on record too, elsewhere. */
  const auditOf = (organization: BuiltOrganization) =>
    theApp().sql(
      `SELECT action, actor_staff_id AS actor, subject_id AS subject, reason, details FROM audit_entries
        WHERE organization_id = ? AND action LIKE 'support.%' ORDER BY id`,
      [organization.id],
    );

  return { scene, auditOf };
}
