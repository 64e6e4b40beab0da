import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './client-filters.module.css';

/** What may be left out; who it is and how they stand is always there. */
const clientColumns = ['number', 'programs', 'lastSeen', 'created'] as const;
export type ClientColumn = (typeof clientColumns)[number];

const defaultColumns: ClientColumn[] = ['number', 'programs', 'lastSeen'];

/** A matter of taste and of the screen, not of the list: it stays in this browser and is in no address. */
export function useClientColumns() {
  const [kept, setColumns] = useLocalStorage<string[]>({
    key: 'anteroom.client-columns',
    defaultValue: defaultColumns,
    getInitialValueInEffect: false,
  });
  const columns = useMemo(() => clientColumns.filter((column) => kept.includes(column)), [kept]);
  return { columns, setColumns };
}

export function ColumnChooser() {
  const { t } = useTranslation('clients');
  const { columns, setColumns } = useClientColumns();
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <Tooltip label={t('columns')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('columns')}
            className={classes.columns ?? ''}
            onClick={toggle}
          >
            <IconColumns3 size={20} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns')}>
        <Checkbox.Group aria-label={t('columns')} value={columns} onChange={setColumns}>
          <Stack gap="sm">
            {clientColumns.map((column) => (
              <Checkbox key={column} value={column} label={t(`column.${column}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
