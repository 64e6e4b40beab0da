import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
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
import { useAddressRules } from './use-address-rules';

export function ForgottenPasswordPage() {
  const { t } = useTranslation('signIn');
  const [sentTo, setSentTo] = useState<string>();
  usePageTitle(t('forgottenPage.title'));
  return <CentredPage>{sentTo ? <Sent email={sentTo} /> : <AskForm onSent={setSentTo} />}</CentredPage>;
}

function Sent({ email }: { email: string }) {
  const { t } = useTranslation('signIn');
  return (
    <Stack gap="sm" role="status">
      <Title order={1}>{t('forgottenPage.sentTitle')}</Title>
      <Text>{t('forgottenPage.sentText', { email })}</Text>
      <Anchor component={Link} to={paths.signIn()}>
        {t('forgottenPage.back')}
      </Anchor>
    </Stack>
  );
}

function AskForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation('signIn');
  const addressRules = useAddressRules();
  const [failure, setFailure] = useState<AuthFailure>();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email: '' } });

  const ask = handleSubmit(async ({ email }) => {
    setFailure(undefined);
    const redirectTo = `${window.location.origin}${import.meta.env.BASE_URL.replace(/\/$/, '')}${paths.resetPassword}`;
    const failed = await authFailure(authClient.requestPasswordReset({ email, redirectTo }));
    // The answer must not tell whether the address is known: only trouble on the way is told.
    if (failed && failed !== 'wrong') setFailure(failed);
    else onSent(email);
  });

  return (
    <form onSubmit={ask} noValidate>
      <Stack gap="md">
        <Title order={1}>{t('forgottenPage.title')}</Title>
        <Text>{t('forgottenPage.text')}</Text>
        {failure && <FormFailure>{t(`failed.${failure}`)}</FormFailure>}
        <TextInput
          {...register('email', addressRules)}
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
  );
}
