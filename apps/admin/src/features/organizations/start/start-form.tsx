import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { authClient } from '../../../auth-client';
import type { Language } from '../../../gql/graphql';
import { failureKind } from '../../../page/failure/failure-kind';
import { FormFailure } from '../../../page/failure/form-failure';
import { showRefusals } from '../../../page/failure/show-refusals';
import { useReason } from '../../../page/failure/use-reason';
import { paths } from '../../../paths';
import { authFailure } from '../../sign-in/auth-failure';
import { useNewPasswordRules } from '../../sign-in/use-new-password-rules';
import { type NewOrganization, NewOrganizationFields, newOrganization } from '../organization-form';
import { type StartPreview, startOrganizationMutation } from './start.graphql';
import { forgetStartToken } from './start-token';

interface Start extends NewOrganization {
  firstName: string;
  lastName: string;
  password: string;
}

interface StartFormProps {
  token: string;
  preview: StartPreview;
  /** Asks again how things stand, after a refusal that no field shows. */
  lookAgain: () => void;
}

/** Who you are and what your practice is: then it is there. */
export function StartForm(props: StartFormProps) {
  const { t } = useTranslation('organizations');
  const { form, submit, failure } = useStart(props);

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Title order={1}>{t('start.title')}</Title>
          {failure && <FormFailure>{failure}</FormFailure>}
          <Title order={2} size="h4">
            {t('start.you')}
          </Title>
          <PersonFields preview={props.preview} />
          <Title order={2} size="h4" mt="sm">
            {t('start.practice')}
          </Title>
          <NewOrganizationFields />
          <Button type="submit" size="md" loading={form.formState.isSubmitting}>
            {t('start.go')}
          </Button>
        </Stack>
      </form>
    </FormProvider>
  );
}

/** The form, and founding the organization with it: by somebody new, or by whoever shows that they are the user of this address. */
function useStart({ token, preview, lookAgain }: StartFormProps) {
  const { t, i18n } = useTranslation(['organizations', 'signIn', 'page']);
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const reasonText = useReason();
  const [failure, setFailure] = useState<string>();
  const [start] = useMutation(startOrganizationMutation, { fetchPolicy: 'no-cache' });
  const form = useForm<Start>({
    defaultValues: {
      ...newOrganization(i18n.resolvedLanguage),
      firstName: preview.firstName ?? '',
      lastName: preview.lastName ?? '',
      password: '',
      name: preview.name ?? '',
      slug: preview.proposedSlug ?? '',
    },
  });
  const { email, userExists, signedInAsSelf } = preview;

  const submit = form.handleSubmit(async ({ password, slug, language, ...values }) => {
    setFailure(undefined);
    try {
      if (userExists && !signedInAsSelf && !(await signIn(password))) return;
      const { data } = await start({
        variables: {
          input: {
            ...values,
            token,
            slug: slug.trim(),
            language: language as Language,
            ...(!userExists && { password }),
          },
        },
      });
      const payload = data?.startOrganization;
      if (payload?.organization) {
        await apollo.clearStore();
        await navigate(paths.clients(payload.organization.slug), { replace: true });
        forgetStartToken();
        return;
      }
      showErrors(payload?.errors ?? []);
    } catch (error) {
      setFailure(t(`page:failed.${failureKind(error)}`));
    }
  });

  /** Answers whether it is them. */
  async function signIn(password: string): Promise<boolean> {
    const failed = await authFailure(authClient.signIn.email({ email: email ?? '', password }));
    if (failed === 'wrong')
      form.setError('password', { message: t('organizations:start.wrongPassword') }, { shouldFocus: true });
    else if (failed) setFailure(t(`signIn:failed.${failed}`));
    return !failed;
  }

  function showErrors(errors: readonly { code: string; message: string; path: string[] }[]) {
    const ofFields = errors.filter(({ path }) => path[0] && path[0] !== 'token');
    showRefusals(
      form.setError,
      ofFields,
      (refusal) => (refusal.code === 'TAKEN' ? t('organizations:form.slugTaken') : reasonText(refusal)),
      'name',
    );
    if (ofFields.length < errors.length) lookAgain();
  }

  return { form, submit, failure };
}

function PersonFields({ preview }: { preview: StartPreview }) {
  const { t } = useTranslation(['organizations', 'signIn']);
  const passwordRules = useNewPasswordRules();
  const { register, formState } = useFormContext<Start>();
  const { errors } = formState;
  const name = (missing: string) => ({
    validate: (value: string) => value.trim() !== '' || missing,
    maxLength: { value: 100, message: t('organizations:form.tooLong', { limit: 100 }) },
  });
  return (
    <>
      <Group grow align="flex-start" preventGrowOverflow={false} gap="md">
        <TextInput
          {...register('firstName', name(t('organizations:start.firstNameMissing')))}
          label={t('organizations:start.firstName')}
          autoComplete="given-name"
          error={errors.firstName?.message}
          miw={150}
        />
        <TextInput
          {...register('lastName', name(t('organizations:start.lastNameMissing')))}
          label={t('organizations:start.lastName')}
          autoComplete="family-name"
          error={errors.lastName?.message}
          miw={150}
        />
      </Group>
      <TextInput
        label={t('signIn:email')}
        type="email"
        value={preview.email ?? ''}
        readOnly
        variant="filled"
        autoComplete="username"
      />
      {preview.signedInAsSelf ? null : preview.userExists ? (
        <PasswordInput
          {...register('password', { required: t('signIn:required.password') })}
          label={t('signIn:password')}
          description={t('organizations:start.knownPassword')}
          autoComplete="current-password"
          error={errors.password?.message}
        />
      ) : (
        <PasswordInput
          {...register('password', passwordRules)}
          label={t('organizations:start.choosePassword')}
          description={t('signIn:resetPage.hint')}
          autoComplete="new-password"
          error={errors.password?.message}
        />
      )}
      {preview.userExists && !preview.signedInAsSelf && (
        <Text size="sm" c="dimmed">
          {t('organizations:start.signsIn')}
        </Text>
      )}
    </>
  );
}
