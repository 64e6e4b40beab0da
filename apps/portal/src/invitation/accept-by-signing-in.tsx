import { Anchor, Stack, Text } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { FixedAddress } from '../new-person/fixed-address';
import { paths } from '../paths';
import { signIn } from '../sign-in/auth-requests';
import { fromInvitation } from '../sign-in/detour';
import { useAcceptInvitation } from './accept-invitation';
import type { StepProps } from './invitation-page';
import { Lead, leadId } from './lead';

/** Somebody who has a user already: signing in and accepting is one act. */
export function AcceptBySigningIn(step: StepProps) {
  const { t } = useTranslation('invitation');
  const { t: tSignIn } = useTranslation('signIn');
  const { preview, lookAgain } = step;
  const submission = useSubmission();
  const acceptInvitation = useAcceptInvitation(step);
  const form = useForm({ defaultValues: { password: '' } });

  const submit = form.handleSubmit(({ password }) =>
    submission.submit(async () => {
      const answer = await signIn(preview.email ?? '', password);
      if (answer.ok) return acceptInvitation();
      if ('failure' in answer) return answer.failure;
      // The next look at the invitation offers the mail that proves the mailbox.
      if (answer.refusal === 'unproven-mailbox') await lookAgain();
      form.setError('password', { message: tSignIn('signIn.wrongPassword') }, { shouldFocus: true });
      return null;
    }),
  );

  return (
    <>
      <Lead preview={preview} />
      <PageTitle describedBy={leadId}>{t('existing.title')}</PageTitle>
      <Text mb="md">
        {t('existing.text', { organization: preview.organization?.name ?? t('anOrganization') })}
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FixedAddress email={preview.email} />
          <PasswordField
            label={t('existing.label')}
            autoComplete="current-password"
            error={form.formState.errors.password?.message}
            {...form.register('password', { required: tSignIn('signIn.passwordMissing') })}
          />
        </Stack>
        <SubmitButton submission={submission}>{t('existing.accept')}</SubmitButton>
      </form>
      <Text mt="md">
        <Anchor component={Link} to={paths.forgotPassword} state={fromInvitation} underline="always">
          {t('forgotPassword')}
        </Anchor>
      </Text>
    </>
  );
}
