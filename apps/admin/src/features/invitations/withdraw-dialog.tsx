import { useFormat } from '@anteroom/ui';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationsInput } from '../../gql/graphql';
import { ConfirmDialog } from '../../page/dialog/confirm-dialog';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { useInvitationActions } from './use-invitation-actions';

interface WithdrawDialogProps {
  input: InvitationsInput;
  /** How many of the selected can be withdrawn; of everybody who matches only their number is known. */
  count: number;
  all?: boolean;
  /** Told by address when it is only one. */
  email?: string | null | undefined;
  onClose: (withdrawn: boolean) => void;
}

/** Asks once, and says what the recipients will see. */
export function WithdrawDialog({ input, count, all = false, email, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const shown = useBoundedCount();
  const { withdraw, busy } = useInvitationActions();
  const many = all ? t('withdraw.titleAll') : t('withdraw.title', { count, shown: format.number(count) });
  return (
    <ConfirmDialog
      title={email ? t('withdraw.titleOne', { email }) : many}
      confirm={t('withdraw.confirm')}
      danger
      busy={busy}
      onConfirm={async () => {
        if (await withdraw(input)) onClose(true);
      }}
      onClose={() => onClose(false)}
    >
      <Stack gap="sm">
        {all && <Text size="sm">{t('withdraw.everybody', { shown: shown(count) })}</Text>}
        <Text size="sm">{t('withdraw.link')}</Text>
        <Text size="sm">{t('withdraw.recipientSees')}</Text>
        <Text size="sm" c="dimmed">
          {t('withdraw.later')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
