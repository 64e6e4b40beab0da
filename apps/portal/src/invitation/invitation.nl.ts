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
    accept: 'Uitnodiging aannemen',
    back: 'Mijn naam wijzigen',
  },
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
    send: 'Stuur mij de mail',
    sentTitle: 'Kijk in uw mailbox',
    sent: 'Er is een mail onderweg naar <b>{{email}}</b>. Kies met de knop daarin een nieuw wachtwoord en kom dan terug naar deze pagina.',
    continue: 'Ik heb een nieuw wachtwoord: verder',
    again: 'Stuur de mail nog eens',
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
  used: {
    title: 'Deze uitnodiging is al aangenomen',
    text: 'Was u dat, meld u dan aan met uw e-mailadres en wachtwoord. Was u het niet, laat het {{organization}} dan weten.',
    signIn: 'Aanmelden',
  },
  alreadyStaff: {
    title: 'U werkt al bij {{organization}}',
    text: 'Wie zich aanmeldt met {{email}} staat daar al bij de medewerkers. U hoeft niets aan te nemen.',
    open: 'Naar mijn werk',
  },
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
    done: 'Dank u wel. U krijgt hierover geen mail meer, en {{organization}} weet ervan. U kunt deze pagina sluiten.',
    notDone: 'Deze uitnodiging kan niet worden stopgezet, want ze staat niet meer open.',
  },
  anOrganization: 'de organisatie',
};
