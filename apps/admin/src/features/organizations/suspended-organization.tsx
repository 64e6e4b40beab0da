import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CentredPage } from '../../page/layout/centred-page';
import { usePageTitle } from '../../page/layout/use-page-title';
import { paths } from '../../paths';
import { useSignOut } from '../sign-in/use-sign-out';
import { useViewer } from './viewer';

/** Its staff are told so once, instead of by every page that fails. */
export function SuspendedOrganization({ name }: { name: string }) {
  const { t } = useTranslation('organizations');
  const { staffMemberships } = useViewer();
  const signOut = useSignOut();
  usePageTitle(t('suspended.title', { name }));
  return (
    <CentredPage>
      <Stack gap="sm" align="flex-start">
        <Title order={1}>{t('suspended.title', { name })}</Title>
        <Text>{t('suspended.text')}</Text>
        <Group gap="xs">
          {staffMemberships.length > 1 && (
            <Button component={Link} to={paths.home} variant="default">
              {t('unknown.home')}
            </Button>
          )}
          <Button variant="default" onClick={() => void signOut()}>
            {t('noMembership.signOut')}
          </Button>
        </Group>
      </Stack>
    </CentredPage>
  );
}
