import { InvitationsPage } from '../invitations/invitations-page';
import { InviteStaffDialog } from './invite-staff-dialog';

/** The dialog by its own address, over the list in which the invitation will stand. */
export function InviteStaffPage() {
  return (
    <>
      <InvitationsPage />
      <InviteStaffDialog />
    </>
  );
}
