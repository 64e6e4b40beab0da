import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { paths } from '../paths';
import type { RegistrationPreview } from './registration-step';

// Each of these says what happened and what to do; whom to call stands below all of them.

export function ClosedLink({ preview: { state, organization } }: { preview: RegistrationPreview }) {
  const { t } = useTranslation('registration');
  switch (state) {
    case 'EXPIRED':
      return (
        <>
          <PageTitle>{t('expired.title')}</PageTitle>
          <Text>{t('expired.text')}</Text>
          {organization && (
            <Button
              component={Link}
              to={generatePath(paths.register, { slug: organization.slug })}
              fullWidth
              size="md"
              mt="lg"
            >
              {t('expired.again')}
            </Button>
          )}
        </>
      );
    case 'USED':
      return (
        <>
          <PageTitle>{t('used.title')}</PageTitle>
          <Text>{t('used.text')}</Text>
          <Button component={Link} to={paths.signIn} fullWidth size="md" mt="lg">
            {t('used.signIn')}
          </Button>
        </>
      );
    case 'CLOSED':
      return (
        <>
          <PageTitle>{t('closed.title', { organization: organization?.name ?? t('thePractice') })}</PageTitle>
          <Text>{t('closed.text')}</Text>
        </>
      );
    case 'SUSPENDED':
      return (
        <>
          <PageTitle>{t('suspended.title')}</PageTitle>
          <Text>{t('suspended.text', { organization: organization?.name ?? t('thePractice') })}</Text>
          <Text mt="sm">{t('suspended.whatNow')}</Text>
        </>
      );
    default:
      return <UnknownRegistration />;
  }
}

export function UnknownRegistration() {
  const { t } = useTranslation('registration');
  return (
    <>
      <PageTitle>{t('unknown.title')}</PageTitle>
      <Text>{t('unknown.text')}</Text>
    </>
  );
}
