import type { Translated } from '@anteroom/ui';
import type { settingsEn } from './settings.en';

export const settingsNl: Translated<typeof settingsEn> = {
  title: 'Instellingen',
  mine: 'Dit is alleen van jou; niemand anders merkt een verandering.',
  language: 'Taal',
  languages: { en: 'English', nl: 'Nederlands' },
  appearance: 'Weergave',
  schemes: { light: 'Licht', dark: 'Donker', auto: 'Zoals het apparaat' },
  keys: 'Losse toetsen',
  keysLabel: 'Toetsen zoals n en / werken zonder Ctrl',
  keysHint: 'Zet ze uit als spraakinvoer of een ander hulpmiddel erover struikelt.',
  user: 'Jij',
  signedInAs: 'Ingelogd als {{email}}',
};
