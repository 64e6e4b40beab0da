import type { Translated } from '@anteroom/ui';
import type { registrationEn } from './registration.en';

export const registrationNl: Translated<typeof registrationEn> = {
  page: {
    title: 'Cliënt worden van {{organization}}',
    treatments: 'Wat wij bieden',
    howOpen: 'Wij mailen u een link. Daarmee kiest u een wachtwoord, en dan bent u binnen.',
    howApproval:
      'Wij mailen u een link. Daarmee vertelt u ons uw naam en kiest u een wachtwoord. Daarna bekijkt {{organization}} uw verzoek en antwoordt per mail.',
    email: 'E-mailadres',
    submit: 'Stuur mij de mail',
    hasPassword: 'Bent u al cliënt?',
    signIn: 'Aanmelden',
  },
  sent: {
    title: 'Kijk in uw mailbox',
    text: 'Wij hebben een mail gestuurd naar <b>{{email}}</b>. Daarin staat hoe u verdergaat. De link werkt 48 uur. Na een paar minuten nog niets? Kijk ook bij de ongewenste mail.',
    again: 'Een ander adres gebruiken',
  },
  byInvitation: {
    title: '{{organization}} werkt op uitnodiging',
    text: 'U wordt hier cliënt met een uitnodiging, die per mail komt. Hebt u er een? Druk dan op de knop in die mail. Wilt u er een? Neem dan contact op met de praktijk.',
  },
  lead: {
    organization: 'Uw aanmelding bij {{organization}}',
    for: 'Voor {{email}}',
  },
  submitOpen: 'Cliënt worden',
  submitApproval: 'Mijn verzoek versturen',
  existing: {
    title: 'Meld u aan om verder te gaan',
    text: 'U hebt voor dit adres al een wachtwoord bij ons.',
    label: 'Uw wachtwoord',
    forgot: 'Wachtwoord vergeten?',
  },
  signedIn: {
    titleOpen: 'Wilt u cliënt worden van {{organization}}?',
    titleApproval: 'Wilt u {{organization}} vragen u aan te nemen?',
    text: 'U bent aangemeld als {{email}}.',
  },
  other: {
    title: 'U bent als iemand anders aangemeld',
    text: 'U bent aangemeld als <b>{{viewer}}</b>, en deze link is gestuurd naar <b>{{email}}</b>.',
    signOut: 'Afmelden en verder',
    stay: 'Aangemeld blijven als {{viewer}}',
  },
  prove: {
    title: 'Kies eerst een nieuw wachtwoord',
    text: 'Er is een wachtwoord voor <b>{{email}}</b>, maar niemand heeft nog laten zien dat die mailbox van hem of haar is. Wij kunnen er een mail heen sturen waarmee u een nieuw kiest.',
  },
  expired: {
    title: 'Deze link is verlopen',
    text: 'Een link werkt 48 uur. Vul uw adres nog eens in, dan komt er een nieuwe.',
    again: 'Vraag een nieuwe link',
  },
  closed: {
    title: '{{organization}} neemt u niet online aan',
    text: 'Dat kan nu niet met deze pagina. Neem contact op met de praktijk: zij helpen u verder.',
  },
  suspended: {
    title: 'Uw aanmelding rust even',
    text: '{{organization}} kan hier op dit moment niemand aannemen; daarom rusten alle aanmeldingen. Er is niets afgewezen.',
    whatNow:
      'Bewaar de mail en klik later nog eens op de knop: is dit voorbij, dan werkt dezelfde link weer zolang hij geldt, of biedt hij u een nieuwe aan. Kan het niet wachten? Neem dan contact op.',
  },
  used: {
    title: 'Deze link is al gebruikt',
    text: 'Was u dat, meld u dan aan met uw e-mailadres en wachtwoord om te zien hoe uw aanmelding ervoor staat.',
    signIn: 'Aanmelden',
  },
  unknown: {
    title: 'Deze link werkt niet',
    text: 'Misschien is hij niet helemaal overgenomen, of is er een nieuwere mail. Klik nog eens op de knop in de nieuwste mail.',
  },
  thePractice: 'de praktijk',
};
