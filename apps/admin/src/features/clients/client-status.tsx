import {
  IconBan,
  IconCircle,
  IconCircleDashed,
  IconCircleFilled,
  IconClockHour4,
  IconClockX,
  IconMailOff,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientStatus } from '../../gql/graphql';
import classes from './client-status.module.css';

type Tone = 'green' | 'amber' | 'red' | 'grey';

export const clientStatuses: ClientStatus[] = [
  'ACTIVE',
  'INVITE_PENDING',
  'INVITE_EXPIRED',
  'INVITE_WITHDRAWN',
  'NOT_INVITED',
  'NO_EMAIL',
  'DEACTIVATED',
];

const looks: Record<ClientStatus, { icon: ComponentType<{ size: number }>; tone: Tone }> = {
  ACTIVE: { icon: IconCircleFilled, tone: 'green' },
  INVITE_PENDING: { icon: IconClockHour4, tone: 'amber' },
  INVITE_EXPIRED: { icon: IconClockX, tone: 'red' },
  INVITE_WITHDRAWN: { icon: IconBan, tone: 'grey' },
  NOT_INVITED: { icon: IconCircle, tone: 'grey' },
  NO_EMAIL: { icon: IconMailOff, tone: 'grey' },
  DEACTIVATED: { icon: IconCircleDashed, tone: 'grey' },
};

/** Icon, word and colour: never colour alone. */
export function ClientStatusBadge({ status }: { status: ClientStatus }) {
  const { t } = useTranslation('clients');
  const { icon: Icon, tone } = looks[status];
  return (
    <span className={classes.status} data-tone={tone}>
      <span aria-hidden="true" className={classes.icon}>
        <Icon size={14} />
      </span>
      {t(`status.${status}`)}
    </span>
  );
}
