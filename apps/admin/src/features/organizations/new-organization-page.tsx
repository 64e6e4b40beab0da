import { useApolloClient, useMutation } from '@apollo/client/react';
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { graphql } from '../../gql';
import type { Language } from '../../gql/graphql';
import { showRefusals } from '../../page/failure/show-refusals';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { CentredPage } from '../../page/layout/centred-page';
import { usePageTitle } from '../../page/layout/use-page-title';
import { paths } from '../../paths';
import { type NewOrganization, NewOrganizationFields, newOrganization } from './organization-form';
import { viewerQuery } from './viewer';

const createOrganizationMutation = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      organization {
        id
        slug
      }
      errors {
        ...Refusal
      }
    }
  }
`);

/** Somebody who is signed in starts another practice. */
export function NewOrganizationPage() {
  const { t, i18n } = useTranslation('organizations');
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [create] = useMutation(createOrganizationMutation);
  const form = useForm<NewOrganization>({ defaultValues: newOrganization(i18n.resolvedLanguage) });
  usePageTitle(t('create.title'));

  const submit = form.handleSubmit(async (values) => {
    try {
      const { data } = await create({
        variables: { input: { ...values, slug: values.slug.trim(), language: values.language as Language } },
      });
      const payload = data?.createOrganization;
      showRefusals(
        form.setError,
        payload?.errors ?? [],
        (refusal) => (refusal.code === 'TAKEN' ? t('form.slugTaken') : reasonText(refusal)),
        'name',
      );
      if (!payload?.organization) return;
      await apollo.query({ query: viewerQuery, fetchPolicy: 'network-only' });
      await navigate(paths.clients(payload.organization.slug));
    } catch (error) {
      failed(error);
    }
  });

  return (
    <CentredPage>
      <FormProvider {...form}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Title order={1}>{t('create.title')}</Title>
            <Text>{t('create.text')}</Text>
            <NewOrganizationFields />
            <Button type="submit" size="md" loading={form.formState.isSubmitting}>
              {t('create.submit')}
            </Button>
            <Anchor component={Link} to={paths.home} size="sm">
              {t('create.back')}
            </Anchor>
          </Stack>
        </form>
      </FormProvider>
    </CentredPage>
  );
}
