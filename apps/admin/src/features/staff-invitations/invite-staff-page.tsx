import { StaffPage } from '../staff/staff-page';
import { InviteStaffDialog } from './invite-staff-dialog';

/** The dialog by its own address, over the list in which whoever is invited will stand. */
export function InviteStaffPage() {
  return (
    <>
      <StaffPage />
      <InviteStaffDialog />
    </>
  );
}
