import {
  IconBan,
  IconCircle,
  IconCircleDashed,
  IconCircleFilled,
  IconClockHour4,
  IconClockX,
  IconMailOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientStatus } from '../../gql/graphql';
import { StatusBadge, type StatusLook } from '../../page/status-badge';

export const clientStatuses: ClientStatus[] = [
  'ACTIVE',
  'INVITE_PENDING',
  'INVITE_EXPIRED',
  'INVITE_WITHDRAWN',
  'NOT_INVITED',
  'NO_EMAIL',
  'DEACTIVATED',
];

const looks: Record<ClientStatus, StatusLook> = {
  ACTIVE: { icon: IconCircleFilled, tone: 'green' },
  INVITE_PENDING: { icon: IconClockHour4, tone: 'amber' },
  INVITE_EXPIRED: { icon: IconClockX, tone: 'red' },
  INVITE_WITHDRAWN: { icon: IconBan, tone: 'grey' },
  NOT_INVITED: { icon: IconCircle, tone: 'grey' },
  NO_EMAIL: { icon: IconMailOff, tone: 'grey' },
  DEACTIVATED: { icon: IconCircleDashed, tone: 'grey' },
};

export function ClientStatusBadge({ status }: { status: ClientStatus }) {
  const { t } = useTranslation('clients');
  return <StatusBadge look={looks[status]} word={t(`status.${status}`)} />;
}
