import { useQuery } from '@apollo/client/react';
import { useSearchParams } from 'react-router';
import type { StaffMemberDetailsFragment } from '../../gql/graphql';
import { staffMemberPageQuery } from '../staff/staff.graphql';
import { StaffPage } from '../staff/staff-page';
import { InviteStaffDialog } from './invite-staff-dialog';
import { type InviteeValues, noInvitee } from './invitee-values';

/** The dialog by its own address, over the list in which whoever is invited will stand. */
export function InviteStaffPage() {
  const again = useSearchParams()[0].get('again');
  return (
    <>
      <StaffPage />
      {again ? <InviteAgain key={again} id={again} /> : <InviteStaffDialog />}
    </>
  );
}

/** Filled in as they were invited before; empty when they are not there, or are in meanwhile. */
function InviteAgain({ id }: { id: string }) {
  const { data, loading } = useQuery(staffMemberPageQuery, { variables: { id } });
  if (loading) return null;
  const member = data?.staffMember;
  return member?.canInvite.allowed ? (
    <InviteStaffDialog again={{ id, invitee: inviteeOf(member) }} />
  ) : (
    <InviteStaffDialog />
  );
}

function inviteeOf(member: StaffMemberDetailsFragment): InviteeValues {
  return {
    ...noInvitee,
    firstName: member.firstName,
    lastName: member.lastName,
    email: member.email ?? '',
    number: member.number ?? '',
    roleIds: member.roles.map(({ id }) => id),
    permissions: [...member.grantedPermissions],
  };
}
