import { Anchor, Stack, Text } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { FixedAddress } from '../new-person/fixed-address';
import { paths } from '../paths';
import { signIn } from '../sign-in/auth-requests';
import { useCompleteRegistration } from './complete-registration';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-page';

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
  const { t: tSignIn } = useTranslation('signIn');
  const submission = useSubmission();
  const completeRegistration = useCompleteRegistration(step);
  const form = useForm({ defaultValues: { password: '' } });
  const email = step.preview.email ?? '';

  const submit = form.handleSubmit(({ password }) =>
    submission.submit(async () => {
      const answer = await signIn(email, password);
      if (answer.ok) return completeRegistration();
      if ('failure' in answer) return answer.failure;
      form.setError('password', { message: tSignIn('signIn.wrongPassword') }, { shouldFocus: true });
      return null;
    }),
  );

  return (
    <>
      <RegistrationLead preview={step.preview} />
      <PageTitle describedBy={registrationLeadId}>{t('existing.title')}</PageTitle>
      <Text mb="md">{t('existing.text')}</Text>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FixedAddress email={email} />
          <PasswordField
            label={t('existing.label')}
            autoComplete="current-password"
            error={form.formState.errors.password?.message}
            {...form.register('password', { required: tSignIn('signIn.passwordMissing') })}
          />
        </Stack>
        <SubmitButton submission={submission}>{useSubmitLabel(step)}</SubmitButton>
      </form>
      <Text mt="md">
        <Anchor component={Link} to={paths.forgotPassword} underline="always">
          {t('existing.forgot')}
        </Anchor>
      </Text>
    </>
  );
}
