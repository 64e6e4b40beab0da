import { useFormat } from '@anteroom/ui';
import { useMutation } from '@apollo/client/react';
import { Alert, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment } from '../../../gql/graphql';
import { Dialog } from '../../../page/dialog/dialog';
import { FormButtons } from '../../../page/dialog/form-buttons';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/use-reason';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { createRoleMutation, updateRoleMutation } from '../staff.graphql';
import { PermissionChecklist } from './permission-checklist';
import classes from './permission-checklist.module.css';

const nameLimit = 80;

interface RoleDialogProps {
  /** Left out: a new one. */
  role?: RoleRowFragment;
  onClose: () => void;
}

/** The name of a role and what it lets people do. */
export function RoleDialog({ role, onClose }: RoleDialogProps) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const may = useMay();
  const send = useSaveRole(role);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(role?.permissions ?? []));
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: role?.name ?? '' },
  });

  const toggle = (permission: string) => {
    setProblem(undefined);
    setChosen((current) =>
      current.has(permission)
        ? new Set([...current].filter((other) => other !== permission))
        : new Set([...current, permission]),
    );
  };
  const save = handleSubmit(async ({ name }) => {
    if (chosen.size === 0) {
      setProblem(t('roleForm.needsPermission'));
      return;
    }
    const refusal = await send(name.trim(), [...chosen]);
    if (refusal === null) onClose();
    else if (refusal?.field === 'name') setError('name', { message: refusal.message }, { shouldFocus: true });
    else setProblem(refusal?.message);
  });
  const holders = role?.holderCount ?? 0;
  return (
    <Dialog
      opened
      onClose={onClose}
      size={640}
      title={role ? t('roleForm.editTitle', { name: role.name }) : t('roleForm.createTitle')}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="lg">
          <TextInput
            {...register('name', {
              validate: (name) => name.trim() !== '' || t('roleForm.required'),
              maxLength: { value: nameLimit, message: t('roleForm.tooLong', { limit: nameLimit }) },
            })}
            label={t('roleForm.name')}
            description={t('roleForm.nameHint')}
            autoComplete="off"
            error={formState.errors.name?.message}
            data-autofocus
          />
          <section aria-labelledby="role-permissions">
            <Title order={3} size="h4" id="role-permissions" mb="sm">
              {t('roleForm.permissions')}
            </Title>
            <PermissionChecklist
              stateOf={(permission) => ({
                checked: chosen.has(permission),
                fixed: may(permission) ? undefined : t('roleForm.beyond'),
              })}
              onToggle={toggle}
            />
          </section>
          <div className={classes.foot}>
            {holders > 0 && (
              <Text size="sm" c="dimmed" mb="sm">
                {t('roleForm.holders', { count: holders, shown: format.number(holders) })}
              </Text>
            )}
            {problem && (
              <Alert role="alert" color="red" variant="outline" mb="sm">
                {problem}
              </Alert>
            )}
            <FormButtons busy={formState.isSubmitting} onCancel={onClose}>
              {t(role ? 'roleForm.save' : 'roleForm.create')}
            </FormButtons>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}

interface Refusal {
  field: string | undefined;
  message: string;
}

/** Answers null when it was saved, why not when it was refused, and nothing when it did not get there. */
function useSaveRole(role: RoleRowFragment | undefined) {
  const { t } = useTranslation('staff');
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [create] = useMutation(createRoleMutation, { refetchQueries: 'active' });
  const [update] = useMutation(updateRoleMutation, { refetchQueries: 'active' });
  return async (name: string, permissions: string[]): Promise<Refusal | null | undefined> => {
    try {
      const payload = role
        ? (await update({ variables: { input: { id: role.id, name, permissions } } })).data?.updateRole
        : (await create({ variables: { input: { organizationId, name, permissions } } })).data?.createRole;
      const refusal = payload?.errors[0];
      if (refusal)
        return {
          field: refusal.path[0],
          message: reasonText(refusal),
        };
      notifications.show({
        color: 'green',
        message: t(role ? 'roleForm.saved' : 'roleForm.created', { name }),
      });
      return null;
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
}
