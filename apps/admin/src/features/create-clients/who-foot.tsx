import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFoot } from '../../page/dialog/dialog-foot';
import type { AddressReview } from './use-address-review';

interface WhoFootProps {
  review: AddressReview;
  /** What went wrong when the list was sent. */
  failure: ReactNode;
  /** Why it cannot be sent yet. */
  obstacle: string | null;
  busy: boolean;
  /** Left out while there is nothing to throw away. */
  onStartOver: (() => void) | undefined;
}

const reasonId = 'create-clients-reason';

/** The button says how many it creates; while it cannot, why, and it is still reached by key. */
export function WhoFoot({ review, failure, obstacle, busy, onStartOver }: WhoFootProps) {
  const { t } = useTranslation('createClients');
  const { sent, toCreate } = review;
  const blocked = obstacle !== null || undefined;
  return (
    <DialogFoot justify="space-between">
      {onStartOver ? (
        <Button variant="subtle" color="gray" onClick={onStartOver}>
          {t('startOver')}
        </Button>
      ) : (
        <span />
      )}
      <Group gap="sm" justify="flex-end" flex={1}>
        <Text size="sm" id={reasonId} c={failure ? 'var(--anteroom-red)' : 'dimmed'} role="status">
          {failure ?? obstacle ?? ''}
        </Text>
        <Button
          type="submit"
          loading={busy}
          aria-disabled={blocked}
          data-disabled={blocked}
          aria-describedby={reasonId}
        >
          {toCreate === 0 && sent.count > 0
            ? t('continue', { count: sent.count })
            : t('create', { count: toCreate })}
        </Button>
      </Group>
    </DialogFoot>
  );
}
