import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { authClient } from '../../auth-client';
import { FormFailure } from '../../page/failure/form-failure';
import { CentredPage } from '../../page/layout/centred-page';
import { usePageTitle } from '../../page/layout/use-page-title';
import { paths } from '../../paths';
import { type AuthFailure, authFailure } from './auth-failure';
import { useResetToken } from './reset-token';
import { useNewPasswordRules } from './use-new-password-rules';

type Outcome = 'done' | 'badLink';

export function ResetPasswordPage() {
  const { t } = useTranslation('signIn');
  const token = useResetToken();
  const [outcome, setOutcome] = useState<Outcome>();
  usePageTitle(t('resetPage.title'));

  if (outcome === 'done') {
    return (
      <CentredPage>
        <Stack gap="sm" align="flex-start" role="status">
          <Title order={1}>{t('resetPage.doneTitle')}</Title>
          <Text>{t('resetPage.doneText')}</Text>
          <Button component={Link} to={paths.signIn()}>
            {t('resetPage.toSignIn')}
          </Button>
        </Stack>
      </CentredPage>
    );
  }
  if (outcome === 'badLink' || !token) {
    return (
      <CentredPage>
        <Stack gap="sm" align="flex-start">
          <Title order={1}>{t('resetPage.badTitle')}</Title>
          <Text>{t('resetPage.badText')}</Text>
          <Button component={Link} to={paths.forgottenPassword}>
            {t('resetPage.again')}
          </Button>
        </Stack>
      </CentredPage>
    );
  }
  return <NewPasswordForm token={token} onOutcome={setOutcome} />;
}

function NewPasswordForm({ token, onOutcome }: { token: string; onOutcome: (outcome: Outcome) => void }) {
  const { t } = useTranslation('signIn');
  const [failure, setFailure] = useState<AuthFailure>();
  const passwordRules = useNewPasswordRules();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { password: '' } });

  const save = handleSubmit(async ({ password }) => {
    setFailure(undefined);
    const failed = await authFailure(authClient.resetPassword({ newPassword: password, token }));
    if (!failed) onOutcome('done');
    else if (failed === 'wrong') onOutcome('badLink');
    else setFailure(failed);
  });

  return (
    <CentredPage>
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <Title order={1}>{t('resetPage.title')}</Title>
          {failure && <FormFailure>{t(`failed.${failure}`)}</FormFailure>}
          <PasswordInput
            {...register('password', passwordRules)}
            label={t('resetPage.newPassword')}
            description={t('resetPage.hint')}
            autoComplete="new-password"
            error={formState.errors.password?.message}
            size="md"
          />
          <Button type="submit" size="md" loading={formState.isSubmitting}>
            {t('resetPage.submit')}
          </Button>
        </Stack>
      </form>
    </CentredPage>
  );
}
