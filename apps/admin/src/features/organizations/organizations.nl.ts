import type { Translated } from '@anteroom/ui';
import type { organizationsEn } from './organizations.en';

export const organizationsNl: Translated<typeof organizationsEn> = {
  choose: 'Kies een organisatie',
  switcher: 'wissel van organisatie',
  unknown: {
    title: 'Je hoort niet bij deze organisatie',
    text: 'Ze bestaat niet, of je bent er geen medewerker.',
    home: 'Naar je organisaties',
  },
  noMembership: {
    title: 'Je bent nog geen medewerker',
    text: 'Je bent ingelogd als {{email}}, maar bij geen enkele organisatie sta je als medewerker. Vraag de eigenaar of een beheerder om dit adres uit te nodigen.',
    portal: 'Ben je cliënt?',
    portalLink: 'Naar het cliëntportaal',
    signOut: 'Uitloggen',
  },
};
