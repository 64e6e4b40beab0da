import { invitationToken } from '../src/invitations/invitation-token.js';
import {
  aClient,
  aConnection,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltClient,
  type BuiltStaffMember,
} from './builders.js';
import type { App } from './harness.js';

export const LIST = `query ($organizationId: ID!, $filter: ClientFilter, $sort: ClientSort, $first: Int, $after: String) {
  clients(organizationId: $organizationId, filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { endCursor hasNextPage }
  }
}`;
export const INVITE = `mutation ($input: InviteClientsInput!) {
  inviteClients(input: $input) { rows { clientId invited code } mailing { id } operation { id total } errors { code path } }
}`;
export const CREATE = `mutation ($input: CreateClientInput!) {
  createClient(input: $input) {
    client { id number isOwn connections { staffMember { id } active } } mailing { id } errors { code message path }
  }
}`;
export const UPDATE = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { firstName } errors { code message } } }`;
export const CHANGE = (name: string) =>
  `mutation ($input: InvitationsInput!) { change: ${name}(input: $input) { rows { done code } operation { id } errors { code } } }`;

const names = [
  ['Ada', 'Bos'],
  ['Ben', 'Bakker'],
  ['Cas', 'Aalst'],
] as const;

/** A clinician who may invite their own, in the system of a test file. */
export function ownClients(theApp: () => App) {
  /** A clinician with three clients of their own, among four others of the organization. */
  async function practice({ permissions = ['clients.inviteOwn'] as const } = {}) {
    const organization = await anOrganization(theApp());
    const assistant = await aStaffMember(theApp(), organization, { roles: ['ASSISTANT'], firstName: 'Noor' });
    const bram = await aStaffMember(theApp(), organization, {
      roles: ['CLINICIAN'],
      permissions: [...permissions],
      firstName: 'Bram',
    });
    const program = await aProgram(theApp(), organization);
    const own: BuiltClient[] = [];
    for (const [firstName, lastName] of names) {
      const client = await aClient(theApp(), organization, { firstName, lastName, program });
      await aConnection(theApp(), bram, client);
      own.push(client);
    }
    const others: BuiltClient[] = [];
    for (const lastName of ['Bos', 'Baak', 'Aal'])
      others.push(await aClient(theApp(), organization, { firstName: 'Other', lastName, program }));
    return { organization, assistant, bram, program, own, others };
  }
  type Practice = Awaited<ReturnType<typeof practice>>;

  const ids = (clients: readonly { id: string }[]) => clients.map(({ id }) => id).sort();
  const listed = async ({ organization, bram }: Practice, args: object = {}) =>
    (await theApp().ask(LIST, { organizationId: organization.id, ...args }, { as: bram })).clients;
  const codes = async (query: string, variables: object, as: BuiltStaffMember) =>
    (await theApp().graphql(query, variables, { as })).errors?.map(({ extensions }) => extensions?.code);
  const tokenOf = (invitation: { id: string }) =>
    invitationToken(theApp().services.config.tokenKeys, invitation.id, 1);

  return { practice, ids, listed, codes, tokenOf };
}
