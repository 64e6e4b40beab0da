import { IconBan, IconCircleFilled, IconClockHour4, IconClockX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationStatus } from '../../gql/graphql';
import classes from '../clients/client-status.module.css';

const looks: Record<InvitationStatus, { icon: ComponentType<{ size: number }>; tone: string }> = {
  PENDING: { icon: IconClockHour4, tone: 'amber' },
  ACCEPTED: { icon: IconCircleFilled, tone: 'green' },
  EXPIRED: { icon: IconClockX, tone: 'red' },
  WITHDRAWN: { icon: IconBan, tone: 'grey' },
};

/** Icon, word and colour: never colour alone. */
export function SupportStatus({ status }: { status: InvitationStatus }) {
  const { t } = useTranslation('support');
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
