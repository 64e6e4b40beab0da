import { Anchor, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ConnectionsField } from '../../connections/connections-field';
import { useMay } from '../../organizations/permissions';
import { ProgramSelect } from '../../programs/program-select';
import { addressPattern } from '../../sign-in/address-pattern';
import type { ClientValues } from './client-values';

interface ClientFormProps {
  organizationId: string;
  form: UseFormReturn<ClientValues>;
  /** The number to take instead of one that another client has. */
  freeNumber: string | null;
  /** The viewer, when they are connected with every client they create. */
  self: { name: string };
  ownOnly: boolean;
  busy: boolean;
  otherError?: string | undefined;
  onNext: (values: ClientValues) => void;
  onCreate: (values: ClientValues) => void;
  /** Something has been filled in. */
  hasContent: boolean;
  onCancel: () => void;
}

/** Who the client is, and whom they will be connected with. */
export function ClientForm(props: ClientFormProps) {
  const { form, organizationId, freeNumber, onNext, onCreate } = props;
  const { t } = useTranslation(['inviteClient', 'drafts']);
  const { errors } = form.formState;
  const text = (field: 'firstName' | 'lastName') => ({
    ...form.register(field),
    label: t(`inviteClient:${field}`),
    error: errors[field]?.message,
    autoComplete: 'off',
  });
  return (
    <form noValidate onSubmit={form.handleSubmit(onNext)}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput {...text('firstName')} data-autofocus />
          <TextInput {...text('lastName')} />
        </SimpleGrid>
        <TextInput
          {...form.register('email', {
            validate: (email) =>
              email.trim() === '' || addressPattern.test(email.trim()) || t('inviteClient:invalidEmail'),
          })}
          label={t('inviteClient:email')}
          description={t('inviteClient:emailHint')}
          type="email"
          autoComplete="off"
          error={errors.email?.message}
        />
        <TextInput
          {...form.register('number')}
          label={t('inviteClient:number')}
          description={t('inviteClient:numberHint')}
          autoComplete="off"
          error={
            errors.number && (
              <>
                {errors.number.message}{' '}
                {freeNumber && (
                  <Anchor
                    component="button"
                    type="button"
                    inherit
                    underline="always"
                    onClick={() => {
                      form.setValue('number', freeNumber);
                      form.clearErrors('number');
                      form.setFocus('number');
                    }}
                  >
                    {t('inviteClient:useNumber', { number: freeNumber })}
                  </Anchor>
                )}
              </>
            )
          }
        />
        <ProgramField organizationId={organizationId} form={form} />
        <Connections {...props} />
        <Text size="sm" c="var(--anteroom-red)" role="alert">
          {props.otherError}
        </Text>
        <Group justify="flex-end" gap="sm" pb="lg">
          <Button variant="default" onClick={props.onCancel}>
            {props.hasContent ? t('drafts:discard') : t('inviteClient:cancel')}
          </Button>
          <Button variant="default" loading={props.busy} onClick={() => void form.handleSubmit(onCreate)()}>
            {t('inviteClient:createOnly')}
          </Button>
          <Button type="submit">{t('inviteClient:next')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function ProgramField({ organizationId, form }: Pick<ClientFormProps, 'organizationId' | 'form'>) {
  const may = useMay();
  if (!may('programs.read')) return null;
  return (
    <Controller
      control={form.control}
      name="programId"
      render={({ field, fieldState }) => (
        <ProgramSelect
          organizationId={organizationId}
          value={field.value}
          onChange={field.onChange}
          error={fieldState.error?.message}
          mayCreate={may('programs.manage')}
        />
      )}
    />
  );
}

/** Others by whoever may make connections; oneself always by whoever invites only their own. */
function Connections({ form, self, ownOnly }: Pick<ClientFormProps, 'form' | 'self' | 'ownOnly'>) {
  const { t } = useTranslation('inviteClient');
  if (useMay()('connections.manage'))
    return (
      <Controller
        control={form.control}
        name="connections"
        render={({ field, fieldState }) => (
          <ConnectionsField value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
    );
  if (!ownOnly) return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('connections')}
      </Text>
      <Text size="sm">{t('onlySelf', { name: self.name })}</Text>
    </div>
  );
}
