import type { Translated } from '@anteroom/ui';
import type { invitationsEn } from './invitations.en';

export const invitationsNl: Translated<typeof invitationsEn> = {
  withdraw: {
    titleOne: 'De uitnodiging van {{email}} intrekken?',
    title_one: '{{shown}} uitnodiging intrekken?',
    title_other: '{{shown}} uitnodigingen intrekken?',
    link: 'De link in de mail werkt meteen niet meer, en er gaat geen herinnering meer.',
    recipientSees:
      'Wie hem opent leest: “Deze uitnodiging is ingetrokken”, met jullie telefoonnummer en adres, en verder niets.',
    later:
      'Er gaat geen mail over uit. Een cliënt kan later opnieuw worden uitgenodigd, met een nieuwe link.',
    confirm: 'Intrekken',
  },
};
