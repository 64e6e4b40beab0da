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
  practice: {
    title: 'Praktijk',
    phone: 'Telefoon',
    phoneHint: 'Staat onder elke pagina van een uitnodiging, voor wie een vraag heeft.',
    visitingAddress: 'Bezoekadres',
    description: 'Over de praktijk',
    descriptionHint: 'Staat op je aanmeldpagina.',
    treatments: 'Wat je aanbiedt',
    treatmentsHint: 'Eén per regel; staat op je aanmeldpagina.',
    logo: 'Logo',
    logoHint:
      'Op de pagina’s en in de mails die cliënten krijgen. Een PNG, JPEG, WebP of SVG; wij maken het op maat.',
    logoNow: 'Het logo',
    logoChoose: 'Kies een bestand',
    logoOther: 'Kies een ander bestand',
    logoRemove: 'Verwijderen',
    logoUnreadable:
      '{{name}} is niet als afbeelding te lezen. Kies een PNG, JPEG, WebP of SVG van hoogstens 10 MB.',
    tooLong: 'Hoogstens {{limit}} tekens.',
    saved: 'De gegevens van de praktijk zijn opgeslagen.',
    notSaved: 'Nog niet opgeslagen: kijk naar de gemarkeerde velden hierboven.',
  },
  registration: {
    title: 'Hoe cliënten zich aanmelden',
    modes: {
      INVITATION_ONLY: 'Alleen op uitnodiging',
      WITH_APPROVAL: 'Op verzoek, met jouw goedkeuring',
      OPEN: 'Vrij',
    },
    explained: {
      INVITATION_ONLY: 'Alleen wie je uitnodigt, wordt cliënt. Je aanmeldpagina zegt wie men kan bellen.',
      WITH_APPROVAL:
        'Wie laat zien dat de mailbox van hem of haar is, mag het vragen. Je ziet het verzoek, vergelijkt het met je cliënten en zegt ja of nee. Tot dan zien zij niets.',
      OPEN: 'Wie laat zien dat de mailbox van hem of haar is, is meteen cliënt, met het volgende nummer. Een cliënt die je al kent, wordt aan het adres herkend.',
    },
    saved: {
      INVITATION_ONLY: 'Van nu af komen cliënten alleen op uitnodiging. Gemailde links werken niet meer.',
      WITH_APPROVAL: 'Van nu af mogen mensen vragen om cliënt te worden.',
      OPEN: 'Van nu af mag iedereen cliënt worden.',
    },
    page: 'Je aanmeldpagina',
    pageHint: 'Deel dit adres: op je website, in een mail, op een kaartje.',
    pageClosed: 'Daar leest men dat er een uitnodiging nodig is, en wie men kan bellen.',
    copy: 'Kopiëren',
    copied: 'Gekopieerd',
    look: 'Bekijk haar als bezoeker',
  },
};
