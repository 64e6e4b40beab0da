import { RelativeTime } from '@anteroom/ui';
import { Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconAt,
  IconBell,
  IconCheck,
  IconClockX,
  IconEye,
  IconHelp,
  IconHourglass,
  IconLinkOff,
  IconMailCheck,
  IconMailForward,
  IconMailOff,
  IconRefresh,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { InvitationEventType, InvitationTimelineFragment } from '../../gql/graphql';
import { useDeliveryReason } from '../mailings/use-delivery-reason';
import classes from './invitation-timeline.module.css';

graphql(`
  fragment InvitationTimeline on Invitation {
    id
    email
    delivery {
      state
      reasonCode
      reason
    }
    events {
      id
      type
      at
      actor
      detail
    }
  }
`);

const icons: Record<InvitationEventType, ComponentType<{ size: number }>> = {
  SENT: IconMailForward,
  RESENT: IconRefresh,
  REMINDED: IconBell,
  DELIVERED: IconMailCheck,
  DELAYED: IconHourglass,
  BOUNCED: IconMailOff,
  DELIVERY_UNKNOWN: IconHelp,
  DELIVERY_FAILED: IconAlertTriangle,
  OPTED_OUT: IconMailOff,
  OPENED: IconEye,
  LINK_REFUSED: IconLinkOff,
  WRONG_USER: IconUserQuestion,
  WITHDRAWN: IconArrowBackUp,
  WRONG_RECIPIENT: IconUserQuestion,
  RENEWAL_REQUESTED: IconRefresh,
  ADDRESS_CHANGED: IconAt,
  EXPIRED: IconClockX,
  ACCEPTED: IconCheck,
};

const ofMailServer: ReadonlySet<InvitationEventType> = new Set([
  'DELIVERED',
  'DELAYED',
  'BOUNCED',
  'DELIVERY_FAILED',
  'DELIVERY_UNKNOWN',
]);

type Tone = 'red' | 'amber' | 'green';

const tones: Partial<Record<InvitationEventType, Tone>> = {
  BOUNCED: 'red',
  DELIVERY_FAILED: 'red',
  OPTED_OUT: 'red',
  WRONG_RECIPIENT: 'red',
  DELIVERY_UNKNOWN: 'amber',
  ACCEPTED: 'green',
};

/** Reasons that the event's own title tells already. */
const toldByTitle: ReadonlySet<string> = new Set(['TEMPORARY', 'CONNECTION_LOST']);

interface InvitationTimelineProps {
  history: Pick<InvitationTimelineFragment, 'delivery' | 'events'> | null;
  /** What happened before there was an invitation. */
  first?: { at: string; label: string };
}

/** Everything that happened, newest first, in plain words. */
export function InvitationTimeline({ history, first }: InvitationTimelineProps) {
  const { t, i18n } = useTranslation('invitations');
  const events = history?.events ?? [];
  const deliveryReason = useDeliveryReason();
  // What was seen of a link is a code; one that is new to this page says nothing.
  const sightText = (code: string) =>
    i18n.exists(`invitations:sight.${code}`) ? t(`sight.${code as 'PERSON'}`) : null;
  // The reason that is known is that of the latest mail.
  const latest = events.find((event) => ofMailServer.has(event.type));
  const reason =
    history && !toldByTitle.has(history.delivery.reasonCode ?? '') ? deliveryReason(history.delivery) : null;
  return (
    <ol className={classes.timeline}>
      {events.map(({ id, type, at, actor, detail }) => {
        const Icon = icons[type];
        return (
          <Moment
            key={id}
            at={at}
            icon={<Icon size={16} />}
            tone={tones[type]}
            title={actor ? t('eventBy', { event: t(`event.${type}`), actor }) : t(`event.${type}`)}
          >
            {id === latest?.id && type !== 'DELIVERED' && reason && <Text size="sm">{reason}</Text>}
            {/* Where the connection broke, it was not the mail server that spoke last. */}
            {detail && type !== 'DELIVERY_UNKNOWN' && (
              <Text size="xs" c="dimmed" className={classes.detail ?? ''}>
                {ofMailServer.has(type) ? t('serverSaid', { words: detail }) : sightText(detail)}
              </Text>
            )}
          </Moment>
        );
      })}
      {first && <Moment at={first.at} icon={<IconUserPlus size={16} />} title={first.label} />}
    </ol>
  );
}

interface MomentProps {
  at: string;
  icon: ReactNode;
  title: string;
  tone?: Tone | undefined;
  children?: ReactNode;
}

function Moment({ at, icon, title, tone, children }: MomentProps) {
  return (
    <li className={classes.event} data-tone={tone}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <div>
        <Text size="sm" fw={550} className={classes.title ?? ''}>
          {title}
        </Text>
        {children}
        <Text size="xs" c="dimmed">
          <RelativeTime at={at} />
        </Text>
      </div>
    </li>
  );
}
