import type { InvitationFacts } from '../invitations/possibilities.js';
import * as invitations from '../invitations/possibilities.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import { ClientStatus } from './client-status.js';

/** What decides about a client's actions; `status` as of now, by the database's clock. */
export interface ClientFacts {
  status: ClientStatus;
  email: string | null;
}

const ALREADY_ACTIVE = impossible(
  'ALREADY_ACTIVE',
  'The client is active: they sign in with their own password and need no invitation.',
);
const DEACTIVATED = impossible(
  'DEACTIVATED',
  'The client has been deactivated. Activate the client again first.',
);
const NO_EMAIL = impossible('NO_EMAIL', 'There is no e-mail address on file. Add one to invite the client.');
const INVITE_OPEN = impossible(
  'INVITE_OPEN',
  'The client has already been invited and the invitation is still open: remind the client, or resend it.',
);
const NOT_INVITED = impossible('NOT_INVITED', 'The client has not been invited yet. Send an invitation.');

/** R56, R58, R63: an address on file and nobody in yet; an invitation that is over or withdrawn is offered anew. */
export function canInvite({ status, email }: ClientFacts): Possibility {
  if (status === 'ACTIVE') return ALREADY_ACTIVE;
  if (status === 'DEACTIVATED') return DEACTIVATED;
  if (email === null) return NO_EMAIL;
  if (status === 'INVITE_PENDING') return INVITE_OPEN;
  return possible;
}

/** What a client whom `canInvite` allows may stand at. */
export const INVITABLE: readonly ClientStatus[] = Object.values(ClientStatus).filter(
  (status) => status !== 'NO_EMAIL' && canInvite({ status, email: '' }).allowed,
);

export function canRemind(client: ClientFacts, invitation: InvitationFacts | null): Possibility {
  return ofInvitation(client, invitation, invitations.canRemind);
}

export function canResend(client: ClientFacts, invitation: InvitationFacts | null): Possibility {
  return ofInvitation(client, invitation, invitations.canResend);
}

export function canWithdraw(client: ClientFacts, invitation: InvitationFacts | null): Possibility {
  return ofInvitation(client, invitation, invitations.canWithdraw);
}

function ofInvitation(
  { status, email }: ClientFacts,
  invitation: InvitationFacts | null,
  rule: (facts: InvitationFacts) => Possibility,
): Possibility {
  if (status === 'ACTIVE') return ALREADY_ACTIVE;
  if (status === 'DEACTIVATED') return DEACTIVATED;
  if (invitation) return rule(invitation);
  return email === null ? NO_EMAIL : NOT_INVITED;
}
