import { useQuery } from '@apollo/client/react';
import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../../page/failure/load-failed';
import { useOrganization } from '../organizations/viewer';
import { PracticeSettings } from './practice-settings';
import { RegistrationSettings } from './registration-settings';
import { organizationSettingsQuery } from './settings.graphql';
import { SettingsPart } from './settings-part';

/** The part of the settings that all of the organization shares. */
export function OrganizationSettings() {
  const { t } = useTranslation('settings');
  const { slug } = useOrganization();
  const { data, error, refetch } = useQuery(organizationSettingsQuery, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
    // The form holds what is being typed; a later answer must not take its place.
    nextFetchPolicy: 'cache-first',
  });
  const organization = data?.organization;
  if (error && !data) return <LoadFailed error={error} retry={refetch} />;
  if (!organization?.registrationPage)
    return (
      <Stack gap="md">
        <Skeleton height={36} />
        <Skeleton height={36} />
        <Skeleton height={120} />
      </Stack>
    );
  return (
    <>
      <SettingsPart title={t('registration.title')}>
        <RegistrationSettings organization={organization} />
      </SettingsPart>
      <SettingsPart title={t('practice.title')}>
        <PracticeSettings organization={organization} />
      </SettingsPart>
    </>
  );
}
