import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkOperationRowFragment } from '../../gql/graphql';
import { ListTable } from '../../page/list/list-table';
import { usePhone } from '../../page/list/use-phone';
import { BulkOperationRow } from './bulk-operation-row';
import classes from './bulk-operation-table.module.css';

interface BulkOperationTableProps {
  operations: readonly BulkOperationRowFragment[] | undefined;
  stale: boolean;
  onResumed: (operation: BulkOperationRowFragment) => void;
  onRefused: () => void;
}

export function BulkOperationTable({ operations, stale, onResumed, onRefused }: BulkOperationTableProps) {
  const { t } = useTranslation('bulkOperations');
  const phone = usePhone();
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          {!phone && (
            <>
              <Table.Th className={classes.what}>{t('column.what')}</Table.Th>
              <Table.Th className={classes.begun}>{t('column.begun')}</Table.Th>
            </>
          )}
          <Table.Th>{t('column.outcome')}</Table.Th>
        </>
      }
      columns={phone ? 1 : 3}
      rows={operations}
      awaited={5}
      stale={stale}
    >
      {(operation) => (
        <BulkOperationRow
          key={operation.id}
          operation={operation}
          onResumed={() => onResumed(operation)}
          onRefused={onRefused}
        />
      )}
    </ListTable>
  );
}
