import { Field, ObjectType } from 'type-graphql';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';

/** In the order in which they are offered. A staff member is in no program and goes to no client portal. */
export const PLACEHOLDER_NAMES = {
  CLIENT: [
    'ClientFirstName',
    'ClientLastName',
    'OrganizationName',
    'ClientPortalLink',
    'StaffName',
    'ExpiryDate',
    'ProgramName',
  ],
  STAFF: ['FirstName', 'LastName', 'OrganizationName', 'InvitationLink', 'StaffName', 'ExpiryDate'],
} as const satisfies Record<InvitationRecipient, readonly string[]>;
type PlaceholderName = (typeof PLACEHOLDER_NAMES)[InvitationRecipient][number];

const DESCRIPTIONS: Record<PlaceholderName, [name: string, example: string]> = {
  ClientFirstName: ["Client's first name", 'Ada'],
  ClientLastName: ["Client's surname", 'de Vries'],
  FirstName: ['First name', 'Noor'],
  LastName: ['Surname', 'Visser'],
  OrganizationName: ["Organization's name", 'Praktijk De Linde'],
  ClientPortalLink: ['Personal link', 'https://…/portal/invitation#…'],
  InvitationLink: ['Personal link', 'https://…/portal/invitation#…'],
  StaffName: ['Your name', 'Fenna Bakker'],
  ExpiryDate: ['Valid until', 'Saturday, 5 December 2026 at 14:30'],
  ProgramName: ["Program's name", 'Sleep better'],
};

@ObjectType({
  description: 'Something a message may hold that is filled in per recipient when the mail leaves.',
})
export class Placeholder {
  @Field(() => String, { description: 'As written in a message, e.g. {{ClientFirstName}}.' })
  token: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  example: string;

  constructor(name: PlaceholderName) {
    this.token = `{{${name}}}`;
    [this.name, this.example] = DESCRIPTIONS[name];
  }
}

const OFFERED = {
  CLIENT: PLACEHOLDER_NAMES.CLIENT.map((name) => new Placeholder(name)),
  STAFF: PLACEHOLDER_NAMES.STAFF.map((name) => new Placeholder(name)),
};

/** What a message to clients, or to people invited to the staff, may hold. */
export function placeholders(recipient: InvitationRecipient): Placeholder[] {
  return OFFERED[recipient];
}
