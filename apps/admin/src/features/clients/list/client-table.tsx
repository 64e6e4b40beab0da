import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientRowFragment } from '../../../gql/graphql';
import { ListTable, MenuHead, TickHead } from '../../../page/list/list-table';
import type { Selection } from '../../../page/list/use-selection';
import { useClientColumns } from './client-columns';
import type { ClientSortName } from './client-list-state';
import { ClientRow } from './client-row';
import type { ClientAct } from './client-row-menu';
import classes from './client-table.module.css';

const isSelectable = (client: ClientRowFragment): boolean => client.status !== 'NO_EMAIL';

interface ClientTableProps {
  clients: readonly ClientRowFragment[] | undefined;
  selection: Selection<ClientRowFragment>;
  sort: ClientSortName;
  /** Without it the rows are only looked at. */
  manage: boolean;
  onSort: (sort: ClientSortName) => void;
  onAct: ClientAct;
  stale: boolean;
}

export function ClientTable({ clients, selection, sort, manage, onSort, onAct, stale }: ClientTableProps) {
  const { t } = useTranslation('clients');
  const { columns } = useClientColumns();
  const selectable = clients?.filter(isSelectable) ?? [];
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          {manage && <TickHead label={t('selectPage')} rows={selectable} selection={selection} />}
          <SortHeader label={t('column.name')} up="name" down="name-down" sort={sort} onSort={onSort} />
          {columns.includes('number') && (
            <SortHeader
              label={t('column.number')}
              up="number"
              down="number-down"
              sort={sort}
              onSort={onSort}
              className={classes.number}
            />
          )}
          {columns.includes('programs') && (
            <Table.Th className={classes.programs}>{t('column.programs')}</Table.Th>
          )}
          <Table.Th className={classes.status}>{t('column.status')}</Table.Th>
          {columns.includes('lastSeen') && (
            <Table.Th className={classes.lastSeen}>{t('column.lastSeen')}</Table.Th>
          )}
          {columns.includes('created') && (
            <SortHeader
              label={t('column.created')}
              up="oldest"
              down="newest"
              sort={sort}
              onSort={onSort}
              className={classes.created}
            />
          )}
          {manage && <MenuHead label={t('column.actions')} />}
        </>
      }
      columns={8}
      rows={clients}
      stale={stale}
    >
      {(client) => (
        <ClientRow
          key={client.id}
          client={client}
          columns={columns}
          manage={manage}
          selected={isSelectable(client) && selection.has(client.id)}
          onToggle={selection.toggle}
          onAct={onAct}
        />
      )}
    </ListTable>
  );
}

interface SortHeaderProps {
  label: string;
  up: ClientSortName;
  down: ClientSortName;
  sort: ClientSortName;
  onSort: (sort: ClientSortName) => void;
  className?: string | undefined;
}

function SortHeader({ label, up, down, sort, onSort, className }: SortHeaderProps) {
  const Icon = sort === up ? IconArrowUp : sort === down ? IconArrowDown : IconSelector;
  return (
    <Table.Th
      className={className ?? ''}
      aria-sort={sort === up ? 'ascending' : sort === down ? 'descending' : 'none'}
    >
      <UnstyledButton className={classes.sort ?? ''} onClick={() => onSort(sort === up ? down : up)}>
        {label}
        <Icon size={14} aria-hidden="true" />
      </UnstyledButton>
    </Table.Th>
  );
}
