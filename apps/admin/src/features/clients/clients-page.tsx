import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { PageHeader } from '../../page/page-header';

export function ClientsPage() {
  const { t } = useTranslation('clients');
  return (
    <>
      <PageHeader title={t('title')} />
      <Outlet />
    </>
  );
}
