import { Checkbox, Skeleton, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import type { Selection } from '../../page/list/use-selection';
import { RegistrationRow } from './registration-row';
import classes from './registration-table.module.css';
import type { Answer } from './registrations-page';

interface RegistrationTableProps {
  registrations: readonly RegistrationRowFragment[] | undefined;
  answered: boolean;
  selection: Selection<RegistrationRowFragment>;
  onAnswer: (answer: Answer, id: string) => void;
}

export function RegistrationTable({ registrations, answered, selection, onAnswer }: RegistrationTableProps) {
  const { t } = useTranslation('registrations');
  const rows = registrations ?? [];
  const ticked = rows.filter(({ id }) => selection.has(id)).length;
  return (
    <Table
      className={classes.table ?? ''}
      aria-label={t('table')}
      aria-busy={registrations === undefined}
      verticalSpacing={6}
      horizontalSpacing="xs"
    >
      <Table.Thead>
        <Table.Tr>
          {!answered && (
            <Table.Th className={classes.tick}>
              <Checkbox
                aria-label={t('selectPage')}
                checked={rows.length > 0 && ticked === rows.length}
                indeterminate={ticked > 0 && ticked < rows.length}
                disabled={rows.length === 0}
                onChange={() => selection.togglePage(rows)}
              />
            </Table.Th>
          )}
          <Table.Th>{t('column.who')}</Table.Th>
          <Table.Th className={classes.when}>{t('column.when')}</Table.Th>
          {!answered && <Table.Th className={classes.onFile}>{t('column.onFile')}</Table.Th>}
          <Table.Th className={classes.actions}>
            {answered ? t('column.answer') : <span className="visually-hidden">{t('column.actions')}</span>}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {registrations
          ? rows.map((registration) => (
              <RegistrationRow
                key={registration.id}
                registration={registration}
                selection={answered ? null : selection}
                onAnswer={onAnswer}
              />
            ))
          : Array.from({ length: 5 }, (_, index) => (
              <Table.Tr key={index}>
                <Table.Td colSpan={5}>
                  <Skeleton height={34} />
                </Table.Td>
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
  );
}
