import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aRegistration,
  aStaffMember,
  type BuiltOrganization,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** What is on record of an organization, which is then taken out of it. */
async function recordedIn({ id }: BuiltOrganization) {
  await app.services.denials.rest();
  const recorded = await app.sql(
    `SELECT action, subject_id AS id, actor_user_id AS actor FROM audit_entries WHERE organization_id = ?`,
    [id],
  );
  await app.sql('DELETE FROM audit_unsealed WHERE organization_id = ?', [id]);
  await app.sql('DELETE FROM audit_entries WHERE organization_id = ?', [id]);
  return recorded;
}

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
      expect(await recordedIn(other), query).toEqual([{ action: 'access.denied', id, actor: owner.userId }]);
    }
  });

  it('counts for nothing in what a sending would come to, and is on record where it belongs', async () => {
    const [organization, other] = [await anOrganization(app), await anOrganization(app)];
    const owner = await aStaffMember(app, organization);
    const fresh = await aClient(app, organization);
    const invited = await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const client = await aClient(app, other);
    const invitation = await anInvitation(app, client);
    const query = `query ($input: SendingForecastInput!) { sendingForecast(input: $input) { mailed passedOver { code } } }`;
    const unknown = uuidv7();
    for (const [kind, own, foreign] of [
      ['INVITE', fresh, client],
      ['REMIND', invited, invitation],
      ['RESEND', invited, invitation],
    ] as const) {
      const told = async (...ids: string[]) =>
        (await app.ask(query, { input: { kind, ids } }, { as: owner })).sendingForecast;
      const ofOwn = await told(own.id);
      expect(await told(own.id, unknown)).toEqual(ofOwn);
      expect(await recordedIn(other), kind).toEqual([]);
      expect(await told(own.id, foreign.id)).toEqual(ofOwn);
      const denied = { action: 'access.denied', id: foreign.id, actor: owner.userId };
      expect(await recordedIn(other), kind).toEqual([denied]);
    }
  });
});
