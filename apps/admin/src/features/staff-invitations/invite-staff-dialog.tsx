import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { StepsDialog } from '../../page/dialog/steps-dialog';
import { useStillHere } from '../../page/use-still-here';
import { paths } from '../../paths';
import { useDraftNotices } from '../drafts/draft-notices';
import { prefetchMessageForm } from '../messages/lazy-message-form';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { focusRoles } from '../staff/roles/role-checklist';
import { staffName } from '../staff/staff-name';
import { InvitationMessageStep } from './invitation-message-step';
import { clientsFieldId, InviteeStep } from './invitee-step';
import { inviteeFields } from './invitee-values';
import { type InvitedBefore, useInviteStaffDraft } from './use-invite-staff-draft';
import { useInviteStaffSteps } from './use-invite-staff-steps';

interface InviteStaffDialogProps {
  /** Somebody on file who is offered it once more, as they were invited before. */
  again?: InvitedBefore;
}

/** Who, then the message, then it is on its way. The step stands in the address, so that Back goes back. */
export function InviteStaffDialog({ again }: InviteStaffDialogProps) {
  const { t } = useTranslation('staffInvitations');
  const { id: organizationId, slug } = useOrganization();
  const navigate = useNavigate();
  const { key } = useLocation();
  const allowed = useMay()('staff.invite');
  const draft = useInviteStaffDraft(again);
  const { form } = draft;
  const notices = useDraftNotices();
  // There may be nobody to write to yet.
  const { writing, toInvitee, toMessage } = useInviteStaffSteps(form.getValues('email') !== '');
  const stillHere = useStillHere();

  useEffect(prefetchMessageForm, []);
  // Whoever comes back because something was refused lands on it.
  useEffect(() => {
    if (writing) return;
    const refused = inviteeFields.find((field) => form.getFieldState(field).error);
    if (refused === 'roleIds') focusRoles();
    else if (refused === 'clients') document.getElementById(clientsFieldId)?.focus();
    else if (refused) form.setFocus(refused);
  }, [writing, form]);

  const invitations = paths.invitations(slug, '?recipient=staff');
  // Where one came from, or, when the address was typed, the list that holds what is sent here.
  const leave = () => (key === 'default' || writing ? navigate(invitations) : navigate(-1));
  const back = () => (key === 'default' ? toInvitee() : navigate(-1));
  const close = () => {
    if (draft.hasContent) notices.kept();
    void leave();
  };
  const cancel = () => {
    if (draft.hasContent)
      notices.discarded(draft.forget(), () => void navigate(paths.inviteStaff(slug, again?.id)));
    void leave();
  };
  return (
    <StepsDialog
      onClose={close}
      title={again ? t('titleAgain', { name: staffName(again.invitee) }) : t('title')}
      step={writing ? 'message' : 'who'}
      size={writing ? 1180 : 640}
    >
      {!allowed && <Text pb="lg">{t('notAllowed')}</Text>}
      {allowed && writing && (
        <InvitationMessageStep
          organizationId={organizationId}
          invitee={form}
          message={draft.message}
          onMessageChange={draft.setMessage}
          onBack={() => void back()}
          onInvited={() => {
            draft.forget();
            if (stillHere()) void navigate(invitations, { replace: true });
          }}
        />
      )}
      {allowed && !writing && (
        <InviteeStep
          organizationId={organizationId}
          form={form}
          again={again !== undefined}
          onNext={toMessage}
          hasContent={draft.hasContent}
          onCancel={cancel}
        />
      )}
    </StepsDialog>
  );
}
