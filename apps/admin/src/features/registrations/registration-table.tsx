import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { ListTable, TickHead } from '../../page/list/list-table';
import type { Selection } from '../../page/list/use-selection';
import type { Answer } from './answer';
import { RegistrationRow } from './registration-row';
import classes from './registration-table.module.css';

interface RegistrationTableProps {
  registrations: readonly RegistrationRowFragment[] | undefined;
  answered: boolean;
  selection: Selection<RegistrationRowFragment>;
  onAnswer: (answer: Answer, id: string) => void;
}

export function RegistrationTable({ registrations, answered, selection, onAnswer }: RegistrationTableProps) {
  const { t } = useTranslation('registrations');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          {!answered && <TickHead label={t('selectPage')} rows={registrations ?? []} selection={selection} />}
          <Table.Th>{t('column.who')}</Table.Th>
          <Table.Th className={classes.when}>{t('column.when')}</Table.Th>
          {!answered && <Table.Th className={classes.onFile}>{t('column.onFile')}</Table.Th>}
          <Table.Th className={answered ? classes.answer : classes.answers}>
            {answered ? t('column.answer') : <span className="visually-hidden">{t('column.actions')}</span>}
          </Table.Th>
        </>
      }
      columns={5}
      rows={registrations}
      awaited={5}
    >
      {(registration) => (
        <RegistrationRow
          key={registration.id}
          registration={registration}
          selection={answered ? null : selection}
          onAnswer={onAnswer}
        />
      )}
    </ListTable>
  );
}
