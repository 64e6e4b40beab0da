import { useMutation, useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRowFragment } from '../../gql/graphql';
import { ConfirmDialog } from '../../page/dialog/confirm-dialog';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { openInvitationsOfKeyQuery, revokeApiKeyMutation } from './api-keys.graphql';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKeyRowFragment; onClose: () => void }) {
  const { t } = useTranslation('apiKeys');
  const failed = useMutationFailure();
  const shownCount = useBoundedCount();
  const { data } = useQuery(openInvitationsOfKeyQuery, {
    variables: { id: apiKey.id },
    fetchPolicy: 'network-only',
  });
  const [revoke, { loading }] = useMutation(revokeApiKeyMutation, { refetchQueries: ['ApiKeysPage'] });
  const count = data?.apiKey?.openInvitationCount;

  const confirm = async () => {
    try {
      const { data: done } = await revoke({ variables: { input: { id: apiKey.id } } });
      if (done?.revokeApiKey.apiKey)
        notifications.show({ color: 'green', message: t('revoke.done', { name: apiKey.name }) });
      onClose();
    } catch (error) {
      failed(error);
    }
  };

  return (
    <ConfirmDialog
      title={t('revoke.title', { name: apiKey.name })}
      confirm={t('revoke.submit')}
      danger
      busy={loading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{t('revoke.text')}</Text>
        <Text size="sm" aria-live="polite">
          {count === undefined
            ? t('revoke.counting')
            : count === 0
              ? t('revoke.none')
              : t('revoke.open', { count, shown: shownCount(count) })}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
