import { useMay } from '../organizations/permissions';

/** What the viewer's roles let them do with an invitation of a client or of a staff member; the API says whether it can be done. */
export function useInvitationRights(): (of: 'client' | 'staff') => { resend: boolean; withdraw: boolean } {
  const may = useMay();
  return (of) =>
    of === 'staff'
      ? { resend: may('staff.invite'), withdraw: may('staff.invite') }
      : {
          resend: may('invitations.resend', 'clients.inviteOwn'),
          withdraw: may('invitations.withdraw', 'clients.inviteOwn'),
        };
}

/** Of either: whether there is anything to tick rows for. */
export function useMayActOnInvitations() {
  const rights = useInvitationRights();
  const [clients, staff] = [rights('client'), rights('staff')];
  return { resend: clients.resend || staff.resend, withdraw: clients.withdraw || staff.withdraw };
}
