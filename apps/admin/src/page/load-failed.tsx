import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from './centred-page';
import { failureKind } from './failure-kind';

interface LoadFailedProps {
  error: unknown;
  retry: () => Promise<unknown>;
  fullPage?: boolean;
}

export function LoadFailed({ error, retry, fullPage = false }: LoadFailedProps) {
  const { t } = useTranslation('page');
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    // A second failure shows up as the same error again.
    await retry().catch(() => undefined);
    setBusy(false);
  };
  const alert = (
    <Alert role="alert" color="red" variant="outline" icon={<IconPlugConnectedX />} title={t('failed.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(`failed.${failureKind(error)}`)}</Text>
        <Button size="xs" variant="default" onClick={again} loading={busy}>
          {t('retry')}
        </Button>
      </Stack>
    </Alert>
  );
  return fullPage ? <CentredPage>{alert}</CentredPage> : alert;
}
