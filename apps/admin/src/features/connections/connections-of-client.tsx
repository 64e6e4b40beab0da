import { RelativeTime } from '@anteroom/ui';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientConnectionsFragment } from '../../gql/graphql';
import { useMay } from '../organizations/permissions';
import { ConnectDialog } from './connect-dialog';
import { AddButton, RemoveButton } from './connection-buttons';
import { ConnectionState } from './connection-state';
import classes from './connections.module.css';
import { RemoveConnectionDialog } from './remove-connection-dialog';

interface ConnectionsOfClientProps {
  client: ClientConnectionsFragment;
  /** The name of the client. */
  who: string;
}

/** Who is connected with a client, since when, and what still keeps a connection from being active. */
export function ConnectionsOfClient({ client, who }: ConnectionsOfClientProps) {
  const { t } = useTranslation('connections');
  const manage = useMay()('connections.manage');
  const [connecting, setConnecting] = useState(false);
  const { connections, isOwn, recordOpen } = client;
  return (
    <>
      {isOwn && <RecordNote recordOpen={recordOpen} who={who} />}
      {connections.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('none', { who })}
        </Text>
      )}
      {connections.length > 0 && <StaffList connections={connections} clientName={who} manage={manage} />}
      {manage && <AddButton label={t('add')} onClick={() => setConnecting(true)} />}
      {connecting && (
        <ConnectDialog
          clients={{ clientIds: [client.id] }}
          count={1}
          who={who}
          connectedIds={connections.map(({ staffMember }) => staffMember.id)}
          onClose={() => setConnecting(false)}
        />
      )}
    </>
  );
}

interface StaffListProps {
  connections: ClientConnectionsFragment['connections'];
  clientName: string;
  manage: boolean;
}

function StaffList({ connections, clientName, manage }: StaffListProps) {
  const { t } = useTranslation('connections');
  const [removing, setRemoving] = useState<{ id: string; staffName: string } | null>(null);
  return (
    <>
      <ul className={classes.list}>
        {connections.map(({ id, status, activatedAt, createdAt, createdBy, staffMember }) => {
          const staffName = `${staffMember.firstName} ${staffMember.lastName}`.trim();
          return (
            <li key={id} className={classes.connection}>
              <div className={classes.name}>
                <strong>{staffName}</strong>
                <span className={classes.quiet}>
                  {createdBy ? t('madeBy', { by: createdBy }) : t('madeByNobody')}{' '}
                  <RelativeTime at={createdAt} />
                </span>
              </div>
              <ConnectionState status={status} since={activatedAt} staffJoined={staffMember.active} />
              {manage && (
                <RemoveButton
                  label={t('removeStaff', { staff: staffName })}
                  onClick={() => setRemoving({ id, staffName })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {removing && (
        <RemoveConnectionDialog connection={{ ...removing, clientName }} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}

/** Whether the record is open to the viewer, who is connected, and if not, when it will be. */
function RecordNote({
  recordOpen,
  who,
}: {
  recordOpen: ClientConnectionsFragment['recordOpen'];
  who: string;
}) {
  const { t } = useTranslation('connections');
  if (recordOpen.allowed) return null;
  return (
    <Text size="sm" mb="sm" role="note">
      {recordOpen.code === 'NOT_ACTIVE_YET' ? t('record.notActiveYet', { who }) : t('record.closed')}
    </Text>
  );
}
