import type { SkippedReason } from '../../frame/outcome';
import type { Unanswered } from '../../page/use-idempotency-key';
import type { MessageValues } from '../messages/message-values';

/** What became of the list once the clients were created. */
export interface CreatedClients {
  /** Those who can be invited now, new or not. */
  clientIds: string[];
  createdCount: number;
  /** How many were clients already. */
  existingCount: number;
  /** Why some of those will get no invitation. */
  notInvited: SkippedReason[];
}

export interface CreateClientsDraft {
  texts: string[];
  input: string;
  programId: string | null;
  created: CreatedClients | null;
  message: MessageValues | null;
  /** The invitations were sent, and the answer has not come: asked again it is the same request. */
  unanswered: Unanswered | null;
}

const prefix = 'anteroom.create-clients.';

export const emptyDraft: CreateClientsDraft = {
  texts: [],
  input: '',
  programId: null,
  created: null,
  message: null,
  unanswered: null,
};

// That somebody is in care is health data: it stays in this tab, and no longer than the work or the session.

/** One a person and organization: who signs in next in the same tab finds nothing. */
export function draftKey(viewerId: string, organizationId: string): string {
  return `${prefix}${viewerId}.${organizationId}`;
}

export function readDraft(key: string): CreateClientsDraft {
  try {
    const kept = window.sessionStorage.getItem(key);
    return kept === null
      ? emptyDraft
      : { ...emptyDraft, ...(JSON.parse(kept) as Partial<CreateClientsDraft>) };
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(key: string, draft: CreateClientsDraft): void {
  try {
    const empty = draft.texts.length === 0 && draft.input === '' && draft.created === null;
    if (empty && draft.programId === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still creates clients.
  }
}

/** For signing out. */
export function clearAllDrafts(): void {
  try {
    for (const key of Object.keys(window.sessionStorage)) {
      if (key.startsWith(prefix)) window.sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept either.
  }
}
