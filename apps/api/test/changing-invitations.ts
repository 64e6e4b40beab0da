import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltClient,
  type BuiltInvitation,
  type BuiltOrganization,
  type BuiltStaffMember,
  passTime,
} from './builders.js';
import type { App } from './harness.js';

const mutation = (name: string) => `mutation Change($input: InvitationsInput!) {
  change: ${name}(input: $input) {
    rows { id done code reason invitation { status remindersSent nextReminderAt expiresAt delivery { state } } }
    mailing { total queued } errors { code path }
  }
}`;
export const RESEND = mutation('resendInvitations');
export const REMIND = mutation('remindInvitations');
export const WITHDRAW = mutation('withdrawInvitations');

export interface Invited {
  readonly organization: BuiltOrganization;
  readonly staff: BuiltStaffMember;
  readonly client: BuiltClient;
  readonly invitation: BuiltInvitation;
}

/** An organization whose owner has invited one client, so many days ago. */
export async function anInvitedClient(app: App, days = 0): Promise<Invited> {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const client = await aClient(app, organization);
  const invitation = await anInvitation(app, client, { sentBy: staff });
  if (days > 0) await passTime(app, invitation.id, { days });
  return { organization, staff, client, invitation };
}

export type Can = 'canInvite' | 'canRemind' | 'canResend' | 'canWithdraw';
export type Listed = { id: string } & Partial<Record<Can, { code: string | null }>>;

/** What both lists of an organization say of each row: whether that can be done with it, and if not, the code of why. */
export async function readPossibilities(
  app: App,
  { id: organizationId }: { id: string },
  as: BuiltStaffMember,
  cans: Can[] = ['canRemind', 'canResend'],
): Promise<{ clients: Listed[]; invitations: Listed[] }> {
  const asked = (names: Can[]) => names.map((name) => `${name} { code }`).join(' ');
  const { clients, invitations } = await app.ask(
    `query ($organizationId: ID!) {
      clients(organizationId: $organizationId, first: 100) { nodes { id ${asked(cans)} } }
      invitations(organizationId: $organizationId, first: 100) {
        nodes { id ${asked(cans.filter((can) => can !== 'canInvite'))} } } }`,
    { organizationId },
    { as },
  );
  return { clients: clients.nodes, invitations: invitations.nodes };
}
