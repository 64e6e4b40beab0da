import { useFormat } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { groupSkipped, type SkippedReason } from '../../frame/outcome';
import type { InvitationSelection } from '../../gql/graphql';
import type { ActionPossibility } from '../../page/action-item';
import { ConfirmDialog } from '../../page/confirm-dialog';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { useReason } from '../../page/use-reason';
import { sendingForecastQuery } from './invitation-actions.graphql';
import classes from './send-dialog.module.css';

export type Sending = 'remind' | 'resend' | 'inviteNow';

/** What can be done with each of those selected; or how many match, and by what. */
export type SendTo =
  | { possibilities: readonly ActionPossibility[] }
  | { matching: number; selection: InvitationSelection };

interface SendDialogProps {
  sending: Sending;
  to: SendTo;
  busy: boolean;
  /** Answers whether it was taken. */
  onSend: () => Promise<boolean>;
  onClose: (sent: boolean) => void;
}

/** Mail to many cannot be called back, so it is asked for once. */
export function SendDialog({ sending, to, busy, onSend, onClose }: SendDialogProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const shown = useBoundedCount();
  const reasonText = useReason();
  const outcome = useForecast(sending, to);
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
          <Text size="sm">
            {outcome
              ? t('send.count', { count: outcome.mailed, shown: format.number(outcome.mailed) })
              : t('send.everybody', { shown: shown('matching' in to ? to.matching : 0) })}
          </Text>
          {outcome && outcome.passedOver.length > 0 && (
            <ul className={classes.passedOver}>
              {outcome.passedOver.map(({ count, ...reason }) => (
                <li key={`${reason.code} ${reason.reason}`}>
                  {t('send.passedOver', {
                    count,
                    shown: format.number(count),
                    reason: reasonText(reason),
                  })}
                </li>
              ))}
            </ul>
          )}
        </div>
        {!outcome?.passedOver.length && (
          <Text size="sm" c="dimmed">
            {t('send.rest')}
          </Text>
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** Null where only the number of those who match is known. */
function useForecast(
  sending: Sending,
  to: SendTo,
): { mailed: number; passedOver: readonly SkippedReason[] } | null {
  const selection = 'selection' in to && sending !== 'inviteNow' ? to.selection : null;
  const { data } = useQuery(sendingForecastQuery, {
    variables: {
      input: {
        kind: sending === 'resend' ? 'RESEND' : 'REMIND',
        selection: selection ?? { organizationId: '' },
      },
    },
    skip: selection === null,
    fetchPolicy: 'network-only',
  });
  if ('possibilities' in to) {
    const refused = to.possibilities.filter(({ allowed }) => !allowed);
    return { mailed: to.possibilities.length - refused.length, passedOver: groupSkipped(refused) };
  }
  const { mailed, passedOver = [] } = data?.sendingForecast ?? {};
  return mailed == null ? null : { mailed, passedOver };
}
