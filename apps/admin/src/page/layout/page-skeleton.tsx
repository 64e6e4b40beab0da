import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of a page that is on its way. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation('page');
  return (
    <Stack gap="md" p="lg" role="status" aria-label={t('loading')}>
      <Skeleton height={30} width="min(240px, 60%)" />
      <Skeleton height={36} />
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={28} />
      ))}
    </Stack>
  );
}
