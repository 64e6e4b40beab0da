const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Intl's formatters are slow to make and a table asks for hundreds. */
const made = new Map<string, unknown>();
function once<Formatter>(key: string, make: () => Formatter): Formatter {
  const kept = made.get(key) as Formatter | undefined;
  if (kept) return kept;
  const formatter = make();
  made.set(key, formatter);
  return formatter;
}

function calendarDay(moment: Date, timeZone: string): number {
  const parts = once(`ymd ${timeZone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone })).format(moment);
  return Date.parse(`${parts}T00:00:00Z`) / day;
}

/** "3 days ago", "in 2 hours", "yesterday": past days are those of the calendar in that zone. */
export function formatRelative(moment: Date, now: Date, locale: string, timeZone: string): string {
  const relative = once(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }),
  );
  const distance = moment.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < minute) return relative.format(0, 'second');
  if (size < hour) return relative.format(Math.trunc(distance / minute), 'minute');
  const days = calendarDay(moment, timeZone) - calendarDay(now, timeZone);
  if (days === 0 || size < 6 * hour) return relative.format(Math.trunc(distance / hour), 'hour');
  // What is still to come is told by its distance: 2 days and 23 hours are "in 3 days", whatever the calendar says.
  if (days > 1 && days < 31) {
    const numeric = once(
      `numeric ${locale}`,
      () => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' }),
    );
    return numeric.format(Math.max(Math.round(distance / day), 2), 'day');
  }
  if (Math.abs(days) < 31) return relative.format(days, 'day');
  if (Math.abs(days) < 365) return relative.format(Math.trunc(days / 30.44), 'month');
  return relative.format(Math.trunc(days / 365.25), 'year');
}

/** "today", "yesterday", "3 days ago": for what happened on a day rather than at a moment. */
export function formatRelativeDay(moment: Date, now: Date, locale: string, timeZone: string): string {
  const days = calendarDay(moment, timeZone) - calendarDay(now, timeZone);
  if (Math.abs(days) >= 31) return formatRelative(moment, now, locale, timeZone);
  return once(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }),
  ).format(days, 'day');
}

/** "Saturday 21 November 2026 at 10:30 CET" */
export function formatMoment(moment: Date, locale: string, timeZone: string): string {
  return once(
    `moment ${locale} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone,
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
  ).format(moment);
}

/** "21 Nov 2026" */
export function formatDay(moment: Date, locale: string, timeZone: string): string {
  return once(
    `day ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }),
  ).format(moment);
}

export function formatNumber(value: number, locale: string): string {
  return once(`number ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** English of Europe: 24-hour clock and the day before the month. */
export function intlLocale(language: string): string {
  return language.startsWith('en') ? 'en-GB' : language;
}
