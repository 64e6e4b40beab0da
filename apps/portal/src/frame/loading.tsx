import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function Loading() {
  const { t } = useTranslation('frame');
  return (
    <div role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton h={16} w="80%" mb="lg" />
      <Skeleton h={28} w="60%" mb="lg" />
      <Skeleton h={44} mb="md" />
      <Skeleton h={44} />
    </div>
  );
}
