import type { Translated } from '@anteroom/ui';
import type { frameEn } from './frame.en';

export const frameNl: Translated<typeof frameEn> = {
  name: 'Anteroom',
  title: '{{page}} – {{organization}}',
  language: 'Taal',
  loading: 'Een ogenblik…',
  tryAgain: 'Probeer het opnieuw',
  toHome: 'Naar mijn pagina',
  showPassword: 'Toon wachtwoord',
  contact: {
    heading: 'Vragen?',
    call: 'Bel {{organization}}:',
    organization: 'Neem contact op met {{organization}}.',
    supportCode: 'Noem de code <code>{{code}}</code>: daarmee vinden zij uw uitnodiging.',
    codeInMail:
      'Onderaan de mail staat in kleine letters een code. Noem die: daarmee vinden zij uw uitnodiging.',
    unknown:
      'Neem contact op met de organisatie die u de mail stuurde. Het telefoonnummer en het adres staan onderaan die mail.',
  },
  failure: {
    network: 'Er is geen verbinding. Wat u hebt ingevuld staat er nog: probeer het zo weer.',
    tooMany: 'Dit is te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.',
    unexpected: 'Er ging bij ons iets mis. Wat u hebt ingevuld staat er nog: probeer het zo weer.',
  },
  problem: {
    REQUIRED: 'Vul dit in.',
    TOO_LONG: 'Dit is te lang.',
    TOO_SHORT: 'Dit is te kort.',
    GUESSABLE: 'Dit wachtwoord is makkelijk te raden. Kies een ander, zoals een paar woorden achter elkaar.',
    INVALID: 'Dit kan niet. Kijk na wat u hebt ingevuld.',
    other: 'Dit kan niet. Kijk na wat u hebt ingevuld.',
  },
  notLoaded: {
    title: 'Deze pagina kon niet worden getoond',
    text: 'Misschien is er geen verbinding. Er is niets verloren gegaan of veranderd.',
  },
  notFound: {
    title: 'Deze pagina bestaat niet',
    text: 'Misschien is het adres niet helemaal overgenomen. Hebt u een uitnodiging, klik dan opnieuw op de knop in de mail.',
  },
};
