import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../page/dialog/confirm-dialog';
import { useConnect } from './use-connect';

interface RemoveConnectionDialogProps {
  connection: { id: string; staffName: string; clientName: string };
  onClose: () => void;
}

/** Asks once, and says what is lost with it. */
export function RemoveConnectionDialog({ connection, onClose }: RemoveConnectionDialogProps) {
  const { t } = useTranslation('connections');
  const { remove, busy } = useConnect();
  const { id, staffName, clientName } = connection;
  return (
    <ConfirmDialog
      title={t('remove.title', { staff: staffName, client: clientName })}
      confirm={t('remove.confirm')}
      danger
      busy={busy}
      onConfirm={async () => {
        if (await remove(id)) onClose();
      }}
      onClose={onClose}
    >
      {t('remove.text', { staff: staffName, client: clientName })}
    </ConfirmDialog>
  );
}
