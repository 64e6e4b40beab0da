import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type {
  ClientSelection,
  ClientSort,
  MessagePreviewQuery,
  PreviewClientInput,
  PreviewInviteeInput,
  PreviewRecipient,
} from '../../gql/graphql';
import { isSame } from '../drafts/drafts';
import type { MessageValues } from './message-values';
import { messagePreviewQuery } from './messages.graphql';

export type Preview = MessagePreviewQuery['messagePreview'];

interface PreviewOf {
  organizationId: string;
  message: MessageValues;
  recipient: PreviewRecipient;
  programId?: string | null;
  clientIds?: readonly string[];
  /** Or everybody who matches. */
  selection?: ClientSelection;
  /** The order of a selection. */
  sort?: ClientSort;
  /** For an invitation to the staff: whoever it is to. */
  invitee?: PreviewInviteeInput;
  client?: PreviewClientInput;
  connections?: readonly string[];
}

interface ShownPreview {
  /** The last mail that could be made; what is typed now may not be in it yet. */
  mail: Preview | null;
  /** What the API has to say of the message as it is now. */
  errors: Preview['errors'];
  warnings: Preview['warnings'];
  loading: boolean;
  failed: boolean;
  /** The mail is of the message as it is written now. */
  upToDate: boolean;
  retry: () => Promise<unknown>;
}

/** The mail as it would be sent, asked for whenever typing rests. */
export function useMessagePreview({
  organizationId,
  message,
  recipient,
  programId,
  clientIds,
  selection,
  sort,
  invitee,
  client,
  connections,
}: PreviewOf): ShownPreview {
  const [settled] = useDebouncedValue(message, 350);
  const { data, previousData, loading, error, refetch } = useQuery(messagePreviewQuery, {
    variables: {
      input: {
        organizationId,
        message: settled,
        recipient,
        programId: programId ?? null,
        clientIds: clientIds ? [...clientIds] : null,
        selection: selection ?? null,
        sort: sort ?? null,
        invitee: invitee ?? null,
        client: client ?? null,
        connections: connections ? [...connections] : null,
        kind: 'INVITATION',
      },
    },
    fetchPolicy: 'no-cache',
  });
  const answer = (data ?? previousData)?.messagePreview ?? null;
  const [mail, setMail] = useState<Preview | null>(null);
  if (answer !== null && answer !== mail && answer.html !== '' && answer.errors.length === 0) setMail(answer);
  const errors = answer?.errors ?? [];
  const failed = error !== undefined;
  return {
    mail,
    errors,
    warnings: answer?.warnings ?? [],
    loading,
    failed,
    upToDate: mail !== null && !loading && !failed && errors.length === 0 && isSame(settled, message),
    retry: refetch,
  };
}
