import { invitationToken } from '../src/invitations/invitation-token.js';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltClient,
  type BuiltInvitation,
} from './builders.js';
import type { App } from './harness.js';

export const PREVIEW = `query Preview($token: String!) {
  invitationPreview(token: $token) {
    state email firstName inviterName programNames expiresAt userExists mailboxUnproven signedInAsOther signedInAsInvited
    renewalRequested organization { name phone }
  }
}`;
export const ACCEPT = `mutation Accept($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membership { firstName programs { name } organization { name } } errors { code path message } }
}`;
export const ASK = `mutation Ask($input: InvitationTokenInput!) {
  requestNewInvitation(input: $input) { requested errors { code } }
}`;
export const NOT_ME = `mutation NotMe($input: ReportWrongRecipientInput!) {
  reportWrongRecipient(input: $input) { stopped errors { code } }
}`;
export const person = { firstName: 'Ada', lastName: 'de Vries', password: 'correct horse battery' };

/** Somebody who was invited, and what comes of their link, in the system of a test file. */
export function accepting(theApp: () => App) {
  async function invited(options: Parameters<typeof aClient>[2] = {}) {
    const organization = await anOrganization(theApp());
    const staff = await aStaffMember(theApp(), organization);
    const client = await aClient(theApp(), organization, {
      program: await aProgram(theApp(), organization, { name: 'Sleep' }),
      ...options,
    });
    const invitation = await anInvitation(theApp(), client, { sentBy: staff });
    return { organization, staff, client, invitation, token: tokenOf(invitation) };
  }

  function tokenOf(invitation: BuiltInvitation, generation = 1): string {
    return invitationToken(theApp().services.config.tokenKeys, invitation.id, generation);
  }

  async function rowOf(invitation: BuiltInvitation) {
    const [row] = await theApp().sql(
      `SELECT i.status, i.accepted_at, i.generation, i.next_reminder_at, c.status AS client_status, c.user_id
       FROM invitations i JOIN clients c ON c.id = i.client_id WHERE i.id = ?`,
      [invitation.id],
    );
    return row;
  }

  async function errorCode(
    token: string,
    input: object = person,
    as?: { userId: string },
  ): Promise<string | undefined> {
    const { acceptInvitation } = await theApp().ask(
      ACCEPT,
      { input: { token, ...input } },
      { as: as ?? null },
    );
    return acceptInvitation.errors[0]?.code;
  }

  const usersWith = (client: BuiltClient) =>
    theApp().sql('SELECT id FROM users WHERE email = ?', [client.email]);

  return { invited, tokenOf, rowOf, errorCode, usersWith };
}
