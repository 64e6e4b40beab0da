import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../page/dialog/confirm-dialog';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { type Sending, SendingForecast, type SendTo, useForecast } from './sending-forecast';

interface SendDialogProps {
  sending: Sending;
  to: SendTo;
  /** How many there are. */
  matching: number;
  busy: boolean;
  /** Answers whether it was taken. */
  onSend: () => Promise<boolean>;
  onClose: (sent: boolean) => void;
}

/** Mail to many cannot be called back, so it is asked for once. */
export function SendDialog({ sending, to, matching, busy, onSend, onClose }: SendDialogProps) {
  const { t } = useTranslation('invitations');
  const shown = useBoundedCount();
  const forecast = useForecast(sending, to);
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
        <div aria-live="polite">
          {forecast ? (
            <SendingForecast {...forecast} />
          ) : (
            <Text size="sm">{t('send.everybody', { shown: shown(matching) })}</Text>
          )}
        </div>
        {!forecast?.passedOver.length && (
          <Text size="sm" c="dimmed">
            {t('send.rest')}
          </Text>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
