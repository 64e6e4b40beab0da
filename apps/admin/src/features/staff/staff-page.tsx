import { useQuery } from '@apollo/client/react';
import { MultiSelect, Select } from '@mantine/core';
import { IconUserSearch, IconUsersGroup } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import type { StaffMemberStatus } from '../../gql/graphql';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { ListFilters, NothingFound } from '../../page/list/list-filters';
import { ListPager } from '../../page/list/list-pager';
import { pageArguments } from '../../page/list/paging';
import { SearchField } from '../../page/list/search-field';
import { shownOf } from '../../page/list/shown-of';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { usePageParams } from '../../page/use-page-params';
import { useOrganization } from '../organizations/viewer';
import { InviteStaffButton, StaffHeader } from './member/staff-header';
import { useRoleName } from './roles/use-role-words';
import { rolesQuery, staffPageQuery } from './staff.graphql';
import { readStaffList, type StaffListState, staffFilter, writeStaffList } from './staff-list-state';
import classes from './staff-page.module.css';
import { staffStatuses } from './staff-status';
import { StaffTable } from './staff-table';

const freshEveryMs = 15_000;

const noFilters = { search: '', statuses: [], roleId: null };

export function StaffPage() {
  const { t } = useTranslation('staff');
  const shownCount = useBoundedCount();
  const { id: organizationId } = useOrganization();
  const [params, setParams] = usePageParams();
  const state = useMemo(() => readStaffList(params), [params]);
  const filter = useMemo(() => staffFilter(state), [state]);
  const page = useQuery(staffPageQuery, {
    variables: { organizationId, filter, ...pageArguments(state.paging) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const change = useCallback(
    (changed: Partial<StaffListState>) =>
      setParams((current) => writeStaffList(current, changed), { replace: changed.search !== undefined }),
    [setParams],
  );
  const { answer, stale, error, refetch } = shownOf(page);
  const connection = answer?.staffMembers;
  const nothing = connection?.nodes.length === 0 && !stale;
  return (
    <>
      <StaffHeader
        shown="people"
        count={connection && shownCount(connection.totalCount)}
        actions={<InviteStaffButton />}
      />
      <StaffFilters state={state} onChange={change} />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && <NothingHere filtered={filter !== null} onClear={() => change(noFilters)} />}
      {!error && !nothing && <StaffTable members={connection?.nodes} stale={stale} />}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />}
      <p className="visually-hidden" role="status">
        {connection &&
          !stale &&
          t('found', { count: connection.totalCount, shown: shownCount(connection.totalCount) })}
      </p>
      <Outlet />
    </>
  );
}

interface StaffFiltersProps {
  state: StaffListState;
  onChange: (change: Partial<StaffListState>) => void;
}

function StaffFilters({ state, onChange }: StaffFiltersProps) {
  const { t } = useTranslation('staff');
  const roleName = useRoleName();
  const { id: organizationId } = useOrganization();
  const { data } = useQuery(rolesQuery, { variables: { organizationId } });
  const filtered = state.search !== '' || state.statuses.length > 0 || state.roleId !== null;
  return (
    <ListFilters filtered={filtered} onClear={() => onChange(noFilters)}>
      <SearchField label={t('search')} value={state.search} onSearch={(search) => onChange({ search })} />
      <MultiSelect
        aria-label={t('filter.status')}
        placeholder={state.statuses.length === 0 ? t('filter.anyStatus') : ''}
        data={staffStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={state.statuses}
        onChange={(statuses) => onChange({ statuses: statuses as StaffMemberStatus[] })}
        clearable
        className={classes.filter ?? ''}
      />
      <Select
        aria-label={t('filter.role')}
        placeholder={t('filter.anyRole')}
        data={(data?.roles ?? []).map((role) => ({ value: role.id, label: roleName(role) }))}
        value={state.roleId}
        onChange={(roleId) => onChange({ roleId })}
        clearable
        className={classes.filter ?? ''}
      />
    </ListFilters>
  );
}

function NothingHere({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation('staff');
  return filtered ? (
    <NothingFound
      icon={<IconUserSearch size={40} stroke={1.3} />}
      title={t('empty.nothing')}
      text={t('empty.nothingText')}
      onClear={onClear}
    />
  ) : (
    <EmptyState
      icon={<IconUsersGroup size={40} stroke={1.3} />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={<InviteStaffButton />}
    />
  );
}
