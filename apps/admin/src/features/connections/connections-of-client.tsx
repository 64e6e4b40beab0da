import { RelativeTime } from '@anteroom/ui';
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconLink, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientConnectionsFragment } from '../../gql/graphql';
import { useMay } from '../organizations/permissions';
import { ConnectDialog } from './connect-dialog';
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
  const may = useMay();
  const manage = may('connections.manage');
  const [connecting, setConnecting] = useState(false);
  const [removing, setRemoving] = useState<{ id: string; staffName: string } | null>(null);
  const { connections, isOwn, recordOpen } = client;
  return (
    <>
      {isOwn && <RecordNote recordOpen={recordOpen} who={who} />}
      {connections.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('none', { who })}
        </Text>
      )}
      {connections.length > 0 && (
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
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    aria-label={t('removeStaff', { staff: staffName })}
                    onClick={() => setRemoving({ id, staffName })}
                  >
                    <IconX size={16} aria-hidden="true" />
                  </ActionIcon>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {manage && (
        <Group mt="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconLink size={16} aria-hidden="true" />}
            onClick={() => setConnecting(true)}
          >
            {t('add')}
          </Button>
        </Group>
      )}
      {connecting && (
        <ConnectDialog
          clients={{ clientIds: [client.id] }}
          count={1}
          who={who}
          connectedIds={connections.map(({ staffMember }) => staffMember.id)}
          onClose={() => setConnecting(false)}
        />
      )}
      {removing && (
        <RemoveConnectionDialog
          connection={{ ...removing, clientName: who }}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

/** R31: whether the record is open to the viewer, who is connected, and if not, when it will be. */
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
