import { useMutation } from '@apollo/client/react';
import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ApiKeyGrace, ApiKeyRowFragment } from '../../gql/graphql';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { rotateApiKeyMutation } from './api-keys.graphql';
import { KeyModal, type ShownSecret } from './key-modal';
import { validDays } from './key-validity';

const graces: ApiKeyGrace[] = ['NONE', 'ONE_HOUR', 'ONE_DAY'];
const validities = ['month', 'quarter', 'year'] as const;
type NewValidity = (typeof validities)[number] | 'unchanged';

export function RotateKeyDialog({ apiKey, onClose }: { apiKey: ApiKeyRowFragment; onClose: () => void }) {
  const { t } = useTranslation('apiKeys');
  const { form, save, shown, refusal } = useRotateKey(apiKey);
  const { control, formState } = form;
  const unchanged = { value: 'unchanged', label: t('rotate.unchanged') };
  return (
    <KeyModal title={t('rotate.title', { name: apiKey.name })} shown={shown} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <Stack gap="lg">
          <Text size="sm">{t('rotate.text')}</Text>
          <Controller
            control={control}
            name="grace"
            render={({ field: { value, onChange } }) => (
              <Select
                label={t('rotate.grace')}
                value={value}
                onChange={(grace) => grace && onChange(grace)}
                data={graces.map((grace) => ({ value: grace, label: t(`rotate.graces.${grace}`) }))}
                allowDeselect={false}
                data-autofocus
              />
            )}
          />
          <Controller
            control={control}
            name="validity"
            render={({ field: { value, onChange } }) => (
              <Select
                label={t('rotate.expiry')}
                value={value}
                onChange={(validity) => validity && onChange(validity)}
                data={[
                  ...(apiKey.status === 'EXPIRED' ? [] : [unchanged]),
                  ...validities.map((each) => ({ value: each, label: t(`form.validity.${each}`) })),
                ]}
                allowDeselect={false}
              />
            )}
          />
          {refusal && (
            <Text size="sm" c="var(--anteroom-red)" role="alert">
              {refusal}
            </Text>
          )}
          <FormButtons busy={formState.isSubmitting} onCancel={onClose}>
            {t('rotate.submit')}
          </FormButtons>
        </Stack>
      </form>
    </KeyModal>
  );
}

function useRotateKey(apiKey: ApiKeyRowFragment) {
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [shown, setShown] = useState<ShownSecret | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [rotate] = useMutation(rotateApiKeyMutation, {
    refetchQueries: ['ApiKeysPage'],
    fetchPolicy: 'no-cache',
  });
  const form = useForm({
    defaultValues: {
      grace: 'ONE_HOUR' as ApiKeyGrace,
      validity: (apiKey.status === 'EXPIRED' ? 'quarter' : 'unchanged') as NewValidity,
    },
  });

  const save = form.handleSubmit(async ({ grace, validity }) => {
    const expiresInDays = validity === 'unchanged' ? null : validDays[validity];
    try {
      const { data } = await rotate({ variables: { input: { id: apiKey.id, grace, expiresInDays } } });
      const payload = data?.rotateApiKey;
      const error = payload?.errors[0];
      if (error) setRefusal(reasonText(error));
      else if (payload?.secret) setShown({ name: apiKey.name, secret: payload.secret });
    } catch (error) {
      failed(error);
    }
  });

  return { form, save, shown, refusal };
}
