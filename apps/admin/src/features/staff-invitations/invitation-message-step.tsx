import { useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { MessageBasisQuery } from '../../gql/graphql';
import { DialogFoot } from '../../page/dialog/dialog-foot';
import { LoadFailed } from '../../page/failure/load-failed';
import { FailureText } from '../messages/failure-text';
import { LazyMessageForm } from '../messages/lazy-message-form';
import type { MessageValues } from '../messages/message-values';
import { messageBasisQuery } from '../messages/messages.graphql';
import { useRefusableMessage } from '../messages/use-refusable-message';
import type { InviteeValues } from './invitee-values';
import { useInviteStaff } from './use-invite-staff';

interface MessageStepProps {
  organizationId: string;
  invitee: UseFormReturn<InviteeValues>;
  /** What was written before, when one has been here already. */
  message: MessageValues | null;
  onMessageChange: (message: MessageValues) => void;
  onBack: () => void;
  onInvited: () => void;
}

export function InvitationMessageStep(props: MessageStepProps) {
  const { data, error, refetch } = useQuery(messageBasisQuery, {
    variables: { organizationId: props.organizationId, recipient: 'STAFF' },
  });
  if (error) return <LoadFailed error={error} retry={refetch} />;
  if (!data?.organization) return <Skeleton height={420} />;
  return <MessageStepForm {...props} basis={data.organization} />;
}

interface MessageStepFormProps extends MessageStepProps {
  basis: NonNullable<MessageBasisQuery['organization']>;
}

function MessageStepForm({
  basis,
  invitee,
  message,
  onMessageChange,
  onBack,
  onInvited,
}: MessageStepFormProps) {
  const { t } = useTranslation('staffInvitations');
  const { subject, body, buttonText } = message ?? basis.defaultMessage;
  const { form, handleSubmit, refuse } = useRefusableMessage({ subject, body, buttonText });
  const invite = useInviteStaff(basis.id, invitee, {
    onInvited,
    onInviteeRefused: onBack,
    onMessageRefused: refuse,
  });
  const { firstName, lastName, email } = invitee.getValues();
  const written = useWatch({ control: form.control }) as MessageValues;
  useEffect(() => onMessageChange(written), [written, onMessageChange]);
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(invite.send)(event)}>
      <Stack gap="md" pb={16}>
        <Text size="sm">{t('to', { name: `${firstName} ${lastName}`, email })}</Text>
        <LazyMessageForm form={form} basis={basis} invitee={{ firstName, lastName, email }} />
      </Stack>
      <DialogFoot justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
        <Group gap="sm" justify="flex-end" flex={1}>
          <Text size="sm" c="var(--anteroom-red)" role="alert">
            {invite.error ? <FailureText error={invite.error} /> : invite.otherError}
          </Text>
          <Button type="submit" loading={invite.loading}>
            {t('send')}
          </Button>
        </Group>
      </DialogFoot>
    </form>
  );
}
