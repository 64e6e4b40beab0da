import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SkippedReason } from '../../frame/outcome';
import { useReason } from '../../page/use-reason';

/** Who gets no invitation, one line for each reason. */
export function NotInvited({ skipped }: { skipped: readonly SkippedReason[] }) {
  const { t } = useTranslation('messages');
  const reasonText = useReason();
  return skipped.map(({ code, reason, count }) => (
    <Text key={`${code} ${reason}`} size="sm" c="dimmed">
      {t('invite.notInvited', { count, reason: reasonText({ code, text: reason }) })}
    </Text>
  ));
}
