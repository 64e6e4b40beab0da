import { IconBan, IconCircleDashed, IconCircleFilled, IconClockHour4, IconClockX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberStatus } from '../../gql/graphql';
import { StatusBadge, type StatusLook } from '../../page/status-badge';

export const staffStatuses: StaffMemberStatus[] = [
  'ACTIVE',
  'INVITED',
  'INVITE_EXPIRED',
  'INVITE_WITHDRAWN',
  'DEACTIVATED',
];

const looks: Record<StaffMemberStatus, StatusLook> = {
  ACTIVE: { icon: IconCircleFilled, tone: 'green' },
  INVITED: { icon: IconClockHour4, tone: 'amber' },
  INVITE_EXPIRED: { icon: IconClockX, tone: 'red' },
  INVITE_WITHDRAWN: { icon: IconBan, tone: 'grey' },
  DEACTIVATED: { icon: IconCircleDashed, tone: 'grey' },
};

export function StaffStatusBadge({ status }: { status: StaffMemberStatus }) {
  const { t } = useTranslation('staff');
  return <StatusBadge look={looks[status]} word={t(`status.${status}`)} />;
}
