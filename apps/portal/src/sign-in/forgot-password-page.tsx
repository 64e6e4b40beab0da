import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { paths } from '../paths';
import { requestPasswordReset } from './auth-requests';
import { addressIn } from './detour';
import { EmailField, useEmailRules } from './email-field';

export function ForgotPasswordPage() {
  const { t } = useTranslation('signIn');
  const { state } = useLocation();
  const submission = useSubmission();
  const emailRules = useEmailRules();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ defaultValues: { email: addressIn(state) } });

  const submit = form.handleSubmit(({ email }) =>
    submission.submit(async () => {
      const answer = await requestPasswordReset(email.trim());
      if (answer.ok) setSentTo(email.trim());
      else if ('failure' in answer) return answer.failure;
      else form.setError('email', { message: t('signIn.emailInvalid') }, { shouldFocus: true });
      return null;
    }),
  );

  const back = (
    <Text mt="lg">
      <Anchor component={Link} to={paths.signIn} state={state} underline="always">
        {t('forgot.back')}
      </Anchor>
    </Text>
  );
  if (sentTo) {
    return (
      <>
        <PageTitle key="sent">{t('forgot.sentTitle')}</PageTitle>
        <Text>{t('forgot.sent', { email: sentTo })}</Text>
        {back}
      </>
    );
  }
  return (
    <>
      <PageTitle key="asked">{t('forgot.title')}</PageTitle>
      <Text mb="md">{t('forgot.text')}</Text>
      <form onSubmit={submit} noValidate>
        <EmailField
          label={t('signIn.email')}
          autoComplete="username"
          error={form.formState.errors.email?.message}
          {...form.register('email', emailRules)}
        />
        <SubmitButton submission={submission}>{t('forgot.submit')}</SubmitButton>
      </form>
      {back}
    </>
  );
}
