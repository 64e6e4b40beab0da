import { useCallback } from 'react';
import { useInvitationActions } from '../invitations/use-invitation-actions';
import type { ClientAct } from './list/client-row-menu';
import { useClientDialog } from './use-client-dialog';

/** What the entries of one client's menu do. */
export function useClientActs(): { act: ClientAct; busy: boolean } {
  const { open } = useClientDialog();
  const { inviteWithoutEditing, remind, resend, busy } = useInvitationActions();
  const act = useCallback<ClientAct>(
    (action, client) => {
      const ids = client.invitation ? [client.invitation.id] : [];
      if (action === 'invite') open('invite', client.id);
      else if (action === 'addToProgram') open('add-to-program', client.id);
      else if (action === 'connect') open('connect', client.id);
      else if (action === 'withdraw') open('withdraw', client.id);
      else if (action === 'inviteNow') void inviteWithoutEditing({ clientIds: [client.id] });
      else if (action === 'remind') void remind({ ids });
      else void resend({ ids });
    },
    [open, inviteWithoutEditing, remind, resend],
  );
  return { act, busy };
}
