import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import { PageTitle } from './page-title';

export function NotFoundPage() {
  const { t } = useTranslation('frame');
  return (
    <>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <Text mb="lg">{t('notFound.text')}</Text>
      <Anchor component={Link} to={paths.home} underline="always">
        {t('toHome')}
      </Anchor>
    </>
  );
}
