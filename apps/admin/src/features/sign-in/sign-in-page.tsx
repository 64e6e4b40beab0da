import { useApolloClient } from '@apollo/client/react';
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { authClient } from '../../auth-client';
import { CentredPage } from '../../page/centred-page';
import { usePageTitle } from '../../page/use-page-title';
import { paths } from '../../paths';
import { useSignUpOpen } from '../organizations/start/start.graphql';
import { addressPattern } from './address-pattern';
import { type AuthFailure, authFailure } from './auth-failure';
import { whereNext } from './where-next';

interface Credentials {
  email: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation('signIn');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const signUpOpen = useSignUpOpen();
  const [failure, setFailure] = useState<AuthFailure>();
  const { register, handleSubmit, formState, setFocus } = useForm<Credentials>({
    defaultValues: { email: '', password: '' },
  });
  usePageTitle(t('title'));

  const signIn = handleSubmit(async (credentials) => {
    setFailure(undefined);
    const failed = await authFailure(authClient.signIn.email(credentials));
    if (failed) {
      setFailure(failed);
      setFocus('password', { shouldSelect: true });
      return;
    }
    await apollo.clearStore();
    await navigate(whereNext(search), { replace: true });
  });

  return (
    <CentredPage>
      <Title order={1} mb="lg">
        {t('title')}
      </Title>
      <form onSubmit={signIn} noValidate>
        <Stack gap="md">
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
            inputMode="email"
            error={formState.errors.email?.message}
            size="md"
          />
          <PasswordInput
            {...register('password', { required: t('required.password') })}
            label={t('password')}
            autoComplete="current-password"
            error={formState.errors.password?.message}
            size="md"
          />
          <Button type="submit" size="md" loading={formState.isSubmitting} fullWidth>
            {t('submit')}
          </Button>
          <Anchor component={Link} to={paths.forgottenPassword} size="sm">
            {t('forgotten')}
          </Anchor>
          {signUpOpen && (
            <Anchor component={Link} to={paths.start} size="sm">
              {t('start')}
            </Anchor>
          )}
        </Stack>
      </form>
    </CentredPage>
  );
}
