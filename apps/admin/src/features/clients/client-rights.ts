import { useMemo } from 'react';
import type { ActionPossibility } from '../../page/action-item';
import { type Permission, useMay } from '../organizations/permissions';

export type ClientRight = 'invite' | 'update' | 'remind' | 'resend' | 'withdraw' | 'addToProgram' | 'connect';

/** What it takes to do something to any client; and whether `clients.inviteOwn` is enough for one's own. */
const permissions: Record<ClientRight, { any: Permission; own: boolean }> = {
  invite: { any: 'clients.invite', own: true },
  update: { any: 'clients.update', own: true },
  remind: { any: 'invitations.resend', own: true },
  resend: { any: 'invitations.resend', own: true },
  withdraw: { any: 'invitations.withdraw', own: true },
  addToProgram: { any: 'programs.manage', own: false },
  connect: { any: 'connections.manage', own: false },
};

const possible: ActionPossibility = { allowed: true };
const notOwn: ActionPossibility = { allowed: false, code: 'NOT_OWN_CLIENT' };

interface ClientRights {
  /** The viewer may do it to somebody at least. */
  mayDo(right: ClientRight): boolean;
  /** Whether it can be done to this client; null when the viewer may do it to nobody, and need not see it. */
  on(
    right: ClientRight,
    client: { isOwn: boolean },
    possibility?: ActionPossibility,
  ): ActionPossibility | null;
}

/** What the viewer may do to clients: to all of them, or to those they are connected with. */
export function useClientRights(): ClientRights {
  const may = useMay();
  return useMemo(() => {
    const mayOwn = (right: ClientRight) => permissions[right].own && may('clients.inviteOwn');
    return {
      mayDo: (right) => may(permissions[right].any) || mayOwn(right),
      on(right, { isOwn }, possibility = possible) {
        if (may(permissions[right].any)) return possibility;
        if (!mayOwn(right)) return null;
        return isOwn ? possibility : notOwn;
      },
    };
  }, [may]);
}
