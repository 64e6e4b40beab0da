import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DialogFoot } from '../../page/dialog/dialog-foot';
import { ClientPicker } from '../connections/client-picker';
import { type Permission, useMay } from '../organizations/permissions';
import { addressPattern } from '../sign-in/address-pattern';
import { focusRoles } from '../staff/roles/role-checklist';
import { usePermissionWords } from '../staff/roles/use-role-words';
import type { InviteeValues } from './invitee-values';
import { RoleChoice } from './role-choice';

interface InviteeStepProps {
  organizationId: string;
  form: UseFormReturn<InviteeValues>;
  /** Somebody on file already, whom the address tells. */
  again: boolean;
  onNext: () => void;
  /** Something has been filled in. */
  hasContent: boolean;
  onCancel: () => void;
}

const nameLimit = 100;
const numberLimit = 40;

/** Who, with which roles, and connected with whom. */
export function InviteeStep({ organizationId, form, again, hasContent, onNext, onCancel }: InviteeStepProps) {
  const { t } = useTranslation(['staffInvitations', 'page', 'drafts']);
  const may = useMay();
  const mayConnect = may('connections.manage') && may('clients.read');
  const next = form.handleSubmit(onNext, (refused) => {
    // The others get the focus by themselves.
    if (Object.keys(refused)[0] === 'roleIds') focusRoles();
  });
  return (
    <form noValidate onSubmit={next}>
      <Stack gap="md" pb={16}>
        <PersonFields form={form} again={again} />
        <Controller
          control={form.control}
          name="roleIds"
          rules={{ validate: (ids) => ids.length > 0 || t('staffInvitations:missing.roleIds') }}
          render={({ field, fieldState }) => (
            <RoleChoice
              organizationId={organizationId}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
        <KeptPermissions permissions={form.getValues('permissions')} />
        <Controller
          control={form.control}
          name="clients"
          render={({ field, fieldState }) => (
            <ClientPicker
              id={clientsFieldId}
              label={t('staffInvitations:clients')}
              description={t(
                mayConnect ? 'staffInvitations:clientsHint' : 'staffInvitations:clientsNotAllowed',
              )}
              disabled={!mayConnect}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      </Stack>
      <DialogFoot justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {hasContent ? t('drafts:discard') : t('page:cancel')}
        </Button>
        <Button type="submit">{t('staffInvitations:next')}</Button>
      </DialogFoot>
    </form>
  );
}

function PersonFields({ form, again }: Pick<InviteeStepProps, 'form' | 'again'>) {
  const { t } = useTranslation('staffInvitations');
  const { errors } = form.formState;
  const filled = (missing: string) => (value: string) => value.trim() !== '' || missing;
  const tooLong = (limit: number) => ({
    value: limit,
    message: t('tooLong', { limit }),
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput
        label={t('firstName')}
        autoComplete="off"
        data-autofocus
        error={errors.firstName?.message}
        {...form.register('firstName', {
          validate: filled(t('missing.firstName')),
          maxLength: tooLong(nameLimit),
        })}
      />
      <TextInput
        label={t('lastName')}
        autoComplete="off"
        error={errors.lastName?.message}
        {...form.register('lastName', {
          validate: filled(t('missing.lastName')),
          maxLength: tooLong(nameLimit),
        })}
      />
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="off"
        // Another address would be another person.
        {...(again && {
          readOnly: true,
          variant: 'filled',
          description: t('emailAgain'),
        })}
        error={errors.email?.message}
        {...form.register('email', {
          validate: (value) => addressPattern.test(value.trim()) || t('missing.email'),
        })}
      />
      <TextInput
        label={t('number')}
        autoComplete="off"
        error={errors.number?.message}
        {...form.register('number', { maxLength: tooLong(numberLimit) })}
      />
    </SimpleGrid>
  );
}

export const clientsFieldId = 'invitee-clients';

/** Whoever is invited once more keeps what they were given beside their roles. */
function KeptPermissions({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation('staffInvitations');
  const words = usePermissionWords();
  if (permissions.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('keptPermissions', {
        permissions: permissions.map((one) => words.name(one as Permission)).join(', '),
      })}
    </Text>
  );
}
