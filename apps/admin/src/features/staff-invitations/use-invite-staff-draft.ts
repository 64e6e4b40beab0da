import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useDraft } from '../drafts/use-draft';
import type { MessageValues } from '../messages/message-values';
import { type InviteeValues, noInvitee } from './invitee-values';

interface InviteStaffDraft {
  invitee: InviteeValues;
  message: MessageValues | null;
}

/** A staff member on file, with what they were invited with. */
export interface InvitedBefore {
  id: string;
  invitee: InviteeValues;
}

/** Who is invited and what is written to them, as far as it has come, kept in this tab. */
export function useInviteStaffDraft(again: InvitedBefore | undefined) {
  const draft = useDraft<InviteStaffDraft>(again ? `invite-staff-again.${again.id}` : 'invite-staff', {
    invitee: again?.invitee ?? noInvitee,
    message: null,
  });
  const [message, setMessage] = useState(draft.kept.message);
  const form = useForm<InviteeValues>({ defaultValues: draft.kept.invitee, shouldFocusError: true });
  const invitee = useWatch({ control: form.control }) as InviteeValues;

  const written: InviteStaffDraft = { invitee, message };
  const { keep } = draft;
  useEffect(() => keep(written), [keep, invitee, message]);
  return { form, message, setMessage, hasContent: draft.hasContent(written), forget: draft.forget };
}
