import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { CentredPage } from '../../page/layout/centred-page';
import { usePageTitle } from '../../page/layout/use-page-title';
import { paths } from '../../paths';
import { useSignOut } from '../sign-in/use-sign-out';
import classes from './home-page.module.css';
import { lastOrganization } from './last-organization';
import { OrganizationMark } from './organization-mark';
import { useSignUpOpen } from './start/start.graphql';
import { useViewer } from './viewer';

/** Straight to the organization when there is one or when one was in use before, else the choice. */
export function HomePage() {
  const organizations = useViewer().staffMemberships.map((membership) => membership.organization);
  // One that is suspended says no more than that: whoever has others chooses.
  const last = organizations.find(
    (organization) => organization.slug === lastOrganization() && !organization.suspended,
  );
  const only = organizations.length === 1 ? organizations[0] : last;
  if (only) return <Navigate to={paths.organization(only.slug)} replace />;
  return organizations.length === 0 ? <NoMembership /> : <ChooseOrganization />;
}

function ChooseOrganization() {
  const { t } = useTranslation('organizations');
  const { staffMemberships } = useViewer();
  usePageTitle(t('choose'));
  return (
    <CentredPage>
      <Title order={1}>{t('choose')}</Title>
      <ul className={classes.list}>
        {staffMemberships.map(({ id, organization }) => (
          <li key={id}>
            <Link to={paths.organization(organization.slug)} className={classes.organization}>
              <OrganizationMark organization={organization} />
              <Text component="span" fw={550} flex={1}>
                {organization.name}
              </Text>
              <IconChevronRight size={18} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </CentredPage>
  );
}

function NoMembership() {
  const { t } = useTranslation('organizations');
  const viewer = useViewer();
  const signOut = useSignOut();
  const signUpOpen = useSignUpOpen();
  usePageTitle(t('noMembership.title'));
  return (
    <CentredPage>
      <Stack gap="sm">
        <Title order={1}>{t('noMembership.title')}</Title>
        <Text>{t('noMembership.text', { email: viewer.email })}</Text>
        <Text c="dimmed">
          {t('noMembership.portal')} <Anchor href="/portal/">{t('noMembership.portalLink')}</Anchor>
        </Text>
        <Group mt="md">
          {signUpOpen && (
            <Button component={Link} to={paths.newOrganization}>
              {t('noMembership.start')}
            </Button>
          )}
          <Button variant="default" onClick={signOut}>
            {t('noMembership.signOut')}
          </Button>
        </Group>
      </Stack>
    </CentredPage>
  );
}
