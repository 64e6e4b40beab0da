import { tooLong, UserError, UserErrors } from '../errors.js';
import { oneLine } from '../one-line.js';

export const REASON_MIN = 5;
export const REASON_MAX = 500;

/** Without a reason nobody looks or acts: it is what the log is read for. */
export function checkReason(raw: string): string {
  const reason = oneLine(raw);
  const refuse = (code: string, message: string) => {
    throw new UserErrors(new UserError(code, message, ['reason']));
  };
  if (reason === '') refuse('REQUIRED', 'Give a reason: it stands in the audit log.');
  if (reason.length < REASON_MIN) refuse('TOO_SHORT', `Give at least ${REASON_MIN} characters.`);
  if (reason.length > REASON_MAX) throw new UserErrors(tooLong(reason, REASON_MAX, ['reason']));
  return reason;
}
