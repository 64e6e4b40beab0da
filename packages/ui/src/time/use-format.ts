import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatDay,
  formatMoment,
  formatNumber,
  formatRelative,
  formatRelativeDay,
  intlLocale,
} from './formats';

/** IANA zone in which dates are told; the reader's own outside an organization. */
export const TimeZoneContext = createContext<string>(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Numbers and dates in the reader's language and zone. */
export function useFormat() {
  const { i18n } = useTranslation('ui');
  const timeZone = useContext(TimeZoneContext);
  const locale = intlLocale(i18n.resolvedLanguage ?? 'en');
  return useMemo(
    () => ({
      locale,
      timeZone,
      relative: (moment: Date, now: Date) => formatRelative(moment, now, locale, timeZone),
      relativeDay: (moment: Date, now: Date) => formatRelativeDay(moment, now, locale, timeZone),
      moment: (moment: Date) => formatMoment(moment, locale, timeZone),
      day: (moment: Date) => formatDay(moment, locale, timeZone),
      number: (value: number) => formatNumber(value, locale),
    }),
    [locale, timeZone],
  );
}
