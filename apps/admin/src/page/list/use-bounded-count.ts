import { useFormat } from '@anteroom/ui';
import { useTranslation } from 'react-i18next';

/** The API counts exactly up to here; one more stands for "more than that". */
const countBound = 10_000;

export function useBoundedCount(): (count: number) => string {
  const { t } = useTranslation('page');
  const format = useFormat();
  return (count) =>
    count > countBound ? t('moreThan', { number: format.number(countBound) }) : format.number(count);
}
