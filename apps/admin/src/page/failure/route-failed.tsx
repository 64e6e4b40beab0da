import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { paths } from '../../paths';
import { CentredPage } from '../layout/centred-page';
import { usePageTitle } from '../layout/use-page-title';
import { useNewerRelease } from './use-newer-release';

export function NotFoundPage() {
  const { t } = useTranslation('page');
  usePageTitle(t('notFound.title'));
  return (
    <CentredPage>
      <Stack gap="sm" align="flex-start">
        <Title order={1}>{t('notFound.title')}</Title>
        <Text>{t('notFound.text')}</Text>
        <Button component={Link} to={paths.home} variant="default">
          {t('notFound.home')}
        </Button>
      </Stack>
    </CentredPage>
  );
}

export function RouteFailed() {
  const { t } = useTranslation('page');
  const error = useRouteError();
  useNewerRelease(error);
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <CentredPage>
      <Stack gap="sm" align="flex-start" role="alert">
        <Title order={1}>{t('broken.title')}</Title>
        <Text>{t('broken.text')}</Text>
        <Button variant="default" onClick={() => window.location.reload()}>
          {t('broken.reload')}
        </Button>
      </Stack>
    </CentredPage>
  );
}
