import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../organizations/permissions';

const builtIn = ['OWNER', 'ADMINISTRATOR', 'ASSISTANT', 'CLINICIAN', 'SUPPORT'] as const;

export interface NamedRole {
  id: string;
  name: string;
}

/** The name of a role: a built-in one in the reader's language, another as its organization wrote it. */
export function useRoleName(): (role: NamedRole) => string {
  const { t } = useTranslation('staff');
  return useCallback(
    ({ id, name }) => {
      const known = builtIn.find((one) => one === id);
      return known ? t(`role.${known}.name`) : name;
    },
    [t],
  );
}

/** What a built-in role is for; nothing for another, which speaks through its permissions. */
export function useRoleDoes(): (role: NamedRole) => string | undefined {
  const { t } = useTranslation('staff');
  return useCallback(
    ({ id }) => {
      const known = builtIn.find((one) => one === id);
      return known && t(`role.${known}.does`);
    },
    [t],
  );
}

export function usePermissionWords() {
  const { t } = useTranslation('staff');
  return {
    name: (permission: Permission) => t(`permission.${permission}.name`),
    does: (permission: Permission) => t(`permission.${permission}.does`),
  };
}
