import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { StepsDialog } from '../../page/dialog/steps-dialog';
import { useStillHere } from '../../page/use-still-here';
import { useFirstConnections } from '../connections/use-self';
import { useDraftNotices } from '../drafts/draft-notices';
import { MailingProgress } from '../mailings/mailing-progress';
import type { NotSentTo } from '../mailings/not-sent-to';
import { watchMailing } from '../mailings/watched-mailings';
import { useMay } from '../organizations/permissions';
import type { CreatedClients } from './create-clients-draft';
import { MessageStep } from './message-step';
import { ProgressFoot } from './progress-foot';
import { StepNames } from './step-names';
import { useCreateClientsDraft } from './use-create-clients-draft';
import { useCreateClientsSteps } from './use-create-clients-steps';
import { WhoStep } from './who-step';

/** From a pasted list to invitations on their way, in three steps with an address each. */
export function CreateClientsDialog({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('createClients');
  const draft = useCreateClientsDraft();
  const notices = useDraftNotices();
  const firstConnections = useFirstConnections();
  const mayConnect = useMay()('connections.manage');
  const { step, mailingId, go, leave } = useCreateClientsSteps(draft.created !== null);
  const stillHere = useStillHere();

  function close() {
    if (step !== 'progress' && draft.hasContent) notices.kept();
    void leave();
  }

  const startOver = () => notices.cleared(t('cleared'), draft.clear());

  async function skip() {
    const count = draft.created?.clientIds.length ?? 0;
    if (count > 0) notifications.show({ message: t('skipped', { count }) });
    await end(leave);
  }

  function created(clients: CreatedClients) {
    draft.setCreated(clients);
    if (stillHere()) void go('message');
  }

  async function sent(mailingId: string, notSent: NotSentTo[]) {
    watchMailing(mailingId);
    if (stillHere()) await go('progress', mailingId, true);
    draft.finish({ mailingId, notSent });
  }

  async function end(leave: () => Promise<void>) {
    await leave();
    draft.clear();
  }

  return (
    <StepsDialog
      onClose={close}
      title={t('title')}
      size={step === 'message' && draft.created?.clientIds.length !== 0 ? 1180 : 760}
    >
      <StepNames current={step} />
      {step === 'who' && (
        <WhoStep
          organizationId={organizationId}
          list={draft.list}
          dispatch={draft.dispatch}
          programId={draft.programId}
          onProgramChange={draft.setProgramId}
          onStartOver={startOver}
          onCreated={created}
        />
      )}
      {step === 'message' && draft.created && (
        <MessageStep
          organizationId={organizationId}
          programId={draft.programId}
          created={draft.created}
          connections={mayConnect ? (draft.connections ?? firstConnections) : []}
          onConnectionsChange={draft.setConnections}
          message={draft.message}
          onMessageChange={draft.setMessage}
          unanswered={draft.unanswered}
          onUnanswered={draft.setUnanswered}
          onBack={() => void go('who')}
          onSkip={() => void skip()}
          onSent={(id, notSent) => void sent(id, notSent)}
        />
      )}
      {step === 'progress' && mailingId && (
        <>
          <MailingProgress
            mailingId={mailingId}
            notSent={draft.sent?.mailingId === mailingId ? draft.sent.notSent : []}
          />
          <ProgressFoot onAnother={() => void end(() => go('who'))} onDone={() => void end(leave)} />
        </>
      )}
    </StepsDialog>
  );
}
