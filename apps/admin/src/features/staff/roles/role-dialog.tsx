import { useFormat } from '@anteroom/ui';
import { Alert, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment } from '../../../gql/graphql';
import { Dialog } from '../../../page/dialog/dialog';
import { FormButtons } from '../../../page/dialog/form-buttons';
import { useMay } from '../../organizations/permissions';
import { PermissionChecklist } from './permission-checklist';
import classes from './permission-checklist.module.css';
import { useSaveRole } from './use-save-role';

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
