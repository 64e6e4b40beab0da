import { useApolloClient } from '@apollo/client/react';
import { Anchor, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { authClient } from '../../auth-client';
import { FormFailure } from '../../page/failure/form-failure';
import { CentredPage } from '../../page/layout/centred-page';
import { usePageTitle } from '../../page/layout/use-page-title';
import { paths } from '../../paths';
import { useSignUpOpen } from '../organizations/start/start.graphql';
import { type AuthFailure, authFailure } from './auth-failure';
import { useAddressRules } from './use-address-rules';
import { whereNext } from './where-next';

interface Credentials {
  email: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation('signIn');
  const signUpOpen = useSignUpOpen();
  const addressRules = useAddressRules();
  const { form, submit, failure } = useSignIn();
  const { register, formState } = form;
  usePageTitle(t('title'));

  return (
    <CentredPage>
      <Title order={1} mb="lg">
        {t('title')}
      </Title>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {failure && <FormFailure>{t(`failed.${failure}`)}</FormFailure>}
          <TextInput
            {...register('email', addressRules)}
            label={t('email')}
            type="email"
            autoComplete="username"
            autoFocus
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

/** The form, which leads on to where the visitor meant to go. */
function useSignIn() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const [failure, setFailure] = useState<AuthFailure>();
  const form = useForm<Credentials>({ defaultValues: { email: '', password: '' } });

  const submit = form.handleSubmit(async (credentials) => {
    setFailure(undefined);
    const failed = await authFailure(authClient.signIn.email(credentials));
    if (failed) {
      setFailure(failed);
      form.setFocus('password', { shouldSelect: true });
      return;
    }
    await apollo.clearStore();
    await navigate(whereNext(search), { replace: true });
  });

  return { form, submit, failure };
}
