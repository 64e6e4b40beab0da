import { IconBan, IconCircleDashed, IconCircleFilled, IconClockHour4, IconClockX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberStatus } from '../../gql/graphql';
import classes from './staff-status.module.css';

type Tone = 'green' | 'amber' | 'red' | 'grey';

export const staffStatuses: StaffMemberStatus[] = [
  'ACTIVE',
  'INVITED',
  'INVITE_EXPIRED',
  'INVITE_WITHDRAWN',
  'DEACTIVATED',
];

const looks: Record<StaffMemberStatus, { icon: ComponentType<{ size: number }>; tone: Tone }> = {
  ACTIVE: { icon: IconCircleFilled, tone: 'green' },
  INVITED: { icon: IconClockHour4, tone: 'amber' },
  INVITE_EXPIRED: { icon: IconClockX, tone: 'red' },
  INVITE_WITHDRAWN: { icon: IconBan, tone: 'grey' },
  DEACTIVATED: { icon: IconCircleDashed, tone: 'grey' },
};

/** Icon, word and colour: never colour alone. */
export function StaffStatusBadge({ status }: { status: StaffMemberStatus }) {
  const { t } = useTranslation('staff');
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
