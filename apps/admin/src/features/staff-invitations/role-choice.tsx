import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { LoadFailed } from '../../page/failure/load-failed';
import { RoleChecklist } from '../staff/roles/role-checklist';
import { invitableRolesQuery } from './staff-invitations.graphql';

interface RoleChoiceProps {
  organizationId: string;
  value: readonly string[];
  onChange: (roleIds: string[]) => void;
  error?: string | undefined;
}

/** The roles to invite somebody with, once they are there. */
export function RoleChoice({ organizationId, ...choice }: RoleChoiceProps) {
  const { data, error, refetch } = useQuery(invitableRolesQuery, { variables: { organizationId } });
  if (data) return <RoleChecklist roles={data.roles} {...choice} />;
  return error ? <LoadFailed error={error} retry={refetch} /> : <Skeleton height={220} />;
}
