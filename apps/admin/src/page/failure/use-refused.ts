import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reason, useReason } from './use-reason';

/** Tells that a change was refused, and why. */
export function useRefused(): (refusal: Reason) => void {
  const { t } = useTranslation('page');
  const reasonText = useReason();
  return useCallback(
    (refusal) => notifications.show({ color: 'red', title: t('notDone'), message: reasonText(refusal) }),
    [t, reasonText],
  );
}
