import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import type { BulkOperationKind, InvitationsInput, InviteClientsInput } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useRefused } from '../../page/failure/use-refused';
import { useOngoingWork } from '../bulk-operations/ongoing/ongoing-work';
import { groupSkipped, useOutcomeText } from '../bulk-operations/outcome';
import {
  inviteWithoutEditingMutation,
  remindInvitationsMutation,
  resendInvitationsMutation,
  withdrawInvitationsMutation,
} from './invitation-actions.graphql';

interface Payload {
  rows: { done: boolean; code?: string | null; reason?: string | null }[];
  operation?: { id: string } | null;
  errors: { code: string; message: string }[];
}

interface Answer {
  data?: { payload: Payload } | null | undefined;
}

/**
 * Remind, resend, withdraw, and invite with the default message: of some or of everybody who matches. Each tells
 * its outcome by itself and answers whether it was taken.
 */
export function useInvitationActions() {
  const { follow } = useOngoingWork();
  const outcomeText = useOutcomeText();
  const refused = useRefused();
  const failed = useMutationFailure();
  // Statuses, counts and possibilities of any row on the page may have changed.
  const options = { refetchQueries: 'active' } as const;
  const [remind, reminding] = useMutation(remindInvitationsMutation, options);
  const [resend, resending] = useMutation(resendInvitationsMutation, options);
  const [withdraw, withdrawing] = useMutation(withdrawInvitationsMutation, options);
  const [invite, inviting] = useMutation(inviteWithoutEditingMutation, options);

  const tell = (kind: BulkOperationKind, { rows, operation, errors }: Payload): boolean => {
    const refusal = errors[0];
    if (refusal) {
      refused(refusal);
      return false;
    }
    if (operation) {
      follow(operation.id);
      return true;
    }
    const done = rows.filter((row) => row.done).length;
    const skipped = groupSkipped(rows.filter((row) => !row.done));
    notifications.show({
      color: skipped.length > 0 ? 'yellow' : 'green',
      autoClose: skipped.length > 0 ? 15_000 : 6_000,
      message: outcomeText({ kind, done, skippedReasons: skipped }),
    });
    return true;
  };

  const run = async (kind: BulkOperationKind, call: Promise<Answer>): Promise<boolean> => {
    try {
      const { data } = await call;
      return data ? tell(kind, data.payload) : false;
    } catch (error) {
      failed(error);
      return false;
    }
  };

  return {
    busy: reminding.loading || resending.loading || withdrawing.loading || inviting.loading,
    remind: (input: InvitationsInput) => run('REMIND', remind({ variables: { input } })),
    resend: (input: InvitationsInput) => run('RESEND', resend({ variables: { input } })),
    withdraw: (input: InvitationsInput) => run('WITHDRAW', withdraw({ variables: { input } })),
    inviteWithoutEditing: (input: InviteClientsInput) => run('INVITE', invite({ variables: { input } })),
  };
}
