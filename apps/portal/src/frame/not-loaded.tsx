import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from './page-title';
import { failureOf } from './submission';

/** The page's own question to the API failed; nothing has been asked of the reader yet. */
export function NotLoaded({ error, retry }: { error?: unknown; retry: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <>
      <PageTitle>{t('notLoaded.title')}</PageTitle>
      <Text mb="lg">{failureOf(error) === 'tooMany' ? t('failure.tooMany') : t('notLoaded.text')}</Text>
      <Button onClick={retry} fullWidth size="md">
        {t('tryAgain')}
      </Button>
    </>
  );
}

export function NotLoadedPage() {
  return <NotLoaded retry={() => window.location.reload()} />;
}
