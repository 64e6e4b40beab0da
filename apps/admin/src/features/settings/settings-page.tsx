import { type LanguageCode, languages, rememberLanguage } from '@anteroom/ui';
import { useMutation } from '@apollo/client/react';
import {
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKeysSetting } from '../../frame/single-keys';
import { graphql } from '../../gql';
import type { Language } from '../../gql/graphql';
import { PageHeader } from '../../page/page-header';
import { useMutationFailure } from '../../page/use-mutation-failure';
import { useViewer } from '../organizations/viewer';
import { LeaveOrganization } from '../staff/leave-organization';

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
  return (
    <>
      <PageHeader title={t('title')} />
      <Text c="dimmed" mb="xl">
        {t('mine')}
      </Text>
      <Stack gap="xl" maw={520}>
        <Part title={t('language')}>
          <LanguageChoice />
        </Part>
        <Part title={t('appearance')}>
          <SegmentedControl
            fullWidth
            aria-label={t('appearance')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
            data={schemes.map((scheme) => ({ value: scheme, label: t(`schemes.${scheme}`) }))}
          />
        </Part>
        <Part title={t('keys')}>
          <Switch
            label={t('keysLabel')}
            description={t('keysHint')}
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
        </Part>
        <Part title={t('user')}>
          <Text size="sm">{t('signedInAs', { email: viewer.email })}</Text>
        </Part>
        <Part title={t('staff:leave.title')}>
          <LeaveOrganization />
        </Part>
      </Stack>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      {children}
    </section>
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
