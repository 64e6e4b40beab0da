import type { InvitationFilter, InvitationRowFragment } from '../../gql/graphql';
import { useGroundlessDialog } from '../../page/dialog/use-groundless-dialog';
import type { Selection } from '../../page/list/use-selection';
import { useOrganization } from '../organizations/viewer';
import type { InvitationAction } from './list/invitation-row';
import { SendDialog } from './send-dialog';
import { useInvitationActions } from './use-invitation-actions';
import { WithdrawDialog } from './withdraw-dialog';

const actions: InvitationAction[] = ['remind', 'resend', 'withdraw'];
export const ofSelection = 'selection';

/** The open question stands in the address: what to do, and with which invitation or with the selection. */
export interface Question {
  action: InvitationAction;
  of: string;
}

export function readQuestion(params: URLSearchParams): Question | null {
  const action = actions.find((one) => one === params.get('dialog'));
  return action ? { action, of: params.get('invitation') ?? ofSelection } : null;
}

export function writeQuestion(params: URLSearchParams, question: Question | null): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('dialog');
  next.delete('invitation');
  if (question) next.set('dialog', question.action);
  if (question && question.of !== ofSelection) next.set('invitation', question.of);
  return next;
}

interface InvitationDialogsProps {
  question: Question | null;
  /** Undefined until they have come. */
  invitations: readonly InvitationRowFragment[] | undefined;
  selection: Selection<InvitationRowFragment>;
  filter: InvitationFilter | null;
  onClose: () => void;
}

export function InvitationDialogs({
  question,
  invitations,
  selection,
  filter,
  onClose,
}: InvitationDialogsProps) {
  const { id: organizationId } = useOrganization();
  const { remind, resend, busy } = useInvitationActions();
  const ofMany = question?.of === ofSelection;
  const single = ofMany ? undefined : invitations?.find(({ id }) => id === question?.of);
  const nobody = ofMany ? selection.count === 0 : !single;
  useGroundlessDialog(question !== null && nobody && (ofMany || invitations !== undefined), onClose);
  if (!question || nobody) return null;

  const all = !single && selection.all;
  const rows = single ? [single] : [...selection.rows.values()];
  const everybody = { organizationId, filter };
  const input = all ? { selection: everybody } : { ids: rows.map((row) => row.id) };
  const end = (done: boolean) => {
    if (done && !single) selection.clear();
    onClose();
  };
  if (question.action === 'withdraw') {
    return (
      <WithdrawDialog
        input={input}
        count={all ? selection.count : rows.filter(({ canWithdraw }) => canWithdraw.allowed).length}
        all={all}
        email={single?.email}
        onClose={end}
      />
    );
  }
  const can = question.action === 'remind' ? 'canRemind' : 'canResend';
  const send = question.action === 'remind' ? remind : resend;
  return (
    <SendDialog
      sending={question.action}
      to={
        all ? { selection: everybody } : { rows: rows.map((row) => ({ id: row.id, possibility: row[can] })) }
      }
      matching={all ? selection.count : rows.length}
      busy={busy}
      onSend={() => send(input)}
      onClose={end}
    />
  );
}
