import { useFormat } from '@anteroom/ui';
import { useTranslation } from 'react-i18next';

/** Of an operation that waits after something went wrong: when it is tried again. */
export function useHaltedText(): (nextAttemptAt: string) => string {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  return (nextAttemptAt) => {
    // It may be due and not have been taken up yet.
    const next = new Date(Math.max(Date.parse(nextAttemptAt), Date.now()));
    return t('work.halted', { when: format.relative(next, new Date()) });
  };
}
