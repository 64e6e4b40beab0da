import { Alert, Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { authClient } from '../../auth-client';
import { CentredPage } from '../../page/centred-page';
import { usePageTitle } from '../../page/use-page-title';
import { paths } from '../../paths';
import { addressPattern } from './address-pattern';
import { type AuthFailure, authFailure } from './auth-failure';

export function ForgottenPasswordPage() {
  const { t } = useTranslation('signIn');
  const [sentTo, setSentTo] = useState<string>();
  const [failure, setFailure] = useState<AuthFailure>();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email: '' } });
  usePageTitle(t('forgottenPage.title'));

  const ask = handleSubmit(async ({ email }) => {
    setFailure(undefined);
    const redirectTo = `${window.location.origin}${import.meta.env.BASE_URL.replace(/\/$/, '')}${paths.resetPassword}`;
    const failed = await authFailure(authClient.requestPasswordReset({ email, redirectTo }));
    // The answer must not tell whether the address is known: only trouble on the way is told.
    if (failed && failed !== 'wrong') setFailure(failed);
    else setSentTo(email);
  });

  if (sentTo) {
    return (
      <CentredPage>
        <Stack gap="sm" role="status">
          <Title order={1}>{t('forgottenPage.sentTitle')}</Title>
          <Text>{t('forgottenPage.sentText', { email: sentTo })}</Text>
          <Anchor component={Link} to={paths.signIn()}>
            {t('forgottenPage.back')}
          </Anchor>
        </Stack>
      </CentredPage>
    );
  }
  return (
    <CentredPage>
      <form onSubmit={ask} noValidate>
        <Stack gap="md">
          <Title order={1}>{t('forgottenPage.title')}</Title>
          <Text>{t('forgottenPage.text')}</Text>
          {failure && (
            <Alert role="alert" color="red" variant="outline" icon={<IconAlertCircle />}>
              {t(`failed.${failure}`)}
            </Alert>
          )}
          <TextInput
            {...register('email', {
              required: t('required.email'),
              pattern: { value: addressPattern, message: t('required.emailInvalid') },
            })}
            label={t('email')}
            type="email"
            autoComplete="username"
            error={formState.errors.email?.message}
            size="md"
          />
          <Button type="submit" size="md" loading={formState.isSubmitting}>
            {t('forgottenPage.submit')}
          </Button>
          <Anchor component={Link} to={paths.signIn()} size="sm">
            {t('forgottenPage.back')}
          </Anchor>
        </Stack>
      </form>
    </CentredPage>
  );
}
