import { uuidv7 } from 'uuidv7';
import type { ClientStatus } from '../clients/client-status.js';
import type { DeliveryState } from '../email/delivery-state.js';
import type { MailKind } from '../email/mail.entity.js';
import type { InvitationStatus } from '../invitations/invitation.entity.js';
import type { InvitationEventType } from '../invitations/invitation-event.entity.js';
import { REMINDER_DAYS, VALID_DAYS } from '../invitations/validity.js';
import type { Story } from './people.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface DemoEvent {
  type: InvitationEventType;
  at: Date;
  byStaff?: boolean;
  detail?: string;
}

interface DemoMail {
  id: string;
  kind: MailKind;
  at: Date;
  state: DeliveryState;
  reasonCode: string | null;
  serverResponse: string;
}

/** What became of one invitation, told from the moment it was sent. */
export interface DemoInvitation {
  status: InvitationStatus;
  clientStatus: ClientStatus;
  sentAt: Date;
  expiresAt: Date;
  expiryRecorded: boolean;
  remindersSent: number;
  nextReminderAt: Date | null;
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
  renewalRequestedAt: Date | null;
  deactivatedAt: Date | null;
  mails: DemoMail[];
  events: DemoEvent[];
}

const ACCEPTED_RESPONSE = '250 2.0.0 Ok: queued';
const UNKNOWN_MAILBOX = '550 5.1.1 The email account that you tried to reach does not exist';

/** Whoever would act at night does so after breakfast. */
function awake(at: Date): Date {
  const hour = at.getUTCHours();
  return hour < 6 ? new Date(at.getTime() + (7 - hour) * HOUR) : at;
}

/** Null for somebody who was never invited. `index` spreads the hours, so that no two did everything at the same time. */
export function tell(story: Story, sentAt: Date, now: Date, index: number): DemoInvitation | null {
  if (story === 'no-email' || story === 'not-invited') return null;
  const after = (milliseconds: number) => new Date(sentAt.getTime() + milliseconds);
  const told: DemoInvitation = {
    status: 'PENDING',
    clientStatus: 'INVITE_PENDING',
    sentAt,
    expiresAt: after(VALID_DAYS * DAY),
    expiryRecorded: false,
    remindersSent: 0,
    nextReminderAt: null,
    acceptedAt: null,
    withdrawnAt: null,
    renewalRequestedAt: null,
    deactivatedAt: null,
    mails: [],
    events: [{ type: 'SENT', at: sentAt, byStaff: true }],
  };
  const delivered = (kind: MailKind, at: Date) => {
    told.mails.push(mail(kind, at, 'SENT', ACCEPTED_RESPONSE));
    told.events.push({ type: 'DELIVERED', at });
  };
  const remindUntil = (end: Date) => {
    for (const days of REMINDER_DAYS) {
      const at = after(days * DAY + 4_000);
      if (at >= end) continue;
      told.remindersSent += 1;
      told.events.push({ type: 'REMINDED', at });
      delivered('REMINDER', new Date(at.getTime() + 2_000));
    }
  };

  if (story === 'bounced') {
    told.mails.push({
      ...mail('INVITATION', after(3_000), 'BOUNCED', UNKNOWN_MAILBOX),
      reasonCode: 'MAILBOX_UNKNOWN',
    });
    told.events.push({ type: 'BOUNCED', at: after(3_000), detail: UNKNOWN_MAILBOX });
    return told;
  }
  if (story === 'delayed')
    told.events.push({ type: 'DELAYED', at: after(2_000), detail: '451 4.7.1 Greylisted, try again later' });
  delivered('INVITATION', after(story === 'delayed' ? 6 * MINUTE : 2_000));

  if (story === 'active' || story === 'deactivated') {
    const acceptedAt = awake(after(((index * 7) % 80) * HOUR + 23 * MINUTE));
    told.acceptedAt = acceptedAt < now ? acceptedAt : new Date(now.getTime() - HOUR);
    remindUntil(told.acceptedAt);
    told.events.push({ type: 'ACCEPTED', at: told.acceptedAt });
    told.status = 'ACCEPTED';
    told.clientStatus = 'ACTIVE';
    if (story === 'deactivated') {
      told.clientStatus = 'DEACTIVATED';
      told.deactivatedAt = new Date(now.getTime() - 9 * DAY);
    }
    return told;
  }
  if (story === 'withdrawn') {
    told.withdrawnAt = after(2 * DAY + 3 * HOUR);
    told.events.push({ type: 'WITHDRAWN', at: told.withdrawnAt, byStaff: true });
    told.status = 'WITHDRAWN';
    told.clientStatus = 'INVITE_WITHDRAWN';
    return told;
  }
  remindUntil(now < told.expiresAt ? now : told.expiresAt);
  if (story === 'expired' || story === 'asked-again') {
    told.events.push({ type: 'EXPIRED', at: told.expiresAt });
    told.expiryRecorded = true;
  } else {
    const next = REMINDER_DAYS[told.remindersSent];
    told.nextReminderAt = next === undefined ? null : after(next * DAY);
  }
  if (story === 'asked-again') {
    told.renewalRequestedAt = new Date(told.expiresAt.getTime() + 20 * HOUR);
    told.events.push({ type: 'RENEWAL_REQUESTED', at: told.renewalRequestedAt });
  }
  return told;
}

function mail(kind: MailKind, at: Date, state: DeliveryState, serverResponse: string): DemoMail {
  return { id: uuidv7(), kind, at, state, reasonCode: null, serverResponse };
}
