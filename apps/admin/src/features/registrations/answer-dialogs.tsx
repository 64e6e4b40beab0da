import type { RegistrationRowFragment } from '../../gql/graphql';
import { useGroundlessDialog } from '../../page/dialog/use-groundless-dialog';
import type { AnswerDialogProps } from './answer';
import { ApproveDialog } from './approve-dialog';
import { DeclineDialog } from './decline-dialog';

interface AnswerDialogsProps extends Omit<AnswerDialogProps, 'registrations'> {
  answer: string | null;
  /** Undefined until they have come. */
  registrations: readonly RegistrationRowFragment[] | undefined;
}

/** The dialog that the address asks for; none for requests that are not here, or no longer wait. */
export function AnswerDialogs({ answer, registrations, ...props }: AnswerDialogsProps) {
  const waiting = registrations?.filter(({ status }) => status === 'WAITING');
  const [first, ...others] = waiting ?? [];
  useGroundlessDialog(answer !== null && waiting?.length === 0, props.onClose);
  if (!waiting || !first) return null;
  // A choice made for one request must not stand in the dialog of another; what is written to several is for those who are left.
  const key = others.length > 0 ? 'several' : first.id;
  if (answer === 'approve') return <ApproveDialog key={key} registrations={waiting} {...props} />;
  return answer === 'decline' ? <DeclineDialog key={key} registrations={waiting} {...props} /> : null;
}
