import type { Translated } from '@anteroom/ui';
import type { pageEn } from './page.en';

export const pageNl: Translated<typeof pageEn> = {
  titleSuffix: '{{title}} – Anteroom',
  loading: 'Laden',
  retry: 'Opnieuw proberen',
  cancel: 'Annuleren',
  close: 'Sluiten',
  save: 'Opslaan',
  undo: 'Ongedaan maken',
  failed: {
    title: 'Dit kon niet worden geladen',
    offline: 'De server is niet bereikbaar. Misschien is je verbinding weg; er is niets verloren.',
    server: 'De server kon niet antwoorden. Het is genoteerd; opnieuw proberen helpt vaak.',
    refused: 'Je mag dit niet zien.',
  },
  notDone: 'Er is niets veranderd',
  notFound: {
    title: 'Deze pagina bestaat niet',
    text: 'Misschien is het adres verkeerd getypt, of is weg wat er stond.',
    home: 'Naar het begin',
  },
  broken: {
    title: 'Er ging iets stuk op deze pagina',
    text: 'Herladen helpt meestal. Wat je hebt opgeslagen is niet verloren.',
    reload: 'Pagina herladen',
  },
  pager: {
    label: "Pagina's",
    previous: 'Vorige pagina',
    next: 'Volgende pagina',
    first: 'Eerste pagina',
  },
  moreThan: '{{number}}+',
  error: {
    TAKEN: 'Al in gebruik.',
    REQUIRED: 'Vul dit in.',
    TOO_LONG: 'Dit is te lang.',
    TOO_SHORT: 'Dit is te kort.',
    INVALID: 'Dit is niet geldig.',
    TOO_MANY: 'Dit zijn er te veel tegelijk.',
    BAD_ADDRESS: 'Dit is geen e-mailadres.',
    NOT_FOUND: 'Het is er niet meer.',
    NOT_POSSIBLE: 'Dat kan nu niet.',
  },
};
