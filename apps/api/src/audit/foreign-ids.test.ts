import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aRegistration,
  aStaffMember,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('the id of another organization among those given', () => {
  it('is answered as unknown, and on record where it belongs', async () => {
    const [organization, other] = [await anOrganization(app), await anOrganization(app)];
    const owner = await aStaffMember(app, organization);
    const own = await aClient(app, organization);
    const tie = await aConnection(app, owner, own);
    const client = await aClient(app, other);
    const connection = await aConnection(app, await aStaffMember(app, other), client);
    const invitation = await anInvitation(app, client);
    const registration = await aRegistration(app, other);
    const organizationId = organization.id;
    const look = { invitationId: invitation.id, reason: 'Client called' };
    const calls: [subject: { id: string }, query: string, input: object][] = [
      [
        invitation,
        'query ($input: SupportCaseInput!) { supportCase(input: $input) { errors { code } } }',
        look,
      ],
      [
        invitation,
        'mutation ($input: SupportCaseInput!) { supportResend(input: $input) { errors { code } } }',
        look,
      ],
      [
        connection,
        'mutation ($input: RemoveConnectionsInput!) { removeConnections(input: $input) { rows { code } } }',
        { ids: [connection.id, tie.id] },
      ],
      [
        client,
        'mutation ($input: ConnectClientsInput!) { connectClients(input: $input) { rows { code } } }',
        { organizationId, staffMemberIds: [owner.staffMemberId], clientIds: [client.id, own.id] },
      ],
      [
        client,
        'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { errors { code } } }',
        {
          ...{ organizationId, firstName: 'Iris', lastName: 'Mulder', email: 'iris@example.org' },
          ...{ roleIds: ['CLINICIAN'], clientIds: [client.id, own.id] },
        },
      ],
      [
        registration,
        'mutation ($input: ApproveRegistrationsInput!) { approveRegistrations(input: $input) { rows { code } } }',
        { organizationId, registrations: [{ id: registration.id }] },
      ],
      [
        registration,
        'mutation ($input: DeclineRegistrationsInput!) { declineRegistrations(input: $input) { rows { code } } }',
        { organizationId, ids: [registration.id] },
      ],
    ];
    for (const [{ id }, query, input] of calls) {
      const { data, errors } = await app.graphql(query, { input }, { as: owner });
      expect(JSON.stringify([data, errors])).toContain('NOT_FOUND');
      await app.services.denials.rest();
      const recorded = await app.sql(
        `SELECT action, subject_id AS id, actor_user_id AS actor FROM audit_entries WHERE organization_id = ?`,
        [other.id],
      );
      expect(recorded, query).toEqual([{ action: 'access.denied', id, actor: owner.userId }]);
      await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [other.id]);
      await app.sql('DELETE FROM audit_entries WHERE organization_id = ?', [other.id]);
    }
  });
});
