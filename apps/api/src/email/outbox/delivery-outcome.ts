import type { Config } from '../../config.js';
import type { InvitationEventType } from '../../invitations/invitation-event.entity.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import type { DeliveryState } from '../delivery-state.js';
import type { MailToDeliver } from './load-mails.js';
import type { SendOutcome } from './smtp-pool.js';

/** What is written down about one attempt. */
export interface DeliveryResult {
  state: Exclude<DeliveryState, 'SENDING'>;
  reasonCode: DeliveryReason | null;
  serverResponse: string | null;
  /** When it is tried again; null for a final state. */
  retryInMs: number | null;
  event: InvitationEventType | null;
}

type Known = Pick<MailToDeliver, 'attempts' | 'possibleCopies' | 'reasonCode' | 'ageMs'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GIVE_UP_AFTER = 72 * HOUR;
/** A queue that was held for days has not been tried; giving up takes attempts as well as time. */
const GIVE_UP_ATTEMPTS = 6;
/** Of a server that takes a mail and breaks off every time, more attempts only make more copies. */
const MAX_COPIES = 4;

/** Decides what becomes of a mail after what the mail server said, or did not say. */
export function deliveryResult(
  mail: Known,
  outcome: Exclude<SendOutcome, { kind: 'withheld' }>,
  policy: Config['mailUnknownPolicy'],
): DeliveryResult {
  const serverResponse = outcome.response.slice(0, 1000);
  switch (outcome.kind) {
    case 'sent':
      return { ...final('SENT', null, 'DELIVERED'), serverResponse };
    case 'refused':
      return { ...final('BOUNCED', refusal(outcome.statusCode, serverResponse), 'BOUNCED'), serverResponse };
    case 'unknown': {
      const unknown = { ...final('UNKNOWN', 'CONNECTION_LOST', 'DELIVERY_UNKNOWN'), serverResponse };
      // Sent again under the same Message-ID, on purpose and on record: better twice than never.
      return policy === 'at-least-once' && mail.possibleCopies + 1 < MAX_COPIES
        ? { ...unknown, state: 'QUEUED', retryInMs: backoff(mail.attempts) }
        : unknown;
    }
    case 'deferred':
    case 'unavailable': {
      if (mail.ageMs >= GIVE_UP_AFTER && mail.attempts >= GIVE_UP_ATTEMPTS)
        return { ...final('FAILED', 'GAVE_UP', 'DELIVERY_FAILED'), serverResponse };
      const reasonCode = outcome.kind === 'deferred' ? 'TEMPORARY' : 'SERVER_UNREACHABLE';
      return {
        state: 'QUEUED',
        reasonCode,
        serverResponse,
        retryInMs: backoff(mail.attempts),
        event: outcome.kind === 'deferred' && mail.reasonCode !== 'TEMPORARY' ? 'DELAYED' : null,
      };
    }
  }
}

/** A mail that is not sent at all. */
export function notSent(reasonCode: DeliveryReason): DeliveryResult {
  // Whatever else made it needless stands in the record by itself; a wish of the recipient is kept with the address alone.
  const event = reasonCode === 'SUPPRESSED' ? 'OPTED_OUT' : null;
  return { ...final('FAILED', reasonCode, event), serverResponse: null };
}

function final(
  state: DeliveryResult['state'],
  reasonCode: DeliveryReason | null,
  event: InvitationEventType | null,
): Omit<DeliveryResult, 'serverResponse'> {
  return { state, reasonCode, retryInMs: null, event };
}

/** One minute, two, four… up to four hours, each more or less by a fifth so that what failed together does not return together. */
export function backoff(attempts: number): number {
  const delay = Math.min(MINUTE * 2 ** Math.max(0, attempts - 1), 4 * HOUR);
  return Math.round(delay * (0.8 + Math.random() * 0.4));
}

/** The enhanced code (RFC 3463) says it best; many servers give only words. */
function refusal(statusCode: number, response: string): DeliveryReason {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(response);
  const subject = enhanced ? `${enhanced[1]}.${enhanced[2]}` : '';
  if (subject === '2.2' || /quota|mailbox (?:is )?full|over ?quota/i.test(response)) return 'MAILBOX_FULL';
  if (subject.startsWith('7.') || /spam|blocked|black ?list|block ?list|reputation/i.test(response))
    return 'BLOCKED';
  if (
    ['1.1', '1.10', '1.2', '1.6', '2.1', '4.4'].includes(subject) ||
    /unknown|no such|does(?: not|n't) exist|not found|unavailable|unrouteable/i.test(response)
  )
    return 'MAILBOX_UNKNOWN';
  if (statusCode === 553 || statusCode === 501 || subject === '1.3') return 'UNUSABLE_ADDRESS';
  return 'REFUSED';
}
