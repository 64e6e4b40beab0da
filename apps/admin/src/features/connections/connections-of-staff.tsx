import { useQuery } from '@apollo/client/react';
import { Anchor, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ConnectionStatus } from '../../gql/graphql';
import { LoadFailed } from '../../page/failure/load-failed';
import { ListPager } from '../../page/list/list-pager';
import { type Paging, pageArguments } from '../../page/list/paging';
import { useFilledPage } from '../../page/list/use-filled-page';
import { whoIs } from '../../page/person-name';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { AddClientsDialog } from './add-clients-dialog';
import { AddButton, RemoveButton } from './connection-buttons';
import { ConnectionState } from './connection-state';
import { connectionsOfStaffQuery } from './connections.graphql';
import classes from './connections.module.css';
import { RemoveConnectionDialog } from './remove-connection-dialog';

interface ConnectionsOfStaffProps {
  staffMember: { id: string; firstName: string; lastName: string };
}

/** The clients whom a staff member is connected with, by name. */
export function ConnectionsOfStaff({ staffMember }: ConnectionsOfStaffProps) {
  const { t } = useTranslation('connections');
  const { id: organizationId } = useOrganization();
  const manage = useMay()('connections.manage');
  const [paging, setPaging] = useState<Paging>({});
  const [adding, setAdding] = useState(false);
  const { data, previousData, error, refetch } = useQuery(connectionsOfStaffQuery, {
    variables: { organizationId, staffId: staffMember.id, ...pageArguments(paging) },
    fetchPolicy: 'cache-and-network',
  });
  const staffName = `${staffMember.firstName} ${staffMember.lastName}`.trim();
  const found = (data ?? previousData)?.connections;
  useFilledPage(data?.connections.nodes.length === 0, paging, () => setPaging({}));
  if (error && !found) return <LoadFailed error={error} retry={refetch} />;
  if (!found) return <Skeleton height={96} />;
  return (
    <>
      {found.nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noClients', { staff: staffName })}
        </Text>
      )}
      {found.nodes.length > 0 && (
        <ClientList connections={found.nodes} staffName={staffName} manage={manage} />
      )}
      <ListPager pageInfo={found.pageInfo} onPage={setPaging} />
      {manage && <AddButton label={t('addClients')} onClick={() => setAdding(true)} />}
      {adding && (
        <AddClientsDialog
          staffMemberId={staffMember.id}
          staffName={staffName}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

interface ClientListProps {
  connections: readonly {
    id: string;
    status: ConnectionStatus;
    client: {
      id: string;
      number: string;
      firstName?: string | null;
      lastName?: string | null;
      email?: string | null;
    };
  }[];
  staffName: string;
  manage: boolean;
}

function ClientList({ connections, staffName, manage }: ClientListProps) {
  const { t } = useTranslation('connections');
  const { slug } = useOrganization();
  const [removing, setRemoving] = useState<{ id: string; clientName: string } | null>(null);
  return (
    <>
      <ul className={classes.list}>
        {connections.map(({ id, status, client }) => (
          <li key={id} className={classes.connection}>
            <div className={classes.name}>
              <Anchor component={Link} size="sm" to={paths.client(slug, client.id)}>
                {whoIs(client)}
              </Anchor>
              <span className={classes.quiet}>{client.number}</span>
            </div>
            <ConnectionState status={status} />
            {manage && (
              <RemoveButton
                label={t('removeClient', { client: whoIs(client) })}
                onClick={() => setRemoving({ id, clientName: whoIs(client) })}
              />
            )}
          </li>
        ))}
      </ul>
      {removing && (
        <RemoveConnectionDialog connection={{ ...removing, staffName }} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}
