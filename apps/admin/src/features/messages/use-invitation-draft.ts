import { useRef } from 'react';
import type { Choice } from '../../page/searched-choice';
import { useDraft } from '../drafts/use-draft';
import type { MessageValues } from './message-values';

interface InvitationDraft {
  /** The client it was written to, or `many`. */
  whom: string | null;
  message: MessageValues | null;
  connections: Choice[] | null;
}

export type WrittenInvitation = Pick<InvitationDraft, 'message' | 'connections'>;

const nothing: InvitationDraft = { whom: null, message: null, connections: null };
const many = 'many';

/**
 * What is written to clients who exist already, kept like any other draft. What was for one client never shows with
 * another; and a text for many may be for other many, but not whom they are connected with.
 */
export function useInvitationDraft(clientIds: readonly string[] | undefined) {
  const [only, ...others] = clientIds ?? [];
  const whom = only === undefined || others.length > 0 ? many : only;
  const { kept, keep, forget } = useDraft<InvitationDraft>('invite-clients', nothing);
  const own = kept.whom === whom;
  const content = useRef(own);
  return {
    message: own ? kept.message : null,
    connections: own && whom !== many ? kept.connections : null,
    /** Null when it stands as it was offered. */
    write: (written: WrittenInvitation | null) => {
      const before = content.current;
      content.current = written !== null;
      if (written) keep({ whom, ...written });
      // What was left for somebody else stays until something new is written.
      else if (before) keep(nothing);
    },
    hasContent: () => content.current,
    forget,
  };
}
