import { MAX_ADDRESSES } from '@anteroom/address-list';
import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { AddressListSummary } from './address-field/address-chips';

/** How the list stands, read out once typing rests. */
export function ListAnnouncement({ summary, badCount }: { summary: AddressListSummary; badCount: number }) {
  const { t } = useTranslation('createClients');
  const text =
    summary.count === 0
      ? ''
      : [
          t('announce.count', { count: summary.count, limit: MAX_ADDRESSES }),
          badCount > 0 ? t('notes.bad', { count: badCount }) : '',
          summary.corrections.length > 0 ? t('announce.doubtful', { count: summary.corrections.length }) : '',
          summary.duplicates.size > 0 ? t('announce.duplicates', { count: summary.duplicates.size }) : '',
        ].join(' ');
  const [announced] = useDebouncedValue(text, 700);
  return <VisuallyHidden role="status">{announced}</VisuallyHidden>;
}
