import type { DeliveryState } from '../email/delivery-state.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import type { InvitationStatus } from './invitation.entity.js';
import type { OfferStanding } from './whose-offers.js';

/** What decides about an invitation's actions; `status` as of now, by the database's clock. */
export interface InvitationFacts {
  status: InvitationStatus;
  deliveryState: DeliveryState;
}

const ACCEPTED = impossible('ALREADY_ACTIVE', 'The invitation has been accepted.');
const WITHDRAWN = impossible(
  'WITHDRAWN',
  'The invitation was withdrawn. Invite them again to send a new link.',
);
const MAIL_WAITING = impossible(
  'MAIL_WAITING',
  'The latest mail has not left yet. It goes out by itself as soon as the mail server takes it.',
);

const BEYOND_OWN_PERMISSIONS = impossible(
  'BEYOND_OWN_PERMISSIONS',
  'This invitation gives more than you may do yourself. Ask somebody who may do at least as much.',
);

/** Another mail would only lead to a closed door. */
export const INVITER_GONE = impossible(
  'INVITER_GONE',
  'The link lets nobody in: the person is deactivated, or whoever invited them may no longer do so. Ask somebody who ' +
    'may invite to do it anew.',
);

/** The same validity, the mail again, of an offer that is somebody's. */
export function canRemindOffer(facts: InvitationFacts, { theirs, own }: OfferStanding): Possibility {
  const usual = canRemind(facts);
  return usual.allowed && !theirs && !own ? INVITER_GONE : usual;
}

/** To the staff, whoever resends makes the offer theirs, unless they act for whoever made it. */
export function canResendOffer(
  facts: InvitationFacts & { staffMemberId: string | null },
  { theirs, own }: OfferStanding,
  keepsInviter = false,
): Possibility {
  const usual = canResend(facts);
  if (!usual.allowed || own) return usual;
  if (facts.staffMemberId !== null && !keepsInviter) return BEYOND_OWN_PERMISSIONS;
  return theirs ? usual : INVITER_GONE;
}

/** The same validity, the mail again. */
export function canRemind({ status, deliveryState }: InvitationFacts): Possibility {
  if (status === 'ACCEPTED') return ACCEPTED;
  if (status === 'WITHDRAWN') return WITHDRAWN;
  if (status === 'EXPIRED')
    return impossible(
      'EXPIRED',
      'The invitation has expired. Resend it: validity and reminders then start afresh.',
    );
  if (deliveryState === 'BOUNCED')
    return impossible('BOUNCED', 'The latest mail came back. Correct the address, or resend the invitation.');
  if (isWaiting(deliveryState)) return MAIL_WAITING;
  return possible;
}

/** Validity and reminders start afresh, also for an expired one. */
export function canResend({ status, deliveryState }: InvitationFacts): Possibility {
  if (status === 'ACCEPTED') return ACCEPTED;
  if (status === 'WITHDRAWN') return WITHDRAWN;
  if (status === 'PENDING' && isWaiting(deliveryState)) return MAIL_WAITING;
  return possible;
}

export function canWithdraw({ status }: InvitationFacts): Possibility {
  if (status === 'ACCEPTED') return ACCEPTED;
  if (status === 'WITHDRAWN') return impossible('WITHDRAWN', 'The invitation has already been withdrawn.');
  return possible;
}

function isWaiting(state: DeliveryState): boolean {
  return state === 'QUEUED' || state === 'SENDING';
}
