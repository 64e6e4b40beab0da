import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type {
  MessagePreviewQuery,
  PreviewClientInput,
  PreviewInviteeInput,
  PreviewRecipient,
} from '../../gql/graphql';
import type { MessageValues } from './message-values';
import { messagePreviewQuery } from './messages.graphql';

export type Preview = MessagePreviewQuery['messagePreview'];

interface PreviewOf {
  organizationId: string;
  message: MessageValues;
  recipient: PreviewRecipient;
  programId?: string | null;
  clientIds?: readonly string[];
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
}

/** The mail as it would be sent, asked for whenever typing rests. */
export function useMessagePreview({
  organizationId,
  message,
  recipient,
  programId,
  clientIds,
  invitee,
  client,
  connections,
}: PreviewOf): ShownPreview {
  const [settled] = useDebouncedValue(message, 350);
  const { data, previousData, loading, error } = useQuery(messagePreviewQuery, {
    variables: {
      input: {
        organizationId,
        message: settled,
        recipient,
        programId: programId ?? null,
        clientIds: clientIds ? [...clientIds] : null,
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
  return {
    mail,
    errors: answer?.errors ?? [],
    warnings: answer?.warnings ?? [],
    loading,
    failed: error !== undefined,
  };
}
