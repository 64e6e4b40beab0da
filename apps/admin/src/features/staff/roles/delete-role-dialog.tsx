import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment } from '../../../gql/graphql';
import { ConfirmDialog } from '../../../page/confirm-dialog';
import { useMutationFailure } from '../../../page/use-mutation-failure';
import { useReason } from '../../../page/use-reason';
import { deleteRoleMutation } from '../staff.graphql';

interface DeleteRoleDialogProps {
  role: RoleRowFragment;
  onClose: () => void;
}

export function DeleteRoleDialog({ role, onClose }: DeleteRoleDialogProps) {
  const { t } = useTranslation(['staff', 'page']);
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [remove, { loading }] = useMutation(deleteRoleMutation, { refetchQueries: 'active' });
  const confirm = async () => {
    try {
      const { data } = await remove({ variables: { input: { id: role.id } } });
      const refusal = data?.deleteRole.errors[0];
      notifications.show(
        refusal
          ? {
              color: 'red',
              title: t('page:notDone'),
              message: reasonText(refusal),
            }
          : { color: 'green', message: t('staff:roleDelete.done', { name: role.name }) },
      );
      onClose();
    } catch (error) {
      failed(error);
    }
  };
  return (
    <ConfirmDialog
      title={t('staff:roleDelete.title', { name: role.name })}
      confirm={t('staff:roleDelete.confirm')}
      danger
      busy={loading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {t('staff:roleDelete.text')}
    </ConfirmDialog>
  );
}
