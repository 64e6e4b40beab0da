import { useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useEffect } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { MessageBasisQuery } from '../../../gql/graphql';
import { LoadFailed } from '../../../page/failure/load-failed';
import { LazyMessageForm } from '../../messages/lazy-message-form';
import type { MessageValues, UserError } from '../../messages/message-values';
import { messageBasisQuery } from '../../messages/messages.graphql';
import { useRefusableMessage } from '../../messages/use-refusable-message';
import type { ClientValues } from './client-values';

interface InviteMessageProps {
  organizationId: string;
  client: ClientValues;
  message: MessageValues | null;
  busy: boolean;
  error: string | undefined;
  onMessageChange: (message: MessageValues) => void;
  onBack: () => void;
  /** Answers what is wrong with the message. */
  onSend: (message: MessageValues) => Promise<readonly UserError[]>;
}

/** The message and the mail it makes, before anything is created or sent. */
export function InviteMessage(props: InviteMessageProps) {
  const { data, error, refetch } = useQuery(messageBasisQuery, {
    variables: { organizationId: props.organizationId },
  });
  if (error) return <LoadFailed error={error} retry={refetch} />;
  if (!data?.organization) return <Skeleton height={420} />;
  return <InviteMessageForm {...props} basis={data.organization} />;
}

interface InviteMessageFormProps extends InviteMessageProps {
  basis: NonNullable<MessageBasisQuery['organization']>;
}

function InviteMessageForm({ basis, client, message, ...props }: InviteMessageFormProps) {
  const { t } = useTranslation('inviteClient');
  const { subject, body, buttonText } = message ?? basis.defaultMessage;
  const { form, handleSubmit, refuse } = useRefusableMessage({ subject, body, buttonText });
  useKeepMessage(form, props.onMessageChange);
  const send = handleSubmit(async (values) => refuse(await props.onSend(values)));
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <LazyMessageForm
        form={form}
        basis={basis}
        programId={client.programId}
        client={{
          firstName: client.firstName.trim() || null,
          lastName: client.lastName.trim() || null,
          email: client.email.trim(),
        }}
        connections={client.connections.map(({ id }) => id)}
      />
      <Group justify="space-between" gap="sm" pt="md" pb="lg">
        <Button variant="default" onClick={props.onBack}>
          {t('back')}
        </Button>
        <Group gap="sm" justify="flex-end">
          <Text size="sm" c="var(--anteroom-red)" role="alert">
            {props.error}
          </Text>
          <Button type="submit" loading={props.busy}>
            {t('send')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

/** What was written is kept while somebody goes back to look at the client. */
function useKeepMessage(form: UseFormReturn<MessageValues>, keep: (message: MessageValues) => void): void {
  const written = useWatch({ control: form.control }) as MessageValues;
  useEffect(() => keep(written), [written, keep]);
}
