import { Checkbox, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../organizations/permissions';
import classes from './permission-checklist.module.css';
import { inShownOrder, isKnownPermission } from './permission-groups';
import { type NamedRole, usePermissionWords, useRoleDoes, useRoleName } from './use-role-words';

interface RoleChecklistProps {
  roles: readonly (NamedRole & { permissions: readonly string[] })[];
  value: readonly string[];
  onChange: (roleIds: string[]) => void;
  error?: string | undefined;
}

const boxId = 'role-box-';

/** The roles of an organization. One that gives more than one's own stays where it is and says what is missing. */
export function RoleChecklist({ roles, value, onChange, error }: RoleChecklistProps) {
  const { t } = useTranslation('staff');
  const may = useMay();
  const roleName = useRoleName();
  const roleDoes = useRoleDoes();
  const words = usePermissionWords();
  const errorId = useId();
  const toggle = (id: string) =>
    onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  return (
    <fieldset className={classes.group} aria-describedby={error ? errorId : undefined}>
      <legend>{t('change.roles')}</legend>
      {roles.map((role) => {
        const missing = role.permissions.filter((one) => !isKnownPermission(one) || !may(one));
        const beyond = missing.length > 0;
        const does = roleDoes(role) ?? inShownOrder(role.permissions).map(words.name).join(' · ');
        return (
          <Checkbox
            key={role.id}
            id={`${boxId}${role.id}`}
            className={classes.role ?? ''}
            label={roleName(role)}
            description={
              beyond
                ? t('change.beyondRole', { missing: inShownOrder(missing).map(words.name).join(', ') })
                : does
            }
            checked={value.includes(role.id)}
            disabled={beyond}
            aria-invalid={error ? true : undefined}
            onChange={() => toggle(role.id)}
          />
        );
      })}
      {error && (
        <Text id={errorId} size="xs" c="var(--anteroom-red)" role="alert" mt={4}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}

/** To the first role that can be chosen: a group of boxes has no single field to go to. */
export function focusRoles(): void {
  document.querySelector<HTMLElement>(`[id^="${boxId}"]:not(:disabled)`)?.focus();
}
