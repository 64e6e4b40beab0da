import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Language, OrganizationSettingsQuery } from '../../gql/graphql';
import { showRefusals } from '../../page/failure/show-refusals';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { BasicFields } from '../organizations/organization-form';
import { LogoField } from './logo-field';
import { updateOrganizationMutation } from './settings.graphql';

export type OrganizationSettings = NonNullable<OrganizationSettingsQuery['organization']>;

const longest = { phone: 40, visitingAddress: 255, text: 2000 };

function valuesOf({ name, language, timeZone, accentColor, ...words }: OrganizationSettings) {
  return {
    ...{ name, language, timeZone, accentColor },
    logo: words.logoUrl ?? '',
    phone: words.phone ?? '',
    visitingAddress: words.visitingAddress ?? '',
    description: words.description ?? '',
    treatments: words.treatments ?? '',
  };
}
type Values = ReturnType<typeof valuesOf>;

/** What the organization says of itself; everybody with an invitation or on its page reads it. */
export function PracticeSettings({ organization }: { organization: OrganizationSettings }) {
  const { t } = useTranslation(['settings', 'page']);
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [update] = useMutation(updateOrganizationMutation);
  const { id } = organization;
  const form = useForm<Values>({ defaultValues: valuesOf(organization) });
  const { isSubmitted, isSubmitting, errors, dirtyFields } = form.formState;

  const save = form.handleSubmit(async (values) => {
    try {
      const { logo, language, ...words } = values;
      const { data } = await update({
        variables: {
          input: { id, ...words, language: language as Language, ...(dirtyFields.logo && { logo }) },
        },
      });
      const refusals = data?.updateOrganization.errors ?? [];
      showRefusals(form.setError, refusals, reasonText, 'name');
      if (refusals.length > 0) return;
      // What was typed while it was being saved stays.
      form.reset(values, { keepValues: true });
      notifications.show({ color: 'green', message: t('settings:practice.saved') });
    } catch (error) {
      failed(error);
    }
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <BasicFields />
          <LogoField />
          <PracticeFields />
          {isSubmitted && Object.keys(errors).length > 0 && (
            <Alert color="red" variant="outline" role="alert">
              {t('settings:practice.notSaved')}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={isSubmitting}>
              {t('page:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

function PracticeFields() {
  const { t } = useTranslation('settings');
  const { register, formState } = useFormContext<Values>();
  const { errors } = formState;
  const atMost = (value: number) => ({
    maxLength: { value, message: t('practice.tooLong', { limit: value }) },
  });
  return (
    <>
      <TextInput
        {...register('phone', atMost(longest.phone))}
        label={t('practice.phone')}
        description={t('practice.phoneHint')}
        type="tel"
        autoComplete="tel"
        error={errors.phone?.message}
      />
      <Textarea
        {...register('visitingAddress', atMost(longest.visitingAddress))}
        label={t('practice.visitingAddress')}
        autosize
        minRows={2}
        maxRows={5}
        error={errors.visitingAddress?.message}
      />
      <Textarea
        {...register('description', atMost(longest.text))}
        label={t('practice.description')}
        description={t('practice.descriptionHint')}
        autosize
        minRows={3}
        maxRows={12}
        error={errors.description?.message}
      />
      <Textarea
        {...register('treatments', atMost(longest.text))}
        label={t('practice.treatments')}
        description={t('practice.treatmentsHint')}
        autosize
        minRows={3}
        maxRows={12}
        error={errors.treatments?.message}
      />
    </>
  );
}
