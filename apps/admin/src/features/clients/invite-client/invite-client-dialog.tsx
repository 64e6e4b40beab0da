import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { StepsDialog } from '../../../page/dialog/steps-dialog';
import { useStillHere } from '../../../page/use-still-here';
import { type InviteClientStep, paths } from '../../../paths';
import { useDraftNotices } from '../../drafts/draft-notices';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { ClientForm } from './client-form';
import type { ClientValues } from './client-values';
import { InviteMessage } from './invite-message';
import { useInviteClientDraft } from './use-invite-client-draft';
import { useSubmitClient } from './use-submit-client';

/** One client, from who they are to the invitation on its way: created and invited in one stroke, or created only. */
export function InviteClientDialog() {
  const { t } = useTranslation('inviteClient');
  const { id: organizationId, slug } = useOrganization();
  const { search } = useLocation();
  const navigate = useNavigate();
  const stillHere = useStillHere();
  const ownOnly = !useMay()('clients.create');
  const draft = useInviteClientDraft(ownOnly);
  const notices = useDraftNotices();
  const { form } = draft;

  const asked = useParams().step;
  // There may be no address to write to.
  const step: InviteClientStep = asked === 'message' && form.getValues('email') !== '' ? 'message' : 'who';
  const go = async (to: InviteClientStep, replace = false) => {
    await navigate(paths.inviteClient(slug, to, search), { replace });
  };
  useEffect(() => {
    if (asked !== step) void go(step, true);
  }, [asked]);

  const { submit, loading, freeNumber, otherError } = useSubmitClient({
    form,
    proposed: draft.proposed,
    askNumberAgain: draft.askNumberAgain,
    toClient: async () => {
      if (step === 'message' && stillHere()) await go('who', true);
    },
    onCreated: (clientId) => {
      draft.forget();
      if (stillHere()) void navigate(paths.client(slug, clientId));
    },
  });

  const leave = () => navigate(paths.clients(slug, search));
  const close = () => {
    if (draft.hasContent) notices.kept();
    void leave();
  };
  const cancel = () => {
    if (draft.hasContent)
      notices.discarded(draft.forget(), () => void navigate(paths.inviteClient(slug, 'who', search)));
    void leave();
  };
  const next = (values: ClientValues) => {
    if (values.email.trim() === '')
      form.setError('email', { message: t('emailNeeded') }, { shouldFocus: true });
    else void go('message');
  };

  return (
    <StepsDialog
      onClose={close}
      title={t(step === 'who' ? 'title' : 'titleMessage')}
      step={step}
      size={step === 'message' ? 1180 : 620}
    >
      {step === 'who' && (
        <ClientForm
          organizationId={organizationId}
          form={form}
          hasContent={draft.hasContent}
          freeNumber={freeNumber}
          self={draft.self}
          ownOnly={ownOnly}
          busy={loading}
          otherError={otherError}
          onNext={next}
          onCreate={(values) => void submit(values, null)}
          onCancel={cancel}
        />
      )}
      {step === 'message' && (
        <InviteMessage
          organizationId={organizationId}
          client={form.getValues()}
          message={draft.message}
          busy={loading}
          error={otherError}
          onMessageChange={draft.setMessage}
          onBack={() => void go('who')}
          onSend={(text) => submit(form.getValues(), text)}
        />
      )}
    </StepsDialog>
  );
}
