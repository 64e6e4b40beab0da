import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationRowFragment } from '../../../gql/graphql';
import { ListTable, MenuHead, TickHead } from '../../../page/list/list-table';
import type { Selection } from '../../../page/list/use-selection';
import { useMayActOnInvitations } from '../invitation-rights';
import { type InvitationAct, InvitationRow } from './invitation-row';
import classes from './invitation-table.module.css';

interface InvitationTableProps {
  invitations: readonly InvitationRowFragment[] | undefined;
  selection: Selection<InvitationRowFragment>;
  onAct: InvitationAct;
  stale: boolean;
}

export function InvitationTable({ invitations, selection, onAct, stale }: InvitationTableProps) {
  const { t } = useTranslation('invitations');
  const acts = useMayActOnInvitations();
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <TickHead
            label={t('selectPage')}
            rows={invitations ?? []}
            selection={selection}
            hidden={!acts.resend && !acts.withdraw}
          />
          <Table.Th>{t('column.who')}</Table.Th>
          <Table.Th className={classes.sent}>{t('column.sent')}</Table.Th>
          <Table.Th className={classes.validity}>{t('column.validity')}</Table.Th>
          <Table.Th className={classes.reminder}>{t('column.reminder')}</Table.Th>
          <Table.Th className={classes.delivery}>{t('column.delivery')}</Table.Th>
          <MenuHead label={t('column.actions')} />
        </>
      }
      columns={7}
      rows={invitations}
      stale={stale}
    >
      {(invitation) => (
        <InvitationRow
          key={invitation.id}
          invitation={invitation}
          selected={selection.has(invitation.id)}
          onToggle={selection.toggle}
          onAct={onAct}
        />
      )}
    </ListTable>
  );
}
