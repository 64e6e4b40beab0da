import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { CentredPage } from '../layout/centred-page';
import { readPaging, writePaging } from '../list/paging';
import { failureKind, isRefusedInput } from './failure-kind';

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
  const [params] = useSearchParams();
  const { after, before } = readPaging(params);
  // Trying again does not help against a place in a list that was copied by half.
  const misplaced = isRefusedInput(error) && (after ?? before) !== undefined;
  const beginning = new URLSearchParams(params);
  writePaging(beginning, {});
  const alert = (
    <Alert role="alert" color="red" variant="outline" icon={<IconPlugConnectedX />} title={t('failed.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(`failed.${misplaced ? 'misplaced' : failureKind(error)}`)}</Text>
        {misplaced ? (
          <Button component={Link} to={{ search: beginning.toString() }} size="xs" variant="default">
            {t('failed.toBeginning')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={again} loading={busy}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
  return fullPage ? <CentredPage>{alert}</CentredPage> : alert;
}
