import { Field, ObjectType } from 'type-graphql';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';
import type { Language } from '../../organizations/language.js';
import type { CheckedMessage } from './check-message.js';

@ObjectType('Message', { description: "Subject, body and button text an invitation's mail is made from." })
export class MessageText implements CheckedMessage {
  @Field(() => String)
  subject!: string;

  @Field(() => String, { description: 'HTML of the small subset that a message may use.' })
  body!: string;

  @Field(() => String)
  buttonText!: string;
}

const FOR_CLIENTS: Record<Language, MessageText> = {
  en: {
    subject: '{{OrganizationName}} invites you',
    body:
      '<p>Dear {{ClientFirstName}},</p>' +
      '<p>{{OrganizationName}} would like to work with you online. In your own, protected place you find what has been ' +
      'prepared for you.</p>' +
      '<p>You need about two minutes: press the button and choose a password.</p>' +
      '<p>Kind regards,<br />{{StaffName}}</p>',
    buttonText: 'Accept the invitation',
  },
  nl: {
    subject: '{{OrganizationName}} nodigt u uit',
    body:
      '<p>Beste {{ClientFirstName}},</p>' +
      '<p>{{OrganizationName}} wil graag online met u samenwerken. Op uw eigen, beveiligde plek vindt u wat er voor u ' +
      'klaarstaat.</p>' +
      '<p>Het kost ongeveer twee minuten: druk op de knop en kies een wachtwoord.</p>' +
      '<p>Met vriendelijke groet,<br />{{StaffName}}</p>',
    buttonText: 'Uitnodiging aannemen',
  },
};

const FOR_STAFF: Record<Language, MessageText> = {
  en: {
    subject: 'Join {{OrganizationName}}',
    body:
      '<p>Dear {{FirstName}},</p>' +
      '<p>{{StaffName}} would like to work with you at {{OrganizationName}}. In Anteroom you find what you need for it: who ' +
      'has been invited, who is in, and what there is to do.</p>' +
      '<p>Press the button and choose a password. Do you have one here already? Then sign in with it.</p>' +
      '<p>Kind regards,<br />{{StaffName}}</p>',
    buttonText: 'Join',
  },
  nl: {
    subject: 'Werk mee bij {{OrganizationName}}',
    body:
      '<p>Beste {{FirstName}},</p>' +
      '<p>{{StaffName}} wil graag met u samenwerken bij {{OrganizationName}}. In Anteroom vindt u wat u daarvoor nodig hebt: ' +
      'wie er is uitgenodigd, wie er binnen is en wat er te doen is.</p>' +
      '<p>Druk op de knop en kies een wachtwoord. Hebt u er hier al een? Meld u daar dan mee aan.</p>' +
      '<p>Met vriendelijke groet,<br />{{StaffName}}</p>',
    buttonText: 'Meedoen',
  },
};

/** What an invitation of an organization starts from. */
export function defaultMessage(language: Language, recipient: InvitationRecipient = 'CLIENT'): MessageText {
  return (recipient === 'STAFF' ? FOR_STAFF : FOR_CLIENTS)[language];
}

/**
 * A message as it is sent where the organization has changed its language since it was written: a default that nobody rewrote
 * is the one of that language, as is the rest of the mail. What people wrote themselves stays as it is.
 */
export function inLanguage(message: CheckedMessage, language: Language): CheckedMessage {
  const isUnchanged = (text: MessageText) =>
    text.subject === message.subject && text.body === message.body && text.buttonText === message.buttonText;
  const defaults = [FOR_CLIENTS, FOR_STAFF].find((texts) => Object.values(texts).some(isUnchanged));
  return defaults?.[language] ?? message;
}
