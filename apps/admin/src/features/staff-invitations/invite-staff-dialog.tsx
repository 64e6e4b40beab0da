import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Dialog } from '../../page/dialog/dialog';
import { useStillHere } from '../../page/use-still-here';
import { paths } from '../../paths';
import { useDraftNotices } from '../drafts/draft-notices';
import { useDraft } from '../drafts/use-draft';
import { prefetchMessageForm } from '../messages/lazy-message-form';
import type { MessageValues } from '../messages/message-values';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { focusRoles } from '../staff/roles/role-checklist';
import { staffName } from '../staff/staff-name';
import { InvitationMessageStep } from './invitation-message-step';
import { clientsFieldId, InviteeStep } from './invitee-step';
import { type InviteeValues, inviteeFields, noInvitee } from './invitee-values';
import { useInviteStaffSteps } from './use-invite-staff-steps';

interface InviteStaffDraft {
  invitee: InviteeValues;
  message: MessageValues | null;
}

interface InviteStaffDialogProps {
  /** Somebody on file who is offered it once more, as they were invited before. */
  again?: { id: string; invitee: InviteeValues };
}

/** Who, then the message, then it is on its way. The step stands in the address, so that Back goes back. */
export function InviteStaffDialog({ again }: InviteStaffDialogProps) {
  const { t } = useTranslation('staffInvitations');
  const { id: organizationId, slug } = useOrganization();
  const navigate = useNavigate();
  const { key } = useLocation();
  const allowed = useMay()('staff.invite');
  const small = useMediaQuery('(max-width: 56em)');
  const draft = useDraft<InviteStaffDraft>(again ? `invite-staff-again.${again.id}` : 'invite-staff', {
    invitee: again?.invitee ?? noInvitee,
    message: null,
  });
  const notices = useDraftNotices();
  const form = useForm<InviteeValues>({ defaultValues: draft.kept.invitee, shouldFocusError: true });
  const [message, setMessage] = useState(draft.kept.message);
  const invitee = useWatch({ control: form.control }) as InviteeValues;
  const written: InviteStaffDraft = { invitee, message };
  const { keep } = draft;
  useEffect(() => keep(written), [keep, invitee, message]);
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
    if (draft.hasContent(written)) notices.kept();
    void leave();
  };
  const cancel = () => {
    if (draft.hasContent(written))
      notices.discarded(draft.forget(), () => void navigate(paths.inviteStaff(slug, again?.id)));
    void leave();
  };
  return (
    <Dialog
      opened
      onClose={close}
      title={again ? t('titleAgain', { name: staffName(again.invitee) }) : t('title')}
      step={writing ? 'message' : 'who'}
      size={writing ? 1180 : 640}
      fullScreen={small}
      padding={small ? 'md' : 'lg'}
      // The foot keeps its own distance.
      styles={{ body: { paddingBottom: 0 } }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {!allowed && <Text pb="lg">{t('notAllowed')}</Text>}
      {allowed && writing && (
        <InvitationMessageStep
          organizationId={organizationId}
          invitee={form}
          message={message}
          onMessageChange={setMessage}
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
          hasContent={draft.hasContent(written)}
          onCancel={cancel}
        />
      )}
    </Dialog>
  );
}
