import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './create-clients-dialog.module.css';

export function ProgressFoot({ onAnother, onDone }: { onAnother: () => void; onDone: () => void }) {
  const { t } = useTranslation('createClients');
  return (
    <Group className={classes.foot} justify="space-between">
      <Button variant="subtle" onClick={onAnother}>
        {t('another')}
      </Button>
      <Button onClick={onDone}>{t('done')}</Button>
    </Group>
  );
}
