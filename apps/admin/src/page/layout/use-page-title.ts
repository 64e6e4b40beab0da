import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

export function usePageTitle(title: string | undefined): void {
  const { t } = useTranslation('page');
  useEffect(() => {
    if (title) document.title = t('titleSuffix', { title });
  }, [title, t]);
}
