/**
 * R87: how long an invitation can be accepted, in days from its sending or latest resend. Lists in the order of sending find
 * those whose time is over by it: with another number, those already sent would have to be given it too.
 */
export const VALID_DAYS = 14;

/** R41: after how many days from sending the automatic reminders leave. */
export const REMINDER_DAYS = [3, 7] as const;

/** SQL: true while the invitation `i` can be accepted. The database's clock decides, at the moment of reading. */
export const IS_LIVE = `(i.status = 'PENDING' AND i.expires_at > NOW(3))`;

/** SQL: the status of invitation `i` as of now. That it is over is told by the clock and never stored. */
export const STATUS_NOW = `IF(i.status = 'PENDING' AND i.expires_at <= NOW(3), 'EXPIRED', i.status)`;

const DAY_MS = 86_400_000;

/** When an invitation sent at this moment ends. Days are of 24 hours: the moments are UTC. */
export function validUntil(sentAt: Date): Date {
  return new Date(sentAt.getTime() + VALID_DAYS * DAY_MS);
}

export function firstReminderAt(sentAt: Date): Date {
  return new Date(sentAt.getTime() + REMINDER_DAYS[0] * DAY_MS);
}
