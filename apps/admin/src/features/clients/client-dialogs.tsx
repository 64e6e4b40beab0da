import { useCallback, useState } from 'react';
import type { ClientFilter, ClientRowFragment } from '../../gql/graphql';
import { useGroundlessDialog } from '../../page/dialog/use-groundless-dialog';
import type { Selection } from '../../page/list/use-selection';
import { whoIs } from '../../page/person-name';
import { usePageParams } from '../../page/use-page-params';
import { ConnectDialog } from '../connections/connect-dialog';
import { SendDialog } from '../invitations/send-dialog';
import { useInvitationActions } from '../invitations/use-invitation-actions';
import { WithdrawDialog } from '../invitations/withdraw-dialog';
import { InviteClientsDialog } from '../messages/invite-clients-dialog';
import { useOrganization } from '../organizations/viewer';
import { AddToProgramDialog } from '../programs/add-to-program-dialog';

const dialogs = [
  'invite',
  'add-to-program',
  'connect',
  'withdraw',
  'remind',
  'resend',
  'invite-now',
] as const;
export type ClientDialog = (typeof dialogs)[number];

/** The open dialog stands in the address: of one client by id, or of what is selected. */
export function useClientDialog() {
  const [params, setParams] = usePageParams();
  const wish = params.get('dialog');
  const open = useCallback(
    (dialog: ClientDialog, clientId?: string) =>
      setParams((current) => {
        const next = new URLSearchParams(current);
        next.set('dialog', dialog);
        if (clientId) next.set('client', clientId);
        else next.delete('client');
        return next;
      }),
    [setParams],
  );
  const close = useCallback(
    () =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          next.delete('dialog');
          next.delete('client');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { dialog: dialogs.find((one) => one === wish), clientId: params.get('client'), open, close };
}

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
}

/** Whichever dialog the address names, unless whom it was about is gone: a selection after a reload, a client of another page. */
export function ClientDialogs({ clients, selection, filter = null }: ClientDialogsProps) {
  const { id: organizationId } = useOrganization();
  const { dialog, clientId, close } = useClientDialog();
  const actions = useInvitationActions();
  const single = useClientOfDialog(clients, clientId);
  const rows = clientId ? (single ? [single] : []) : [...(selection?.rows.values() ?? [])];
  const all = !clientId && selection?.all === true;
  const nobody = rows.length === 0 && !all;
  useGroundlessDialog(dialog !== undefined && nobody && (clientId === null || clients !== undefined), close);
  if (!dialog || nobody) return null;

  const count = all ? selection.count : rows.length;
  const clientIds = rows.map((client) => client.id);
  const everybody = { organizationId, ...(filter && { filter }) };
  const end = (done: boolean) => {
    if (done && !clientId) selection?.clear();
    close();
  };

  if (dialog === 'invite') {
    return (
      <InviteClientsDialog
        organizationId={organizationId}
        {...(all ? { selection: everybody } : { clientIds })}
        onClose={end}
      />
    );
  }
  if (dialog === 'add-to-program') {
    return (
      <AddToProgramDialog
        organizationId={organizationId}
        clients={all ? { selection: everybody } : { clientIds }}
        count={count}
        onClose={end}
      />
    );
  }
  if (dialog === 'connect') {
    return (
      <ConnectDialog
        clients={all ? { selection: everybody } : { clientIds }}
        count={count}
        who={single ? whoIs(single) : undefined}
        onClose={end}
      />
    );
  }
  const ids = rows.flatMap((client) => client.invitation?.id ?? []);
  const invitations = all ? { selection: { organizationId, clientFilter: filter ?? {} } } : { ids };
  if (dialog === 'withdraw') {
    return (
      <WithdrawDialog
        input={invitations}
        count={all ? count : rows.filter(({ canWithdraw }) => canWithdraw.allowed).length}
        all={all}
        email={single?.email}
        onClose={end}
      />
    );
  }
  const clientsInput = all ? { selection: everybody } : { clientIds };
  const sendings = {
    remind: { sending: 'remind', can: 'canRemind', run: () => actions.remind(invitations) },
    resend: { sending: 'resend', can: 'canResend', run: () => actions.resend(invitations) },
    'invite-now': {
      sending: 'inviteNow',
      can: 'canInvite',
      run: () => actions.inviteWithoutEditing(clientsInput),
    },
  } as const;
  const { sending, can, run } = sendings[dialog];
  return (
    <SendDialog
      sending={sending}
      to={
        all
          ? { selection: { organizationId, clientFilter: filter ?? {} } }
          : {
              rows: rows.map((client) => ({
                id: sending === 'inviteNow' ? client.id : client.invitation?.id,
                possibility: client[can],
              })),
            }
      }
      matching={count}
      busy={actions.busy}
      onSend={run}
      onClose={end}
    />
  );
}
