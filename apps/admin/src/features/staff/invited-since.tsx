import { InvitationStrip } from '@anteroom/ui';
import type { StaffRowFragment } from '../../gql/graphql';

/** How far the fourteen days of an invitation have come, for somebody who has not accepted. */
export function InvitedSince({ member }: { member: Pick<StaffRowFragment, 'status' | 'invitation'> }) {
  const { invitation, status } = member;
  if (!invitation || !status.startsWith('INVITE')) return null;
  return (
    <div>
      <InvitationStrip
        status={invitation.status}
        sentAt={invitation.sentAt}
        expiresAt={invitation.expiresAt}
        endedAt={invitation.withdrawnAt ?? null}
        withText
      />
    </div>
  );
}
