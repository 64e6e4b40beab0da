import { Button } from '@mantine/core';
import { IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import type { ClientRowFragment } from '../../../gql/graphql';
import { LoadFailed } from '../../../page/failure/load-failed';
import { EmptyState } from '../../../page/layout/empty-state';
import { PageHeader } from '../../../page/layout/page-header';
import { NothingFound } from '../../../page/list/list-filters';
import { ListPager } from '../../../page/list/list-pager';
import { useBoundedCount } from '../../../page/list/use-bounded-count';
import { useSelection } from '../../../page/list/use-selection';
import { ClientDialogs } from '../client-dialogs';
import { useClientActs } from '../use-client-acts';
import { type ClientDialog, useClientDialog } from '../use-client-dialog';
import { ClientFilters } from './client-filters';
import { clientSorts, noClientFilters } from './client-list-state';
import type { ClientAction } from './client-row-menu';
import { ClientSelectionBar } from './client-selection-bar';
import { ClientTable } from './client-table';
import { ClientsPageActions } from './clients-page-actions';
import { useClientList } from './use-client-list';
import { type ClientsPageRights, useClientsPageRights } from './use-clients-page-rights';

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

export function ClientsPage() {
  const { t } = useTranslation('clients');
  const { state, change, filter, connection, stale, error, refetch, total } = useClientList();
  const shownCount = useBoundedCount();
  const selection = useSelection<ClientRowFragment>(JSON.stringify(filter), total ?? 0, connection?.nodes);
  const { open } = useClientDialog();
  const rights = useClientsPageRights();
  const { act } = useClientActs();

  const actOnSelection = (action: ClientAction) => open(selectionDialogs[action]);

  const rows = connection?.nodes;
  const nothing = rows?.length === 0 && !stale;
  return (
    <>
      <PageHeader
        title={t(rights.managingOwn ? 'manageTitle' : 'title')}
        count={total === undefined ? undefined : shownCount(total)}
        actions={<ClientsPageActions rights={rights} />}
      />
      <ClientFilters state={state} onChange={change} />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && (
        <NothingHere
          filtered={filter !== null}
          searched={Boolean(filter?.search)}
          rights={rights}
          onClear={() => change(noClientFilters)}
        />
      )}
      {!error && !nothing && (
        <ClientTable
          clients={rows}
          selection={selection}
          sort={state.sort}
          manage={rights.mayAct}
          onSort={(sort) => change({ sort })}
          onAct={act}
          stale={stale}
        />
      )}
      {connection && !error && (
        <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />
      )}
      {rights.mayAct && (
        <ClientSelectionBar selection={selection} total={total ?? 0} onAct={actOnSelection} />
      )}
      <ClientDialogs clients={rows} selection={selection} filter={filter} sort={clientSorts[state.sort]} />
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: shownCount(total) })}
      </p>
      <Outlet />
    </>
  );
}

interface NothingHereProps {
  filtered: boolean;
  searched: boolean;
  rights: ClientsPageRights;
  onClear: () => void;
}

function NothingHere({ filtered, searched, rights, onClear }: NothingHereProps) {
  const { createClients, inviteClient, seesAll } = rights;
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
      title={t(seesAll ? 'empty.title' : 'empty.ownTitle')}
      text={t(seesAll ? 'empty.text' : inviteClient ? 'empty.ownText' : 'empty.ownTextOnly')}
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
