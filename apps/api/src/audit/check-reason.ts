import { UserError, UserErrors } from '../errors.js';

export const REASON_MIN = 5;
export const REASON_MAX = 500;

/** Without a reason nobody looks or acts: it is what the log is read for. */
export function checkReason(raw: string): string {
  const reason = raw.replace(/\s+/g, ' ').trim();
  const refuse = (code: string, message: string) => {
    throw new UserErrors(new UserError(code, message, ['reason']));
  };
  if (reason === '') refuse('REQUIRED', 'Give a reason: it stands in the audit log.');
  if (reason.length < REASON_MIN) refuse('TOO_SHORT', `Give at least ${REASON_MIN} characters.`);
  if (reason.length > REASON_MAX)
    refuse('TOO_LONG', `At most ${REASON_MAX} characters: these are ${reason.length}.`);
  return reason;
}
