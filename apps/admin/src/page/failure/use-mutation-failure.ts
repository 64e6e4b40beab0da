import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { failureKind } from './failure-kind';

/** Tells that a change did not reach the server, or was not taken there. */
export function useMutationFailure(): (error: unknown) => void {
  const { t } = useTranslation('page');
  return useCallback(
    (error) => {
      notifications.show({
        color: 'red',
        title: t('notDone'),
        message: t(`failed.${failureKind(error)}`),
        autoClose: 10_000,
      });
    },
    [t],
  );
}
