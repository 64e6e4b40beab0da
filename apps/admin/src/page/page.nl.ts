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
    tooMany: 'Dat was te veel in korte tijd. Wacht even en probeer het opnieuw.',
    gone: 'Het is er niet meer. Misschien heeft iemand het net veranderd.',
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
  why: {
    TAKEN: 'Al in gebruik.',
    REQUIRED: 'Vul dit in.',
    TOO_LONG: 'Dit is te lang.',
    TOO_SHORT: 'Dit is te kort.',
    INVALID: 'Dit is niet geldig.',
    TOO_MANY: 'Dit zijn er te veel tegelijk.',
    BAD_ADDRESS: 'Dit is geen e-mailadres.',
    NOT_FOUND: 'Het is er niet meer.',
    NOT_POSSIBLE: 'Dat kan nu niet.',
    NO_EMAIL: 'Er is geen e-mailadres bekend. Voeg er eerst een toe.',
    ALREADY_ACTIVE: 'Die is al actief.',
    BEYOND_OWN_PERMISSIONS: 'Dit geeft meer dan jij zelf mag.',
    MAY_NOT_CONNECT: 'Met jouw rollen kun je medewerkers niet aan cliënten koppelen.',
    NOT_INVITED: 'Er is nog geen uitnodiging. Verstuur er eerst een.',
    INVITE_OPEN: 'Er is een open uitnodiging. Herinner eraan of verstuur ze opnieuw.',
    ALREADY_ENROLLED: 'De cliënt zit al in het programma.',
    TOO_MANY_REQUESTS: 'Dat was te veel tegelijk. Wacht even en probeer het opnieuw.',
    UNKNOWN_PLACEHOLDER: 'Het bericht heeft een veld dat niet bestaat.',
    WITHDRAWN: 'De uitnodiging is ingetrokken. Nodig opnieuw uit.',
    EXPIRED: 'De uitnodiging is verlopen. Verstuur ze opnieuw: dan is ze weer 14 dagen geldig.',
    BOUNCED: 'De laatste mail kwam terug. Verbeter het adres of verstuur de uitnodiging opnieuw.',
    MAIL_WAITING: 'De laatste mail is nog niet weg. Dat gaat vanzelf.',
    SUPPRESSED: 'Dit adres wil niet worden uitgenodigd.',
    RECIPIENT_LIMIT:
      'Dit adres kreeg zoveel mails als het op een dag mag krijgen. Probeer het over 24 uur opnieuw.',
    ORGANIZATION_LIMIT:
      'De organisatie verstuurde zoveel uitnodigingen als op een dag mag. Probeer het later opnieuw.',
    USER_LIMIT:
      'Je verstuurde zoveel uitnodigingen als een persoon op een dag mag. Probeer het later opnieuw.',
    INVITER_GONE:
      'De link laat niemand binnen: wie uitnodigde mag dat niet meer. Vraag iemand die mag uitnodigen om het opnieuw te doen.',
    DEACTIVATED: 'De cliënt is gedeactiveerd.',
  },
  notSaved: 'Dit is niet opgeslagen.',
};
