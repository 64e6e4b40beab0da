export const validityDays = 14;
export const reminderDays: readonly number[] = [3, 7];

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface Validity {
  /** How many of the fourteen cells are behind us; a broken number while a day runs. */
  elapsed: number;
  /** 1 to 14: the day we are in. */
  day: number;
  daysLeft: number;
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
    daysLeft: Math.floor(left / dayMs),
    hoursLeft: Math.floor(left / hourMs),
    over: left === 0,
  };
}
