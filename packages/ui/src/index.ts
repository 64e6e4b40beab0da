export { InvitationStrip, type StripStatus, useTimeLeft } from './invitations/invitation-strip';
export { reminderDays, type Validity, validityAt, validityDays } from './invitations/validity';
export {
  chosenLanguage,
  type LanguageCode,
  languages,
  preferredLanguage,
  rememberLanguage,
  startI18n,
  type Translated,
} from './languages/i18n';
export { readableOn } from './theme/accent';
export { AnteroomProvider } from './theme/anteroom-provider';
export { anteroomAccent, anteroomTheme, anteroomVariables } from './theme/anteroom-theme';
export {
  formatDay,
  formatMoment,
  formatNumber,
  formatRelative,
  formatRelativeDay,
  intlLocale,
} from './time/formats';
export { RelativeTime } from './time/relative-time';
export { TimeZoneContext, useFormat } from './time/use-format';
export { useNow } from './time/use-now';
