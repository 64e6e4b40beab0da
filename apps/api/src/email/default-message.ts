import { Field, ObjectType } from 'type-graphql';
import type { Language } from '../organizations/language.js';
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

const DEFAULTS: Record<Language, MessageText> = {
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

/** What an invitation of an organization starts from. */
export function defaultMessage(language: Language): MessageText {
  return DEFAULTS[language];
}
