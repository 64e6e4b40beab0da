import type { Translated } from '@anteroom/ui';
import type { staffInvitationsEn } from './staff-invitations.en';

export const staffInvitationsNl: Translated<typeof staffInvitationsEn> = {
  action: 'Medewerker uitnodigen',
  notAllowed: 'Met jouw rollen kun je geen medewerkers uitnodigen.',
  title: 'Een medewerker uitnodigen',
  titleAgain: '{{name}} opnieuw uitnodigen',
  emailAgain: 'Een ander adres vul je in op de eigen pagina.',
  keptPermissions: 'Naast de rollen blijft gelden: {{permissions}}.',
  firstName: 'Voornaam',
  lastName: 'Achternaam',
  email: 'E-mail',
  number: 'Personeelsnummer (hoeft niet)',
  clients: 'Met cliënten verbinden (hoeft niet)',
  clientsHint: 'Zij zien elkaar zodra de medewerker en de cliënt allebei binnen zijn.',
  clientsNotAllowed: 'Met jouw rollen kun je medewerkers niet met cliënten verbinden.',
  tooLong: 'Ten hoogste {{limit}} tekens.',
  missing: {
    firstName: 'Vul de voornaam in.',
    lastName: 'Vul de achternaam in.',
    email: 'Vul een e-mailadres in.',
    roleIds: 'Kies minstens één rol: die zegt wat iemand mag.',
  },
  refused: {
    number: 'Een andere medewerker heeft dit nummer al.',
    email: {
      TAKEN: 'Er werkt hier al iemand met dit adres.',
      DEACTIVATED: 'Iemand met dit adres is gedeactiveerd. Activeer die medewerker weer.',
      BEYOND_OWN_PERMISSIONS: 'Deze medewerker is voor meer uitgenodigd dan jij zelf mag.',
    },
    roles: 'Dit geeft meer dan jij zelf mag.',
  },
  next: 'Verder naar het bericht',
  to: 'Aan {{name}}, {{email}}',
  back: 'Terug',
  send: 'Uitnodiging versturen',
  invited: '{{name}} is uitgenodigd',
  renewed: '{{name}} is opnieuw uitgenodigd',
  follow: 'Wat er van de mail wordt staat bij Open uitnodigingen.',
};
