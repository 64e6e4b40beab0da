import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment } from '../../../gql/graphql';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { useOrganization } from '../../organizations/viewer';
import { createRoleMutation, updateRoleMutation } from '../staff.graphql';

interface Refusal {
  field: string | undefined;
  message: string;
}

/** Answers null when it was saved, why not when it was refused, and nothing when it did not get there. */
export function useSaveRole(role: RoleRowFragment | undefined) {
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
      if (refusal) return { field: refusal.path[0], message: reasonText(refusal) };
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
