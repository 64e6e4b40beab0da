export const validityDays = 14;
export const reminderDays: readonly number[] = [3, 7];

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface Validity {
  /** How many of the fourteen cells are behind us; a broken number while a day runs. */
  elapsed: number;
  /** 1 to 14: the day we are in. */
  day: number;
  /** Begun days count whole, as one says it; 0 on the last day, which is told in hours. */
  daysLeft: number;
  /** Begun hours count whole; 0 in the last hour. */
  hoursLeft: number;
  over: boolean;
}

/**
 * Where `now` stands between sending and expiry. The cells divide that very span, so that a validity
 * which is not exactly fourteen times 24 hours (the clock changes in between) still ends with its strip.
 */
export function validityAt(sentAt: Date, expiresAt: Date, now: Date): Validity {
  const span = Math.max(expiresAt.getTime() - sentAt.getTime(), 1);
  const share = Math.min(Math.max((now.getTime() - sentAt.getTime()) / span, 0), 1);
  const left = Math.max(expiresAt.getTime() - now.getTime(), 0);
  const elapsed = share * validityDays;
  return {
    elapsed,
    day: Math.min(Math.floor(elapsed) + 1, validityDays),
    // The reader's clock may be behind the server's: nobody is given a fifteenth day.
    daysLeft: left > dayMs ? Math.min(Math.ceil(left / dayMs), validityDays) : 0,
    hoursLeft: left >= hourMs ? Math.ceil(left / hourMs) : 0,
    over: left === 0,
  };
}
