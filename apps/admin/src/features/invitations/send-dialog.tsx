import { useFormat } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { groupSkipped, type SkippedReason } from '../../frame/outcome';
import type { InvitationSelection } from '../../gql/graphql';
import type { ActionPossibility } from '../../page/action-item';
import { ConfirmDialog } from '../../page/confirm-dialog';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { type Reason, useReason } from '../../page/use-reason';
import { sendingForecastQuery } from './invitation-actions.graphql';
import classes from './send-dialog.module.css';

export type Sending = 'remind' | 'resend' | 'inviteNow';

/** Those selected, with what can be done with each; or how many match, and by what. */
export type SendTo =
  | { rows: readonly { id: string | null | undefined; possibility: ActionPossibility }[] }
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
  const whyNot = useReasonOfMany();
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
                    reason: whyNot(reason),
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

const OF_MANY = ['SUPPRESSED', 'RECIPIENT_LIMIT', 'ORGANIZATION_LIMIT', 'USER_LIMIT'] as const;

/** What is said of one address elsewhere, said of several people; any other reason is said of many as of one. */
function useReasonOfMany(): (reason: Reason) => string {
  const { t } = useTranslation('invitations');
  const reasonText = useReason();
  return (reason) => {
    const code = OF_MANY.find((one) => one === reason.code);
    return code ? t(`send.why.${code}`) : reasonText(reason);
  };
}

const KINDS = { remind: 'REMIND', resend: 'RESEND', inviteNow: 'INVITE' } as const;

/**
 * Null where only the number of those who match is known. Of those selected the list says already who cannot be mailed; who
 * has asked not to be, and what is beyond a limit of mails, is asked for.
 */
function useForecast(
  sending: Sending,
  to: SendTo,
): { mailed: number; passedOver: readonly SkippedReason[] } | null {
  const possible = 'rows' in to ? to.rows.filter(({ possibility }) => possibility.allowed) : [];
  const ids = possible.flatMap(({ id }) => id ?? []);
  const whom = 'selection' in to ? { selection: to.selection } : { ids };
  const { data } = useQuery(sendingForecastQuery, {
    variables: { input: { kind: KINDS[sending], ...whom } },
    skip: 'rows' in to && ids.length === 0,
    fetchPolicy: 'network-only',
  });
  const { mailed, passedOver = [] } = data?.sendingForecast ?? {};
  if ('rows' in to) {
    const refused = to.rows.flatMap(({ possibility }) => (possibility.allowed ? [] : possibility));
    return {
      mailed: mailed ?? possible.length,
      passedOver: [...groupSkipped(refused), ...passedOver],
    };
  }
  return mailed == null ? null : { mailed, passedOver };
}
