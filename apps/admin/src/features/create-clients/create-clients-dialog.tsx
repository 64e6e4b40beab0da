import { Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { Dialog } from '../../page/dialog';
import { type CreateClientsStep, createClientsSteps, paths } from '../../paths';
import { useFirstConnections } from '../connections/use-self';
import { useDraftNotices } from '../drafts/draft-notices';
import { MailingProgress } from '../mailings/mailing-progress';
import type { NotSentTo } from '../mailings/not-sent-to';
import { watchMailing } from '../mailings/watched-mailings';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import classes from './create-clients-dialog.module.css';
import { MessageStep } from './message-step';
import { ProgressFoot } from './progress-foot';
import { useCreateClientsDraft } from './use-create-clients-draft';
import { WhoStep } from './who-step';

const mailingKey = 'mailing';

/** From a pasted list to invitations on their way, in three steps with an address each. */
export function CreateClientsDialog({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('createClients');
  const { slug } = useOrganization();
  const { search } = useLocation();
  const navigate = useNavigate();
  const small = useMediaQuery('(max-width: 56em)');
  const draft = useCreateClientsDraft();
  const notices = useDraftNotices();
  const firstConnections = useFirstConnections();
  const mayConnect = useMay()('connections.manage');
  const params = new URLSearchParams(search);
  const mailingId = params.get(mailingKey);
  const asked = useParams().step;
  const step = possibleStep(asked, draft.created !== null, mailingId !== null);

  async function go(to: CreateClientsStep, mailing: string | null = null, replace = false) {
    const next = new URLSearchParams(search);
    if (mailing === null) next.delete(mailingKey);
    else next.set(mailingKey, mailing);
    const query = next.size > 0 ? `?${next}` : '';
    await navigate(paths.createClients(slug, to, query), { replace });
  }

  // The address tells the step that is shown, whatever was asked for.
  // Only when it changes: a draft that is cleared on the way out must not lead back in.
  useEffect(() => {
    if (asked !== step) void go(step, step === 'progress' ? mailingId : null, true);
  }, [asked, mailingId]);

  async function leave() {
    const next = new URLSearchParams(search);
    next.delete(mailingKey);
    await navigate(paths.clients(slug, next.size > 0 ? `?${next}` : ''));
  }

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

  async function sent(mailingId: string, notSent: NotSentTo[]) {
    watchMailing(mailingId);
    await go('progress', mailingId, true);
    draft.finish({ mailingId, notSent });
  }

  async function end(leave: () => Promise<void>) {
    await leave();
    draft.clear();
  }

  return (
    <Dialog
      opened
      onClose={close}
      title={t('title')}
      size={step === 'message' && draft.created?.clientIds.length !== 0 ? 1180 : 760}
      fullScreen={small}
      padding={small ? 'md' : 'lg'}
      // The foot keeps its own distance.
      styles={{ body: { paddingBottom: 0 } }}
      closeButtonProps={{ 'aria-label': t('close') }}
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
          onCreated={(created) => {
            draft.setCreated(created);
            void go('message');
          }}
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
    </Dialog>
  );
}

function possibleStep(asked: string | undefined, created: boolean, sent: boolean): CreateClientsStep {
  if (asked === 'progress' && sent) return 'progress';
  // Without a step: where the work was left.
  if (asked !== 'who' && created) return 'message';
  return 'who';
}

function StepNames({ current }: { current: CreateClientsStep }) {
  const { t } = useTranslation('createClients');
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  const at = createClientsSteps.indexOf(current);

  // The step that follows is read out from its beginning.
  useEffect(() => {
    if (before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);

  return (
    <>
      <ol className={classes.steps} aria-label={t('steps.label')}>
        {createClientsSteps.map((step, i) => (
          <li key={step} className={classes.stepName} aria-current={step === current ? 'step' : undefined}>
            <span className={classes.number} aria-hidden>
              {i < at ? <IconCheck size={13} /> : i + 1}
            </span>
            {t(`steps.${step}`)}
          </li>
        ))}
      </ol>
      <Title order={3} ref={heading} tabIndex={-1} className={classes.heading}>
        {t(`headings.${current}`)}
      </Title>
    </>
  );
}
