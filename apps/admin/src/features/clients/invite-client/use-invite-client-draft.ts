import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useFirstConnections, useSelf } from '../../connections/use-self';
import { useDraft } from '../../drafts/use-draft';
import type { MessageValues } from '../../messages/message-values';
import { type ClientValues, noClient } from './client-values';
import { useProposedNumber } from './use-proposed-number';

interface InviteClientDraft {
  client: ClientValues;
  message: MessageValues | null;
}

/** Who is invited and what is written to them, as far as it has come, kept in this tab. */
export function useInviteClientDraft(ownOnly: boolean) {
  const self = useSelf();
  const firstConnections = useFirstConnections();
  const draft = useDraft<InviteClientDraft>('invite-client', {
    client: {
      ...noClient,
      connections: ownOnly ? [{ id: self.id, label: self.name }] : firstConnections,
    },
    message: null,
  });
  const [message, setMessage] = useState(draft.kept.message);
  const form = useForm<ClientValues>({ defaultValues: draft.kept.client });
  const client = useWatch({ control: form.control }) as ClientValues;
  const { proposed, askAgain } = useProposedNumber(form);

  // The proposed number is proposed anew: by then it may be another client's.
  const ownNumber = client.number === proposed ? '' : client.number;
  const written: InviteClientDraft = { client: { ...client, number: ownNumber }, message };
  const { keep } = draft;
  useEffect(() => keep(written), [keep, client, message, proposed]);
  return {
    self,
    form,
    message,
    setMessage,
    proposed,
    askNumberAgain: askAgain,
    hasContent: draft.hasContent(written),
    forget: draft.forget,
  };
}
