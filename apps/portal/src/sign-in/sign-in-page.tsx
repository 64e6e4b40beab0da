import { useApolloClient, useQuery } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate } from 'react-router';
import { Loading } from '../frame/loading';
import { useShowOrganization } from '../frame/organization-face';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { PortalViewerQuery } from '../home/viewer.graphql';
import { paths } from '../paths';
import { signIn } from './auth-requests';
import { backTo } from './detour';
import { EmailField, useEmailRules } from './email-field';

export function SignInPage() {
  const { t } = useTranslation('signIn');
  const { state } = useLocation();
  const navigate = useNavigate();
  const client = useApolloClient();
  const { data, loading } = useQuery(PortalViewerQuery, { fetchPolicy: 'network-only' });
  const submission = useSubmission();
  const emailRules = useEmailRules();
  const form = useForm({ defaultValues: { email: '', password: '' } });
  const { errors } = form.formState;
  useShowOrganization(null);
  const destination = backTo(state) ?? paths.home;

  const submit = form.handleSubmit(({ email, password }) =>
    submission.submit(async () => {
      const answer = await signIn(email.trim(), password);
      if (answer.ok) {
        await client.clearStore();
        await navigate(destination, { replace: true });
        return null;
      }
      if ('failure' in answer) return answer.failure;
      const message = answer.refusal === 'unproven-mailbox' ? t('signIn.unproven') : t('signIn.wrong');
      form.setError('password', { message }, { shouldFocus: true });
      return null;
    }),
  );

  if (loading) return <Loading />;
  if (data?.viewer) return <Navigate to={destination} replace />;
  return (
    <>
      <PageTitle>{t('signIn.title')}</PageTitle>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <EmailField
            label={t('signIn.email')}
            autoComplete="username"
            error={errors.email?.message}
            {...form.register('email', emailRules)}
          />
          <PasswordField
            label={t('signIn.password')}
            autoComplete="current-password"
            error={errors.password?.message}
            {...form.register('password', { required: t('signIn.passwordMissing') })}
          />
        </Stack>
        <SubmitButton submission={submission}>{t('signIn.submit')}</SubmitButton>
      </form>
      <Text mt="md">
        <Anchor component={Link} to={paths.forgotPassword} state={state} underline="always">
          {t('signIn.forgot')}
        </Anchor>
      </Text>
      <Text mt="lg" c="dimmed" size="sm">
        {t('signIn.newHere')}
      </Text>
    </>
  );
}
