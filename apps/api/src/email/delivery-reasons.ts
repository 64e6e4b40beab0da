/** Why a mail has not arrived, in plain words; the codes are what the SPA translates. */
export const DELIVERY_REASONS = {
  MAILBOX_UNKNOWN:
    'The mail server says that this mailbox does not exist. Check the address for a typing error.',
  MAILBOX_FULL: 'The mailbox is full. Ask the client for another address, or try again later.',
  REFUSED: 'The mail server refused the mail.',
  BLOCKED: 'The mail server takes the mail for unwanted and refused it.',
  TEMPORARY: 'The mail server asked to try again later; it is tried again by itself.',
  SERVER_UNREACHABLE: 'Our mail server cannot be reached; the mail leaves by itself as soon as it can.',
  CONNECTION_LOST: 'The connection broke while the mail was handed over: it may or may not have arrived.',
  GAVE_UP: 'The mail could not be handed over for three days.',
  WITHDRAWN: 'The invitation was withdrawn before the mail left.',
  ACCEPTED: 'The invitation was accepted before the mail left.',
  EXPIRED: 'The invitation expired before the mail left.',
  SUPERSEDED: 'A newer mail of the same invitation took its place.',
  CONNECTION_REMOVED: 'The connection was removed before the mail left.',
  SUPPRESSED: 'The person asked not to be invited before the mail left.',
  UNUSABLE_ADDRESS: 'The address cannot be written to.',
} as const;
export type DeliveryReason = keyof typeof DELIVERY_REASONS;

export function reasonText(code: string | null): string | null {
  return code === null ? null : (DELIVERY_REASONS[code as DeliveryReason] ?? DELIVERY_REASONS.REFUSED);
}
