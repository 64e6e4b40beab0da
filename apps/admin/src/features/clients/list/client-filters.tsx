import { ActionIcon, Group, MultiSelect, Select, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientStatus } from '../../../gql/graphql';
import { ListFilters } from '../../../page/list/list-filters';
import { SearchField } from '../../../page/list/search-field';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { ProgramFilter } from '../../programs/program-filter';
import { clientStatuses } from '../client-status';
import { ColumnChooser } from './client-columns';
import classes from './client-filters.module.css';
import {
  type ClientListState,
  type ClientSortName,
  clientSorts,
  exportAddress,
  noClientFilters,
} from './client-list-state';

interface ClientFiltersProps {
  state: ClientListState;
  onChange: (change: Partial<ClientListState>) => void;
}

export function ClientFilters({ state, onChange }: ClientFiltersProps) {
  const { t } = useTranslation('clients');
  const filtered = state.search !== '' || state.statuses.length > 0 || state.programId !== null;
  return (
    <ListFilters
      filtered={filtered}
      onClear={() => onChange(noClientFilters)}
      tools={<ListTools state={state} filtered={filtered} />}
    >
      <SearchField label={t('search')} value={state.search} onSearch={(search) => onChange({ search })} />
      <MultiSelect
        aria-label={t('filter.status')}
        placeholder={state.statuses.length === 0 ? t('filter.anyStatus') : ''}
        data={clientStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={state.statuses}
        onChange={(statuses) => onChange({ statuses: statuses as ClientStatus[] })}
        className={classes.filter}
      />
      <ProgramFilter
        programId={state.programId}
        onChange={(programId) => onChange({ programId })}
        className={classes.filter}
      />
      <Select
        aria-label={t('filter.sort')}
        data={Object.keys(clientSorts).map((sort) => ({
          value: sort,
          label: t(`sort.${sort as ClientSortName}`),
        }))}
        value={state.sort}
        onChange={(sort) => sort && onChange({ sort: sort as ClientSortName })}
        allowDeselect={false}
        className={classes.filter}
      />
    </ListFilters>
  );
}

/** How the list is shown and taken along. */
function ListTools({ state, filtered }: { state: ClientListState; filtered: boolean }) {
  const { t } = useTranslation('clients');
  const organization = useOrganization();
  const may = useMay();
  return (
    <Group gap={4} className={classes.ofList ?? ''}>
      <ColumnChooser />
      {may('exports.run') && (
        <Tooltip label={t(filtered ? 'export.found' : 'export.all')}>
          <ActionIcon
            component="a"
            href={exportAddress(organization, state)}
            download
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('export.action')}
          >
            <IconDownload size={20} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}
