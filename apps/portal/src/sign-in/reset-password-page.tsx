import { Button, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { invitationToken, resetToken } from '../mailed-secrets';
import { paths } from '../paths';
import { resetPassword } from './auth-requests';
import { fromInvitation } from './detour';
import { usePasswordRules } from './password-rules';

type Step = 'choose' | 'done' | 'dead-link';

export function ResetPasswordPage() {
  const token = useSyncExternalStore(resetToken.subscribe, resetToken.current);
  const [step, setStep] = useState<Step>('choose');

  function finish(reached: Step): void {
    setStep(reached);
    resetToken.forget();
  }

  if (step === 'done') return <PasswordChanged />;
  if (step === 'dead-link' || !token) return <DeadResetLink />;
  return <ChooseNewPassword key={token} token={token} finish={finish} />;
}

function ChooseNewPassword({ token, finish }: { token: string; finish: (reached: Step) => void }) {
  const { t } = useTranslation('signIn');
  const rules = usePasswordRules();
  const submission = useSubmission();
  const form = useForm({ defaultValues: { password: '' } });

  const submit = form.handleSubmit(({ password }) =>
    submission.submit(async () => {
      const answer = await resetPassword(token, password);
      if (answer.ok) finish('done');
      else if ('failure' in answer) return answer.failure;
      else if (answer.refusal === 'dead-link') finish('dead-link');
      else form.setError('password', { message: t('rules.refused') }, { shouldFocus: true });
      return null;
    }),
  );

  return (
    <>
      <PageTitle>{t('reset.title')}</PageTitle>
      <form onSubmit={submit} noValidate>
        <PasswordField
          label={t('reset.label')}
          description={t('rules.text')}
          autoComplete="new-password"
          error={form.formState.errors.password?.message}
          {...form.register('password', rules)}
        />
        <SubmitButton submission={submission}>{t('reset.submit')}</SubmitButton>
      </form>
    </>
  );
}

function PasswordChanged() {
  const { t } = useTranslation('signIn');
  const invited = invitationToken.current() !== null;
  return (
    <>
      <PageTitle>{t('reset.doneTitle')}</PageTitle>
      <Text>{t('reset.done')}</Text>
      {invited ? (
        <Button component={Link} to={paths.invitation} fullWidth size="md" mt="lg">
          {t('reset.backToInvitation')}
        </Button>
      ) : (
        <>
          <Text mt="sm">{t('reset.invitation')}</Text>
          <Button component={Link} to={paths.signIn} fullWidth size="md" mt="lg">
            {t('reset.signIn')}
          </Button>
        </>
      )}
    </>
  );
}

function DeadResetLink() {
  const { t } = useTranslation('signIn');
  const invited = invitationToken.current() !== null;
  return (
    <>
      <PageTitle>{t('reset.deadTitle')}</PageTitle>
      <Text>{t('reset.dead')}</Text>
      <Button
        component={Link}
        to={paths.forgotPassword}
        {...(invited && { state: fromInvitation })}
        fullWidth
        size="md"
        mt="lg"
      >
        {t('reset.again')}
      </Button>
    </>
  );
}
