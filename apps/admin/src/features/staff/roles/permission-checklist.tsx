import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../organizations/permissions';
import classes from './permission-checklist.module.css';
import { groupNames, permissionGroups } from './permission-groups';
import { usePermissionWords } from './use-role-words';

/** How one permission stands in the list. */
export interface PermissionState {
  checked: boolean;
  /** Given: it cannot be ticked or unticked here, and why. */
  fixed?: string | undefined;
}

interface PermissionChecklistProps {
  stateOf: (permission: Permission) => PermissionState;
  onToggle: (permission: Permission) => void;
}

/** All permissions in words, together by what they are about. */
export function PermissionChecklist({ stateOf, onToggle }: PermissionChecklistProps) {
  const { t } = useTranslation('staff');
  const words = usePermissionWords();
  return (
    <div>
      {groupNames.map((group) => (
        <fieldset key={group} className={classes.group}>
          <legend>{t(`group.${group}`)}</legend>
          {permissionGroups[group].map((permission) => {
            const { checked, fixed } = stateOf(permission);
            return (
              <Checkbox
                key={permission}
                className={classes.item ?? ''}
                label={words.name(permission)}
                description={fixed ? `${words.does(permission)} ${fixed}` : words.does(permission)}
                checked={checked}
                disabled={fixed !== undefined}
                onChange={() => onToggle(permission)}
              />
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}
