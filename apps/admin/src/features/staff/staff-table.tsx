import { RelativeTime } from '@anteroom/ui';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffRowFragment } from '../../gql/graphql';
import { ListRow, RowName, RowSubline } from '../../page/list/list-row';
import { ListTable } from '../../page/list/list-table';
import { usePhone } from '../../page/list/use-phone';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { InvitedSince } from './invited-since';
import { useRoleName } from './roles/use-role-words';
import { staffName } from './staff-name';
import classes from './staff-page.module.css';
import { StaffStatusBadge } from './staff-status';

interface StaffTableProps {
  members: readonly StaffRowFragment[] | undefined;
  stale: boolean;
}

export function StaffTable({ members, stale }: StaffTableProps) {
  const { t } = useTranslation('staff');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th className={classes.roles}>{t('column.roles')}</Table.Th>
          <Table.Th className={classes.status}>{t('column.status')}</Table.Th>
          <Table.Th className={classes.lastSeen}>{t('column.lastSeen')}</Table.Th>
        </>
      }
      columns={4}
      rows={members}
      awaited={6}
      stale={stale}
    >
      {(member) => <StaffRow key={member.id} member={member} />}
    </ListTable>
  );
}

function StaffRow({ member }: { member: StaffRowFragment }) {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const roleName = useRoleName();
  const phone = usePhone();
  const name = staffName(member);
  const roles = member.roles.map(roleName).join(', ') || t('none');
  const status = (
    <>
      <StaffStatusBadge status={member.status} />
      <InvitedSince member={member} />
    </>
  );
  return (
    <ListRow>
      <Table.Td>
        <RowName to={paths.staffMember(slug, member.id)} dimmed={member.status === 'DEACTIVATED'}>
          {name}
        </RowName>
        {member.email !== name && <RowSubline address={member.email} />}
        {phone && (
          <div className={classes.inNameCell}>
            <span>{roles}</span>
            {status}
          </div>
        )}
      </Table.Td>
      <Table.Td className={classes.roles}>{roles}</Table.Td>
      <Table.Td className={classes.status}>{!phone && status}</Table.Td>
      <Table.Td className={classes.lastSeen}>
        {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : t('none')}
      </Table.Td>
    </ListRow>
  );
}
