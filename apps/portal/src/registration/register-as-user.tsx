import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { KnownUserForm } from '../sign-in/known-user-form';
import { useCompleteRegistration } from './complete-registration';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-step';

function useSubmitLabel({ preview }: RegistrationStepProps): string {
  const { t } = useTranslation('registration');
  return preview.registrationMode === 'OPEN' ? t('submitOpen') : t('submitApproval');
}

/** Whoever registers is signed in here: one button. */
export function RegisterAsSignedIn(step: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const completeRegistration = useCompleteRegistration(step);
  const { email, organization: face, registrationMode } = step.preview;
  const organization = face?.name ?? t('thePractice');
  return (
    <>
      <RegistrationLead preview={step.preview} />
      <PageTitle describedBy={registrationLeadId}>
        {registrationMode === 'OPEN'
          ? t('signedIn.titleOpen', { organization })
          : t('signedIn.titleApproval', { organization })}
      </PageTitle>
      <Text>{t('signedIn.text', { email })}</Text>
      <ActionForm label={useSubmitLabel(step)} act={() => completeRegistration()} />
    </>
  );
}

/** Somebody who has a user already: signing in and registering is one act. */
export function RegisterBySigningIn(step: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const completeRegistration = useCompleteRegistration(step);
  return (
    <>
      <RegistrationLead preview={step.preview} />
      <PageTitle describedBy={registrationLeadId}>{t('existing.title')}</PageTitle>
      <Text mb="md">{t('existing.text')}</Text>
      <KnownUserForm
        email={step.preview.email ?? ''}
        label={t('existing.label')}
        submit={useSubmitLabel(step)}
        onSignedIn={() => completeRegistration()}
        forgot={{ label: t('existing.forgot') }}
      />
    </>
  );
}
