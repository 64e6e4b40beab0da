import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DialogFoot } from '../../page/dialog/dialog-foot';

export function ProgressFoot({ onAnother, onDone }: { onAnother: () => void; onDone: () => void }) {
  const { t } = useTranslation('createClients');
  return (
    <DialogFoot justify="space-between">
      <Button variant="subtle" onClick={onAnother}>
        {t('another')}
      </Button>
      <Button onClick={onDone}>{t('done')}</Button>
    </DialogFoot>
  );
}
