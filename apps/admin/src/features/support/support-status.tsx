import { IconBan, IconCircleFilled, IconClockHour4, IconClockX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationStatus } from '../../gql/graphql';
import { StatusBadge, type StatusLook } from '../../page/status-badge';

const looks: Record<InvitationStatus, StatusLook> = {
  PENDING: { icon: IconClockHour4, tone: 'amber' },
  ACCEPTED: { icon: IconCircleFilled, tone: 'green' },
  EXPIRED: { icon: IconClockX, tone: 'red' },
  WITHDRAWN: { icon: IconBan, tone: 'grey' },
};

export function SupportStatus({ status }: { status: InvitationStatus }) {
  const { t } = useTranslation('support');
  return <StatusBadge look={looks[status]} word={t(`status.${status}`)} />;
}
