import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { invitationToken } from './invitation-token.js';
import { expireDue } from './sweeps/expire-due.js';

let app: App;
beforeAll(async () => {
  // One session, so that its clock is the database's for everything that is asked.
  app = await startApp({ config: { databasePoolSize: 1 } });
});
afterAll(() => app.close());

const EVERYWHERE = `query ($id: ID!, $client: ID!, $token: String!, $field: InvitationSortField!, $direction: SortDirection!) {
  pending: invitations(organizationId: $id, filter: { statuses: [PENDING] }, sort: { field: $field, direction: $direction }) { totalCount nodes { status } }
  expired: invitations(organizationId: $id, filter: { statuses: [EXPIRED] }, sort: { field: $field, direction: $direction }) { totalCount nodes { status } }
  found: invitations(organizationId: $id, filter: { statuses: [EXPIRED], search: "visser" }, sort: { field: $field, direction: $direction }) { nodes { status } }
  delivered: invitations(organizationId: $id, filter: { statuses: [EXPIRED], deliveryStates: [SENT] }, sort: { field: $field, direction: $direction }) { nodes { status } }
  pendingClients: clients(organizationId: $id, filter: { statuses: [INVITE_PENDING] }) { totalCount nodes { status } }
  expiredClients: clients(organizationId: $id, filter: { statuses: [INVITE_EXPIRED] }) { totalCount nodes { status } }
  client(id: $client) { status invitation { status } canInvite { allowed } canRemind { code } }
  invitationPreview(token: $token) { state }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { errors { code } } }`;

const END = Date.UTC(2031, 2, 30, 1, 0, 0, 250);

/** Holds the database's clock at a moment, to the millisecond. */
const at = (moment: number) => app.sql(`SET timestamp = ${(moment / 1000).toFixed(3)}`);

/** An invitation that ends at END; the moment of its sending, from which no end follows here, lies where it likes. */
async function ending(sentDaysBefore: number) {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const client = await aClient(app, organization);
  const invitation = await anInvitation(app, client, { sentBy: staff });
  const end = new Date(END).toISOString().replace('T', ' ').slice(0, 23);
  await app.sql(
    `UPDATE invitations i JOIN clients c ON c.id = i.client_id
        SET i.expires_at = ?, c.invitation_expires_at = ?, i.sent_at = ? - INTERVAL ? DAY WHERE i.id = ?`,
    [end, end, end, sentDaysBefore, invitation.id],
  );
  const token = invitationToken(app.services.config.tokenKeys, invitation.id, 1);
  const everywhere = (field: string, direction: string) =>
    app.ask(EVERYWHERE, { id: organization.id, client: client.id, token, field, direction }, { as: staff });
  return { token, everywhere };
}

const ORDERS = ['SENT_AT', 'EXPIRES_AT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => [field, direction] as const),
);
const none = { totalCount: 0, nodes: [] };
const one = (status: string) => ({ totalCount: 1, nodes: [{ status }] });

it.each([14, 13, 15])(
  'is over from its last millisecond on in every list, for its client and behind its link (sent %i days before)',
  async (days) => {
    const { everywhere } = await ending(days);
    await at(END - 1);
    for (const order of ORDERS)
      expect(await everywhere(...order)).toEqual({
        pending: one('PENDING'),
        expired: none,
        found: { nodes: [] },
        delivered: { nodes: [] },
        pendingClients: one('INVITE_PENDING'),
        expiredClients: none,
        client: {
          status: 'INVITE_PENDING',
          invitation: { status: 'PENDING' },
          canInvite: { allowed: false },
          canRemind: { code: null },
        },
        invitationPreview: { state: 'OPEN' },
      });
    expect(await expireDue(app.services)).toBe(0);
    for (const moment of [END, END + 1]) {
      await at(moment);
      for (const order of ORDERS)
        expect(await everywhere(...order)).toEqual({
          pending: none,
          expired: one('EXPIRED'),
          found: { nodes: [{ status: 'EXPIRED' }] },
          delivered: { nodes: [{ status: 'EXPIRED' }] },
          pendingClients: none,
          expiredClients: one('INVITE_EXPIRED'),
          client: {
            status: 'INVITE_EXPIRED',
            invitation: { status: 'EXPIRED' },
            canInvite: { allowed: true },
            canRemind: { code: 'EXPIRED' },
          },
          invitationPreview: { state: 'EXPIRED' },
        });
    }
    expect(await expireDue(app.services)).toBe(1);
  },
);

it('can be accepted in the last millisecond and in none after it', async () => {
  const [late, early] = [await ending(14), await ending(14)];
  const person = { firstName: 'Ada', lastName: 'de Vries', password: 'a long enough password' };
  const accept = async (token: string) =>
    (await app.ask(ACCEPT, { input: { token, ...person } })).acceptInvitation.errors;
  await at(END);
  expect(await accept(late.token)).toEqual([{ code: 'LINK_EXPIRED' }]);
  await at(END - 1);
  expect(await accept(early.token)).toEqual([]);
});
