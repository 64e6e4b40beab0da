import type { Translated } from '@anteroom/ui';
import type { inviteClientEn } from './invite-client.en';

export const inviteClientNl: Translated<typeof inviteClientEn> = {
  title: 'Eén cliënt uitnodigen',
  titleMessage: 'Eén cliënt uitnodigen: het bericht',
  cancel: 'Annuleren',
  firstName: 'Voornaam',
  lastName: 'Achternaam',
  email: 'E-mailadres',
  emailHint: 'Nodig om uit te nodigen.',
  emailNeeded:
    'Zonder adres kan niemand worden uitgenodigd. Je kunt de cliënt ook aanmaken zonder uit te nodigen.',
  invalidEmail: 'Dit is geen volledig e-mailadres.',
  number: 'Cliëntnummer',
  numberHint: 'Het eerstvolgende vrije. Je kunt ook een eigen nummer opgeven.',
  useNumber: '{{number}} gebruiken, dat is vrij',
  connections: 'Verbindingen',
  onlySelf: 'De cliënt wordt met jou verbonden, {{name}}.',
  createOnly: 'Aanmaken zonder uit te nodigen',
  next: 'Verder: het bericht',
  back: 'Terug',
  send: 'Aanmaken en uitnodigen',
  invited: '{{who}} is uitgenodigd: de mail is onderweg.',
  notInvited: '{{who}} is aangemaakt, maar niet uitgenodigd. {{why}}',
  created: '{{who}} is aangemaakt. Uitnodigen kan wanneer je wilt.',
};
