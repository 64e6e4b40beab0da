import { useFormat } from '@anteroom/ui';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../page/confirm-dialog';
import { useBoundedCount } from '../../page/list/use-bounded-count';

export type Sending = 'remind' | 'resend' | 'inviteNow';

interface SendDialogProps {
  sending: Sending;
  /** How many of the selected can get it; of everybody who matches only their number is known. */
  count: number;
  all: boolean;
  busy: boolean;
  /** Answers whether it was taken. */
  onSend: () => Promise<boolean>;
  onClose: (sent: boolean) => void;
}

/** Mail to many cannot be called back, so it is asked for once. */
export function SendDialog({ sending, count, all, busy, onSend, onClose }: SendDialogProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const shown = useBoundedCount();
  return (
    <ConfirmDialog
      title={t(`send.${sending}.title`)}
      confirm={t(`send.${sending}.confirm`)}
      busy={busy}
      onConfirm={async () => {
        if (await onSend()) onClose(true);
      }}
      onClose={() => onClose(false)}
    >
      <Stack gap="sm">
        <Text size="sm">
          {all
            ? t('send.everybody', { shown: shown(count) })
            : t('send.count', { count, shown: format.number(count) })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('send.rest')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
