import { Checkbox, Skeleton, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationRowFragment } from '../../../gql/graphql';
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
  const rows = invitations ?? [];
  const ticked = rows.filter((invitation) => selection.has(invitation.id)).length;
  return (
    <Table
      className={classes.table ?? ''}
      aria-label={t('table')}
      aria-busy={stale || invitations === undefined}
      data-stale={stale || undefined}
      verticalSpacing={6}
      horizontalSpacing="xs"
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.tick}>
            {(acts.resend || acts.withdraw) && (
              <Checkbox
                aria-label={t('selectPage')}
                checked={rows.length > 0 && ticked === rows.length}
                indeterminate={ticked > 0 && ticked < rows.length}
                disabled={rows.length === 0}
                onChange={() => selection.togglePage(rows)}
              />
            )}
          </Table.Th>
          <Table.Th>{t('column.who')}</Table.Th>
          <Table.Th className={classes.sent}>{t('column.sent')}</Table.Th>
          <Table.Th className={classes.validity}>{t('column.validity')}</Table.Th>
          <Table.Th className={classes.reminder}>{t('column.reminder')}</Table.Th>
          <Table.Th className={classes.delivery}>{t('column.delivery')}</Table.Th>
          <Table.Th className={classes.menu}>
            <span className="visually-hidden">{t('column.actions')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {invitations
          ? rows.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                selected={selection.has(invitation.id)}
                onToggle={selection.toggle}
                onAct={onAct}
              />
            ))
          : Array.from({ length: 10 }, (_, index) => (
              <Table.Tr key={index}>
                <Table.Td colSpan={7}>
                  <Skeleton height={34} />
                </Table.Td>
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
  );
}
