import { RelativeTime } from '@anteroom/ui';
import { IconCircleCheck, IconHourglass, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConnectionStatus } from '../../gql/graphql';
import classes from './connections.module.css';

interface ConnectionStateProps {
  status: ConnectionStatus;
  /** Where it is known, an active one says since when. */
  since?: string | null | undefined;
  /** Where it is known, a pending one says whom it waits for. */
  staffJoined?: boolean;
}

const icons = {
  ACTIVE: IconCircleCheck,
  PENDING: IconHourglass,
  CLIENT_DEACTIVATED: IconPlayerPause,
  STAFF_DEACTIVATED: IconPlayerPause,
};

/** Whether a connection is active and, if not, why. */
export function ConnectionState({ status, since, staffJoined }: ConnectionStateProps) {
  const { t } = useTranslation('connections');
  const Icon = icons[status];
  const pending =
    staffJoined === undefined ? t('pending') : t(staffJoined ? 'pendingClient' : 'pendingStaff');
  return (
    <span className={classes.state} data-active={status === 'ACTIVE' || undefined}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {status === 'ACTIVE' && !since && t('active')}
        {status === 'ACTIVE' && since && (
          <>
            {t('activeSince')} <RelativeTime at={since} />
          </>
        )}
        {status === 'PENDING' && pending}
        {status === 'CLIENT_DEACTIVATED' && t('clientDeactivated')}
        {status === 'STAFF_DEACTIVATED' && t('staffDeactivated')}
      </span>
    </span>
  );
}
