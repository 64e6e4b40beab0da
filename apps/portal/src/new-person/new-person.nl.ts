import type { Translated } from '@anteroom/ui';
import type { newPersonEn } from './new-person.en';

export const newPersonNl: Translated<typeof newPersonEn> = {
  name: {
    title: 'Hoe heet u?',
    first: 'Voornaam',
    last: 'Achternaam',
    firstMissing: 'Vul uw voornaam in.',
    lastMissing: 'Vul uw achternaam in.',
    tooLong: 'Gebruik ten hoogste 100 tekens.',
    next: 'Verder',
  },
  password: {
    title: 'Kies een wachtwoord',
    text: 'Met uw e-mailadres en dit wachtwoord meldt u zich voortaan aan.',
    email: 'E-mailadres',
    label: 'Wachtwoord',
    back: 'Mijn naam wijzigen',
  },
  prove: {
    send: 'Stuur mij de mail',
    sentTitle: 'Kijk in uw mailbox',
    sent: 'Er is een mail onderweg naar <b>{{email}}</b>. Kies met de knop daarin een nieuw wachtwoord en kom dan terug naar deze pagina.',
    continue: 'Ik heb een nieuw wachtwoord: verder',
    again: 'Stuur de mail nog eens',
  },
};
