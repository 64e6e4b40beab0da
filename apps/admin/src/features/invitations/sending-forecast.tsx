import { useFormat } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationSelection } from '../../gql/graphql';
import type { ActionPossibility } from '../../page/action-item';
import { type Reason, useReason } from '../../page/failure/use-reason';
import { groupSkipped, type SkippedReason } from '../bulk-operations/outcome';
import { sendingForecastQuery } from './invitation-actions.graphql';
import classes from './sending-forecast.module.css';

export type Sending = 'remind' | 'resend' | 'inviteNow';

/** Those selected, with what can be done with each; or everybody who matches. */
export type SendTo =
  | { rows: readonly { id: string | null | undefined; possibility: ActionPossibility }[] }
  | { selection: InvitationSelection };

/** What a sending would come to. */
export interface Forecast {
  mailed: number;
  passedOver: readonly SkippedReason[];
}

/** How many get a mail, and why the others do not. */
export function SendingForecast({ mailed, passedOver }: Forecast) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const whyNot = useReasonOfMany();
  return (
    <>
      <Text size="sm">{t('send.count', { count: mailed, shown: format.number(mailed) })}</Text>
      {passedOver.length > 0 && (
        <ul className={classes.passedOver}>
          {passedOver.map(({ count, ...reason }) => (
            <li key={`${reason.code} ${reason.reason}`}>
              {t('send.passedOver', { count, shown: format.number(count), reason: whyNot(reason) })}
            </li>
          ))}
        </ul>
      )}
    </>
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
export function useForecast(sending: Sending, to: SendTo): Forecast | null {
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
