import { useMutation } from '@apollo/client/react';
import { Anchor, Button, CopyButton, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RegistrationMode } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useRefused } from '../../page/failure/use-refused';
import type { OrganizationSettings } from './practice-settings';
import { updateOrganizationMutation } from './settings.graphql';

const modes = ['INVITATION_ONLY', 'WITH_APPROVAL', 'OPEN'] as const satisfies RegistrationMode[];

interface RegistrationSettingsProps {
  organization: OrganizationSettings;
}

/** Who may become a client, each way in the words of what then happens. */
export function RegistrationSettings({ organization }: RegistrationSettingsProps) {
  const { t } = useTranslation('settings');
  const failed = useMutationFailure();
  const refused = useRefused();
  const [update, { loading }] = useMutation(updateOrganizationMutation);
  const { id, registrationMode } = organization;

  async function choose(mode: RegistrationMode) {
    // Of two answers the earlier may come last.
    if (loading) return;
    try {
      const { data } = await update({
        variables: { input: { id, registrationMode: mode } },
        refetchQueries: ['Organization'],
      });
      const refusal = data?.updateOrganization.errors[0];
      if (refusal) refused(refusal);
      else if (data?.updateOrganization.organization)
        notifications.show({ color: 'green', message: t(`registration.saved.${mode}`) });
    } catch (error) {
      failed(error);
    }
  }

  return (
    <Stack gap="md">
      <Radio.Group
        aria-label={t('registration.title')}
        value={registrationMode}
        onChange={(mode) => void choose(mode as RegistrationMode)}
      >
        <Stack gap="sm">
          {modes.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={t(`registration.modes.${mode}`)}
              description={t(`registration.explained.${mode}`)}
              aria-disabled={loading}
            />
          ))}
        </Stack>
      </Radio.Group>
      <PageAddress organization={organization} />
    </Stack>
  );
}

function PageAddress({ organization: { registrationMode, registrationPage } }: RegistrationSettingsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('registration.page')}
          description={t(
            registrationMode === 'INVITATION_ONLY' ? 'registration.pageClosed' : 'registration.pageHint',
          )}
          value={registrationPage}
          readOnly
          variant="filled"
          flex="1 1 260px"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={registrationPage}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={
                copied ? (
                  <IconCheck size={16} aria-hidden="true" />
                ) : (
                  <IconCopy size={16} aria-hidden="true" />
                )
              }
              onClick={copy}
            >
              {t(copied ? 'registration.copied' : 'registration.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm">
        <Anchor href={registrationPage} target="_blank" rel="noreferrer" inherit>
          {t('registration.look')}
        </Anchor>
      </Text>
    </>
  );
}
