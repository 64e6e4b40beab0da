import { RelativeTime, useNow } from '@anteroom/ui';
import { IconAlertTriangle, IconHelp, IconHourglass, IconMailCheck, IconMailOff } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryState, InvitationRowFragment } from '../../gql/graphql';
import { serverWords } from '../mailings/server-words';
import { useDeliveryReason } from '../mailings/use-delivery-reason';
import classes from './delivery-state.module.css';

type DeliveryWord = 'waiting' | 'taken' | 'back' | 'failed' | 'doubt';

/** The six states of a mail in the words of somebody who waits for an answer. */
export const deliveryWords: Record<DeliveryState, DeliveryWord> = {
  QUEUED: 'waiting',
  SENDING: 'waiting',
  SENT: 'taken',
  BOUNCED: 'back',
  FAILED: 'failed',
  UNKNOWN: 'doubt',
};

const looks: Record<DeliveryWord, { icon: ComponentType<{ size: number }>; tone: 'grey' | 'red' | 'amber' }> =
  {
    waiting: { icon: IconHourglass, tone: 'grey' },
    taken: { icon: IconMailCheck, tone: 'grey' },
    back: { icon: IconMailOff, tone: 'red' },
    failed: { icon: IconAlertTriangle, tone: 'red' },
    doubt: { icon: IconHelp, tone: 'amber' },
  };

export function DeliveryStateCell({ delivery }: { delivery: InvitationRowFragment['delivery'] }) {
  const { t } = useTranslation('invitations');
  const now = useNow();
  const deliveryReason = useDeliveryReason();
  const reason = deliveryReason(delivery);
  const word = deliveryWords[delivery.state];
  const { icon: Icon, tone } = looks[word];
  return (
    <div>
      <span className={classes.state} data-tone={tone} title={serverWords(delivery) ?? undefined}>
        <span aria-hidden="true" className={classes.icon}>
          <Icon size={14} />
        </span>
        {t(`delivery.${word}`)}
      </span>
      {word !== 'taken' && reason && <span className={classes.reason}>{reason}</span>}
      {word === 'waiting' && delivery.nextAttemptAt && new Date(delivery.nextAttemptAt) > now && (
        <span className={classes.reason}>
          {t('nextTry')} <RelativeTime at={delivery.nextAttemptAt} />
        </span>
      )}
    </div>
  );
}
