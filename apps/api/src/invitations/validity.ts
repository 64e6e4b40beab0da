/**
 * How long an invitation can be accepted, in days from its sending or latest resend. The same for all: lists in the order
 * of sending are read in that of the ends.
 */
export const VALID_DAYS = 14;

/** After how many days from sending the automatic reminders leave. */
export const REMINDER_DAYS = [3, 7] as const;

/** SQL: the time kept in `column` is over. From its very millisecond on, and the database's clock decides. */
export const isOver = (column: string) => `${column} <= NOW(3)`;

/** SQL: and that it is not; in a form that an index has a range for. */
export const isNotOver = (column: string) => `${column} > NOW(3)`;

/** SQL: true while the invitation `i` can be accepted. */
export const IS_LIVE = `(i.status = 'PENDING' AND ${isNotOver('i.expires_at')})`;

/** SQL: the status of invitation `i` as of now. That it is over is told by the clock and never stored. */
export const STATUS_NOW = `IF(i.status = 'PENDING' AND ${isOver('i.expires_at')}, 'EXPIRED', i.status)`;

const DAY_MS = 86_400_000;

/** When an invitation sent at this moment ends. Days are of 24 hours: the moments are UTC. */
export function validUntil(sentAt: Date): Date {
  return new Date(sentAt.getTime() + VALID_DAYS * DAY_MS);
}

export function firstReminderAt(sentAt: Date): Date {
  return new Date(sentAt.getTime() + REMINDER_DAYS[0] * DAY_MS);
}
