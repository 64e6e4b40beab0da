import type { Delivery } from '../email/delivery.js';
import { DELIVERY_REASONS, type DeliveryReason } from '../email/delivery-reasons.js';
import type { Invitation } from '../invitations/invitation.entity.js';
import type { InvitationEvent, InvitationEventType } from '../invitations/invitation-event.entity.js';
import { FINDINGS, type FindingCode } from './findings.js';
import type { SupportFinding } from './support-case.types.js';

export interface CaseFacts {
  invitation: Pick<
    Invitation,
    | 'status'
    | 'email'
    | 'sentAt'
    | 'expiresAt'
    | 'acceptedAt'
    | 'withdrawnAt'
    | 'renewalRequestedAt'
    | 'deliveryState'
  >;
  delivery: Pick<Delivery, 'at' | 'attempts' | 'reasonCode'>;
  offerGone: boolean;
  /** Newest first. */
  events: readonly Pick<InvitationEvent, 'type' | 'detail' | 'at'>[];
}

/** The one thing to say first: what stops the person now, before what once happened. */
export function findingOf(facts: CaseFacts): SupportFinding {
  const { invitation, offerGone } = facts;
  switch (invitation.status) {
    case 'ACCEPTED':
      return finding('ACCEPTED', invitation.acceptedAt ?? invitation.sentAt);
    case 'WITHDRAWN':
      return withdrawn(facts);
    default:
  }
  if (offerGone) return finding('INVITER_GONE', invitation.sentAt);
  if (invitation.status === 'EXPIRED') return expired(facts);
  return delivered(facts);
}

/** Where the mail never arrived, the time that is over is not what stands in the way. */
function expired(facts: CaseFacts): SupportFinding {
  const { renewalRequestedAt, expiresAt, deliveryState } = facts.invitation;
  if (renewalRequestedAt) return finding('RENEWAL_REQUESTED', renewalRequestedAt);
  const reason = facts.delivery.reasonCode;
  const neverArrived =
    deliveryState === 'BOUNCED' ||
    (deliveryState === 'FAILED' && (reason === 'SUPPRESSED' || reason === 'GAVE_UP'));
  return neverArrived ? delivered(facts) : finding('EXPIRED', expiresAt);
}

function delivered(facts: CaseFacts): SupportFinding {
  const { invitation, delivery } = facts;
  switch (invitation.deliveryState) {
    case 'BOUNCED':
      return finding('BOUNCED', delivery.at, delivery.reasonCode);
    case 'FAILED':
      if (delivery.reasonCode === 'SUPPRESSED') return finding('OPTED_OUT', delivery.at);
      return finding('MAIL_FAILED', delivery.at, delivery.reasonCode);
    case 'UNKNOWN':
      return finding('DELIVERY_UNKNOWN', delivery.at);
    case 'QUEUED':
    case 'SENDING':
      if (delivery.reasonCode === 'CONNECTION_LOST') return finding('TRIED_AGAIN', delivery.at);
      return finding(
        delivery.attempts > 1 || delivery.reasonCode ? 'MAIL_DELAYED' : 'MAIL_WAITING',
        delivery.at,
      );
    default:
      return opened(facts);
  }
}

function withdrawn({ invitation, events }: CaseFacts): SupportFinding {
  const why = latest(events, ['WRONG_RECIPIENT', 'ADDRESS_CHANGED', 'WITHDRAWN']);
  const at = invitation.withdrawnAt ?? invitation.sentAt;
  if (why?.type === 'WRONG_RECIPIENT') return finding('STOPPED_BY_RECIPIENT', why.at);
  return why?.type === 'ADDRESS_CHANGED' ? finding('ADDRESS_CHANGED', why.at) : finding('WITHDRAWN', at);
}

/** The mail has arrived, as far as servers tell: what was seen of the link since the present validity began. */
function opened({ invitation, delivery, events }: CaseFacts): SupportFinding {
  const since = events.filter(({ at }) => at >= invitation.sentAt);
  const seen = latest(
    since.filter((event) => event.type !== 'OPENED' || event.detail === 'PERSON'),
    ['OPENED', 'WRONG_USER', 'LINK_REFUSED'],
  );
  if (seen?.type === 'WRONG_USER') return finding('WRONG_USER', seen.at);
  if (seen?.type === 'LINK_REFUSED' && seen.detail === 'LINK_REPLACED') return finding('OLD_LINK', seen.at);
  if (seen?.type === 'LINK_REFUSED' && seen.detail === 'LINK_SUSPENDED')
    return finding('WHILE_SUSPENDED', seen.at);
  return seen?.type === 'OPENED' ? finding('OPENED', seen.at) : finding('NOT_OPENED', delivery.at);
}

function latest(
  events: CaseFacts['events'],
  types: InvitationEventType[],
): CaseFacts['events'][number] | undefined {
  return events.find(({ type }) => types.includes(type));
}

function finding(code: FindingCode, at: Date, deliveryReason: string | null = null): SupportFinding {
  const [text, help] = FINDINGS[code];
  const why = deliveryReason ? DELIVERY_REASONS[deliveryReason as DeliveryReason] : undefined;
  return { code, text: why ? `${text} ${why}` : text, help, at };
}
