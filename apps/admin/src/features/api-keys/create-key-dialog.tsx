import { useMutation } from '@apollo/client/react';
import { Checkbox, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type Control, Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { createApiKeyMutation } from './api-keys.graphql';
import classes from './api-keys.module.css';
import { KeyModal, type ShownSecret } from './key-modal';
import { keyPermissionGroups, usualPermissions, wordOf } from './key-permissions';
import { type Validity, validDays } from './key-validity';

const nameLimit = 80;
const validities = Object.keys(validDays) as Validity[];

interface Values {
  name: string;
  permissions: string[];
  validity: Validity;
}

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('apiKeys');
  const may = useMay();
  const { form, save, shown } = useCreateKey(onClose);
  const { register, control, formState } = form;

  return (
    <KeyModal title={t('form.title')} shown={shown} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <Stack gap="lg">
          <TextInput
            {...register('name', {
              validate: (name) => name.trim() !== '' || t('form.nameRequired'),
              maxLength: { value: nameLimit, message: t('form.tooLong', { limit: nameLimit }) },
            })}
            label={t('form.name')}
            description={t('form.nameHint')}
            autoComplete="off"
            error={formState.errors.name?.message}
            data-autofocus
          />
          <Controller
            control={control}
            name="permissions"
            rules={{ validate: (chosen) => chosen.length > 0 || t('form.permissionsRequired') }}
            render={({ field: { value, onChange, ref } }) => (
              <Checkbox.Group
                label={t('form.permissions')}
                value={value}
                onChange={onChange}
                error={formState.errors.permissions?.message}
              >
                <PermissionBoxes may={may} firstRef={ref} />
              </Checkbox.Group>
            )}
          />
          <ValidityField control={control} />
          <FormButtons busy={formState.isSubmitting} onCancel={onClose}>
            {t('form.submit')}
          </FormButtons>
        </Stack>
      </form>
    </KeyModal>
  );
}

/** The form of a new key, and making it: the secret is there once, in the answer. */
function useCreateKey(onClose: () => void) {
  const { t } = useTranslation('apiKeys');
  const { id: organizationId } = useOrganization();
  const may = useMay();
  const failed = useMutationFailure();
  const reasonText = useReason();
  const idempotency = useIdempotencyKey();
  const [shown, setShown] = useState<ShownSecret | null>(null);
  const [create] = useMutation(createApiKeyMutation, {
    refetchQueries: ['ApiKeysPage'],
    fetchPolicy: 'no-cache',
  });
  const form = useForm<Values>({
    defaultValues: {
      name: '',
      permissions: usualPermissions.filter((permission) => may(permission)),
      validity: 'quarter',
    },
  });

  const save = form.handleSubmit(async ({ name, permissions, validity }) => {
    const wish = {
      organizationId,
      name: name.trim(),
      permissions,
      expiresInDays: validDays[validity],
    };
    try {
      const { data } = await create({
        variables: { input: { ...wish, idempotencyKey: idempotency.keyFor(wish) } },
      });
      idempotency.answered();
      const payload = data?.createApiKey;
      const refusal = payload?.errors[0];
      if (refusal) {
        const field = refusal.path[0] === 'permissions' ? 'permissions' : 'name';
        const message = reasonText(refusal);
        form.setError(field, { message }, { shouldFocus: true });
      } else if (payload?.secret) setShown({ name: wish.name, secret: payload.secret });
      else {
        notifications.show({ color: 'yellow', message: t('form.lost'), autoClose: false });
        onClose();
      }
    } catch (error) {
      failed(error);
    }
  });

  return { form, save, shown };
}

/** For how long the key is to be valid. */
function ValidityField({ control }: { control: Control<Values> }) {
  const { t } = useTranslation('apiKeys');
  return (
    <Controller
      control={control}
      name="validity"
      render={({ field: { value, onChange } }) => (
        <div>
          <Text size="sm" fw={550} mb={4} id="key-validity">
            {t('form.expiry')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="key-validity"
            value={value}
            onChange={onChange}
            data={validities.map((each) => ({
              value: each,
              label: t(`form.validity.${each}`),
            }))}
          />
        </div>
      )}
    />
  );
}

interface PermissionBoxesProps {
  may: ReturnType<typeof useMay>;
  /** Where the focus goes when none is chosen. */
  firstRef: (element: HTMLInputElement | null) => void;
}

function PermissionBoxes({ may, firstRef }: PermissionBoxesProps) {
  const { t } = useTranslation('apiKeys');
  return (
    <div className={classes.permissions}>
      {keyPermissionGroups.map(({ id, permissions }) => (
        <fieldset key={id} className={classes.group}>
          <legend className={classes.legend}>{t(`groups.${id}`)}</legend>
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              {...(permission === 'clients.read' && { ref: firstRef })}
              value={permission}
              label={t(`permission.${wordOf(permission)}`)}
              {...(!may(permission) && { disabled: true, description: t('form.notYours') })}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
