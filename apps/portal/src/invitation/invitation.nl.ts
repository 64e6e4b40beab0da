import type { Translated } from '@anteroom/ui';
import type { invitationEn } from './invitation.en';

export const invitationNl: Translated<typeof invitationEn> = {
  lead: {
    named: '{{name}}, {{who}} nodigt u uit voor {{what}}.',
    unnamed: '{{who}} nodigt u uit voor {{what}}.',
    inviterOf: '{{inviter}} van {{organization}}',
    portal: 'het cliëntenportaal',
    staff: '{{name}}, {{who}} nodigt u uit om bij {{organization}} te werken als {{roles}}.',
    for: 'Voor {{email}}',
    until: 'Geldig tot {{day}}',
  },
  role: {
    OWNER: 'eigenaar',
    ADMINISTRATOR: 'beheerder',
    ASSISTANT: 'assistent',
    CLINICIAN: 'behandelaar',
    SUPPORT: 'helpdeskmedewerker',
  },
  notMe: 'Dit ben ik niet',
  forgotPassword: 'Wachtwoord vergeten?',
  existing: {
    title: 'Meld u aan om de uitnodiging aan te nemen',
    text: 'U hebt voor dit adres al een wachtwoord bij ons. Na het aanmelden komt {{organization}} erbij.',
    label: 'Uw wachtwoord',
    accept: 'Aanmelden en aannemen',
  },
  accept: {
    title: 'Neemt u deze uitnodiging aan?',
    text: 'U bent aangemeld als {{email}}.',
    accept: 'Uitnodiging aannemen',
  },
  other: {
    title: 'Deze uitnodiging is voor iemand anders',
    text: 'U bent aangemeld als <b>{{viewer}}</b>, en deze uitnodiging is voor <b>{{email}}</b>.',
    whatNow: 'Bent u dat ook? Meld u dan af en ga verder met de uitnodiging. Die blijft zoals ze is.',
    signOut: 'Afmelden en verder',
    stay: 'Aangemeld blijven als {{viewer}}',
  },
  prove: {
    title: 'Is deze mailbox van u?',
    text: 'Er is een wachtwoord voor <b>{{email}}</b>, maar niemand heeft nog laten zien dat die mailbox van hem of haar is. Wij kunnen er een mail heen sturen waarmee u een nieuw wachtwoord kiest. Daarna kunt u de uitnodiging aannemen.',
  },
  expired: {
    title: 'Deze uitnodiging is verlopen',
    text: 'Een uitnodiging geldt een beperkte tijd, en die is voorbij. Er is niets verloren: {{organization}} kan u een nieuwe sturen.',
    ask: 'Vraag een nieuwe aan',
  },
  renewal: {
    title: '{{organization}} weet dat u een nieuwe uitnodiging wilt',
    text: 'Als die wordt verstuurd, vindt u haar in dezelfde mailbox als deze. U hoeft verder niets te doen.',
  },
  withdrawn: {
    title: 'Deze uitnodiging is ingetrokken',
    text: '{{organization}} heeft deze uitnodiging teruggenomen; ze kan niet meer worden aangenomen. Had u er een verwacht? Neem dan contact op.',
  },
  suspended: {
    title: 'Deze uitnodiging rust even',
    text: '{{organization}} kan hier op dit moment niemand binnenlaten; daarom rusten alle uitnodigingen van deze praktijk. De uwe is niet ingetrokken.',
    whatNow:
      'Bewaar de mail en klik later nog eens op de knop: is dit voorbij, dan werkt dezelfde link weer zolang de uitnodiging geldt. Kan het niet wachten? Neem dan contact op.',
  },
  used: {
    title: 'Deze uitnodiging is al aangenomen',
    text: 'Was u dat, dan hoeft u niets meer te doen: ga gewoon verder, en meld u aan als dat wordt gevraagd. Was u het niet, laat het {{organization}} dan weten.',
    open: 'Naar mijn pagina’s',
  },
  alreadyStaff: {
    title: 'U werkt al bij {{organization}}',
    text: 'Wie zich aanmeldt met {{email}} staat daar al bij de medewerkers. U hoeft niets aan te nemen.',
  },
  formerStaff: {
    title: 'U hebt eerder bij {{organization}} gewerkt',
    text: 'Wie zich aanmeldt met {{email}} stond daar bij de medewerkers, en die toegang is beëindigd. Deze uitnodiging kan haar niet teruggeven.',
    whatNow:
      'Vraag een eigenaar of beheerder daar om u onder Medewerkers opnieuw te activeren. Meld u daarna aan zoals eerder.',
  },
  toMyWork: 'Naar mijn werk',
  unknown: {
    title: 'Deze link werkt niet',
    text: 'Misschien is hij niet helemaal overgenomen, of is er een nieuwere mail. Klik nog eens op de knop in de nieuwste mail.',
  },
  wrongRecipient: {
    title: 'Is deze uitnodiging niet voor u?',
    text: 'Dan zetten wij haar stop: de link werkt niet meer, er komen geen herinneringen, en {{organization}} hoort dat het adres niet klopt.',
    stop: 'Zet deze uitnodiging stop',
    back: 'Terug naar de uitnodiging',
    doneTitle: 'De uitnodiging is stopgezet',
    letters: 'De eerste drie letters van het adres waarop de mail kwam',
    whyLetters: 'Zo weten wij dat een mens het vraagt, en niet een programma dat mail controleert.',
    wrongLetters: 'Typ de eerste drie letters van het adres waarop de mail kwam.',
    reach: 'Wat zullen wij stoppen?',
    reaches: {
      this: 'Deze uitnodiging',
      ORGANIZATION: 'Deze, en elke andere van {{organization}} aan dit adres',
      EVERYBODY: 'Elke uitnodiging aan dit adres, van alle praktijken die dit systeem gebruiken',
    },
    done: {
      this: 'Dank u wel. U krijgt hierover geen mail meer, en {{organization}} weet ervan. U kunt deze pagina sluiten.',
      ORGANIZATION:
        'Dank u wel. {{organization}} weet ervan en kan dit adres niet meer uitnodigen. U kunt deze pagina sluiten.',
      EVERYBODY:
        'Dank u wel. {{organization}} weet ervan, en geen praktijk kan dit adres hier nog uitnodigen. Een laatste mail bevestigt dat; met de link daarin kunt u het terugnemen.',
    },
    notDone: 'Deze uitnodiging kan niet worden stopgezet, want ze staat niet meer open.',
  },
  mailAgain: {
    title: 'Mag u weer worden uitgenodigd?',
    text: 'U vroeg dat geen praktijk uw adres uitnodigt. Typ het hier, en praktijken kunnen u weer uitnodigen.',
    email: 'Uw e-mailadres',
    submit: 'Laat mij weer uitnodigen',
    otherAddress: 'Dit is niet het adres waarop de mail kwam.',
    doneTitle: 'U kunt weer worden uitgenodigd',
    done: 'Niemand heeft er bericht van gekregen. Een praktijk die u wil uitnodigen kan dat vanaf nu.',
    deadTitle: 'Deze link werkt niet',
    dead: 'Misschien is hij niet helemaal overgenomen. Klik nog eens op de knop in de mail.',
  },
  anOrganization: 'de organisatie',
};
