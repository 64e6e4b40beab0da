import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { InviteClientsMutation, MessageBasisQuery } from '../../gql/graphql';
import { DialogFoot } from '../../page/dialog/dialog-foot';
import { LoadFailed } from '../../page/failure/load-failed';
import type { Choice } from '../../page/searched-choice';
import type { Unanswered } from '../../page/use-idempotency-key';
import { ConnectionsField } from '../connections/connections-field';
import { NotSent } from '../mailings/not-sent';
import { type NotSentTo, notSentTo } from '../mailings/not-sent-to';
import { FailureText } from '../messages/failure-text';
import { LazyMessageForm } from '../messages/lazy-message-form';
import type { MessageValues } from '../messages/message-values';
import { messageBasisQuery } from '../messages/messages.graphql';
import { useInviteClients } from '../messages/use-invite-clients';
import type { CreatedClients } from './create-clients-draft';

type Answer = InviteClientsMutation['inviteClients'];

interface MessageStepProps {
  organizationId: string;
  programId: string | null;
  created: CreatedClients;
  connections: readonly Choice[];
  onConnectionsChange: (connections: Choice[]) => void;
  message: MessageValues | null;
  onMessageChange: (message: MessageValues) => void;
  unanswered: Unanswered | null;
  onUnanswered: (unanswered: Unanswered | null) => void;
  onBack: () => void;
  onSkip: () => void;
  onSent: (mailingId: string, notSent: NotSentTo[]) => void;
}

export function MessageStep(props: MessageStepProps) {
  const { data, error, refetch } = useQuery(messageBasisQuery, {
    variables: { organizationId: props.organizationId },
  });
  if (error) return <LoadFailed error={error} retry={refetch} />;
  if (!data?.organization) return <Skeleton height={420} />;
  return <MessageStepForm {...props} basis={data.organization} />;
}

interface MessageStepFormProps extends MessageStepProps {
  basis: NonNullable<MessageBasisQuery['organization']>;
}

function MessageStepForm({ created, basis, programId, message, ...props }: MessageStepFormProps) {
  const { t } = useTranslation('createClients');
  const { subject, body, buttonText } = message ?? basis.defaultMessage;
  const invite = useInviteClients({
    clientIds: created.clientIds,
    connections: props.connections,
    initial: { subject, body, buttonText },
    kept: { unanswered: props.unanswered, keep: props.onUnanswered },
    onInvited: (answer) =>
      answer.mailing && props.onSent(answer.mailing.id, [...created.notInvited, ...refusedOf(answer)]),
  });
  const written = useWatch({ control: invite.form.control }) as MessageValues;
  const { onMessageChange } = props;
  useEffect(() => onMessageChange(written), [written, onMessageChange]);

  const count = created.clientIds.length;
  return (
    <form noValidate onSubmit={(event) => void invite.submit(event)}>
      <Stack gap="md" pb={16}>
        <CreatedSummary created={created} />
        {invite.nobody && <NobodyInvited answer={invite.nobody} />}
        {count > 0 && (
          <ConnectionsField
            value={props.connections}
            onChange={props.onConnectionsChange}
            error={invite.connectionsError}
          />
        )}
        {count > 0 && (
          <LazyMessageForm
            form={invite.form}
            basis={basis}
            programId={programId}
            clientIds={created.clientIds}
            connections={props.connections.map(({ id }) => id)}
          />
        )}
      </Stack>
      <DialogFoot justify="space-between">
        <Button variant="default" onClick={props.onBack}>
          {t('back')}
        </Button>
        <Group gap="sm" justify="flex-end" flex={1}>
          <Text size="sm" c="var(--anteroom-red)" role="alert">
            {invite.error ? <FailureText error={invite.error} /> : invite.otherError}
          </Text>
          <Button variant={count > 0 ? 'subtle' : 'filled'} onClick={props.onSkip}>
            {count > 0 ? t('skip') : t('done')}
          </Button>
          {count > 0 && (
            <Button type="submit" loading={invite.loading}>
              {t('send', { count })}
            </Button>
          )}
        </Group>
      </DialogFoot>
    </form>
  );
}

const refusedOf = (answer: Answer) => notSentTo(answer.rows.filter(({ invited }) => !invited));

function CreatedSummary({ created }: { created: CreatedClients }) {
  const { t } = useTranslation('createClients');
  return (
    <div>
      <Text size="sm">
        {created.createdCount > 0 && <strong>{t('created.count', { count: created.createdCount })}</strong>}{' '}
        {created.existingCount > 0 && t('created.existing', { count: created.existingCount })}{' '}
        {created.clientIds.length > 0 && t('created.invitable', { count: created.clientIds.length })}
      </Text>
      <NotSent rows={created.notInvited} ahead />
    </div>
  );
}

/** Nothing went out although nothing was wrong with the message: everybody had a reason of their own. */
function NobodyInvited({ answer }: { answer: Answer }) {
  const { t } = useTranslation('createClients');
  return (
    <Alert color="gray" icon={<IconInfoCircle aria-hidden />} title={t('nobody')} role="alert">
      <NotSent rows={refusedOf(answer)} />
    </Alert>
  );
}
