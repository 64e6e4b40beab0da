import { type LanguageCode, languages, rememberLanguage } from '@anteroom/ui';
import { useMutation } from '@apollo/client/react';
import {
  Divider,
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { Language } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { PageHeader } from '../../page/layout/page-header';
import { useSingleKeysSetting } from '../../page/single-keys';
import { useMay } from '../organizations/permissions';
import { useViewer } from '../organizations/viewer';
import { LeaveOrganization } from '../staff/member/leave-organization';
import { OrganizationSettings } from './organization-settings';
import { SettingsPart } from './settings-part';

const updateViewerMutation = graphql(`
  mutation UpdateViewer($input: UpdateViewerInput!) {
    updateViewer(input: $input) {
      viewer {
        id
        language
      }
      errors {
        code
        message
      }
    }
  }
`);

const schemes: MantineColorScheme[] = ['auto', 'light', 'dark'];

export function SettingsPage() {
  const { t } = useTranslation(['settings', 'staff']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [singleKeys, setSingleKeys] = useSingleKeysSetting();
  const viewer = useViewer();
  const may = useMay();
  return (
    <>
      <PageHeader title={t('title')} />
      <Stack gap="xl" maw={520}>
        {may('settings.manage') && (
          <>
            <OrganizationSettings />
            <Divider />
          </>
        )}
        <Text c="dimmed">{t('mine')}</Text>
        <SettingsPart title={t('language')}>
          <LanguageChoice />
        </SettingsPart>
        <SettingsPart title={t('appearance')}>
          <SegmentedControl
            fullWidth
            aria-label={t('appearance')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
            data={schemes.map((scheme) => ({ value: scheme, label: t(`schemes.${scheme}`) }))}
          />
        </SettingsPart>
        <SettingsPart title={t('keys')}>
          <Switch
            label={t('keysLabel')}
            description={t('keysHint')}
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
        </SettingsPart>
        <SettingsPart title={t('user')}>
          <Text size="sm">{t('signedInAs', { email: viewer.email })}</Text>
        </SettingsPart>
        <SettingsPart title={t('staff:leave.title')}>
          <LeaveOrganization />
        </SettingsPart>
      </Stack>
    </>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation('settings');
  const failed = useMutationFailure();
  const [update] = useMutation(updateViewerMutation);
  const choose = async (language: LanguageCode) => {
    const before = i18n.resolvedLanguage as LanguageCode;
    rememberLanguage(language);
    await i18n.changeLanguage(language);
    try {
      await update({ variables: { input: { language: language.toUpperCase() as Language } } });
    } catch (error) {
      rememberLanguage(before);
      await i18n.changeLanguage(before);
      failed(error);
    }
  };
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('language')}
      value={i18n.resolvedLanguage ?? 'en'}
      onChange={(language) => void choose(language as LanguageCode)}
      data={languages.map((language) => ({ value: language, label: t(`languages.${language}`) }))}
    />
  );
}
