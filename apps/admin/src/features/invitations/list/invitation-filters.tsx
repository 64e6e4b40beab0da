import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListFilters } from '../../../page/list/list-filters';
import { SearchField } from '../../../page/list/search-field';
import { useMay } from '../../organizations/permissions';
import { ProgramFilter } from '../../programs/program-filter';
import {
  type DeliveryChoice,
  deliveryChoices,
  type InvitationListState,
  type InvitationSortName,
  invitationSorts,
  isFiltered,
  noInvitationFilters,
  type OpenStatus,
  openStatuses,
} from './invitation-list-state';
import classes from './invitation-table.module.css';

interface InvitationFiltersProps {
  state: InvitationListState;
  onChange: (change: Partial<InvitationListState>) => void;
}

const all = 'all';

export function InvitationFilters({ state, onChange }: InvitationFiltersProps) {
  const { t } = useTranslation('invitations');
  const may = useMay();
  const ofClients = state.recipient !== 'staff' && may('invitations.read', 'clients.inviteOwn');
  return (
    <ListFilters filtered={isFiltered(state)} onClear={() => onChange(noInvitationFilters)}>
      <SegmentedControl
        aria-label={t('filter.show')}
        data={[
          { value: all, label: t('filter.all') },
          ...openStatuses.map((status) => ({ value: status, label: t(`filter.${status}`) })),
        ]}
        value={state.status ?? all}
        onChange={(status) => onChange({ status: status === all ? null : (status as OpenStatus) })}
      />
      <SearchField label={t('search')} value={state.search} onSearch={(search) => onChange({ search })} />
      <MultiSelect
        aria-label={t('filter.delivery')}
        placeholder={state.delivery.length === 0 ? t('filter.anyDelivery') : ''}
        data={Object.keys(deliveryChoices).map((choice) => ({
          value: choice,
          label: t(`deliveryFilter.${choice as DeliveryChoice}`),
        }))}
        value={state.delivery}
        onChange={(delivery) => onChange({ delivery: delivery as DeliveryChoice[] })}
        className={classes.filter ?? ''}
      />
      {ofClients && (
        <ProgramFilter
          programId={state.programId}
          onChange={(programId) => onChange({ programId })}
          className={classes.filter}
        />
      )}
      <Select
        aria-label={t('filter.sort')}
        data={Object.keys(invitationSorts).map((sort) => ({
          value: sort,
          label: t(`sort.${sort as InvitationSortName}`),
        }))}
        value={state.sort}
        onChange={(sort) => sort && onChange({ sort: sort as InvitationSortName })}
        allowDeselect={false}
        className={classes.filter ?? ''}
      />
    </ListFilters>
  );
}
