import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type {
  ClientSelection,
  ClientSort,
  InviteClientsMutation,
  MessageBasisQuery,
} from '../../gql/graphql';
import { DialogFoot } from '../../page/dialog/dialog-foot';
import { StepsDialog } from '../../page/dialog/steps-dialog';
import { LoadFailed } from '../../page/failure/load-failed';
import { useOngoingWork } from '../bulk-operations/ongoing/ongoing-work';
import { ConnectionsField } from '../connections/connections-field';
import { useFirstConnections } from '../connections/use-self';
import { useDraftNotices } from '../drafts/draft-notices';
import { isSame } from '../drafts/drafts';
import { SendingForecast, type SendTo, useForecast } from '../invitations/sending-forecast';
import { MailingProgress } from '../mailings/mailing-progress';
import { NotSent } from '../mailings/not-sent';
import { notSentTo } from '../mailings/not-sent-to';
import { watchMailing } from '../mailings/watched-mailings';
import { FailureText } from './failure-text';
import classes from './invite-clients-dialog.module.css';
import { LazyMessageForm } from './lazy-message-form';
import type { MessageValues } from './message-values';
import { messageBasisQuery } from './messages.graphql';
import { useInvitationDraft } from './use-invitation-draft';
import { useInviteClients } from './use-invite-clients';

type Answer = InviteClientsMutation['inviteClients'];

interface InviteClientsDialogProps {
  organizationId: string;
  /** Either these clients, at most 200… */
  clientIds?: string[];
  /** …or everybody who matches. */
  selection?: ClientSelection;
  /** The order of the list that they are selected in. */
  sort?: ClientSort;
  onClose: (invited: boolean) => void;
}

/** Message, real preview and progress for clients who exist already. */
export function InviteClientsDialog(props: InviteClientsDialogProps) {
  const { t } = useTranslation('messages');
  const { follow } = useOngoingWork();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { data, error, refetch } = useQuery(messageBasisQuery, {
    variables: { organizationId: props.organizationId },
  });
  const basis = data?.organization;
  const draft = useInvitationDraft(props.clientIds);
  const notices = useDraftNotices();
  const here = useLocation();
  const navigate = useNavigate();
  const end = () => props.onClose(answer !== null);
  const close = () => {
    if (draft.hasContent()) notices.kept();
    end();
  };
  const cancel = () => {
    if (draft.hasContent()) notices.discarded(draft.forget(), () => void navigate(here));
    end();
  };

  return (
    <StepsDialog
      onClose={close}
      title={props.clientIds ? t('invite.title', { count: props.clientIds.length }) : t('invite.titleAll')}
      step={answer ? 'sent' : 'message'}
      size={answer ? 760 : 1180}
    >
      {error && <LoadFailed error={error} retry={refetch} />}
      {!basis && !error && <Skeleton height={420} />}
      {basis && !answer && (
        <InviteForm
          {...props}
          onCancel={cancel}
          basis={basis}
          draft={draft}
          onInvited={(given) => {
            draft.write(null);
            if (given.mailing) watchMailing(given.mailing.id);
            // Its progress stands in the corner, on whatever page.
            if (given.operation) follow(given.operation.id);
            setAnswer(given);
          }}
        />
      )}
      {answer && <Invited answer={answer} onClose={end} />}
    </StepsDialog>
  );
}

interface InviteFormProps extends Pick<InviteClientsDialogProps, 'clientIds' | 'selection' | 'sort'> {
  basis: NonNullable<MessageBasisQuery['organization']>;
  draft: ReturnType<typeof useInvitationDraft>;
  onInvited: (answer: Answer) => void;
  onCancel: () => void;
}

const POSSIBLE = { allowed: true };

/** Whom it is about, to be asked what a sending to them would come to. */
function whom(clientIds: string[] | undefined, selection: ClientSelection | undefined): SendTo {
  return selection
    ? { selection: { organizationId: selection.organizationId, clientFilter: selection.filter ?? {} } }
    : { rows: (clientIds ?? []).map((id) => ({ id, possibility: POSSIBLE })) };
}

function InviteForm({ basis, clientIds, selection, sort, draft, onInvited, onCancel }: InviteFormProps) {
  const { t } = useTranslation('messages');
  const { subject, body, buttonText } = basis.defaultMessage;
  const firstConnections = useFirstConnections();
  const offered = { message: { subject, body, buttonText }, connections: clientIds ? firstConnections : [] };
  const [connections, setConnections] = useState(draft.connections ?? offered.connections);
  const invite = useInviteClients({
    clientIds,
    connections,
    selection,
    initial: draft.message ?? offered.message,
    onInvited,
  });
  const forecast = useForecast('inviteNow', whom(clientIds, selection));
  // Whoever is passed over gets none; if that is everybody, sending tells why.
  const mailed = forecast?.mailed || clientIds?.length;
  const message = useWatch({ control: invite.form.control }) as MessageValues;
  const written = { message, connections };
  useEffect(() => draft.write(isSame(written, offered) ? null : written), [message, connections]);
  return (
    <form noValidate onSubmit={(event) => void invite.submit(event)}>
      <Stack gap="md">
        <ConnectionsField
          value={connections}
          onChange={setConnections}
          error={invite.connectionsError}
          obstacle={clientIds ? undefined : t('invite.connectionsForAll')}
        />
        <LazyMessageForm
          form={invite.form}
          basis={basis}
          clientIds={clientIds}
          selection={selection}
          sort={sort}
          connections={connections.map(({ id }) => id)}
        />
      </Stack>
      <DialogFoot justify="flex-end" gap="sm">
        <div aria-live="polite" className={classes.forecast}>
          {forecast && (selection || forecast.passedOver.length > 0) && <SendingForecast {...forecast} />}
        </div>
        <Text size="sm" c="var(--anteroom-red)" role="alert">
          {invite.error ? <FailureText error={invite.error} /> : invite.otherError}
        </Text>
        <Button variant="default" onClick={onCancel}>
          {t('invite.cancel')}
        </Button>
        <Button type="submit" loading={invite.loading}>
          {clientIds ? t('invite.send', { count: mailed }) : t('invite.sendAll')}
        </Button>
      </DialogFoot>
    </form>
  );
}

function Invited({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const { t } = useTranslation('messages');
  const refused = notSentTo(answer.rows.filter((row) => !row.invited));
  return (
    <Stack gap="md">
      {answer.mailing && <MailingProgress mailingId={answer.mailing.id} notSent={refused} />}
      {answer.operation && <Text>{t('invite.begun')}</Text>}
      {!answer.mailing && !answer.operation && <Text fw={600}>{t('invite.nobody')}</Text>}
      {!answer.mailing && <NotSent rows={refused} />}
      <DialogFoot justify="flex-end">
        <Button onClick={onClose}>{t('invite.done')}</Button>
      </DialogFoot>
    </Stack>
  );
}
