import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../page/failure/use-reason';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { fieldOf, type MessageValues, type UserError } from '../messages/message-values';
import { type InviteeValues, refusedFields } from './invitee-values';
import { inviteStaffMutation } from './staff-invitations.graphql';
import { useInviteeError } from './use-invitee-error';

interface Outcomes {
  onInvited: () => void;
  /** Something about the person was refused, and stands at its field. */
  onInviteeRefused: () => void;
  onMessageRefused: (errors: readonly UserError[]) => void;
}

/** Sends the invitation. What is refused ends up at its field, in whichever step that is. */
export function useInviteStaff(organizationId: string, invitee: UseFormReturn<InviteeValues>, to: Outcomes) {
  const { t } = useTranslation('staffInvitations');
  const errorText = useInviteeError();
  const reasonText = useReason();
  const idempotency = useIdempotencyKey();
  const [invite, { error, loading, data }] = useMutation(inviteStaffMutation, {
    // The lists behind the dialog, and the count in the rail.
    refetchQueries: 'active',
  });

  async function send(message: MessageValues): Promise<void> {
    const { firstName, lastName, email, number, roleIds, clients, permissions } = invitee.getValues();
    const input = {
      organizationId,
      firstName,
      lastName,
      email,
      number: number.trim() || null,
      roleIds,
      clientIds: clients.map(({ id }) => id),
      permissions,
      message,
    };
    const idempotencyKey = idempotency.keyFor(input);
    const answer = (await invite({ variables: { input: { ...input, idempotencyKey } } }).catch(() => null))
      ?.data?.inviteStaff;
    // Without one it may have been done all the same: sent again, the same request is answered as it was.
    if (!answer) return;
    idempotency.answered();
    const refused = refusedFields(answer.errors);
    for (const one of refused) invitee.setError(one.field, { type: one.code, message: errorText(one) });
    if (refused.length > 0) return to.onInviteeRefused();
    if (answer.errors.length > 0) return to.onMessageRefused(answer.errors);
    const name = `${firstName.trim()} ${lastName.trim()}`;
    notifications.show({
      color: 'green',
      title: t(answer.renewed ? 'renewed' : 'invited', { name }),
      message: t('follow'),
    });
    to.onInvited();
  }
  /** What concerns no field of either step. */
  const other = data?.inviteStaff.errors.find(
    (one) => fieldOf(one) === null && refusedFields([one]).length === 0,
  );
  return { send, loading, error, otherError: other && reasonText(other) };
}
