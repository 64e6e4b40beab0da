import type { RequestContext } from '../context.js';

export interface ClientToInvite {
  id: string;
  /** The address on file; the caller has made sure that there is one. */
  email: string;
}

export interface Sending {
  organizationId: string;
  staffMemberId: string;
  messageId: string;
  mailingId: string;
}

/**
 * Offers membership to clients none of whom has an open invitation, within the caller's transaction: writes the
 * invitations (a withdrawn or lapsed one is offered anew), their events, one queued mail each, and the clients' status. The
 * number of statements does not depend on the number of clients.
 */
export declare function sendInvitations(
  ctx: RequestContext,
  sending: Sending,
  clients: ClientToInvite[],
): Promise<void>;
