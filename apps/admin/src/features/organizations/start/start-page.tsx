import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Language } from '../../../gql/graphql';
import { type FailureKind, failureKind } from '../../../page/failure/failure-kind';
import { FormFailure } from '../../../page/failure/form-failure';
import { showRefusals } from '../../../page/failure/show-refusals';
import { useReason } from '../../../page/failure/use-reason';
import { CentredPage } from '../../../page/layout/centred-page';
import { PageSkeleton } from '../../../page/layout/page-skeleton';
import { usePageTitle } from '../../../page/layout/use-page-title';
import { paths } from '../../../paths';
import { useAddressRules } from '../../sign-in/use-address-rules';
import { limits } from '../organization-form';
import { requestOrganizationMutation, useSignUpOpen } from './start.graphql';

interface Wish {
  firstName: string;
  lastName: string;
  email: string;
  name: string;
}

/** The door for somebody who works alone. */
export function StartPage() {
  const { t } = useTranslation('organizations');
  const open = useSignUpOpen();
  const [sentTo, setSentTo] = useState<string>();
  usePageTitle(t('start.title'));
  if (open === undefined) return <PageSkeleton />;
  return (
    <CentredPage>
      {!open ? <Closed /> : sentTo ? <Sent email={sentTo} /> : <WishForm onSent={setSentTo} />}
    </CentredPage>
  );
}

function Closed() {
  const { t } = useTranslation('organizations');
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={1}>{t('start.closedTitle')}</Title>
      <Text>{t('start.closed')}</Text>
      <Anchor component={Link} to={paths.signIn()}>
        {t('start.signIn')}
      </Anchor>
    </Stack>
  );
}

function Sent({ email }: { email: string }) {
  const { t } = useTranslation('organizations');
  return (
    <Stack gap="sm" role="status">
      <Title order={1}>{t('start.sentTitle')}</Title>
      <Text>{t('start.sent', { email })}</Text>
    </Stack>
  );
}

function WishForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation(['organizations', 'page']);
  const { form, submit, failure } = useWish(onSent);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={1}>{t('organizations:start.title')}</Title>
        <Text>{t('organizations:start.text')}</Text>
        <List size="sm" spacing={4}>
          <List.Item>{t('organizations:start.mail')}</List.Item>
          <List.Item>{t('organizations:start.settings')}</List.Item>
          <List.Item>{t('organizations:start.invite')}</List.Item>
        </List>
        {failure && <FormFailure>{t(`page:failed.${failure}`)}</FormFailure>}
        <WishFields form={form} />
        <Button type="submit" size="md" loading={form.formState.isSubmitting}>
          {t('organizations:start.submit')}
        </Button>
        <Text size="sm">
          {t('organizations:start.hasUser')}{' '}
          <Anchor component={Link} to={paths.signIn(paths.newOrganization)} inherit underline="always">
            {t('organizations:start.signIn')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}

function WishFields({ form }: { form: UseFormReturn<Wish> }) {
  const { t } = useTranslation(['organizations', 'signIn']);
  const addressRules = useAddressRules();
  const { register, formState } = form;
  const { errors } = formState;
  const required = (missing: string, limit: number) => ({
    validate: (value: string) => value.trim() !== '' || missing,
    maxLength: { value: limit, message: t('organizations:form.tooLong', { limit }) },
  });
  return (
    <>
      <Group grow align="flex-start" preventGrowOverflow={false} gap="md">
        <TextInput
          {...register('firstName', required(t('organizations:start.firstNameMissing'), 100))}
          label={t('organizations:start.firstName')}
          autoComplete="given-name"
          error={errors.firstName?.message}
          size="md"
          miw={150}
        />
        <TextInput
          {...register('lastName', required(t('organizations:start.lastNameMissing'), 100))}
          label={t('organizations:start.lastName')}
          autoComplete="family-name"
          error={errors.lastName?.message}
          size="md"
          miw={150}
        />
      </Group>
      <TextInput
        {...register('email', addressRules)}
        label={t('signIn:email')}
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        size="md"
      />
      <TextInput
        {...register('name', required(t('organizations:form.nameMissing'), limits.name))}
        label={t('organizations:form.name')}
        autoComplete="organization"
        error={errors.name?.message}
        size="md"
      />
    </>
  );
}

/** The form, which asks for the mail that goes on. */
function useWish(onSent: (email: string) => void) {
  const { i18n } = useTranslation();
  const reasonText = useReason();
  const [request] = useMutation(requestOrganizationMutation);
  const [failure, setFailure] = useState<FailureKind>();
  const form = useForm<Wish>({ defaultValues: { firstName: '', lastName: '', email: '', name: '' } });

  const submit = form.handleSubmit(async (wish) => {
    setFailure(undefined);
    const language = (i18n.resolvedLanguage ?? 'en').toUpperCase() as Language;
    try {
      const { data } = await request({
        variables: { input: { ...wish, email: wish.email.trim(), language } },
      });
      if (data?.requestOrganization.requested) onSent(wish.email.trim());
      showRefusals(form.setError, data?.requestOrganization.errors ?? [], reasonText, 'name');
    } catch (error) {
      setFailure(failureKind(error));
    }
  });

  return { form, submit, failure };
}
