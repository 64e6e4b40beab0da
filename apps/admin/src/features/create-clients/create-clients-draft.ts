import type { Choice } from '../../page/searched-choice';
import type { Unanswered } from '../../page/use-idempotency-key';
import type { NotSentTo } from '../mailings/not-sent-to';
import type { MessageValues } from '../messages/message-values';

/** What became of the list once the clients were created. */
export interface CreatedClients {
  /** Those who can be invited now, new or not. */
  clientIds: string[];
  createdCount: number;
  /** How many were clients already. */
  existingCount: number;
  /** Those who cannot, and why. */
  notInvited: NotSentTo[];
}

export interface CreateClientsDraft {
  texts: string[];
  input: string;
  programId: string | null;
  /** Staff whom the invited are connected with; null until somebody has decided. */
  connections: Choice[] | null;
  created: CreatedClients | null;
  message: MessageValues | null;
  /** The invitations were sent, and the answer has not come: asked again it is the same request. */
  unanswered: Unanswered | null;
  /** What was sent last, and who got nothing of it. */
  sent: Sent | null;
}

export interface Sent {
  mailingId: string;
  notSent: NotSentTo[];
}

export const emptyDraft: CreateClientsDraft = {
  texts: [],
  input: '',
  programId: null,
  connections: null,
  created: null,
  message: null,
  unanswered: null,
  sent: null,
};
