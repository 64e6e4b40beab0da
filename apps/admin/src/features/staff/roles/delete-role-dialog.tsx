import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment } from '../../../gql/graphql';
import { ConfirmDialog } from '../../../page/dialog/confirm-dialog';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useRefused } from '../../../page/failure/use-refused';
import { deleteRoleMutation } from '../staff.graphql';

interface DeleteRoleDialogProps {
  role: RoleRowFragment;
  onClose: () => void;
}

export function DeleteRoleDialog({ role, onClose }: DeleteRoleDialogProps) {
  const { t } = useTranslation('staff');
  const failed = useMutationFailure();
  const refused = useRefused();
  const [remove, { loading }] = useMutation(deleteRoleMutation, { refetchQueries: 'active' });
  const confirm = async () => {
    try {
      const { data } = await remove({ variables: { input: { id: role.id } } });
      const refusal = data?.deleteRole.errors[0];
      if (refusal) refused(refusal);
      else notifications.show({ color: 'green', message: t('roleDelete.done', { name: role.name }) });
      onClose();
    } catch (error) {
      failed(error);
    }
  };
  return (
    <ConfirmDialog
      title={t('roleDelete.title', { name: role.name })}
      confirm={t('roleDelete.confirm')}
      danger
      busy={loading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {t('roleDelete.text')}
    </ConfirmDialog>
  );
}
