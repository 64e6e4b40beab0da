import { RelativeTime } from '@anteroom/ui';
import { Skeleton, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffRowFragment } from '../../gql/graphql';
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
    <Table
      className={classes.table ?? ''}
      aria-label={t('table')}
      aria-busy={stale || members === undefined}
      data-stale={stale || undefined}
      horizontalSpacing="xs"
      verticalSpacing={6}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th className={classes.roles}>{t('column.roles')}</Table.Th>
          <Table.Th className={classes.status}>{t('column.status')}</Table.Th>
          <Table.Th className={classes.lastSeen}>{t('column.lastSeen')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members
          ? members.map((member) => <StaffRow key={member.id} member={member} />)
          : Array.from({ length: 6 }, (_, index) => (
              <Table.Tr key={index} className={classes.row ?? ''}>
                <Table.Td colSpan={4}>
                  <Skeleton height={20} />
                </Table.Td>
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
  );
}

function StaffRow({ member }: { member: StaffRowFragment }) {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const roleName = useRoleName();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const name = staffName(member);
  const roles = member.roles.map(roleName).join(', ') || t('none');
  const status = (
    <>
      <StaffStatusBadge status={member.status} />
      <InvitedSince member={member} />
    </>
  );
  return (
    <Table.Tr className={classes.row ?? ''} data-status={member.status}>
      <Table.Td>
        <Link to={paths.staffMember(slug, member.id)} className={classes.name}>
          {name}
        </Link>
        {member.email !== name && <span className={classes.address}>{member.email}</span>}
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
    </Table.Tr>
  );
}
