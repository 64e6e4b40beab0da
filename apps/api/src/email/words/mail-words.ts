import type { Language } from '../../organizations/language.js';
import type { MailKind } from '../mail.entity.js';
import type { KindWords } from './kind-words.js';
import { registrationWords } from './registration-words.js';

export interface MailWords {
  /** Stands before the subject of a reminder. */
  reminderSubject: string;
  linkInWords: string;
  /** In the text part, which has no button, though the message may speak of one. */
  buttonInText: string;
  /** In an invitation of a client with whom staff will be connected. */
  connectedWith: string;
  /** Ends a list of names that would be too long. */
  others: { one: string; other: string };
  /** For the invited person, who may ask somebody about it. */
  supportCode: string;
  kinds: Record<MailKind, KindWords>;
  /** What is said differently when it is about an invitation to the staff. */
  toStaff: Partial<Record<MailKind, Partial<KindWords>>>;
}

const en: MailWords = {
  reminderSubject: 'Reminder: ',
  supportCode: 'If you call about this invitation, mention the code {{SupportCode}}.',
  buttonInText: 'The button “{{ButtonText}}” leads to:',
  linkInWords: 'Does the button not work? Copy this link into your browser:',
  connectedWith: 'Once you have accepted, you are connected with {{ConnectionNames}}.',
  others: { one: '{{Count}} other', other: '{{Count}} others' },
  kinds: {
    INVITATION: {
      subject: '',
      headline: '{{OrganizationName}} invites you',
      preheader: 'Your personal invitation, valid until {{ExpiryDate}}',
      body: '',
      buttonText: '',
      deadline: 'This invitation is valid until {{ExpiryDate}}.',
      why: 'You receive this mail because {{OrganizationName}} has your address on file and invited you.',
      notYou:
        'Is this not meant for you? Open the link and choose “This isn’t me”: no more mail will follow.',
    },
    REMINDER: {
      subject: '',
      headline: 'Your invitation is still waiting',
      preheader: '{{OrganizationName}} invited you; the invitation is valid until {{ExpiryDate}}',
      body: '',
      buttonText: '',
      deadline: 'This invitation is valid until {{ExpiryDate}}.',
      why: 'You receive this reminder because {{OrganizationName}} invited you and the invitation has not been answered.',
      notYou:
        'Is this not meant for you? Open the link and choose “This isn’t me”: no more mail will follow.',
    },
    PASSWORD_RESET: {
      subject: 'Choose a new password',
      headline: 'Choose a new password',
      preheader: 'The link works for one hour',
      body: '<p>Somebody asked for a new password for this address. Was it you? Then press the button.</p>',
      buttonText: 'Choose a new password',
      deadline: 'The link works once, for one hour.',
      why: 'You receive this mail because a new password was asked for.',
      notYou: 'Was it not you? Then do nothing: your password stays as it is.',
    },
    MAIL_STOPPED: {
      subject: 'Nobody here will invite you again',
      headline: 'Nobody here will invite you again',
      preheader: 'You asked for it; you can take it back',
      body: '<p>You asked that no practice that uses this system invites this address again. From now on none can. Did you change your mind? Then press the button.</p>',
      buttonText: 'Let me be invited again',
      deadline: '',
      why: 'You receive this mail because somebody who reads mail at this address asked for it.',
      notYou: 'Was it not you? Then press the button as well.',
    },
    RENEWAL_REQUESTED: {
      subject: '{{ClientName}} asks for a new invitation',
      headline: '{{ClientName}} asks for a new invitation',
      preheader: 'The earlier invitation has expired',
      body: '<p>The invitation to {{ClientAddress}} had expired when {{ClientName}} opened it. Resend it, and validity and reminders start afresh.</p>',
      buttonText: 'Show the invitation',
      deadline: '',
      why: 'You receive this mail because you sent the invitation.',
      notYou: '',
    },
    WRONG_RECIPIENT: {
      subject: 'An invitation reached the wrong person',
      headline: 'An invitation reached the wrong person',
      preheader: 'The invitation has been stopped',
      body: '<p>The invitation for {{ClientName}} reached somebody who says that it is not for them: whoever reads mail at {{ClientAddress}}. It has been withdrawn, and no reminder will follow. Find out the right address, correct it and invite again.</p>',
      buttonText: 'Show the client',
      deadline: '',
      why: 'You receive this mail because you sent the invitation.',
      notYou: '',
    },
    CONNECTION_CREATED: {
      subject: '{{OrganizationName}}: somebody will be connected with you',
      headline: 'You will be connected with {{ConnectionNames}}',
      preheader: 'By itself, as soon as they have joined {{OrganizationName}} online',
      body: '<p>{{OrganizationName}} has connected you with {{ConnectionNames}}. The connection becomes active by itself as soon as they have joined; you get a mail then and need not do anything.</p>',
      buttonText: 'Open the portal',
      deadline: '',
      why: 'You receive this mail because you are a client of {{OrganizationName}}.',
      notYou: '',
    },
    CONNECTION_ACTIVE: {
      subject: '{{OrganizationName}}: news about your connections',
      headline: 'You are now connected with {{ConnectionNames}}',
      preheader: 'In the portal of {{OrganizationName}}',
      body: '<p>{{OrganizationName}} has connected you with {{ConnectionNames}}. From now on you find each other in the portal.</p>',
      buttonText: 'Open the portal',
      deadline: '',
      why: 'You receive this mail because you are a client of {{OrganizationName}}.',
      notYou: '',
    },
    STAFF_CONNECTION_ACTIVE: {
      subject: '{{OrganizationName}}: news about your connections',
      headline: 'You are now connected with {{ConnectionNames}}',
      preheader: 'From now on you can see what is on file',
      body: '<p>You are now connected with {{ConnectionNames}}. From now on you can see what is on file.</p>',
      buttonText: 'Show',
      deadline: '',
      why: 'You receive this mail because you work for {{OrganizationName}}.',
      notYou: '',
    },
    ...registrationWords.en,
  },
  toStaff: {
    INVITATION: {
      headline: '{{OrganizationName}} invites you to work together',
      why: 'You receive this mail because {{StaffName}} of {{OrganizationName}} invited you to the staff.',
    },
    WRONG_RECIPIENT: { buttonText: 'Show the invitation' },
  },
};

const nl: MailWords = {
  reminderSubject: 'Herinnering: ',
  supportCode: 'Belt u over deze uitnodiging? Noem dan de code {{SupportCode}}.',
  buttonInText: 'De knop “{{ButtonText}}” leidt naar:',
  linkInWords: 'Werkt de knop niet? Kopieer deze link naar uw browser:',
  connectedWith: 'Zodra u de uitnodiging hebt aangenomen, bent u verbonden met {{ConnectionNames}}.',
  others: { one: '{{Count}} ander', other: '{{Count}} anderen' },
  kinds: {
    INVITATION: {
      subject: '',
      headline: '{{OrganizationName}} nodigt u uit',
      preheader: 'Uw persoonlijke uitnodiging, geldig tot {{ExpiryDate}}',
      body: '',
      buttonText: '',
      deadline: 'Deze uitnodiging is geldig tot {{ExpiryDate}}.',
      why: 'U krijgt deze mail omdat {{OrganizationName}} uw adres kent en u heeft uitgenodigd.',
      notYou:
        'Is dit niet voor u bedoeld? Open de link en kies “Dit ben ik niet”: er volgt dan geen mail meer.',
    },
    REMINDER: {
      subject: '',
      headline: 'Uw uitnodiging wacht nog op u',
      preheader: '{{OrganizationName}} heeft u uitgenodigd; de uitnodiging is geldig tot {{ExpiryDate}}',
      body: '',
      buttonText: '',
      deadline: 'Deze uitnodiging is geldig tot {{ExpiryDate}}.',
      why: 'U krijgt deze herinnering omdat {{OrganizationName}} u heeft uitgenodigd en er nog geen antwoord is.',
      notYou:
        'Is dit niet voor u bedoeld? Open de link en kies “Dit ben ik niet”: er volgt dan geen mail meer.',
    },
    PASSWORD_RESET: {
      subject: 'Kies een nieuw wachtwoord',
      headline: 'Kies een nieuw wachtwoord',
      preheader: 'De link werkt een uur',
      body: '<p>Iemand heeft voor dit adres een nieuw wachtwoord gevraagd. Was u dat? Druk dan op de knop.</p>',
      buttonText: 'Nieuw wachtwoord kiezen',
      deadline: 'De link werkt één keer, een uur lang.',
      why: 'U krijgt deze mail omdat er een nieuw wachtwoord is gevraagd.',
      notYou: 'Was u het niet? Doe dan niets: uw wachtwoord blijft zoals het is.',
    },
    MAIL_STOPPED: {
      subject: 'Niemand hier nodigt u nog uit',
      headline: 'Niemand hier nodigt u nog uit',
      preheader: 'U vroeg erom; u kunt het terugnemen',
      body: '<p>U vroeg dat geen praktijk die dit systeem gebruikt dit adres nog uitnodigt. Dat kan er vanaf nu geen. Bedenkt u zich? Druk dan op de knop.</p>',
      buttonText: 'Laat mij weer uitnodigen',
      deadline: '',
      why: 'U krijgt deze mail omdat iemand die de mail van dit adres leest erom vroeg.',
      notYou: 'Was u het niet? Druk dan ook op de knop.',
    },
    RENEWAL_REQUESTED: {
      subject: '{{ClientName}} vraagt om een nieuwe uitnodiging',
      headline: '{{ClientName}} vraagt om een nieuwe uitnodiging',
      preheader: 'De eerdere uitnodiging is verlopen',
      body: '<p>De uitnodiging aan {{ClientAddress}} was verlopen toen {{ClientName}} haar opende. Verstuur haar opnieuw, dan beginnen geldigheid en herinneringen weer van voren af aan.</p>',
      buttonText: 'Uitnodiging bekijken',
      deadline: '',
      why: 'U krijgt deze mail omdat u de uitnodiging hebt verstuurd.',
      notYou: '',
    },
    WRONG_RECIPIENT: {
      subject: 'Een uitnodiging kwam bij de verkeerde persoon',
      headline: 'Een uitnodiging kwam bij de verkeerde persoon',
      preheader: 'De uitnodiging is gestopt',
      body: '<p>De uitnodiging voor {{ClientName}} kwam bij iemand die zegt dat ze niet voor hem of haar is: wie de mail van {{ClientAddress}} leest. Ze is ingetrokken en er volgt geen herinnering. Zoek het juiste adres op, verbeter het en nodig opnieuw uit.</p>',
      buttonText: 'Cliënt bekijken',
      deadline: '',
      why: 'U krijgt deze mail omdat u de uitnodiging hebt verstuurd.',
      notYou: '',
    },
    CONNECTION_CREATED: {
      subject: '{{OrganizationName}}: iemand wordt met u verbonden',
      headline: 'U wordt verbonden met {{ConnectionNames}}',
      preheader: 'Vanzelf, zodra de aanmelding bij {{OrganizationName}} rond is',
      body: '<p>{{OrganizationName}} heeft u verbonden met {{ConnectionNames}}. De verbinding wordt vanzelf actief zodra de aanmelding daar rond is; u krijgt dan een mail en hoeft niets te doen.</p>',
      buttonText: 'Portaal openen',
      deadline: '',
      why: 'U krijgt deze mail omdat u cliënt bent van {{OrganizationName}}.',
      notYou: '',
    },
    CONNECTION_ACTIVE: {
      subject: '{{OrganizationName}}: nieuws over uw verbindingen',
      headline: 'U bent nu verbonden met {{ConnectionNames}}',
      preheader: 'In het portaal van {{OrganizationName}}',
      body: '<p>{{OrganizationName}} heeft u verbonden met {{ConnectionNames}}. Vanaf nu vindt u elkaar in het portaal.</p>',
      buttonText: 'Portaal openen',
      deadline: '',
      why: 'U krijgt deze mail omdat u cliënt bent van {{OrganizationName}}.',
      notYou: '',
    },
    STAFF_CONNECTION_ACTIVE: {
      subject: '{{OrganizationName}}: nieuws over uw verbindingen',
      headline: 'U bent nu verbonden met {{ConnectionNames}}',
      preheader: 'Vanaf nu hebt u inzage',
      body: '<p>U bent nu verbonden met {{ConnectionNames}}. Vanaf nu hebt u inzage.</p>',
      buttonText: 'Bekijken',
      deadline: '',
      why: 'U krijgt deze mail omdat u bij {{OrganizationName}} werkt.',
      notYou: '',
    },
    ...registrationWords.nl,
  },
  toStaff: {
    INVITATION: {
      headline: '{{OrganizationName}} nodigt u uit om samen te werken',
      why: 'U krijgt deze mail omdat {{StaffName}} van {{OrganizationName}} u als medewerker heeft uitgenodigd.',
    },
    WRONG_RECIPIENT: { buttonText: 'Uitnodiging bekijken' },
  },
};

export const mailWords: Record<Language, MailWords> = { en, nl };
