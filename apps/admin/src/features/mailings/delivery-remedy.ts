const ofReason = ['MAILBOX_FULL', 'REFUSED', 'BLOCKED', 'SUPPRESSED'] as const;
const ofState = ['BOUNCED', 'FAILED', 'UNKNOWN'] as const;

/** Mails that were not wanted any more when their turn came: nothing is left to be done. */
const settled = ['WITHDRAWN', 'ACCEPTED', 'SUPERSEDED', 'CONNECTION_REMOVED'];

/** What helps where a mail has not arrived: by the reason if that asks for something of its own. */
export function deliveryRemedy({ state, reasonCode }: { state: string; reasonCode?: string | null }) {
  if (settled.some((one) => one === reasonCode)) return null;
  return ofReason.find((one) => one === reasonCode) ?? ofState.find((one) => one === state) ?? 'UNKNOWN';
}
