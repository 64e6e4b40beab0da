import { useFormat } from '@anteroom/ui';
import { Button } from '@mantine/core';
import { IconPlus, IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { useSingleKey } from '../../frame/single-keys';
import type { ClientRowFragment } from '../../gql/graphql';
import { EmptyState } from '../../page/empty-state';
import { ListPager } from '../../page/list-pager';
import { LoadFailed } from '../../page/load-failed';
import { PageHeader } from '../../page/page-header';
import { useBoundedCount } from '../../page/use-bounded-count';
import { useSelection } from '../../page/use-selection';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { type ClientDialog, ClientDialogs, useClientDialog } from './client-dialogs';
import { ClientFilters } from './client-filters';
import type { ClientAction } from './client-row-menu';
import { ClientTable } from './client-table';
import { SelectionBar } from './selection-bar';
import { useClientActs } from './use-client-acts';
import { useClientList } from './use-client-list';

/** What is done to many is asked for first; only one client's menu acts at once. */
const selectionDialogs: Record<ClientAction, ClientDialog> = {
  invite: 'invite',
  inviteNow: 'invite-now',
  remind: 'remind',
  resend: 'resend',
  withdraw: 'withdraw',
  addToProgram: 'add-to-program',
};

export function ClientsPage() {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { state, change, filter, connection, stale, error, refetch, total } = useClientList();
  const shownCount = useBoundedCount();
  const format = useFormat();
  const selection = useSelection<ClientRowFragment>(JSON.stringify(filter), total ?? 0);
  const { open } = useClientDialog();
  const createClients = paths.createClients(slug, 'who', search);
  useSingleKey('n', () => navigate(createClients));

  const { act } = useClientActs();

  const actOnSelection = (action: ClientAction) => open(selectionDialogs[action]);

  const rows = connection?.nodes;
  const nothing = rows?.length === 0 && !stale;
  return (
    <>
      <PageHeader
        title={t('title')}
        count={total === undefined ? undefined : shownCount(total)}
        actions={
          <Button
            component={Link}
            to={createClients}
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            aria-keyshortcuts="n"
          >
            {t('create')}
          </Button>
        }
      />
      <ClientFilters state={state} onChange={change} />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && (
        <NothingHere
          filtered={filter !== null}
          createClients={createClients}
          onClear={() => change({ search: '', statuses: [], programId: null })}
        />
      )}
      {!error && !nothing && (
        <ClientTable
          clients={rows}
          selection={selection}
          sort={state.sort}
          onSort={(sort) => change({ sort })}
          onAct={act}
          stale={stale}
        />
      )}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />}
      <SelectionBar selection={selection} total={total ?? 0} onAct={actOnSelection} />
      <ClientDialogs clients={rows ?? []} selection={selection} filter={filter} />
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: format.number(total) })}
      </p>
      <Outlet />
    </>
  );
}

interface NothingHereProps {
  filtered: boolean;
  createClients: string;
  onClear: () => void;
}

function NothingHere({ filtered, createClients, onClear }: NothingHereProps) {
  const { t } = useTranslation('clients');
  if (filtered) {
    return (
      <EmptyState
        icon={<IconUserSearch size={40} stroke={1.3} />}
        title={t('empty.nothing')}
        text={t('empty.nothingText')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconUsersPlus size={40} stroke={1.3} />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <Button component={Link} to={createClients}>
          {t('empty.action')}
        </Button>
      }
    />
  );
}
