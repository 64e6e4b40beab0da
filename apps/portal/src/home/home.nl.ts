import type { Translated } from '@anteroom/ui';
import type { homeEn } from './home.en';

export const homeNl: Translated<typeof homeEn> = {
  welcome: 'Welkom, {{name}}',
  welcomeUnnamed: 'Welkom',
  joined: 'Het is gelukt: u bent nu cliënt van {{organization}}.',
  signedInAs: 'Aangemeld als {{email}}',
  signOut: 'Afmelden',
  programs: 'Uw programma’s',
  connections: 'U bent verbonden met',
  noPrograms: 'U zit nog niet in een programma. {{organization}} laat het u weten als er een voor u is.',
  suspendedTitle: '{{organization}} is hier nu niet bereikbaar',
  suspended:
    'Wat er tussen u en de praktijk is, blijft bewaard en komt hier vanzelf terug. Bel of bezoek de praktijk intussen.',
  waitingTitle: '{{organization}} heeft uw verzoek',
  waiting: 'Zij bekijken het en antwoorden per mail. U hoeft verder niets te doen.',
  nowhereTitle: 'U bent nog nergens cliënt',
  nowhere: 'Hebt u een uitnodiging? Klik dan op de knop in die mail.',
  staff: 'Naar de pagina’s voor medewerkers',
};
