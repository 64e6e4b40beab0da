import { useFormat } from '@anteroom/ui';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationsInput } from '../../gql/graphql';
import { ConfirmDialog } from '../../page/confirm-dialog';
import { useInvitationActions } from './use-invitation-actions';

interface WithdrawDialogProps {
  input: InvitationsInput;
  count: number;
  /** Told by address when it is only one. */
  email?: string | null | undefined;
  onClose: (withdrawn: boolean) => void;
}

/** Asks once, and says what the recipients will see. */
export function WithdrawDialog({ input, count, email, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const { withdraw, busy } = useInvitationActions();
  const title = email
    ? t('withdraw.titleOne', { email })
    : t('withdraw.title', { count, shown: format.number(count) });
  return (
    <ConfirmDialog
      title={title}
      confirm={t('withdraw.confirm')}
      danger
      busy={busy}
      onConfirm={async () => {
        if (await withdraw(input)) onClose(true);
      }}
      onClose={() => onClose(false)}
    >
      <Stack gap="sm">
        <Text size="sm">{t('withdraw.link')}</Text>
        <Text size="sm">{t('withdraw.recipientSees')}</Text>
        <Text size="sm" c="dimmed">
          {t('withdraw.later')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
