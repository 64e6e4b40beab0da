import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Language, OrganizationSettingsQuery } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/use-reason';
import { BasicFields } from '../organizations/organization-form';
import { updateOrganizationMutation } from './settings.graphql';

export type OrganizationSettings = NonNullable<OrganizationSettingsQuery['organization']>;

const longest = { phone: 40, visitingAddress: 255, text: 2000 };

/** What the organization says of itself (R44, R45, R51); everybody with an invitation or on its page reads it. */
export function PracticeSettings({ organization }: { organization: OrganizationSettings }) {
  const { t } = useTranslation(['settings', 'page']);
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [update] = useMutation(updateOrganizationMutation);
  const { id, name, language, timeZone, accentColor, phone, visitingAddress, description, treatments } =
    organization;
  const form = useForm({
    defaultValues: {
      ...{ name, language, timeZone, accentColor },
      phone: phone ?? '',
      visitingAddress: visitingAddress ?? '',
      description: description ?? '',
      treatments: treatments ?? '',
    },
  });
  const { register, formState } = form;
  const { errors } = formState;
  const atMost = (value: number) => ({
    maxLength: { value, message: t('settings:practice.tooLong', { limit: value }) },
  });

  const save = form.handleSubmit(async (values) => {
    try {
      const { data } = await update({
        variables: { input: { id, ...values, language: values.language as Language } },
      });
      const refusals = data?.updateOrganization.errors ?? [];
      // The first field keeps the focus.
      for (const { code, message, path } of [...refusals].reverse())
        form.setError(
          (path[0] as keyof typeof values | undefined) ?? 'name',
          { message: reasonText({ code, message }) },
          { shouldFocus: true },
        );
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
          <TextInput
            {...register('phone', atMost(longest.phone))}
            label={t('settings:practice.phone')}
            description={t('settings:practice.phoneHint')}
            type="tel"
            autoComplete="tel"
            error={errors.phone?.message}
          />
          <Textarea
            {...register('visitingAddress', atMost(longest.visitingAddress))}
            label={t('settings:practice.visitingAddress')}
            autosize
            minRows={2}
            maxRows={5}
            error={errors.visitingAddress?.message}
          />
          <Textarea
            {...register('description', atMost(longest.text))}
            label={t('settings:practice.description')}
            description={t('settings:practice.descriptionHint')}
            autosize
            minRows={3}
            maxRows={12}
            error={errors.description?.message}
          />
          <Textarea
            {...register('treatments', atMost(longest.text))}
            label={t('settings:practice.treatments')}
            description={t('settings:practice.treatmentsHint')}
            autosize
            minRows={3}
            maxRows={12}
            error={errors.treatments?.message}
          />
          {formState.isSubmitted && Object.keys(errors).length > 0 && (
            <Alert color="red" variant="outline" role="alert">
              {t('settings:practice.notSaved')}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={formState.isSubmitting}>
              {t('page:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}
