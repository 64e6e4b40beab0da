import { useState } from 'react';
import type {
  ClientFilter,
  ClientRowFragment,
  ClientSelection,
  ClientSort,
  InvitationSelection,
} from '../../gql/graphql';
import { useGroundlessDialog } from '../../page/dialog/use-groundless-dialog';
import type { Selection } from '../../page/list/use-selection';
import { whoIs } from '../../page/person-name';
import { ConnectDialog } from '../connections/connect-dialog';
import { SendDialog } from '../invitations/send-dialog';
import { useInvitationActions } from '../invitations/use-invitation-actions';
import { WithdrawDialog } from '../invitations/withdraw-dialog';
import { InviteClientsDialog } from '../messages/invite-clients-dialog';
import { useOrganization } from '../organizations/viewer';
import { AddToProgramDialog } from '../programs/add-to-program-dialog';
import { type ClientDialog, useClientDialog } from './use-client-dialog';

/**
 * The client whom the dialog is about. They may leave the list beneath it, as the invited leave those not invited: what
 * is being written or watched goes on.
 */
function useClientOfDialog(clients: readonly ClientRowFragment[] | undefined, clientId: string | null) {
  const [last, setLast] = useState<ClientRowFragment>();
  if (clientId === null) return undefined;
  const listed = clients?.find((client) => client.id === clientId);
  if (listed && listed !== last) setLast(listed);
  return listed ?? (last?.id === clientId ? last : undefined);
}

interface ClientDialogsProps {
  /** Undefined until they have come. */
  clients: readonly ClientRowFragment[] | undefined;
  /** Left out where only one client is at hand. */
  selection?: Selection<ClientRowFragment>;
  filter?: ClientFilter | null;
  /** The order of the list. */
  sort?: ClientSort;
}

/** Whichever dialog the address names, unless whom it was about is gone: a selection after a reload, a client of another page. */
export function ClientDialogs({ clients, selection, filter = null, sort }: ClientDialogsProps) {
  const { id: organizationId } = useOrganization();
  const { dialog, clientId, close } = useClientDialog();
  const single = useClientOfDialog(clients, clientId);
  const rows = clientId ? (single ? [single] : []) : [...(selection?.rows.values() ?? [])];
  const all = !clientId && selection?.all === true;
  const nobody = rows.length === 0 && !all;
  useGroundlessDialog(dialog !== undefined && nobody && (clientId === null || clients !== undefined), close);
  if (!dialog || nobody) return null;

  const whom: Whom = all
    ? {
        all,
        count: selection.count,
        rows,
        clients: { selection: { organizationId, ...(filter && { filter }) } },
        invitations: { selection: { organizationId, clientFilter: filter ?? {} } },
      }
    : {
        all,
        count: rows.length,
        rows,
        clients: { clientIds: rows.map((client) => client.id) },
        invitations: { ids: rows.flatMap((client) => client.invitation?.id ?? []) },
      };
  const end = (done: boolean) => {
    if (done && !clientId) selection?.clear();
    close();
  };
  return <OpenDialog dialog={dialog} whom={whom} single={single} sort={sort} onClose={end} />;
}

/** Those whom a dialog is about: some, or everybody who matches. */
interface Whom {
  all: boolean;
  count: number;
  rows: readonly ClientRowFragment[];
  clients: { clientIds: string[] } | { selection: ClientSelection };
  invitations: { ids: string[] } | { selection: InvitationSelection };
}

interface OpenDialogProps {
  dialog: ClientDialog;
  whom: Whom;
  single: ClientRowFragment | undefined;
  sort: ClientSort | undefined;
  onClose: (done: boolean) => void;
}

function OpenDialog({ dialog, whom, single, sort, onClose }: OpenDialogProps) {
  const { id: organizationId } = useOrganization();
  const { clients, count } = whom;
  switch (dialog) {
    case 'invite':
      return (
        <InviteClientsDialog organizationId={organizationId} {...clients} sort={sort} onClose={onClose} />
      );
    case 'add-to-program':
      return (
        <AddToProgramDialog
          organizationId={organizationId}
          clients={clients}
          count={count}
          onClose={onClose}
        />
      );
    case 'connect':
      return (
        <ConnectDialog
          clients={clients}
          count={count}
          who={single ? whoIs(single) : undefined}
          onClose={onClose}
        />
      );
    case 'withdraw':
      return (
        <WithdrawDialog
          input={whom.invitations}
          count={whom.all ? count : whom.rows.filter(({ canWithdraw }) => canWithdraw.allowed).length}
          all={whom.all}
          email={single?.email}
          onClose={onClose}
        />
      );
    default:
      return <SendAgainDialog dialog={dialog} whom={whom} onClose={onClose} />;
  }
}

interface SendAgainDialogProps {
  dialog: 'remind' | 'resend' | 'invite-now';
  whom: Whom;
  onClose: (done: boolean) => void;
}

/** Without a look at the message. */
function SendAgainDialog({ dialog, whom, onClose }: SendAgainDialogProps) {
  const actions = useInvitationActions();
  const { clients, invitations, rows } = whom;
  const sendings = {
    remind: { sending: 'remind', can: 'canRemind', run: () => actions.remind(invitations) },
    resend: { sending: 'resend', can: 'canResend', run: () => actions.resend(invitations) },
    'invite-now': {
      sending: 'inviteNow',
      can: 'canInvite',
      run: () => actions.inviteWithoutEditing(clients),
    },
  } as const;
  const { sending, can, run } = sendings[dialog];
  const possible = rows.map((client) => ({
    id: sending === 'inviteNow' ? client.id : client.invitation?.id,
    possibility: client[can],
  }));
  return (
    <SendDialog
      sending={sending}
      to={'selection' in invitations ? invitations : { rows: possible }}
      matching={whom.count}
      busy={actions.busy}
      onSend={run}
      onClose={onClose}
    />
  );
}
