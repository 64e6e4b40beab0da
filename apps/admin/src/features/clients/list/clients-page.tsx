import { Button } from '@mantine/core';
import { IconPlus, IconUserCog, IconUserPlus, IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import type { ClientRowFragment } from '../../../gql/graphql';
import { EmptyState } from '../../../page/empty-state';
import { LoadFailed } from '../../../page/failure/load-failed';
import { NothingFound } from '../../../page/list/list-filters';
import { ListPager } from '../../../page/list/list-pager';
import { useBoundedCount } from '../../../page/list/use-bounded-count';
import { useSelection } from '../../../page/list/use-selection';
import { PageHeader } from '../../../page/page-header';
import { useSingleKey } from '../../../page/single-keys';
import { paths } from '../../../paths';
import { BulkOperationsLink } from '../../bulk-operations/bulk-operations-link';
import { type Permission, useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { ClientDialogs } from '../client-dialogs';
import { useClientActs } from '../use-client-acts';
import { type ClientDialog, useClientDialog } from '../use-client-dialog';
import { ClientFilters } from './client-filters';
import { noClientFilters } from './client-list-state';
import type { ClientAction } from './client-row-menu';
import { ClientSelectionBar } from './client-selection-bar';
import { ClientTable } from './client-table';
import { useClientList } from './use-client-list';

/** What is done to many is asked for first; only one client's menu acts at once. */
const selectionDialogs: Record<ClientAction, ClientDialog> = {
  invite: 'invite',
  inviteNow: 'invite-now',
  remind: 'remind',
  resend: 'resend',
  withdraw: 'withdraw',
  addToProgram: 'add-to-program',
  connect: 'connect',
};

/** What lets somebody act on any client. */
const MANAGING = [
  'clients.create',
  'clients.invite',
  'invitations.resend',
  'invitations.withdraw',
  'programs.manage',
  'connections.manage',
] as const satisfies readonly Permission[];

export function ClientsPage() {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { state, change, filter, connection, stale, error, refetch, total } = useClientList();
  const shownCount = useBoundedCount();
  const selection = useSelection<ClientRowFragment>(JSON.stringify(filter), total ?? 0, connection?.nodes);
  const { open } = useClientDialog();
  const may = useMay();
  const mayCreate = may('clients.create');
  // Whoever acts on all clients does so here; whoever acts on their own says so first.
  const mayManageOwn = !mayCreate && may('clients.inviteOwn');
  const managing = new URLSearchParams(search).get('manage') === '1';
  const manage = mayManageOwn ? managing : MANAGING.some((permission) => may(permission));
  const createClients = mayCreate ? paths.createClients(slug, 'who', search) : null;
  const inviteClient =
    mayCreate || (mayManageOwn && managing) ? paths.inviteClient(slug, 'who', search) : null;
  useSingleKey('n', () => {
    const to = createClients ?? inviteClient;
    if (to) navigate(to);
  });

  const { act } = useClientActs();

  const actOnSelection = (action: ClientAction) => open(selectionDialogs[action]);

  const rows = connection?.nodes;
  const nothing = rows?.length === 0 && !stale;
  return (
    <>
      <PageHeader
        title={t(mayManageOwn && managing ? 'manageTitle' : 'title')}
        count={total === undefined ? undefined : shownCount(total)}
        actions={
          <ClientsPageActions
            manage={mayManageOwn ? (managing ? paths.clients(slug) : paths.manageClients(slug)) : null}
            managing={managing}
            createClients={createClients}
            inviteClient={inviteClient}
          />
        }
      />
      <ClientFilters state={state} onChange={change} />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && (
        <NothingHere
          filtered={filter !== null}
          searched={Boolean(filter?.search)}
          createClients={createClients}
          inviteClient={inviteClient}
          ownOnly={!may('clients.read')}
          onClear={() => change(noClientFilters)}
        />
      )}
      {!error && !nothing && (
        <ClientTable
          clients={rows}
          selection={selection}
          sort={state.sort}
          manage={manage}
          onSort={(sort) => change({ sort })}
          onAct={act}
          stale={stale}
        />
      )}
      {connection && !error && (
        <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />
      )}
      {manage && <ClientSelectionBar selection={selection} total={total ?? 0} onAct={actOnSelection} />}
      <ClientDialogs clients={rows} selection={selection} filter={filter} />
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: shownCount(total) })}
      </p>
      <Outlet />
    </>
  );
}

interface ClientsPageActionsProps {
  /** Where one's own clients are managed, or no longer; null for whoever does not manage their own apart. */
  manage: string | null;
  managing: boolean;
  createClients: string | null;
  inviteClient: string | null;
}

/** What brings clients in, as far as the viewer may. */
function ClientsPageActions({ manage, managing, createClients, inviteClient }: ClientsPageActionsProps) {
  const { t } = useTranslation('clients');
  return (
    <>
      <BulkOperationsLink />
      {manage && (
        <Button
          component={Link}
          to={manage}
          variant="default"
          leftSection={managing ? undefined : <IconUserCog size={18} aria-hidden="true" />}
        >
          {t(managing ? 'manageDone' : 'manage')}
        </Button>
      )}
      {inviteClient && (
        <Button
          component={Link}
          to={inviteClient}
          variant={createClients ? 'default' : 'filled'}
          leftSection={<IconUserPlus size={18} aria-hidden="true" />}
          aria-keyshortcuts={createClients ? undefined : 'n'}
        >
          {t('inviteOne')}
        </Button>
      )}
      {createClients && (
        <Button
          component={Link}
          to={createClients}
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          aria-keyshortcuts="n"
        >
          {t('create')}
        </Button>
      )}
    </>
  );
}

interface NothingHereProps {
  filtered: boolean;
  searched: boolean;
  createClients: string | null;
  inviteClient: string | null;
  ownOnly: boolean;
  onClear: () => void;
}

function NothingHere({
  filtered,
  searched,
  createClients,
  inviteClient,
  ownOnly,
  onClear,
}: NothingHereProps) {
  const { t } = useTranslation('clients');
  if (filtered) {
    return (
      <NothingFound
        icon={<IconUserSearch size={40} stroke={1.3} />}
        title={t('empty.nothing')}
        text={t(searched ? 'empty.nothingText' : 'empty.nothingLeft')}
        onClear={onClear}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconUsersPlus size={40} stroke={1.3} />}
      title={t(ownOnly ? 'empty.ownTitle' : 'empty.title')}
      text={t(ownOnly ? (inviteClient ? 'empty.ownText' : 'empty.ownTextOnly') : 'empty.text')}
      action={
        createClients ? (
          <Button component={Link} to={createClients}>
            {t('empty.action')}
          </Button>
        ) : (
          inviteClient && (
            <Button component={Link} to={inviteClient}>
              {t('inviteOne')}
            </Button>
          )
        )
      }
    />
  );
}
