import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { useAcceptInvitation } from './accept-invitation';
import type { StepProps } from './invitation-step';
import { Lead, leadId } from './lead';

/** The invited is signed in here: one button. */
export function AcceptAsSignedIn(step: StepProps) {
  const { t } = useTranslation('invitation');
  const acceptInvitation = useAcceptInvitation(step);
  return (
    <>
      <Lead preview={step.preview} />
      <PageTitle describedBy={leadId}>{t('accept.title')}</PageTitle>
      <Text>{t('accept.text', { email: step.preview.email })}</Text>
      <ActionForm label={t('accept.accept')} act={() => acceptInvitation()} />
    </>
  );
}
