import type { AnswerDialogProps } from './answer';
import { ApproveDialog } from './approve-dialog';
import { DeclineDialog } from './decline-dialog';

/** The dialog that the address asks for; none for requests that are not here, or no longer wait. */
export function AnswerDialogs({
  answer,
  registrations,
  ...props
}: AnswerDialogProps & { answer: string | null }) {
  const waiting = registrations.filter(({ status }) => status === 'WAITING');
  if (waiting.length === 0) return null;
  // A choice made for one request must not stand in the dialog of another.
  const key = waiting.map(({ id }) => id).join();
  if (answer === 'approve') return <ApproveDialog key={key} registrations={waiting} {...props} />;
  return answer === 'decline' ? <DeclineDialog key={key} registrations={waiting} {...props} /> : null;
}
