export { InvitationStrip } from './invitations/invitation-strip';
export {
  chosenLanguage,
  type LanguageCode,
  languages,
  preferredLanguage,
  rememberLanguage,
  startI18n,
} from './languages/i18n';
export type { Translated } from './languages/translated';
export { readableOn } from './theme/accent';
export { AnteroomProvider } from './theme/anteroom-provider';
export { intlLocale } from './time/formats';
export { RelativeTime } from './time/relative-time';
export { TimeZoneContext, useFormat } from './time/use-format';
export { useNow } from './time/use-now';
