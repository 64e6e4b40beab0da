import { Modal, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { paths } from '../../paths';
import { prefetchMessageForm } from '../messages/lazy-message-form';
import type { MessageValues } from '../messages/message-values';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { InvitationMessageStep } from './invitation-message-step';
import { focusRoles, InviteeStep } from './invitee-step';
import { type InviteeValues, inviteeFields, noInvitee } from './invitee-values';

const stepKey = 'step';
const messageStep = 'message';

/** Who, then the message, then it is on its way. The step stands in the address, so that Back goes back. */
export function InviteStaffDialog() {
  const { t } = useTranslation('staffInvitations');
  const { id: organizationId, slug } = useOrganization();
  const navigate = useNavigate();
  const { key } = useLocation();
  const [params, setParams] = useSearchParams();
  const allowed = useMay()('staff.invite');
  const small = useMediaQuery('(max-width: 56em)');
  const form = useForm<InviteeValues>({ defaultValues: noInvitee, shouldFocusError: true });
  const [message, setMessage] = useState<MessageValues | null>(null);
  const asked = params.get(stepKey) === messageStep;
  // After a reload there is nobody to write to yet.
  const writing = asked && form.getValues('email') !== '';

  useEffect(prefetchMessageForm, []);
  useEffect(() => {
    if (asked && !writing) setParams({}, { replace: true });
  }, [asked, writing, setParams]);
  // Whoever comes back because something was refused lands on it.
  useEffect(() => {
    if (writing) return;
    const refused = inviteeFields.find((field) => form.getFieldState(field).error);
    if (refused === 'roleIds') focusRoles();
    else if (refused) form.setFocus(refused);
  }, [writing, form]);

  const invitations = paths.invitations(slug, '?recipient=staff');
  // Where one came from, or, when the address was typed, the list that holds what is sent here.
  const leave = () => (key === 'default' ? navigate(invitations) : navigate(-1));
  return (
    <Modal
      opened
      onClose={() => void (writing ? navigate(invitations) : leave())}
      title={t('title')}
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
          onBack={() => void navigate(-1)}
          onInvited={() => void navigate(invitations, { replace: true })}
        />
      )}
      {allowed && !writing && (
        <InviteeStep
          organizationId={organizationId}
          form={form}
          onNext={() => setParams({ [stepKey]: messageStep })}
          onCancel={() => void leave()}
        />
      )}
    </Modal>
  );
}
